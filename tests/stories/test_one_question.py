"""In easy read every question stands on a page of its own; in the standard version they stand together."""

import pytest

from stories.models import MediaFile, Release, Story
from stories.tellers import sign
from tests.easyread.one_by_one import asked, press
from tests.workshops.conftest import said_in

from .conftest import BETTER, QUOTE, WORDS, line, of, prepared, release, told
from .files import png, upload, wav
from .test_journeys import begin

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TELL, FILES = "/easy/stories/tell/", "/easy/stories/tell/files/"


def counted(page) -> list[str]:
    """What the page says of how far one is."""
    words = page.content.decode()
    return [
        f"{name} {n} of {m}"
        for name in ("Page", "Part", "Question")
        for m in range(12)
        for n in range(12)
        if words.count(f"{name} {n} of {m}<")
    ]


def test_the_first_page_asks_how_and_the_second_for_the_yes(client):
    page = client.get(TELL)
    assert (asked(page), page.content.decode().count("What happens with your story")) == (["kind"], 1)
    page = press(client, page, TELL, kind="sound")
    assert (asked(page), Story.objects.count()) == (["agree"], 0)
    page = press(client, page, TELL)
    assert (asked(page), page.content.decode().count('class="fault"')) == (["agree"], 1)
    back = press(client, page, TELL, _back="1")
    assert asked(back) == ["kind"]
    there = press(client, page, TELL, _switch="1").url
    assert (there, asked(client.get(there))) == ("/stories/tell/", ["kind", "agree"])
    assert press(client, page, TELL, agree="on").url == of(FILES)
    assert Story.objects.get().kind == "sound"


def test_each_question_about_who_may_see_it_has_its_page_and_nothing_is_lost(client, curator):
    story = prepared(curator, files=[(png(), {"alt": "Rosa", "shows_teller": True})])
    who = f"/easy/stories/mine/{sign(story)}/who/web/"
    page = client.get(who)
    assert (asked(page), counted(page)) == (["what"], ["Part 4 of 6", "Question 1 of 4"])
    page = press(client, page, who, what=["whole", "quote"])
    assert (asked(page), counted(page)) == (["name"], ["Part 4 of 6", "Question 2 of 4"])
    page = press(client, page, who, name="first")
    assert asked(page) == ["face"]
    page = press(client, page, who, face="on")
    assert asked(page) == ["until"]
    page = press(client, page, who, until="half", _back="1")
    assert (asked(page), page.content.decode().count('name="face" ') > 0) == (["face"], True)
    there = press(client, page, who, face="on", _switch="1").url
    page = client.get(there)
    assert asked(page) == ["what", "name", "face", "until"]
    assert page.context["form"]["what"].value() == ["whole", "quote"]
    there = press(client, page, there, what=["whole", "quote"], name="first", face="on", until="half", _switch="1").url
    page = client.get(there)
    for said in ({"what": ["whole", "quote"]}, {"name": "first"}, {"face": "on"}):
        page = press(client, page, there, **said)
    assert press(client, page, there, until="half").url == who.replace("web", "press")
    assert client.session[f"release-{story.pk}"]["web"] == {
        "what": ["whole", "quote"],
        "name": "first",
        "face": True,
        "until": "half",
    }


def test_in_easy_read_the_teller_sees_all_that_they_say_yes_or_no_to(client, curator):
    page = client.get(f"/easy/stories/mine/{sign(prepared(curator))}/").content.decode()
    shown = ("The whole story</h2>", WORDS, BETTER, "A summary</h2>", "The doctor drew.", "The doctor drew a picture.")
    assert [page.count(one) for one in (*shown, QUOTE)] == [1] * 7


