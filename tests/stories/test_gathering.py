"""Projects, trained reporters, interviews, transcripts, captions: from the plan to the curators' queue."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from halton_coprod.record import flow
from stories import services
from stories.desk.progress import due_of
from stories.models import Consent, Interview, MediaFile, Reporter, Story, StoryProject
from stories.services import NotReady
from stories.transcripts import clean_transcript, turns_of

from .conftest import PROJECT, day, line, prepared, published, release, told, yes
from .files import mp4, upload, wav

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello"


def test_without_training_nobody_gathers(curator, facilitator, editor, project, interview):
    with pytest.raises(ValidationError, match="before the training"):
        services.keep_reporter(user=editor, trained_on=day(1), trained_by="Us", by=curator)
    with pytest.raises(PermissionDenied):
        yes(interview, curator)
    services.stop_reporter(Reporter.objects.get(), by=curator)
    with pytest.raises(PermissionDenied):
        yes(interview, type(facilitator).objects.get(pk=facilitator.pk))
    facts = {"with_whom": "Sam", "reach": "0", "on": day(2)}
    with pytest.raises(ValidationError, match="trained reporter of this project"):
        services.plan_interview(project, reporter=Reporter.objects.get(), **facts, by=curator)
    assert Story.objects.count() == 0


def test_nothing_is_brought_before_the_yes_and_the_yes_is_once(facilitator, interview):
    with pytest.raises(flow.NotNow, match="Ask for their yes first"):
        services.add_recording(interview, upload(wav()), by=facilitator)
    assert MediaFile.objects.count() == 0
    story = yes(interview, facilitator)
    assert yes(interview, facilitator) == story
    assert (Story.objects.count(), Consent.objects.get().explained_by) == (1, "Read out")
    interview.refresh_from_db()
    assert (interview.state, interview.with_whom) == ("recorded", "")
    assert (story.full_name, story.contact) == ("Rosa Privat", "01632 960 777")
    services.add_recording(interview, upload(wav()), by=facilitator)
    assert MediaFile.objects.get().story == story


def test_a_reporter_walks_from_the_plan_to_the_curators_on_the_desk(client, curator, facilitator, project, editor):
    client.force_login(facilitator)
    where = f"/team/stories/projects/{project.pk}/"
    said = {"reporter": Reporter.objects.get().pk, "with_whom": "Rosa Privat", "reach": "01632 960 777"}
    today = timezone.localdate()
    on = {"on_0": str(today.day), "on_1": str(today.month), "on_2": str(today.year)}
    page = client.post(f"{where}interviews/plan/", {**said, **on}).url
    interview = Interview.objects.get()
    assert page == f"/team/stories/projects/interviews/{interview.pk}/"
    early = [client.get(f"{page}files/add/"), client.post(f"{page}files/add/", {"file": upload(wav()), "agreed": "on"})]
    assert [(one.status_code, one.content.decode().count("Ask for their yes first")) for one in early] == [(403, 1)] * 2
    assert MediaFile.objects.count() == 0
    assert client.get(f"{page}words/").status_code == 404
    record = client.get(f"{page}record/")
    assert record.content.decode().count("Read this out:") == 1
    assert [record.context["form"][name].value() for name in ("how", "kind")] == [None, None]
    consent = {"how": "in_person", "explained_by": "I read it out", "kept_where": "On the tape", "kind": "sound"}
    refused = client.post(f"{page}record/", consent)
    assert (list(refused.context["form"].errors), Story.objects.count()) == (["agreed"], 0)
    refused = client.post(f"{page}record/", {"agreed": "on", **consent, "kept_where": " "})
    assert (list(refused.context["form"].errors), Story.objects.count()) == (["kept_where"], 0)
    for _press in range(2):
        assert client.post(f"{page}record/", {"agreed": "on", **consent}).url == page
    client.post(f"{page}files/add/", {"file": upload(wav()), "agreed": "on"})
    pasted = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Carl>How was it?\n\n2\n00:02.000 --> 00:03.000\n<v Flora>Hard."
    client.post(f"{page}words/", {"title": "The bus", "transcript": pasted, "contact": "01632 960 777"})
    story = Story.objects.get()
    assert (story.transcript, story.state) == ("Carl: How was it?\n\nFlora: Hard.", "telling")
    media = story.media.get()
    assert client.get(f"{page}files/{media.pk}/").status_code == 200
    client.post(f"{page}send/")
    story.refresh_from_db()
    assert story.state == "sent"
    sent = [client.get(path).status_code for path in (f"{page}files/{media.pk}/", f"{page}words/", page)]
    assert sent == [404, 404, 200]
    closed = {"record/": "kept already", "files/add/": "The curators have this story."}
    for path, says in closed.items():
        answer = client.get(f"{page}{path}")
        assert (path, answer.status_code, answer.content.decode().count(says)) == (path, 403, 1)
    assert client.get(page).content.decode().count("<dd>With the curators</dd>") == 1
    assert client.get(where).content.decode().count(">With the curators</td>") == 1
    assert client.get(f"/team/stories/{story.slug}/").status_code == 403
    client.force_login(editor)
    assert [client.get(path).status_code for path in (page, where, "/team/stories/projects/")] == [403, 403, 403]
    client.force_login(curator)
    assert client.get(f"/team/stories/{story.slug}/").status_code == 200
    assert client.get(page).content.decode().count("Hard.") == 0


def test_a_talk_is_not_recorded_before_its_day(client, facilitator, interview):
    Interview.objects.update(on=day(1))
    interview.refresh_from_db()
    with pytest.raises(flow.NotNow, match="planned for a later day"):
        yes(interview, facilitator)
    client.force_login(facilitator)
    page = f"/team/stories/projects/interviews/{interview.pk}/"
    assert client.get(page).content.decode().count(f'href="{page}record/"') == 0
    early = client.get(f"{page}record/")
    assert (early.status_code, early.content.decode().count("planned for a later day")) == (403, 1)
    Interview.objects.update(on=day(0))
    assert client.get(page).content.decode().count(f'href="{page}record/"') == 1
    assert Story.objects.count() == 0


def test_one_page_says_one_thing_of_where_an_interview_stands(client, curator, facilitator, interview):
    """To its reporter, and to a curator who did not record it."""
    page = f"/team/stories/projects/interviews/{interview.pk}/"
    story = yes(interview, facilitator)
    services.change_story(story, transcript="Too long for my legs.", by=facilitator)
    open_it = f'href="/team/stories/{story.slug}/"'

    def read():
        for person in (facilitator, curator):
            client.force_login(person)
            words = client.get(page).content.decode()
            yield [words.count(one) for one in ("Recorded, not sent yet", "With the curators", "have it.", open_it)]

    assert list(read()) == [[1, 0, 0, 0], [1, 0, 0, 0]]
    services.send_story(story, by=facilitator)
    assert list(read()) == [[0, 1, 0, 0], [0, 1, 0, 1]]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_what_a_reporter_gathers_opens_to_nobody_else_until_they_stop(client, curator, facilitator, interview, form):
    """Curators plan a talk; its yes, words and files are its reporter's. Where they have stopped, curators go on."""
    page = f"{form}/team/stories/projects/interviews/{interview.pk}/"

    def opened(person):
        client.force_login(person)
        return [client.get(f"{page}{path}").status_code for path in ("record/", "words/", "files/add/")]

    assert (opened(curator), opened(facilitator)) == ([403, 404, 403], [200, 404, 403])
    story = yes(interview, facilitator)
    assert (opened(facilitator), opened(curator)) == ([403, 200, 200], [403, 404, 403])
    pressed = [client.post(f"{page}send/").status_code]
    services.change_story(story, transcript="Too long for my legs.", by=facilitator)
    pressed.append(client.post(f"{page}send/").status_code)
    story.refresh_from_db()
    assert (pressed, story.state) == ([403, 403], "telling")
    services.stop_reporter(Reporter.objects.get(), by=curator)
    assert (opened(curator), opened(facilitator)) == ([403, 200, 403], [403, 403, 403])
    client.force_login(curator)
    client.post(f"{page}send/")
    story.refresh_from_db()
    assert story.state == "sent"


