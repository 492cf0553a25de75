"""Telling, deciding and taking back, as people do it: page after page, in both forms."""

import re

import pytest
from django.conf import settings
from django.test import Client

import charter.example
from charter.models import Part
from halton_coprod.easyread.said import said_date
from stories import services
from stories.models import Consent, MediaFile, Release, Story
from stories.tellers import sign

from . import files
from .conftest import WORDS, line, of, prepared, published, release, told
from .files import upload

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = ["", "/easy"]


def begin(client, form="", kind="words"):
    page = client.get(f"{form}/stories/tell/")
    token = page.context["form"]["token"].value()
    return client.post(f"{form}/stories/tell/", {"kind": kind, "agree": "on", "token": token})


def checked(client, mine):
    """The page on which all answers are checked: in easy read after the last question."""
    page = client.get(f"{mine}check/")
    said = {"others_agree": "on", "seen": page.context["form"]["seen"].value(), "_at": "3"}
    return client.post(f"{mine}check/", said) if mine.startswith("/easy") else page


WHO_SEES = {
    "": ("The story team of this hub sees it. They look after stories.", "Nobody else sees it."),
    "/easy": ("Our story team will see it.", "Nobody else sees it."),
}
KEEP = {
    "": ("Thank you. Your story is safe with us.", "Keep this page. It leads to your story, without a password."),
    "/easy": ("Thank you. Your story is safe with us.", "Keep this page. You need it to see your story."),
}


@pytest.mark.parametrize("form", FORMS)
def test_somebody_tells_in_words_and_nobody_sees_it_but_the_story_team(client, form, curator, editor):
    answer = begin(client, form)
    said = {
        "story": {"transcript": WORDS},
        "files": None,
        "better": {"better": "More time."},
        "title": {"title": "My doctor"},
        "whose": {"for_whom": ""},
        "name": {"first_name": "Rosa"},
        "contact": {"contact": "01632 960 777"},
        "topics": {"topics": ["health"]},
        "hard": {"content_note": ""},
    }
    for step, words in said.items():
        where = f"{form}/stories/tell/{step}/"
        assert answer.url == of(where if step != "better" else f"{form}/stories/tell/files/")
        assert client.get(where).status_code == 200
        if words:
            answer = client.post(where, words)
        else:
            assert client.get(where).context["go_on"] == of(f"{form}/stories/tell/better/")
    assert answer.url == of(f"{form}/stories/tell/check/")
    check = client.get(answer.url).content.decode()
    assert [check.count(one) for one in (WORDS, "More time.", "01632 960 777")] == [1, 1, 1]
    who = "Later you choose who may see it."
    assert [check.count(one) for one in (*WHO_SEES[form], who)] == [1, 1, 1]
    assert check.index(who) < check.index('<button class="button"', check.index("<h1"))
    story = Story.objects.get()
    mine = f"{form}/stories/mine/{sign(story)}/"
    assert [client.post(answer.url).url for _press in range(2)] == [mine, mine]
    story.refresh_from_db()
    assert (story.state, story.title, story.contact) == ("sent", "My doctor", "01632 960 777")
    assert Consent.objects.get().wording.startswith("You may record and keep")
    assert str(story.to_tell.get().ideas).count(f"We answer you by {said_date(story.answer_by)}.") == 1
    # What is kept, on paper or in another browser, is the way back.
    kept = Client().get(mine).content.decode()
    assert kept.count(f"{settings.SITE_URL}{mine}</p>") == 1
    assert [kept.count(one) for one in (*KEEP[form], said_date(story.answer_by))] == [1, 1, 1]
    assert client.get(f"/stories/{story.slug}/").status_code == 404
    for person, status in ((editor, 403), (curator, 200)):
        client.force_login(person)
        assert client.get(f"/team/stories/{story.slug}/").status_code == status


@pytest.mark.parametrize("form", FORMS)
def test_somebody_tells_in_sound_and_writes_no_word(client, form):
    where = f"{form}/stories/tell"
    assert begin(client, form, kind="sound").url == of(f"{where}/files/")
    assert client.post(f"{where}/files/add/", {"file": upload(files.wav(3)), "agreed": "on"}).url == of(
        f"{where}/files/"
    )
    assert client.post(f"{where}/files/arrange/", {"press": "on"}).url == of(f"{where}/story/")
    assert client.post(f"{where}/story/", {"transcript": ""}).url == of(f"{where}/better/")
    assert client.post(f"{where}/contact/", {"contact": "01632 960 777"}).url == of(f"{where}/topics/")
    story = Story.objects.get()
    assert client.post(f"{where}/check/").url == f"{form}/stories/mine/{sign(story)}/"
    story.refresh_from_db()
    assert (story.state, story.kind, story.transcript) == ("sent", "sound", "")
    assert [(one.kind, one.seconds) for one in story.media.all()] == [("sound", 3)]


