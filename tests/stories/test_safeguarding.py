"""A worry that comes up in a story or an interview: read by its author, and by the lead once it is sent; in no
page, search, file or log of the story.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from halton_coprod.record.models import AuditLine
from members.models import Message
from members.roles import CURATOR, FACILITATOR, SAFEGUARDING
from stories import services
from stories.models import Reporter, Story
from tests.conftest import make_person
from tests.workshops.worry import NOTES, WORDS, who_opens
from workshops.models import SafeguardingNote
from workshops.services import send_safeguarding

from .conftest import by_teller, day, published, told
from .test_journeys import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def lead(db):
    return make_person("lead", SAFEGUARDING)


@pytest.fixture
def interview(curator, facilitator):
    reporter = services.keep_reporter(user=facilitator, trained_on=day(-9), trained_by="Us", by=curator)
    said = {"name": "Getting about", "question": "?", "starters": "-", "guide": "-"}
    project = services.keep_project(**said, reporters=[reporter], by=curator)
    talk = {"with_whom": "Rosa Privat", "reach": "0", "on": day(0)}
    return services.plan_interview(project, reporter=reporter, **talk, by=curator)


@pytest.mark.parametrize("form", FORMS)
def test_from_a_story_to_the_lead_and_to_nobody_else(client, form, curator, second_curator, lead, resident):
    story = told()
    people = {"author": curator, "other": second_curator, "lead": lead, "resident": resident}
    client.force_login(curator)
    desk = f"{form}/team/stories/{story.slug}/"
    assert client.get(desk).content.decode().count(f'href="{desk}safeguarding/"') == 1
    asked = client.get(f"{desk}safeguarding/").content.decode()
    assert [asked.count(one) for one in ("Phone 999.", "<h1>Worried about somebody&#x27;s safety</h1>")] == [1, 1]
    assert len(client.post(f"{desk}safeguarding/", {**WORDS, "words": ""}).context["form"].errors) == 1
    note_page = client.post(f"{desk}safeguarding/", {**WORDS, "seen": ""}).url
    note = SafeguardingNote.objects.get()
    assert (note_page, note.session, note.came_up_in) == (f"{form}{NOTES}{note.pk}/", None, f"Story: {story.slug}")
    nobody = {**dict.fromkeys(people, (404, 0)), "resident": (403, 0)}
    assert who_opens(client, note_page, people) == {**nobody, "author": (200, 1)}
    client.force_login(curator)
    client.post(f"{note_page}send/")
    assert who_opens(client, note_page, people) == {**nobody, "author": (200, 1), "lead": (200, 1)}
    client.force_login(lead)
    assert client.get(f"{form}{NOTES}").content.decode().count(f"Story: {story.slug}, ") == 2
    assert client.post(f"{note_page}close/", {"done": "Phoned.", "check_in": "offered"}).status_code == 302


def test_the_reporter_who_listens_writes_one_and_nobody_else_of_the_gatherers(client, interview, facilitator, lead):
    other = make_person("other reporter", FACILITATOR)
    more = services.keep_reporter(user=other, trained_on=day(-9), trained_by="Us", by=make_person("third", CURATOR))
    interview.project.reporters.add(more)
    page = f"/team/stories/projects/interviews/{interview.pk}/"
    found = {}
    for name, person in {"reporter": facilitator, "other": other, "lead": lead}.items():
        client.force_login(person)
        found[name] = (client.get(page).content.decode().count("safeguarding/"), client.get(f"{page}safeguarding/"))
    assert {name: (links, answer.status_code) for name, (links, answer) in found.items()} == {
        "reporter": (1, 200),
        "other": (0, 403),
        "lead": (0, 404),
    }
    client.force_login(facilitator)
    client.post(f"{page}safeguarding/", {**WORDS, "seen": ""})
    note = SafeguardingNote.objects.get()
    assert (note.author, note.came_up_in) == (facilitator, f"Interview: {interview.pk}")
    with pytest.raises(PermissionDenied):
        services.raise_safeguarding(told(), words="X", by=facilitator)
    assert Reporter.objects.count() == 2


def test_no_page_file_search_or_log_says_it_and_it_stays_when_the_story_goes(client, curator, second_curator, lead):
    story = published(curator, second_curator)
    note = send_safeguarding(services.raise_safeguarding(story, **WORDS, by=curator), by=curator)
    logged = " ".join(f"{line.fields} {line.note} {line.verb}" for line in AuditLine.objects.all())
    told_lead = " ".join(f"{one.title} {one.ideas}" for one in Message.objects.filter(to=lead.email))
    client.force_login(curator)
    pages = [f"/team/stories/{story.slug}/", "/team/stories/", f"/stories/{story.slug}/", "/search/?q=zebrafish"]
    pages += ["/stories/?q=zebrafish", f"/team/stories/{story.slug}/letter/"]
    answers = [client.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * len(pages)
    said = [logged, told_lead, *(answer.content.decode("latin-1") for answer in answers)]
    assert [sum(one.count(word) for one in said) for word in ("Zebrafish", "Quagga", "wanted")] == [0, 0, 0]
    services.withdraw_story(story, by=by_teller(story))
    services.erase_story(story, how="phone", by=curator)
    assert (Story.objects.get().state, SafeguardingNote.objects.get()) == ("erased", note)


def test_a_note_that_came_up_nowhere_is_refused_by_the_database(curator):
    with pytest.raises(IntegrityError), transaction.atomic():
        SafeguardingNote.objects.create(author=curator, words="X")