def test_reporters_see_their_own_projects_only(client, curator, facilitator, project):
    other = services.keep_project(**{**PROJECT, "name": "Other"}, by=curator)
    client.force_login(facilitator)
    pages = [f"/team/stories/projects/{one.pk}/" for one in (project, other)]
    assert [client.get(page).status_code for page in pages] == [200, 404]
    assert client.get(f"{pages[0]}change/").status_code == 403


def test_every_page_of_gathering_opens(client, curator, facilitator, interview):
    client.force_login(curator)
    projects = "/team/stories/projects/"
    where = f"{projects}{interview.project_id}/"
    pages = [
        projects,
        f"{projects}add/",
        f"{projects}reporters/add/",
        where,
        f"{where}change/",
        f"{where}interviews/plan/",
    ]
    talk = f"{projects}interviews/{interview.pk}/"
    for path in [*pages, talk]:
        answer = client.get(path)
        assert (path, answer.status_code, answer.content.decode().count("<h1")) == (path, 200, 1)
    for person in (curator, facilitator):
        client.force_login(person)
        numbers = ("Is somebody in danger now? Phone 999.", "01632 960 911 (day and night)")
        assert [client.get(talk).content.decode().count(one) for one in numbers] == [1, 1]
    client.force_login(curator)
    client.post(f"{projects}interviews/{interview.pk}/call-off/", {"told": "phone"})
    interview.refresh_from_db()
    assert (interview.state, interview.with_whom) == ("called_off", "")
    client.post(f"{projects}reporters/{interview.reporter_id}/stop/")
    assert list(Reporter.objects.active()) == []


