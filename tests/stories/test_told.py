"""Who is told of a story, how, and by which address: its teller, and whoever has a copy."""

import pytest
from django.core.exceptions import ValidationError

from halton_coprod.easyread.said import said_date
from members.models import Message
from members.services import add_supporter
from stories import services
from stories.models import Story, ToTell, Use
from stories.tellers import sign
from tests.conftest import make_person

from .conftest import by_teller, day, line, prepared, published, release, told

pytestmark = pytest.mark.django_db


def copied(story, curator, **more):
    said = {"what": "A training day", "audience": "web", "form": "whole", "on": day(-1), "by": curator}
    return services.note_use(story, **{**said, "got_copy": "A school", "reach": "head@school.example", **more})


def test_who_has_a_copy_is_told_when_it_is_narrowed_or_stands_on_the_list(client, curator, second_curator):
    story = published(curator, second_curator, line("partners"), line("web"))
    by_mail, by_phone = copied(story, curator), copied(story, curator, what="A talk", reach="01632 960 111")
    kept = copied(story, curator, what="A board", audience="partners")
    services.narrow_release(story, audience="web", by=by_teller(story))
    assert [(one.to, one.title) for one in Message.objects.all()] == [
        ("head@school.example", "Please stop using a story")
    ]
    assert [words for _picture, words in Message.objects.get().ideas] == [
        "The story is called: The drawing",
        "The person who told it changed who may see it. You used it for this: A training day",
        f"That was on this day: {said_date(day(-1))}",
        "Please do not show it any more, and delete your copies.",
    ]
    assert (Use.objects.get(pk=by_mail.pk).told_on, list(Use.objects.to_be_told())) == (day(0), [by_phone])
    client.force_login(curator)
    assert client.get("/team/stories/").content.decode().count("A school: A talk") == 1
    page = client.get(f"/team/stories/{story.slug}/").content.decode()
    assert page.count(f'action="/team/stories/{story.slug}/uses/') == 1
    client.post(f"/team/stories/{story.slug}/uses/{by_phone.pk}/tell/")
    assert list(Use.objects.to_be_told()) == []
    services.withdraw_story(story, how="phone", by=curator)
    assert [one.to for one in Message.objects.order_by("pk")] == ["head@school.example"] * 2
    assert Use.objects.get(pk=kept.pk).told_on == day(0)


@pytest.mark.parametrize("copies", [0, 1])
def test_copies_are_spoken_of_only_where_there_are_some(client, curator, second_curator, copies):
    story = published(curator, second_curator, contact="rosa@example.org")
    Story.objects.filter(pk=story.pk).update(for_whom="Tom", for_whom_agrees="He nodded")
    for _copy in range(copies):
        copied(story, curator, reach="01632 960 111")
    client.force_login(curator)
    desk, said = f"/team/stories/{story.slug}/", "people who have a copy"
    assert client.get(desk).content.decode().count("Tom<br>How they know that the person agrees: He nodded") == 1
    gone = client.post(f"{desk}withdraw/", {"how": "phone"}, follow=True).content.decode()
    assert [gone.count(one) for one in ("Tell those who have a copy", "<h1>A story that was taken back</h1>")] == [
        copies,
        1,
    ]
    assert gone.count("What can happen next") == 1
    assert client.get(f"/stories/mine/{sign(story)}/").content.decode().count(said) == copies
    pictures = [picture for picture, _words in Message.objects.get(occasion__contains="-withdrawn-").ideas]
    assert pictures.count("told") == copies
    assert services.erase_withdrawn(days=0) == 1
    assert client.get(desk).content.decode().count("What can happen next") == 0


@pytest.mark.parametrize(
    ("less", "who"),
    [
        ({"face": False}, ["The whole"]),
        ({"name": "first"}, ["The whole", "The words"]),
        ({"name": "made_up"}, ["The whole", "The words"]),
        ({"name": "none", "face": False}, ["The whole", "The words"]),
        ({}, []),
    ],
)
def test_who_has_a_copy_is_told_when_less_of_the_name_or_no_face_is_to_be_shown(curator, second_curator, less, who):
    story = published(curator, second_curator, line(name="full"))
    for what, form, reach in (("The whole", "whole", "news@example.org"), ("The words", "quote", "01632 960 000")):
        copied(story, curator, what=what, form=form, reach=reach)
    release(story, line(**({"name": "full"} | less)))
    told = [use.what for use in Use.objects.exclude(told_on=None)]
    assert told + [use.what for use in Use.objects.to_be_told()] == who
    assert sorted(use.what for use in story.uses.not_covered()) == who
    # With the same said again nobody has to be told.
    release(story, line(name="full"))
    assert list(story.uses.not_covered()) == []


def test_a_copy_needs_a_way_to_reach_whoever_has_it(curator, second_curator):
    with pytest.raises(ValidationError, match="how to reach them"):
        copied(published(curator, second_curator), curator, reach="")