NO_FACE = {"": "No pictures or films of me.", "/easy": "They do not see me in pictures."}


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_teller_chooses_only_from_what_the_story_has(client, form, curator, with_files):
    told_in_words, with_sound = prepared(curator), prepared(curator, **with_files)
    without_clip = prepared(curator, files=with_files["files"][:3])
    Story.objects.filter(pk=without_clip.pk).update(summary="")
    has = []
    for story in (told_in_words, with_sound, without_clip):
        who = client.get(f"{form}/stories/mine/{sign(story)}/who/web/").context["form"]
        has.append([key for key, _says in who.fields["what"].choices])
        names = {key: str(says) for key, says in who.fields["name"].choices}
        assert names["made_up"].endswith(": Flora")
    assert has == [["whole", "quote", "summary"], ["whole", "clip", "quote", "summary"], ["whole", "quote"]]
    # Nobody is asked about pictures of them where there are none.
    for where in (f"{form}/stories/mine/{{link}}/who/web/", "/team/stories/{slug}/release/"):
        client.force_login(curator)
        pages = [client.get(where.format(link=sign(one), slug=one.slug)) for one in (told_in_words, with_sound)]
        asked_of = [[name for name in page.context["form"].fields if name.endswith("face")] for page in pages]
        assert [len(names) > 0 for names in asked_of] == [False, True]
    client.logout()
    for story, said in ((told_in_words, 0), (with_sound, 1)):
        mine = f"{form}/stories/mine/{sign(story)}/"
        assert client.get(mine).content.decode().count(NO_FACE[form]) == 0
        release(story, line(forms=["whole"], face=False))
        assert client.get(mine).content.decode().count(NO_FACE[form]) == said
    short = "the short piece."
    for where in ("", "copy/"):
        pages = [client.get(f"{form}/stories/mine/{sign(one)}/{where}") for one in (with_sound, without_clip)]
        assert [page.content.decode().count(short) for page in pages] == [1, 0]
    client.force_login(curator)
    desk = [client.get(f"/team/stories/{one.slug}/release/").content.decode() for one in (told_in_words, with_sound)]
    assert [page.count('value="clip"') for page in desk] == [0, 5]


def test_whoever_says_no_is_asked_nothing_more(client, curator):
    story = prepared(curator)
    who = f"/easy/stories/mine/{sign(story)}/who/press/"
    went = press(client, client.get(who), who)
    assert went.url == f"/easy/stories/mine/{sign(story)}/check/"
    page = client.get(went.url)
    assert (asked(page), counted(page), page.content.decode().count("You said no to all")) == ([], ["Part 6 of 6"], 1)
    assert press(client, page, went.url).status_code == 302
    assert Release.objects.get().lines.count() == 0


def test_the_last_questions_come_one_by_one_and_then_all_is_checked(client, curator):
    story = prepared(curator, full_name="")
    mine = f"/easy/stories/mine/{sign(story)}/"
    client.post(f"{mine}who/web/?one=1", {"what": ["whole"], "name": "full", "until": "year"})
    page = client.get(f"{mine}names/")
    assert (asked(page), counted(page)) == (["full_name"], ["Part 6 of 6", "Question 1 of 1"])
    press(client, page, f"{mine}names/", full_name="Rosa Public")
    check = f"{mine}check/"
    page = client.get(check)
    assert (asked(page), counted(page)) == (["others_agree"], ["Part 6 of 6", "Question 1 of 4"])
    page = press(client, page, check)
    assert (asked(page), page.content.decode().count('class="fault"')) == (["others_agree"], 1)
    for name, stands, said in (("others_agree", False, "on"), ("printed", "no", "yes"), ("research", "no", "no")):
        assert (asked(page), page.context["form"][name].value()) == ([name], stands)
        page = press(client, page, check, **{name: said})
    assert (asked(page), page.context["form"]["ai"].value()) == (["ai"], "no")
    page = press(client, page, check)
    words = page.content.decode()
    assert (asked(page), counted(page), Release.objects.count()) == ([], ["Part 6 of 6"], 0)
    said = ("Rosa Public", "We may print it on paper.", "People who study may not use my story.")
    assert [words.count(one) for one in said] == [1, 1, 1]
    press(client, page, check)
    given = Release.objects.get()
    assert (given.others_agree, given.printed, given.research, given.ai) == (True, True, False, False)