def test_progress_counts_each_story_where_it_stands_and_says_what_is_due(
    client, curator, facilitator, project, interview
):
    facts = {"with_whom": "Sam", "reach": "0", "on": day(0), "reporter": Reporter.objects.get()}
    past = services.plan_interview(project, **facts, by=facilitator)
    Interview.objects.filter(pk=past.pk).update(on=day(-1))
    yes(interview, facilitator)
    client.force_login(curator)
    page = client.get(f"/team/stories/projects/{project.pk}/")
    counted = [(str(says), many) for says, many in page.context["progress"] if many]
    assert counted == [("Planned", 1), ("Recorded, not sent yet", 1)]
    due = [(one.pk, str(says)) for one, says, _day in page.context["due"]]
    assert due == [(past.pk, "Was it recorded? The day has passed.")]
    assert page.content.decode().count("We hope for 12 stories.") == 1


def test_a_story_whose_time_is_nearly_over_is_asked_about(client, curator, second_curator, facilitator, interview):
    yes(interview, facilitator)
    soon, later = (published(curator, second_curator, line(until=day(days))) for days in (9, 90))
    for story, expected in ((later, []), (soon, ["Its time is nearly over. Ask: still happy?"])):
        Interview.objects.update(story=story)
        client.force_login(curator)
        due = client.get(f"/team/stories/projects/{interview.project_id}/").context["due"]
        assert [str(says) for _one, says, _day in due] == expected


def test_the_desk_says_what_is_due_of_stories_that_nobody_gathered(
    client, curator, second_curator, facilitator, interview, wait
):
    yes(interview, facilitator)
    Interview.objects.update(story=published(curator, second_curator, line(until=day(20)), title="Gathered"))
    for title, days in (("Soon", 20), ("Later", 90)):
        published(curator, second_curator, line("partners", until=day(16)), line(until=day(days)), title=title)
    prepared(curator, title="Not answered")
    assert named(client, curator) == ["Soon"]
    wait(14)
    assert named(client, curator) == ["Not answered", "Soon"]
    wait(7)
    assert named(client, curator) == ["Not answered"]


def named(client, curator) -> list[str]:
    client.force_login(curator)
    return [story.title for story, _says, _day in client.get("/team/stories/").context["due"]]


def test_a_teller_who_has_not_answered_for_two_weeks_is_asked_about(curator, facilitator, interview, monkeypatch):
    yes(interview, facilitator)
    Interview.objects.update(story=prepared(curator))
    interview.refresh_from_db()
    assert due_of([interview]) == []
    later = timezone.localdate() + timedelta(days=15)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: later)
    assert [str(says) for _one, says, _day in due_of([interview])] == [
        "The teller has not answered yet. Ask how they are."
    ]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_sheet_for_the_tellers_of_a_project_says_who_pays_for_it(client, curator, project, interview, form):
    sheet, of_it = "/stories/tell/sheet/?page=all", f"/stories/tell/sheet/?page=all&amp;project={project.pk}"
    addresses = [
        f"{form}{one}" for one in (sheet, of_it.replace("&amp;", "&"), f"{sheet}&project=x", f"{sheet}&project=99")
    ]
    client.force_login(curator)
    where = f"/team/stories/projects/{project.pk}/change/"
    seen = client.get(where).context["form"]["seen"].value()
    empty = (("total", "0"), ("title", ""), ("of", ""))
    editors = {f"{name}-{part}": value for name in ("question_easy", "starters_easy") for part, value in empty}
    said = {**PROJECT, **editors, "target": 12, "funder": "The Example Trust", "seen": seen}
    assert client.post(where, said).status_code == 302
    page = client.get(f"{form}/team/stories/projects/interviews/{interview.pk}/").content.decode()
    assert page.count(f'href="{form}{of_it}"') == 1
    client.logout()
    pages = [client.get(one) for one in addresses]
    assert [one.status_code for one in pages] == [200] * 4
    assert [one.content.decode().count("The Example Trust") for one in pages] == [0, 1, 0, 0]