def test_who_is_not_in_the_pool_is_told_by_the_email_they_left(curator, second_curator):
    story = published(curator, second_curator, contact="Write to rosa@example.org, please.")
    services.withdraw_story(story, by=by_teller(story))
    sent = Message.objects.order_by("pk")
    assert [(one.to, one.way, one.form) for one in sent] == [("rosa@example.org", "email", "en-simple")] * 4
    assert ToTell.objects.count() == 0


def test_who_left_a_number_or_an_address_is_on_the_desks_list_until_somebody_has_told_them(client, curator):
    story = prepared(curator, contact="01632 960 777")
    client.force_login(curator)
    page = client.get("/team/stories/").content.decode()
    assert page.count("Phone or write to these tellers") == 1
    assert page.count("/told/") == 1
    look = story.to_tell.get()
    assert page.count(f"<li>By {said_date(look.due)}: <a ") == 1
    where = f"/team/stories/{story.slug}/told/{look.pk}/"
    tell = client.get(where).content.decode()
    assert [tell.count(one) for one in ("01632 960 777", f"/stories/mine/{sign(story)}/")] == [1, 1]
    client.post(where)
    assert client.get("/team/stories/").content.decode().count("Phone or write to these tellers") == 0
    assert ToTell.objects.get().told_by == curator
    services.withdraw_story(story, by=by_teller(story))
    assert [one.told_by for one in story.to_tell.all()] == [curator, None]


def test_nobody_is_called_about_a_story_that_is_shown_once_nobody_may_see_it(client, curator, second_curator, wait):
    story = published(curator, second_curator, line(until=day(30)), contact="01632 960 777")
    client.force_login(curator)

    def calls():
        pages = [client.get(one).content.decode() for one in ("/team/stories/", f"/team/stories/{story.slug}/")]
        return [page.count(f"/told/{story.to_tell.last().pk}/") for page in pages]

    assert (story.to_tell.last().title, calls()) == ("We show your story now", [1, 1])
    wait(31)
    client.force_login(curator)
    assert calls() == [0, 0]
    services.extend_release(story, how="phone", explained_by="Carl", kept_where="Folder", by=curator)
    assert calls() == [1, 1]


def test_a_letter_has_the_story_what_was_said_yes_to_and_the_way_back(client, curator, second_curator):
    story = published(curator, second_curator, contact="7 Letter Lane")
    client.force_login(curator)
    letter = client.get(f"/team/stories/{story.slug}/letter/").content.decode()
    for words in (sign(story), "The doctor drew me a picture", "We may keep what you tell us.", "7 Letter Lane"):
        assert (words, letter.count(words)) == (words, 1)
    services.withdraw_story(story, how="paper", by=curator)
    assert client.get(f"/team/stories/{story.slug}/letter/").status_code == 404


@pytest.mark.parametrize(("easy_read", "form"), [(False, ""), (True, "/easy")])
def test_the_address_in_a_message_is_in_the_form_that_its_teller_reads(member, settings, easy_read, form):
    member.easy_read = easy_read
    member.save()
    story = told(teller=member)
    said = str(Message.objects.get().ideas)
    assert said.count(f"{settings.SITE_URL.rstrip('/')}{form}/stories/mine/{sign(story)}/") == 1


@pytest.mark.parametrize("form", ["", "/easy"])
def test_ones_own_page_leads_to_the_stories_one_told(client, member, form):
    client.force_login(member.user)

    def shown():
        tiles = client.get(f"{form}/me/").context["choices"]
        return [(address, str(tile.name)) for address, tile in tiles if tile.picture == "story"]

    told(title="Not mine")
    services.begin_story(wording="Yes.", teller=member)
    assert shown() == []
    own = told(teller=member)
    assert shown() == [(f"{form}/stories/mine/{sign(own)}/", "Your story")]
    told(teller=member)
    assert shown() == [(f"{form}/me/places/#stories", "Your stories")]
    link = add_supporter(member, name="Sunil", user=make_person("sunil"), may_see=True, by=member.user)
    client.force_login(link.user)
    tiles = client.get(f"{form}/me/for/{link.pk}/").context["choices"]
    assert [tile.picture for _address, tile in tiles].count("story") == 0


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_story_without_a_title_is_called_so_at_the_desk_and_by_its_slug_nowhere(client, curator, form):
    story = told(title="")
    services.take_up_story(story, by=curator)
    client.force_login(curator)
    address = f"{form}/team/stories/{story.slug}/"
    called = ">A story without a title yet<"
    pages = [client.get(one).content.decode() for one in (f"{form}/team/stories/?state=preparing", address)]
    # In the list; in the way to the page and as its heading.
    assert [words.count(called) for words in pages] == [1, 2]
    assert [words.count(f">{story.slug}<") for words in pages] == [0, 0]