def test_without_a_yes_nothing_is_kept_and_twice_is_once(client):
    page = client.get("/stories/tell/")
    token = page.context["form"]["token"].value()
    client.post("/stories/tell/", {"kind": "words", "token": token})
    assert Story.objects.count() == 0
    for _press in range(2):
        client.post("/stories/tell/", {"kind": "words", "agree": "on", "token": token})
    assert (Story.objects.count(), Consent.objects.count()) == (1, 1)


def test_status_and_other_facts_cannot_be_sent_along(client):
    begin(client)
    more = {"state": "published", "mark": "x", "published_on": "2026-01-01", "slug": "mine", "is_example": "on"}
    client.post("/stories/tell/story/", {"transcript": WORDS, **more})
    story = Story.objects.get()
    assert (story.state, story.published_on, story.is_example, story.slug == "mine") == ("telling", None, False, False)


@pytest.mark.parametrize("form", FORMS)
def test_pictures_are_brought_looked_at_and_taken_out(client, form, django_capture_on_commit_callbacks):
    begin(client, form, kind="pictures")
    where = f"{form}/stories/tell/files/"
    bad = client.post(f"{where}add/", {"file": upload(b"<svg/>", "x.png", "image/png"), "agreed": "on"})
    assert (bad.status_code, len(bad.context["form"].errors["file"])) == (200, 1)
    client.post(f"{where}add/", {"file": upload(files.png(), "me.png", "image/png"), "agreed": "on"})
    media = MediaFile.objects.get()
    got = client.get(f"{form}/stories/tell/files/{media.pk}/")
    assert (got.status_code, got["Content-Type"]) == (200, "image/webp")
    b"".join(got)
    other = type(client)()
    assert other.get(f"{form}/stories/tell/files/{media.pk}/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{form}/stories/tell/files/arrange/", {"press": f"out-{media.pk}"})
    assert MediaFile.objects.count() == 0


@pytest.mark.parametrize("form", FORMS)
def test_the_teller_decides_by_the_link_and_takes_it_back_by_it(client, form, curator, second_curator):
    story = prepared(curator)
    mine = f"{form}/stories/mine/{sign(story)}/"
    assert client.get(mine).status_code == 200
    for audience in ("project", "partners", "training", "web", "press"):
        what = ["whole"] if audience == "web" else []
        client.post(f"{mine}who/{audience}/", {"what": what, "name": "first", "until": "year"})
    assert Release.objects.count() == 0
    page = client.get(f"{mine}check/")
    assert [answer["who"] == "Everybody, on this website" for answer in page.context["answers"] if answer["what"]] == [
        True
    ]
    assert [(answer["name_words"], answer["face"]) for answer in page.context["answers"] if answer["what"]] == [
        ("Rosa", False)
    ]
    assert len([answer for answer in page.context["answers"] if not answer["what"]]) == 4
    answer = client.post(f"{mine}check/", {"others_agree": "on", "seen": page.context["form"]["seen"].value()})
    assert (answer.status_code, Release.objects.count()) == (302, 1)
    given = Release.objects.get()
    assert [(one.audience, one.forms, one.name) for one in given.lines.all()] == [("web", ["whole"], "first")]
    assert (given.research, given.ai) == (False, False)
    client.force_login(second_curator)
    client.post(f"/team/stories/{story.slug}/publish/")
    client.logout()
    assert client.get(f"/stories/{story.slug}/").status_code == 200
    assert client.get(f"{mine}take-back/").status_code == 200
    assert client.get(f"/stories/{story.slug}/").status_code == 200  # looking changes nothing
    client.post(f"{mine}take-back/")
    story.refresh_from_db()
    assert (story.state, client.get(mine).content.decode().count(WORDS)) == ("withdrawn", 0)
    client.force_login(curator)
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count(WORDS) == 0


def test_a_wrong_link_leads_nowhere(client, curator):
    story = prepared(curator)
    good = sign(story)
    bad = (story.link.hex, good[:-1], good + "x", f"{story.pk}.x", "x", good.replace(".", "..", 1))
    assert [client.get(f"/stories/mine/{link}/").status_code for link in bad] == [404] * len(bad)
    assert client.get(f"/stories/mine/{sign(told())}/files/1/").status_code == 410


def test_a_curator_writes_down_what_is_said_on_the_phone_and_takes_it_back_by_phone(client, curator, second_curator):
    client.force_login(curator)
    said = {
        "came_by": "phone",
        "agreed": "on",
        "explained_by": "Carl read it out",
        "kept_where": "My note",
        "kind": "words",
        "contact": "01632 960 777",
    }
    client.post("/team/stories/begin/", {**said, "transcript": WORDS, "title": "By phone", "first_name": "Rosa"})
    story = Story.objects.get()
    assert (story.state, story.came_by, story.consent.how) == ("sent", "phone", "phone")
    client.post(f"/team/stories/{story.slug}/withdraw/", {"how": "phone"})
    story.refresh_from_db()
    assert story.state == "withdrawn"