def test_a_story_that_changed_meanwhile_is_not_said_yes_to(client, curator):
    story = prepared(curator)
    check = f"/easy/stories/mine/{sign(story)}/check/"
    client.post(
        f"/easy/stories/mine/{sign(story)}/who/web/?one=1", {"what": ["whole"], "name": "none", "until": "year"}
    )
    page = press(client, client.get(check), check, others_agree="on")
    for _question in range(3):
        page = press(client, page, check)
    Story.objects.update(mark="another")
    page = press(client, page, check)
    assert (page.content.decode().count("Your story has changed."), Release.objects.count()) == (1, 0)


def test_a_file_is_brought_first_and_then_asked_about(client):
    begin(client, "/easy", kind="pictures")
    assert asked(client.get(f"{FILES}add/")) == ["file", "agreed"]
    about = client.post(f"{FILES}add/", {"file": upload(png()), "agreed": "on"}).url
    picture = MediaFile.objects.get()
    assert (about, picture.shows_teller) == (f"{FILES}{picture.pk}/about/", True)
    page = client.get(about)
    assert (asked(page), page.context["form"]["shows_teller"].value()) == (["shows_teller"], "")
    page = press(client, page, about)
    assert page.context["form"].errors == {"shows_teller": ["Choose yes or no."]}
    for name, said in (("shows_teller", "no"), ("alt", "A bus"), ("words", "I took the bus.")):
        assert asked(page) == [name]
        page = press(client, page, about, **{name: said})
    assert page.url == of(FILES)
    picture.refresh_from_db()
    assert (picture.shows_teller, picture.alt, picture.words) == (False, "A bus", "I took the bus.")
    listed = client.get(FILES).content.decode()
    assert [listed.count(one) for one in ("I took the bus.", f'href="{about}"', f'name="words-{picture.pk}"')] == [
        1,
        1,
        0,
    ]
    about = client.post(f"{FILES}pictures/", {"idea": "bus"}).url
    assert asked(client.get(about)) == ["words"]
    assert client.post(f"{FILES}add/", {"file": upload(wav(1)), "agreed": "on"}).url == of(FILES)
    sound = MediaFile.objects.get(kind="sound")
    assert client.get(f"{FILES}{sound.pk}/about/").status_code == 404
    standard = FILES.removeprefix("/easy")
    assert asked(client.get(f"{standard}add/")) == ["file", "agreed"]
    assert asked(client.get(f"{standard}{picture.pk}/about/")) == ["shows_teller", "alt", "words"]


def test_in_the_standard_form_too_it_must_be_said_whether_its_teller_can_be_seen(client):
    begin(client, "", kind="pictures")
    standard = FILES.removeprefix("/easy")
    about = client.post(f"{standard}add/", {"file": upload(png()), "agreed": "on"}).url
    picture = MediaFile.objects.get()
    form = client.get(about).context["form"]
    assert (about, form["shows_teller"].value()) == (f"{standard}{picture.pk}/about/", "")
    refused = client.post(about, {"alt": "A bus"}).context["form"]
    assert (refused.errors, refused["alt"].value()) == ({"shows_teller": ["Choose yes or no."]}, "A bus")
    assert client.post(about, {"alt": "A bus", "shows_teller": "no"}).url == of(standard)
    assert client.get(about).context["form"]["shows_teller"].value() == "no"