def test_two_people_who_change_a_project_see_both(client, curator, project):
    client.force_login(curator)
    where = f"/team/stories/projects/{project.pk}/change/"
    seen = client.get(where).context["form"]["seen"].value()
    services.keep_project(project=project, **{**PROJECT, "question": "Theirs?"}, by=curator)
    empty = (("total", "0"), ("title", ""), ("of", ""))
    editors = {f"{name}-{part}": value for name in ("question_easy", "starters_easy") for part, value in empty}
    answer = client.post(where, {**PROJECT, **editors, "question": "Mine?", "target": 12, "seen": seen})
    assert (answer.status_code, answer.content.decode().count("Theirs?")) == (409, 1)
    assert StoryProject.objects.get().question == "Theirs?"


def test_captions_are_checked_by_somebody_else_and_again_after_a_change(client, curator, second_curator):
    story = published(curator, second_curator, films=[(mp4(handler=b"vide"), CAPTIONS)])
    services.rework_story(story, by=curator)
    film = story.media.get()
    assert film.captions_checked
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/files/{film.pk}/"
    file = upload(CAPTIONS.replace("Hello", "Good day").encode(), "talk.vtt", "text/vtt")
    client.post(f"{where}change/", {"captions_file": file, "captions": film.captions})
    film.refresh_from_db()
    assert (film.captions_checked, film.captions.count("Good day")) == (False, 1)
    with pytest.raises(ValidationError, match="Somebody else must check"):
        services.check_captions(film, by=curator)
    client.force_login(second_curator)
    client.post(f"{where}captions/check/")
    film.refresh_from_db()
    assert film.captions_checked


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"WEBVTT\n\nno times", b"x" * 200_001])
def test_captions_that_are_none_are_refused_with_a_sentence(client, curator, data):
    story = services.take_up_story(told(), by=curator)
    film = services.add_file(story, upload(mp4(handler=b"vide")), by=curator)
    client.force_login(curator)
    where = f"/team/stories/{story.slug}/files/{film.pk}/change/"
    answer = client.post(where, {"captions_file": upload(data, "x.vtt", "text/vtt")})
    film.refresh_from_db()
    assert (answer.status_code, len(answer.context["form"].errors), film.captions) == (200, 1, "")


def test_who_speaks_is_shown_and_a_text_stays_a_text(client, curator, second_curator):
    talk = "Carl: How was it?\n\nFlora: Hard.\n\nI left early."
    story = published(curator, second_curator, transcript=talk)
    page = client.get(f"/stories/{story.slug}/").content.decode()
    assert [page.count(f"<dt>{who}</dt>") for who in ("Carl", "Flora")] == [1, 1]
    assert turns_of("Then he said: no.\n\nI left.") == []


def test_a_name_in_the_transcript_that_may_not_be_shown_is_found(curator, second_curator):
    talk = "Carl: How was it?\n\nRosa: Hard."
    story = release(prepared(curator, transcript=talk), line(name="made_up"))
    with pytest.raises(NotReady, match="A name that the teller does not want"):
        services.publish_story(story, by=second_curator)
    release(story, line(name="first"))
    assert services.publish_story(story, by=second_curator).state == "published"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("I left at 10.\nThen home.", "I left at 10.\nThen home."),
        ("[00:01] Carl: How?\n[00:05] Flora: So.\n[00:07] And so.", "Carl: How?\n\nFlora: So. And so."),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello\nthere", "Hello there"),
    ],
)
def test_pasted_words_lose_their_times(pasted, kept):
    assert clean_transcript(pasted) == kept
