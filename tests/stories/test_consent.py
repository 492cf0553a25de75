"""The teller stays in control: nobody of the team acts as the teller, and one step narrows."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from halton_coprod.record.flow import NotNow
from stories import services
from stories.models import Audience, Insight, Proposal, Release, Story
from stories.tellers import sign
from stories.urls import own

from .conftest import WORDS, by_teller, day, line, prepared, published, release, told
from .test_journeys import FORMS, checked

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)
# Of the teller's own addresses, those that only show something.
LOOKED_AT = ("mine", "mine_copy", "mine_file", "mine_small", "mine_captions", "mine_record")


def proposed(story, by, **said):
    return services.propose_change(
        story, by=by, **{"piece": "title", "now": "Another title", "because": "It is shorter.", **said}
    )


@pytest.mark.parametrize("form", FORMS)
def test_nobody_of_the_team_presses_a_tellers_buttons(client, form, curator, second_curator, editor):
    story = published(curator, second_curator)
    proposal = proposed(story, curator)
    insight = services.note_insight(story, excerpt="drew me", says="works", words="Drawings explain.", by=curator)
    mine = f"{form}/stories/mine/{sign(story)}/"
    known = {"who": "web", "stop": "web", "suggestions": proposal.pk, "insights": insight.pk}
    pressed = [str(one.pattern).split("<")[0] for one in own if one.name not in LOOKED_AT]
    buttons = [f"{one}{known[one[:-1]]}/" if one[:-1] in known else one for one in pressed]
    assert len(buttons) == 11
    for person in (curator, second_curator, editor):
        client.force_login(person)
        assert client.get(mine).status_code == 200
        for button in buttons:
            assert (button, client.post(f"{mine}{button}", {"answer": "yes"}).status_code) == (button, 403)
    story.refresh_from_db()
    assert (story.state, Release.objects.count(), Proposal.objects.get().state) == ("published", 1, "open")
    assert Insight.objects.get().state == "noted"


def test_a_curator_says_how_the_teller_said_it(curator, second_curator):
    story = published(curator, second_curator)
    for deed in (
        lambda: services.withdraw_story(story, by=curator),
        lambda: services.narrow_release(story, audience="web", by=curator),
        lambda: services.extend_release(story, by=curator),
        lambda: release(story, line(), by=curator),
        lambda: services.answer_proposal(proposed(story, second_curator), accept=True, by=curator),
    ):
        with pytest.raises(PermissionDenied, match="how the teller said it"):
            deed()
    assert Story.objects.public().count() == 1


def test_whoever_suggested_it_does_not_write_down_the_answer(client, curator, second_curator):
    story = published(curator, second_curator)
    proposal = proposed(story, curator)
    where = f"/team/stories/{story.slug}/suggestions/{proposal.pk}/"
    said = {"accept": "yes", "how": "phone", "explained_by": "Carl read it out"}
    client.force_login(curator)
    assert client.post(where, said).context["form"].errors["__all__"][0].startswith("You suggested this.")
    client.force_login(second_curator)
    assert client.get(where).content.decode().count("It is shorter.") == 1
    assert client.post(where, {**said, "explained_by": ""}).context["form"].errors.keys() == {"explained_by"}
    client.post(where, said)
    proposal.refresh_from_db()
    story.refresh_from_db()
    assert (proposal.state, proposal.how, proposal.explained_by, proposal.answered_by) == (
        *("accepted", "phone", "Carl read it out"),
        second_curator,
    )
    assert story.title == "Another title"


@pytest.mark.parametrize("form", FORMS)
def test_a_teller_whose_others_do_not_agree_says_no_to_all(client, form, curator, second_curator):
    story = published(curator, second_curator)
    mine = f"{form}/stories/mine/{sign(story)}/"
    client.post(f"{mine}who/web/?one=1", {"what": [], "name": "none", "until": "year"})
    page = client.get(f"{mine}check/")
    answer = client.post(f"{mine}check/", {"seen": page.context["form"]["seen"].value()})
    assert (answer.status_code, client.get(f"/stories/{story.slug}/").status_code) == (302, 410)
    client.post(f"{mine}who/web/?one=1", {"what": ["whole"], "name": "none", "until": "year"})
    refused = client.post(f"{mine}check/", {"seen": story.mark})
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["others_agree"])


def test_on_the_phone_too_a_no_to_all_needs_no_tick(client, curator, second_curator):
    story = published(curator, second_curator)
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/release/"
    said = {
        "how": "phone",
        "explained_by": "Carl",
        "kept_where": "Her file",
        "present": "Her sister",
        "seen": story.mark,
    }
    for one in Audience:
        said |= {f"{one}_name": "none", f"{one}_until": "year"}
    refused = client.post(where, {**said, "web_what": ["whole"]})
    assert list(refused.context["form"].errors) == ["others_agree"]
    assert client.post(where, said).status_code == 302
    given = Release.objects.first()
    assert (given.lines.count(), given.present, given.how) == (0, "Her sister", "phone")
    for words in ("You choose who may see your story", "The whole story", "We cannot get back what is printed"):
        assert given.wording.count(words) == 1


@pytest.mark.parametrize("form", FORMS)
def test_one_press_stops_showing_it_to_one_audience_and_the_rest_stays(
    client, form, curator, second_curator, editor, django_capture_on_commit_callbacks
):
    story = published(curator, second_curator, line("partners", name="full"), line("web"))
    mine = f"{form}/stories/mine/{sign(story)}/"
    assert client.get(mine).content.decode().count(f'action="{mine}stop/web/"') == 1
    client.get(f"/stories/{story.slug}/")
    with django_capture_on_commit_callbacks(execute=True):
        for _press in range(2):
            assert client.post(f"{mine}stop/web/").url == mine
    assert (client.get(f"/stories/{story.slug}/").status_code, Release.objects.count()) == (410, 2)
    client.force_login(editor)
    assert client.get(f"/stories/{story.slug}/").content.decode().count("Rosa Privat") == 1


def test_one_step_on_the_desk_narrows_too(client, curator, second_curator):
    story = published(curator, second_curator, line("partners"), line("web"))
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/narrow/web/"
    assert client.get(where).content.decode().count("<h1>Stop showing it to: Everybody, on this website</h1>") == 1
    assert client.get(f"/team/stories/{story.slug}/narrow/nobody/").status_code == 404
    client.post(where, {"how": "phone"})
    newest = Release.objects.first()
    assert ([one.audience for one in newest.lines.all()], newest.how) == (["partners"], "phone")
    services.withdraw_story(story, how="paper", by=curator)
    with pytest.raises(NotNow):
        services.narrow_release(story, audience="partners", how="phone", by=curator)


def as_it_stands(form) -> dict:
    """What a browser sends where nobody touches anything."""
    return {field.name: field.value() for field in form if field.value()}


@pytest.mark.parametrize("form", FORMS)
def test_to_change_one_answer_nobody_says_all_again(client, form, curator, second_curator):
    story = published(curator, second_curator)
    said = {"printed": True, "research": True, "ai": False}
    release(story, line("partners", name="full"), line("web", until=day(30)), **said)
    mine = f"{form}/stories/mine/{sign(story)}/"
    page = client.get(f"{mine}who/partners/?one=1")
    assert page.context["form"].initial == {
        "what": ["whole", "quote", "summary"],
        "name": "full",
        "face": True,
        "until": day(30).isoformat(),
    }
    changed = {"what": ["summary"], "name": "none", "until": day(30).isoformat()}
    assert client.post(f"{mine}who/partners/?one=1", changed).url == f"{mine}check/"
    check = client.get(f"{mine}check/").context["form"]
    assert check.initial == {"seen": story.mark, "others_agree": True, **said}
    client.post(f"{mine}check/", as_it_stands(check))
    given = Release.objects.first()
    assert {name: getattr(given, name) for name in said} == said
    lines = {one.audience: (one.forms, one.name, one.until) for one in given.lines.all()}
    assert lines == {
        "partners": (["summary"], "none", day(30)),
        "web": (["whole", "quote", "summary"], "first", day(30)),
    }


def test_on_the_desk_too_what_was_said_before_stands_there(client, curator, second_curator):
    said = {"printed": True, "research": False, "ai": True}
    story = release(published(curator, second_curator), line(), **said)
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/release/"
    page = client.get(where)
    # Read out is only what holds for all; each question with its audience and answers stands where it is asked.
    assert len(str(page.context["read_out"]).split()) < 60
    assert page.content.decode().count("Everybody, on this website: What may they see?") == 1
    answers = as_it_stands(page.context["form"])
    client.post(where, {**answers, "how": "phone", "explained_by": "Carl", "kept_where": "Her file"})
    given = Release.objects.first()
    assert ({name: getattr(given, name) for name in said}, given.how) == (said, "phone")


NOT_BACK = {
    "": ("You can take it back at any time.", "We cannot get back what is printed, or what people have seen."),
    "/easy": ("You can take it back at any time.", "We cannot take back what people have seen."),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_called_back_is_said_before_the_yes(client, form, curator):
    story = prepared(curator)
    mine = f"{form}/stories/mine/{sign(story)}/"
    client.post(f"{mine}who/press/", {"what": ["whole"], "name": "none", "until": "year"})
    check = checked(client, mine).content.decode()
    assert [check.count(says) for says in NOT_BACK[form]] == [1, 1]
    assert check.index(NOT_BACK[form][1]) < check.index('<form id="form"')


@pytest.mark.parametrize("form", FORMS)
def test_a_no_to_all_is_nowhere_called_a_yes(client, form, curator, second_curator, member):
    story = prepared(curator, teller=member)
    mine = f"{form}/stories/mine/{sign(story)}/"
    for audience in Audience.values:
        client.post(f"{mine}who/{audience}/", {"what": [], "name": "none", "until": "year"})
    client.post(f"{mine}check/", {"seen": story.mark})
    page = client.get(mine).content.decode()
    assert [page.count(one) for one in NO[form]] == [1, 1, 0, 0]
    story.refresh_from_db()
    assert (story.state, str(story.said_state), story.is_for_nobody) == ("released", "Nobody may see it", True)
    client.force_login(second_curator)
    desk = client.get(f"/team/stories/{story.slug}/").content.decode()
    assert [desk.count(one) for one in ("Nobody may see it now", "The teller said yes", "/publish/")] == [1, 0, 0]
    lists = {one: client.get(f"/team/stories/?state={one}").content.decode() for one in ("released", "nobody")}
    assert {one: page.count(story.slug) for one, page in lists.items()} == {"released": 0, "nobody": 1}
    with pytest.raises(services.NotReady):
        services.publish_story(story, by=second_curator)
    release(story, line())
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count("/publish/") == 1
    assert client.get("/team/stories/?state=released").content.decode().count(story.slug) == 1
    assert services.publish_story(story, by=second_curator).state == "published"


NO = {
    "": (
        "Nobody sees it now.",
        "You said no to all of them. Nobody will see it.",
        "The teller said yes",
        "Then it is published.",
    ),
    "/easy": (
        "Nobody can see it now.",
        "You said no to all. Nobody will see it.",
        "The person said yes",
        "Then people can see it.",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_only_what_everybody_sees_is_said_to_be_printed(client, form, curator, second_curator):
    story = release(published(curator, second_curator), line("partners"), line("web"), printed=True)
    mine = f"{form}/stories/mine/{sign(story)}/"
    assert [client.get(mine).content.decode().count(one) for one in PRINTED[form]] == [1, 0]
    services.narrow_release(story, audience="web", by=by_teller(story))
    assert [client.get(mine).content.decode().count(one) for one in PRINTED[form]] == [0, 1]


PRINTED = {
    "": ("It may be printed in a booklet.", "It may not be printed."),
    "/easy": ("We may print it on paper.", "We may not print it."),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_teller_keeps_a_copy_from_the_day_it_was_sent(client, form, curator, second_curator, with_files):
    sent = told()
    page = client.get(f"{form}/stories/mine/{sign(sent)}/copy/").content.decode()
    assert (page.count(WORDS), page.count("We may keep what you tell us.")) == (1, 1)
    story = published(curator, second_curator, **with_files)
    where = f"{form}/stories/mine/{sign(story)}/copy/"
    page = client.get(where).content.decode()
    assert (page.count(" download>"), page.count("<dl")) == (4, 1)
    services.withdraw_story(story, by=by_teller(story))
    assert client.get(where).url == f"{form}/stories/mine/{sign(story)}/"


def test_how_it_was_taken_back_is_kept(client, curator, second_curator):
    story = published(curator, second_curator)
    client.force_login(curator)
    client.post(f"/team/stories/{story.slug}/withdraw/", {"how": "paper"})
    assert client.get(f"/stories/{story.slug}/").status_code == 410
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count("On paper") == 1


def test_the_answer_is_due_in_ten_working_days_and_late_after_it(client, curator, monkeypatch):
    story = told()
    assert (story.is_late, story.answer_by > day(12)) == (False, True)
    client.force_login(curator)
    later = timezone.now() + 30 * ONE_DAY
    Story.objects.update(sent_at=timezone.now() - 30 * ONE_DAY)
    assert client.get("/team/stories/").content.decode().count("<strong>late</strong>") == 1
    services.take_up_story(story, by=curator)
    services.hand_back_story(story, reason="A question.", by=curator)
    page = client.get("/team/stories/?state=returned").content.decode()
    assert (page.count("<strong>late</strong>"), page.count("Answered"), page.count("Lately it took")) == (0, 1, 1)
    assert later > timezone.now()
    Story.objects.update(sent_at=timezone.now())
    page = client.get("/team/stories/").content.decode()
    assert page.count("Lately it took less than 1 working day.") == 1


def test_a_story_is_put_back_for_somebody_else(client, curator, second_curator):
    story = told()
    client.force_login(curator)
    for move in ("take_up", "put_back"):
        client.post(f"/team/stories/{story.slug}/{move}/")
    story.refresh_from_db()
    assert (story.state, story.prepared_by) == ("sent", None)
    assert services.take_up_story(story, by=second_curator).prepared_by == second_curator


COUNCIL = "The council's number for adults at risk: 01632 960 911 (day and night)."


def test_after_a_hard_story_somebody_asks_how_the_teller_is(client, curator):
    story = told(content_note="Somebody dies")
    client.force_login(curator)
    today = day(0)
    page = client.get(f"/team/stories/{story.slug}/care/")
    assert page.context["form"].initial == {"care_note": "", "check_in_by": day(1)}
    parts = {f"check_in_by_{number}": part for number, part in enumerate((today.day, today.month, today.year))}
    client.post(f"/team/stories/{story.slug}/care/", {"care_note": "Tired, but glad.", **parts})
    story.refresh_from_db()
    assert (story.care_note, story.check_in_by) == ("Tired, but glad.", today)
    assert client.get("/team/stories/").content.decode().count("Ask these tellers how they are") == 1
    assert client.get(f"/team/stories/{story.slug}/care/").context["form"].initial["check_in_by"] == today
    hard = client.get(f"/team/stories/{story.slug}/").content.decode()
    first = ("You do not have to read it alone", COUNCIL, "<details", WORDS)
    assert sorted(first, key=hard.index) == list(first)
    light = told()
    assert client.get(f"/team/stories/{light.slug}/").content.decode().count(COUNCIL) == 0
    assert client.get(f"/team/stories/{light.slug}/care/").context["form"].initial["check_in_by"] is None