def test_a_suggestion_waits_for_the_teller(client, curator, second_curator):
    story = published(curator, second_curator)
    client.force_login(curator)
    client.post(f"/team/stories/{story.slug}/propose/", {"piece": "title", "now": "Clear", "because": "Shorter."})
    proposal = story.proposals.get()
    client.logout()
    mine = f"/stories/mine/{sign(story)}/"
    assert client.get(mine).content.decode().count("Shorter.") == 1
    client.post(f"{mine}suggestions/{proposal.pk}/", {"answer": "yes"})
    story.refresh_from_db()
    assert (story.title, client.get(f"/stories/{story.slug}/").status_code) == ("Clear", 200)


def test_the_desk_makes_a_story_ready_and_keeps_the_tellers_words(client, curator):
    story = told()
    client.force_login(curator)
    client.post(f"/team/stories/{story.slug}/take_up/")
    where = f"/team/stories/{story.slug}/prepare/"
    page = client.get(where)
    seen = page.context["form"]["seen"].value()
    data = {"title": "The drawing", "transcript": "Not the teller's.", "summary": "A summary.", "seen": seen}
    empty = (("total", "0"), ("title", ""), ("of", ""))
    editors = {f"{name}-{part}": value for name in ("easy", "summary_easy") for part, value in empty}
    assert [name in page.context["form"].fields for name in ("title", "transcript", "summary")] == [False, False, True]
    shown = page.content.decode()
    assert [shown.count(one) for one in (WORDS, f'href="/team/stories/{story.slug}/propose/"')] == [1, 1]
    client.post(where, {**data, **editors, "title": "Not the teller's."})
    story.refresh_from_db()
    assert (story.title, story.transcript, story.summary) == ("The drawing", WORDS, "A summary.")


def test_of_a_sound_the_desk_asks_what_is_said_in_it(client, curator, second_curator):
    story = prepared(curator, files=[(files.wav(2), {}), (files.png(), {"alt": "A drawing"})])
    services.rework_story(story, by=curator)
    sound, picture = story.media.all()
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/files"
    asked = {one: client.get(f"{where}/{one.pk}/change/").context["form"] for one in (sound, picture)}
    assert list(asked[sound].fields) == ["captions", "is_clip"]
    assert list(asked[picture].fields) == ["alt", "words", "shows_teller"]
    client.post(f"{where}/{picture.pk}/change/", {"alt": "A drawing of it", "shows_teller": "on"})
    picture.refresh_from_db()
    assert (picture.alt, picture.shows_teller) == ("A drawing of it", True)
    assert (asked[sound]["captions"].label, "alt" in asked[picture].fields) == ("What is said in it", True)
    client.post(f"{where}/{sound.pk}/change/", {"captions": "[00:01] Carl: How?\n[00:05] Flora: It was <b>hard</b>."})
    sound.refresh_from_db()
    assert (sound.captions, sound.shows_teller) == ("Carl: How?\n\nFlora: It was <b>hard</b>.", True)
    services.show_story(story, by=curator)
    release(story, line())
    services.publish_story(story, by=second_curator)
    page = client.get(f"/stories/{story.slug}/").content.decode()
    assert [page.count(one) for one in ("<summary>What is said in it", "<dt>Flora</dt>", "<b>hard")] == [1, 1, 0]
    assert client.get(f"/stories/{story.slug}/files/{sound.pk}/captions/").status_code == 404


def test_the_desk_says_promises_by_their_names(client, curator, editor):
    charter.example.load(by=editor)
    story = services.take_up_story(told(), by=curator)
    client.force_login(curator)
    choices = client.get(f"/team/stories/{story.slug}/prepare/").context["form"].fields["promises"].choices
    said = {str(key): says for key, says in choices}
    parts = Part.objects.in_force().filter(kind="promise").select_related("promise")
    assert {part.promise.slug: said[part.promise.slug] for part in parts} == {
        part.promise.slug: part.name for part in parts
    }
    assert [slug for slug, name in said.items() if slug == name] == []


def test_every_page_of_the_desk_opens(client, curator, second_curator):
    story = published(curator, second_curator, files=[(files.png(), {"alt": "A drawing"})])
    client.force_login(curator)
    inner = ("", "prepare/", "hand_back/", "propose/", "files/add/", "release/", "withdraw/", "uses/")
    for form in FORMS:
        desk, one = f"{form}/team/stories/", f"{form}/team/stories/{story.slug}/"
        pages = [desk, f"{desk}begin/", *(f"{one}{place}" for place in inner)]
        for where in pages:
            answer = client.get(where)
            assert (where, answer.status_code, len(re.findall("<h1", answer.content.decode()))) == (where, 200, 1)
    media = story.media.get()
    assert client.get(f"/team/stories/{story.slug}/files/{media.pk}/change/").status_code == 200


def test_the_lists_of_the_desk_are_read_from_their_index():
    plan = Story.objects.in_queue("sent").order_by("sent_at", "pk").explain()
    assert (plan.count("story_queue"), plan.count("TEMP B-TREE")) == (1, 0)
