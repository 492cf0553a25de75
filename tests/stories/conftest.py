"""Stories at each place of their way, built through the services; each has words that only its own people may see."""

import datetime

import pytest
from django.utils import timezone

from halton_coprod.easyread.blocks import Block, EasyRead
from members.models import Member
from members.roles import CURATOR
from stories import services
from stories.models import Story
from stories.services import LineAnswer
from stories.tellers import Teller
from tests.conftest import make_person
from workshops.models import Session

from .files import png, upload, wav

WORDS = "The doctor drew me a picture of what was wrong."
SAID = "He drew it, and I saw it."
# How to reach a teller who is not in the pool; no machine writes there.
REACH = "The day centre in Widnes"
BETTER = "A longer talk would have helped."
# As it stands in what would have made it better.
QUOTE = "a longer talk would have helped"
# What a project to gather stories says of itself.
PROJECT = {"name": "Getting about", "question": "How do you get about?", "starters": "- Tell me.", "guide": "Listen."}


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """Files of one test are gone with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def second_curator(db):
    return make_person("second curator", CURATOR)


@pytest.fixture
def wait(monkeypatch):
    """Lets days go by for whoever asks what time it is."""
    real, ahead = timezone.now, []
    monkeypatch.setattr(timezone, "now", lambda: real() + datetime.timedelta(days=sum(ahead)))
    return ahead.append


@pytest.fixture
def reporter(curator, facilitator):
    """A facilitator with the training."""
    return services.keep_reporter(user=facilitator, trained_on=day(-90), trained_by="Us", by=curator)


@pytest.fixture
def project(curator, reporter):
    return services.keep_project(**PROJECT, reporters=[reporter], by=curator)


@pytest.fixture
def interview(project, reporter, curator):
    facts = {"with_whom": "Rosa Privat", "reach": "01632 960 777", "on": day(0)}
    return services.plan_interview(project, reporter=reporter, **facts, by=curator)


def yes(interview, by):
    said = {"wording": "You may keep it.", "explained_by": "Read out", "kept_where": "Tape 1"}
    return services.record_interview(interview, **said, by=by)


@pytest.fixture
def session(db):
    """At which sense was made of stories."""
    hours = {"starts_at": timezone.now(), "ends_at": timezone.now() + datetime.timedelta(hours=2)}
    return Session.objects.create(slug="sense", name="What they say", **hours, state="held")


@pytest.fixture
def story(curator, second_curator):
    """Everybody may read it and quote it."""
    return published(curator, second_curator, line(forms=("whole", "quote")))


@pytest.fixture
def nothing_kept(client):
    """For pages that change between two looks of one test."""
    client.cookies["sessionid"] = "none"


@pytest.fixture
def member(resident):
    return Member.objects.create(
        name="Rosa", user=resident, way="email", email="rosa@example.org", state="active", token="0" * 32
    )


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def easy(*words, title="") -> EasyRead:
    return EasyRead(title, tuple(Block("doctor", one) for one in words))


def by_teller(story) -> Teller:
    return Teller(story.pk)


def of(path: str, story: Story | None = None) -> str:
    """The address of a page of telling, for this story or the only one."""
    return f"{path}?of={(story or Story.objects.get()).pk}"


def told(*, title="The drawing", teller=None, **more):
    """Told online and sent."""
    story = services.begin_story(wording="We may keep what you tell us.", teller=teller)
    words = {"title": title, "transcript": WORDS, "better": BETTER, "first_name": "Rosa", "full_name": "Rosa Privat"}
    words |= {} if teller else {"contact": REACH}
    services.change_story(story, by=by_teller(story), topics=["health"], **{**words, **more})
    return services.send_story(story, by=by_teller(story))


def prepared(curator, files=(), films=(), quotes=((QUOTE, QUOTE),), **more):
    """Made ready, and in front of its teller."""
    story = told(**more)
    services.take_up_story(story, by=curator)
    for data, facts in files:
        media = services.add_file(story, upload(data), by=curator, **facts)
        if media.kind == "sound":
            services.change_file(media, captions=SAID, by=curator)
    for data, captions in films:
        film = services.add_file(story, upload(data), by=curator)
        services.change_file(film, captions=captions, by=curator)
        services.check_captions(film, by=make_person("who checks captions", CURATOR))
    services.prepare_story(
        story,
        summary="A doctor explains with a drawing.",
        summary_easy=easy("The doctor drew.", title="A drawing"),
        easy=easy("The doctor drew a picture.", "I understood.", title="The drawing, easy"),
        made_up_name="Flora",
        quotes=quotes,
        by=curator,
    )
    story.refresh_from_db()
    return services.show_story(story, by=curator)


def line(audience="web", forms=("whole", "quote", "summary"), *, name="first", face=True, until=None):
    return LineAnswer(audience, tuple(forms), until or day(30), name, face)


def release(story, *lines, by=None, **more):
    story.refresh_from_db()
    said = {"wording": "Who may see it?", "seen": story.mark, "others_agree": True, **more}
    services.release_story(story, lines=list(lines), by=by or by_teller(story), **said)
    story.refresh_from_db()
    return story


def published(curator, second_curator, *lines, **more):
    """Released as these lines say (to everybody when there is none) and published."""
    story = release(prepared(curator, **more), *(lines or (line(),)))
    services.publish_story(story, by=second_curator)
    story.refresh_from_db()
    return story


@pytest.fixture
def with_files():
    """A picture in which the teller is seen, a drawing, a sound and a clip of it."""
    return {
        "files": (
            (png(), {"alt": "Rosa at the table", "shows_teller": True}),
            (png(colour="orange"), {"alt": "The drawing", "shows_teller": False}),
            (wav(3), {"shows_teller": True}),
            (wav(1), {"shows_teller": True, "is_clip": True}),
        )
    }
