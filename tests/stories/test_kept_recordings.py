"""What was recorded in a talk is kept until the curators have it or the person takes it back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from halton_coprod.record import flow
from halton_coprod.record.models import AuditLine
from members.models import Message
from members.roles import FACILITATOR
from stories import services
from stories.models import Consent, Interview, MediaFile, Reporter, Story
from tests.conftest import make_person

from .conftest import yes
from .files import upload, wav
from .test_journeys import FORMS
from .test_media import stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def recorded(interview, facilitator):
    yes(interview, facilitator)
    services.add_recording(interview, upload(wav()), by=facilitator)
    interview.refresh_from_db()
    return interview


def page_of(interview, form=""):
    return f"{form}/team/stories/projects/interviews/{interview.pk}/"


def told(address: str) -> list[str]:
    return [one.title for one in Message.objects.order_by("pk") if one.to == address]


def test_a_recorded_talk_that_is_not_sent_is_kept_and_its_reporter_is_reminded_once(
    client,
    curator,
    facilitator,
    recorded,
    wait,
):
    project_page = f"/team/stories/projects/{recorded.project_id}/"
    wait(12)
    client.force_login(facilitator)
    assert (services.remind_unsent(), client.get(project_page).context["due"]) == (0, [])
    wait(2.1)
    client.force_login(facilitator)
    assert (services.remind_unsent(), services.remind_unsent()) == (1, 0)
    assert told(facilitator.email) == ["A recorded talk is not sent yet"]
    assert str(Message.objects.get().ideas).count(page_of(recorded)) == 1
    assert AuditLine.objects.filter(verb="stories.interview.remind", actor_id=None).count() == 1
    says = "Recorded, and not sent yet. Give it to the curators, or ask if they take it back."
    assert [str(one) for _interview, one, _day in client.get(project_page).context["due"]] == [says]
    wait(90)
    client.force_login(facilitator)
    assert (services.forget_unfinished(), Story.objects.count(), MediaFile.objects.count()) == (0, 1, 1)
    assert client.get(page_of(recorded)).content.decode().count("<dd>Recorded, not sent yet</dd>") == 1
    services.send_story(recorded.story, by=facilitator)
    assert client.get(project_page).context["due"] == []


def test_what_a_teller_begins_alone_is_still_forgotten(wait):
    services.begin_story(wording="Yes")
    wait(31)
    assert (services.forget_unfinished(), Story.objects.count()) == (1, 0)


def test_where_the_reporter_has_stopped_the_curators_hear_of_it_and_send_it(
    client,
    curator,
    recorded,
    facilitator,
    wait,
):
    services.stop_reporter(Reporter.objects.get(), by=curator)
    wait(15)
    services.remind_unsent()
    assert (told(facilitator.email), told(curator.email)) == ([], ["A recorded talk is not sent yet"])
    client.force_login(curator)
    assert client.get(page_of(recorded)).content.decode().count("Give it to the curators") == 1
    client.post(f"{page_of(recorded)}send/")
    assert Story.objects.get().state == "sent"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("who", ["facilitator", "curator"])
def test_a_recorded_talk_is_taken_back_in_one_step_before_it_is_sent(
    client, request, form, who, recorded, settings, django_capture_on_commit_callbacks
):
    client.force_login(request.getfixturevalue(who))
    page, stands = page_of(recorded, form), stored(settings)
    assert client.get(page).content.decode().count(f'href="{page}take-back/"') == 1
    assert client.get(f"{page}take-back/").content.decode().count("undone") == 1
    refused = client.post(f"{page}take-back/", {})
    assert (list(refused.context["form"].errors), Story.objects.count(), len(stands)) == (["how"], 1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        for _press in range(2):
            assert client.post(f"{page}take-back/", {"how": "phone"}).url == page
    rows = [model.objects.count() for model in (Story, Consent, MediaFile)]
    assert (rows, stored(settings)) == ([0, 0, 0], [])
    assert list(AuditLine.objects.filter(verb="stories.story.forget").values_list("note", flat=True)) == [
        "taken back, phone"
    ]
    words = client.get(page).content.decode()
    assert [words.count(one) for one in ("<dd>Taken back</dd>", "take-back/", "record/")] == [1, 0, 0]
    progress = client.get(f"{form}/team/stories/projects/{recorded.project_id}/").context["progress"]
    assert [str(says) for says, many in progress if many] == ["Taken back"]


def test_only_its_reporter_and_curators_take_it_back_and_not_what_is_sent(client, curator, facilitator, recorded):
    other = make_person("another reporter", FACILITATOR)
    trained = {"user": other, "trained_on": datetime.date(2025, 1, 1), "trained_by": "Us"}
    recorded.project.reporters.add(services.keep_reporter(**trained, by=curator))
    client.force_login(other)
    assert client.get(page_of(recorded)).content.decode().count("take-back/") == 0
    assert client.get(f"{page_of(recorded)}take-back/").status_code == 403
    with pytest.raises(PermissionDenied):
        services.take_back_gathered(recorded, how="phone", by=other)
    with pytest.raises(ValidationError, match="how they said it"):
        services.take_back_gathered(recorded, how="online", by=facilitator)
    services.send_story(recorded.story, by=facilitator)
    with pytest.raises(flow.NotNow, match="The curators have this story"):
        services.take_back_gathered(Interview.objects.get(), how="phone", by=facilitator)
    client.force_login(facilitator)
    assert client.get(f"{page_of(recorded)}take-back/").status_code == 403
    assert Story.objects.count() == 1


@pytest.mark.parametrize("form", FORMS)
def test_how_long_a_recorded_talk_is_kept_is_said_before_the_first_yes(client, form):
    words = "We keep it until you take it back." if form else "we keep it until you take it back"
    for page in ("/stories/tell/sheet/", "/privacy/"):
        assert client.get(f"{form}{page}", {"page": "all"}).content.decode().count(words) == 1