@pytest.mark.parametrize("form", ["", "/easy"])
def test_what_is_sent_is_seen_before_it_is_sent(client, form):
    begin(client, form, kind="pictures")
    files = f"{form}/stories/tell/files/"
    client.post(f"{files}add/", {"file": upload(png()), "agreed": "on"})
    client.post(f"{files}add/", {"file": upload(wav(3)), "agreed": "on"})
    picture, sound = MediaFile.objects.order_by("pk")
    MediaFile.objects.filter(pk=picture.pk).update(alt="A bus", words="My bus.", shows_teller=False)
    client.post(f"{files}pictures/", {"idea": "doctor"})
    page = client.get(f"{form}/stories/tell/check/")
    words = page.content.decode()
    shown = [f'src="{form}/stories/tell/files/{one.pk}/"' for one in (picture, sound)]
    assert [words.count(one) for one in (*shown, "pictures/doctor.", "A bus<", "My bus.", "3 seconds")] == [1] * 6
    assert counted(page) == ["Page 10 of 10"]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_for_whom_it_is_told_and_how_they_know_are_two_questions(client, form):
    begin(client, form)
    whose, agrees = f"{form}/stories/tell/whose/", f"{form}/stories/tell/agrees/"
    assert client.post(whose, {"for_whom": ""}).url == of(f"{form}/stories/tell/name/")
    assert client.get(agrees).status_code == 404
    name = f"{form}/stories/tell/name/"
    assert [counted(client.get(one)) for one in (whose, name)] == [["Page 5 of 10"], ["Page 6 of 10"]]
    assert client.post(whose, {"for_whom": "My son"}).url == of(agrees)
    # The end does not move: it is a second part of the same page.
    assert [counted(client.get(one)) for one in (agrees, name)] == [["Page 5 of 10"], ["Page 6 of 10"]]
    assert len(client.post(agrees, {"for_whom_agrees": ""}).context["form"].errors) == 1
    assert client.post(agrees, {"for_whom_agrees": "He nodded."}).url == of(f"{form}/stories/tell/name/")
    check = client.get(f"{form}/stories/tell/check/").content.decode()
    assert [check.count(one) for one in ("My son", "He nodded.")] == [1, 1]
    client.post(whose, {"for_whom": ""})
    assert list(Story.objects.values_list("for_whom", "for_whom_agrees")) == [("", "")]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_what_was_not_answered_need_not_be_unless_we_cannot_do_without(client, form):
    begin(client, form)
    left = "You did not answer this. You do not have to."
    lacks = said_in(form, "Nothing yet")

    def seen():
        page = client.get(f"{form}/stories/tell/check/").content.decode()
        says = (said_in(form, left), lacks, said_in(form, "You added none. You do not have to."))
        return [page.count(words) for words in says]

    # Better, title, whose, name, topics, hard; the story, how to reach them, and a file in place of the story.
    assert seen() == [6, 3, 0]
    client.post(f"{form}/stories/tell/story/", {"transcript": WORDS})
    client.post(f"{form}/stories/tell/contact/", {"contact": "01632 960 777"})
    assert seen() == [6, 0, 1]


YOU = {"review": "Your story is ready for you to look at", "sent": "We have your story"}


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_teller_is_spoken_to_as_you(client, form, curator, resident, member):
    for story in (prepared(curator, teller=member), told(teller=member)):
        page = client.get(f"{form}/stories/mine/{sign(story)}/").content.decode()
        copy = client.get(f"{form}/stories/mine/{sign(story)}/copy/").content.decode()
        assert [one.count("the person") + one.count("The teller") for one in (page, copy)] == [0, 0]
        assert page.count(f"<strong>{YOU[story.state]}</strong>") == 1
        client.force_login(resident)
        assert client.get(f"{form}/me/").content.decode().count("The teller") == 0


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_spoken_yes_says_where_its_record_is_to_curators_and_to_the_teller(client, form, curator):
    told = {"explained_by": "Carl, on the phone", "kept_where": "Carl's note in folder 3"}
    story = release(prepared(curator), line(), how="phone", **told, by=curator)
    copy = client.get(f"{form}/stories/mine/{sign(story)}/copy/").content.decode()
    client.force_login(curator)
    desk = client.get(f"{form}/team/stories/{story.slug}/").content.decode()
    for page in (copy, desk):
        assert [page.count(one) for one in ("Carl, on the phone", "Carl&#x27;s note in folder 3")] == [1, 1]
