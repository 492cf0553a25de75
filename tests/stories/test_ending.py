"""The end of a story here, by the clock: asked again, run out, deleted, and who has a copy told."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine
from members.models import Message
from members.services import send_messages
from stories import services
from stories.models import Release, Story, Use
from stories.tellers import sign

from .conftest import WORDS, by_teller, day, line, prepared, published, release
from .test_archive import names_in
from .test_journeys import FORMS
from .test_media import stored
from .test_told import copied

pytestmark = pytest.mark.django_db


def titles():
    return list(Message.objects.order_by("pk").values_list("title", flat=True))


def of(model):
    return list(model.objects.order_by("pk").values_list("title", flat=True))


def test_a_teller_is_asked_once_30_days_before_the_end_and_nothing_changes_by_it(curator, second_curator, member, wait):
    story = published(curator, second_curator, line(until=day(40)), teller=member)
    assert services.ask_again() == 0
    wait(11)
    assert (services.ask_again(), services.ask_again()) == (1, 0)
    assert [one.title for one in Message.objects.order_by("pk")][-1] == "Are you still happy with your story?"
    assert (Release.objects.count(), story in Story.objects.public()) == (1, True)
    assert AuditLine.objects.filter(verb="stories.release.ask_again", actor_id=None).count() == 1


def test_a_teller_is_asked_before_each_end_and_once_for_each(curator, second_curator, member, wait):
    lines = [line("partners", until=day(40)), line("project", until=day(45)), line(until=day(200))]
    story = published(curator, second_curator, *lines, teller=member)
    for days, asked in ((11, 1), (5, 1), (1, 0), (150, 0), (4, 1), (20, 0)):
        wait(days)
        assert (days, services.ask_again(), services.ask_again()) == (days, asked, 0)
    # What stops nothing of it asks no more than before.
    services.narrow_release(story, audience="partners", by=by_teller(story))
    assert services.ask_again() == 0
    assert titles().count("Are you still happy with your story?") == 3


@pytest.mark.parametrize("form", FORMS)
def test_one_press_lets_it_go_on_for_a_year(client, form, curator, second_curator, wait):
    story = published(curator, second_curator, line(until=day(10)), line("partners", until=day(900)))
    mine = f"{form}/stories/mine/{sign(story)}/"
    wait(9)
    services.ask_again()
    assert client.get(mine).content.decode().count(f'action="{mine}go-on/"') == 1
    for _press in range(2):
        assert client.post(f"{mine}go-on/").url == mine
    assert names_in(client) == ["The drawing"]
    newest = Release.objects.first()
    assert (Release.objects.count(), services.ask_again()) == (2, 0)
    assert {one.audience: one.until for one in newest.lines.all()} == {
        "web": timezone.localdate() + datetime.timedelta(days=365),
        "partners": timezone.localdate() + datetime.timedelta(days=900 - 9),
    }
    assert client.get(mine).content.decode().count(f'action="{mine}go-on/"') == 0


@pytest.mark.parametrize("form", FORMS)
def test_the_tellers_page_speaks_only_of_what_is_in_force(client, form, curator, second_curator, wait):
    story = published(curator, second_curator, line(until=day(10)), line("partners", until=day(20)))
    mine = f"{form}/stories/mine/{sign(story)}/"
    stop = [f'action="{mine}stop/{one}/"' for one in ("web", "partners")]

    def shown():
        page = client.get(mine)
        words = page.content.decode()
        said = (*stop, f'action="{mine}go-on/"', "(this is over)", NOBODY[form])
        return page.context["ends"], [words.count(one) for one in said]

    last, told = day(20), {"how": "phone", "explained_by": "Carl", "kept_where": "Her file", "by": curator}
    assert shown() == (day(10), [1, 1, 1, 0, 0])
    wait(11)
    assert shown() == (last, [0, 1, 1, 1, 0])
    services.extend_release(story, **told)
    assert (names_in(client), shown()) == ([], (None, [0, 1, 0, 1, 0]))
    client.post(f"{mine}stop/partners/")
    assert (names_in(client), shown()) == ([], (None, [0, 0, 0, 1, 1]))
    services.extend_release(story, **told)
    assert names_in(client) == ["The drawing"]


NOBODY = {"": "Nobody sees it now.", "/easy": "Nobody can see it now."}


def test_it_goes_on_by_phone_and_only_with_who_explained_it(client, curator, second_curator):
    story = published(curator, second_curator, line(until=day(10)))
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/go-on/"
    assert list(client.post(where, {"how": "phone"}).context["form"].errors) == ["explained_by", "kept_where"]
    client.post(where, {"how": "phone", "explained_by": "Carl read it out", "kept_where": "Her file"})
    assert Release.objects.first().lines.get().until == day(365)


def test_what_has_run_out_stands_on_the_desk_and_those_with_copies_are_told(client, curator, second_curator, wait):
    story = published(curator, second_curator, line(until=day(5)))
    copied(story, curator)
    client.force_login(curator)
    assert client.get("/team/stories/").content.decode().count("nobody may see them now") == 0
    wait(6)
    assert list(Story.objects.run_out()) == [story]
    client.force_login(curator)
    assert client.get("/team/stories/").content.decode().count("nobody may see them now") == 1
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count("Nobody may see it now") == 1
    assert (services.tell_run_out(), services.tell_run_out()) == (1, 0)
    assert [one.to for one in Message.objects.all()] == ["head@school.example"]


def test_words_and_files_are_deleted_30_days_after_it_was_taken_back(
    settings, curator, second_curator, with_files, wait, django_capture_on_commit_callbacks
):
    story = published(curator, second_curator, contact="rosa@example.org", **with_files)
    copied(story, curator, reach="01632 960 111")
    services.withdraw_story(story, how="paper", by=curator)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_withdrawn() == 0
        wait(30)
        assert (services.erase_withdrawn(), services.erase_withdrawn()) == (1, 0)
    story.refresh_from_db()
    assert (story.state, story.withdrawn_how, stored(settings)) == ("erased", "paper", [])
    kept = f"{Story.objects.values()} {Release.objects.values()} {story.values.all()} {story.to_tell.all()}"
    assert [word for word in (WORDS, "Rosa", "rosa@", "drawing") if word in kept] == []
    assert Message.objects.order_by("-pk")[0].title == "Your story is deleted"
    (use,) = Use.objects.to_be_told()
    services.tell_use(use, by=curator)
    assert list(Use.objects.values_list("what", "got_copy")) == [("A training day", "")]


def test_nothing_of_who_explained_it_stays_after_it_was_deleted(curator, second_curator):
    story = prepared(curator)
    told = {"explained_by": "Carl, to Rosa", "kept_where": "Rosa's file", "present": "Her sister"}
    release(story, line(), how="phone", **told, by=second_curator)
    services.withdraw_story(story, by=by_teller(story))
    services.erase_story(story, how="phone", by=curator)
    given = Release.objects.get()
    assert [getattr(given, name) for name in told] == ["", "", ""]
    assert story.consent.wording == "We may keep what you tell us."


def test_the_clock_does_all_of_it(curator, second_curator, wait, capsys):
    published(curator, second_curator, line(until=day(10)))
    services.withdraw_story(other := published(curator, second_curator), by=by_teller(other))
    wait(31)
    call_command("tick")
    other.refresh_from_db()
    assert other.state == "erased"


COPY = {
    "": "A talk, {day}. Has a copy: A school. It cannot be called back.",
    "/easy": "A talk, {day}. They have a copy: A school. We cannot get it back.",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_teller_reads_where_it_was_used_and_who_has_a_copy(client, form, curator, second_curator):
    story = published(curator, second_curator)
    copied(story, curator, what="A talk", back=False)
    mine, says = f"{form}/stories/mine/{sign(story)}/", COPY[form].format(day=said_date(day(-1)))
    assert [uses_on(client, page) for page in (mine, f"{mine}take-back/")] == [[says], [says]]
    services.withdraw_story(story, by=by_teller(story))
    assert uses_on(client, mine) == [f"{says} We are telling them."]
    send_messages()
    assert uses_on(client, mine) == [f"{says} We told them on {said_date(day(0))}."]


def uses_on(client, page: str) -> list[str]:
    """What stands in the list of the uses."""
    words = " ".join(client.get(page).content.decode().split())
    listed = words.partition("Where it was used</h2><ul>")[2].partition("</ul>")[0]
    return [one.removesuffix("</li>").strip() for one in listed.split("<li>")[1:]]
