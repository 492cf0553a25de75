"""Every deed of stories: who may, its one audit line, and that nothing happens without that line."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record import audit, flow
from halton_coprod.record.models import AuditLine
from members.models import Message
from stories import services
from stories.models import Form, Line, Quote, Release, Story, Use
from stories.services import NotReady, Stale

from .conftest import QUOTE, REACH, WORDS, by_teller, day, easy, line, prepared, published, release, told
from .deeds import DEEDS, ROWS, Cast, by_phone
from .files import mp4, png, upload, wav

pytestmark = pytest.mark.django_db
PRIVATE = ("Secret", "Rosa", WORDS, "Carl")


@pytest.fixture
def cast(curator, second_curator):
    return Cast(curator, second_curator)


def rows():
    return [list(model.objects.order_by("pk").values()) for model in ROWS]


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_one_line_with_no_private_word(cast, name):
    make, deed, verb = DEEDS[name]
    thing, before = make(cast), AuditLine.objects.count()
    deed(thing, cast.curator)
    (made,) = AuditLine.objects.order_by("pk")[before:]
    assert (made.verb, made.actor_id) == (verb, cast.curator.pk)
    assert [word for word in PRIVATE if word in f"{made.fields} {made.note}"] == []


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_is_refused_to_others_and_leaves_nothing(cast, name, editor, resident):
    make, deed, _verb = DEEDS[name]
    thing = make(cast)
    before, lines = rows(), AuditLine.objects.count()
    for person in (editor, resident, by_teller(told(title="Somebody else's"))):
        lines, before = AuditLine.objects.count(), rows()
        with pytest.raises(PermissionDenied):
            deed(thing, person)
        assert (rows(), AuditLine.objects.count()) == (before, lines)


@pytest.mark.parametrize("name", DEEDS)
def test_without_its_line_nothing_has_happened(cast, name, monkeypatch):
    make, deed, _verb = DEEDS[name]
    thing = make(cast)
    before = rows()

    def broken(*args, **kwargs):
        raise OSError("The log is full.")

    monkeypatch.setattr(audit, "write", broken)
    with pytest.raises(OSError, match="log is full"):
        deed(thing, cast.curator)
    assert rows() == before


def test_the_teller_alone_decides_and_a_teller_with_a_sign_in_needs_no_link(curator, member, resident):
    story = prepared(curator, teller=member)
    release(story, line(), by=resident)
    services.withdraw_story(story, by=resident)
    assert story.state == "withdrawn"


def test_curators_never_change_the_tellers_own_words(cast):
    story = cast.preparing()
    with pytest.raises(ValidationError, match="teller's own words"):
        services.prepare_story(story, transcript="Better words.", by=cast.curator)
    story.refresh_from_db()
    assert story.transcript == WORDS


def test_what_a_teller_typed_is_theirs_whatever_else_they_sent_and_what_a_curator_wrote_is_not(client, curator):
    story = services.begin_story(wording="Yes", kind="sound")
    services.change_story(story, title="My own title", better="", contact=REACH, by=by_teller(story))
    services.add_file(story, upload(wav(1)), by=by_teller(story))
    services.send_story(story, by=by_teller(story))
    services.take_up_story(story, by=curator)
    for words in ("What I heard.", "What I heard, heard again."):
        services.prepare_story(story, transcript=words, by=curator)
    with pytest.raises(ValidationError, match="teller's own words"):
        services.prepare_story(story, title="A smoother title", by=curator)
    client.force_login(curator)
    fields = client.get(f"/team/stories/{story.slug}/prepare/").context["form"].fields
    assert [name in fields for name in ("title", "transcript")] == [False, True]
    services.prepare_story(story, easy=easy("What I heard."), by=curator)
    services.show_story(story, by=curator)
    story.refresh_from_db()
    assert story.words_of_the_teller == ["title", "transcript"]


def test_stories_told_before_keep_whose_words_they_are(curator):
    typed, spoken = told(), by_phone(curator)
    Story.objects.update(tellers_own=[])
    import_module("stories.migrations.0004_whose_words_and_where_kept").know_whose(apps, None)
    assert [Story.objects.get(pk=one.pk).tellers_own for one in (typed, spoken)] == [
        ["title", "transcript", "better"],
        [],
    ]


def test_a_change_the_teller_accepts_keeps_the_release_and_one_refused_changes_nothing(cast):
    story = cast.published()
    for now, accept, title in (("Refused title", False, "The drawing"), ("Accepted title", True, "Accepted title")):
        said = {"piece": "title", "now": now, "because": "It is shorter."}
        proposal = services.propose_change(story, by=cast.curator, **said)
        services.answer_proposal(proposal, accept=accept, by=by_teller(story))
        story.refresh_from_db()
        assert (story.title, story in Story.objects.public()) == (title, True)


def test_nobody_publishes_what_they_made_ready(cast):
    story = release(prepared(cast.curator), line())
    with pytest.raises(ValidationError, match="Somebody else must check it"):
        services.publish_story(story, by=cast.curator)
    assert services.publish_story(story, by=cast.second).state == "published"


def test_a_story_is_not_published_while_something_is_missing(cast):
    story = prepared(cast.curator, files=[(png(), {"alt": "The drawing"})], quotes=())
    story.media.update(alt="")  # as its teller may leave it
    story = release(story, line(forms=["whole", "quote"], name="full"))
    with pytest.raises(NotReady) as refused:
        services.publish_story(story, by=cast.second)
    assert [says.split(".")[0] for says in refused.value.messages] == [
        "There are no words to quote",
        "A picture has no words that say what it shows",
    ]


CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello"
NO_RELEASE = "There is no release in force that covers the story as it is now."
DRIFTED = "The text has changed since the easy read was checked."


@pytest.fixture
def all_of_it(cast):
    """Everything that a story can have, and a yes to everything."""
    files = [(png(), {"alt": "The drawing"}), (wav(1), {"is_clip": True})]
    story = prepared(cast.curator, files=files, films=[(mp4(b"vide"), CAPTIONS)])
    return release(story, line(forms=Form.values))


def without(**facts):
    return lambda story: Story.objects.filter(pk=story.pk).update(**facts)


def file_without(kind, **facts):
    return lambda story: story.media.filter(kind=kind).update(**facts)


# What is blanked behind the backs of the deeds → what stands on the desk.
LACKS = {
    "its release is taken back": (lambda story: story.releases.update(withdrawn_at=timezone.now()), NO_RELEASE),
    "its content has changed": (without(mark="another"), NO_RELEASE),
    "its time is over": (lambda story: Line.objects.update(until=day(-1)), NO_RELEASE),
    "its lines say no": (lambda story: Line.objects.update(**dict.fromkeys(Form.values, False)), NO_RELEASE),
    "others": (lambda story: story.releases.update(others_agree=False), "Not everybody in it has agreed."),
    "for whom": (
        without(for_whom="My son"),
        "It is told for somebody else. Note whether they agree, or who may agree for them.",
    ),
    "title": (without(title=" "), "It has no title."),
    "transcript": (without(transcript=""), "It has no transcript. People who cannot hear need one.", DRIFTED),
    "easy read": (without(easy=EasyRead()), "It has no easy read."),
    "easy read of these words": (without(transcript="Other words."), DRIFTED),
    "summary": (without(summary=""), "It has no summary in both forms."),
    "summary in easy read": (without(summary_easy=EasyRead()), "It has no summary in both forms."),
    "short piece": (lambda story: story.media.update(is_clip=False), "There is no short piece."),
    "quotes": (lambda story: story.quotes.all().delete(), "There are no words to quote."),
    "name": (without(first_name=""), "The name that the teller wants to be shown is not there."),
    "no other name": (
        without(transcript="Carl: How was it?\n\nRosa Privat: Hard."),
        DRIFTED,
        "A name that the teller does not want to be shown stands in: the story in words.",
    ),
    "words of a picture": (file_without("picture", alt=" "), "A picture has no words that say what it shows."),
    "captions": (file_without("film", captions=""), "A film has no captions that somebody has checked."),
    "words of a sound": (
        file_without("sound", captions=" "),
        "What is said in a sound is not written down. People who cannot hear need it.",
    ),
    "no other name in a sound": (
        file_without("sound", captions="Carl: How was it?\n\nRosa Privat: Hard."),
        "A name that the teller does not want to be shown stands in: what is said in a sound or film.",
    ),
    "a check of captions": (
        file_without("film", captions_checked=False),
        "A film has no captions that somebody has checked.",
    ),
}


@pytest.mark.parametrize("lacks", LACKS)
def test_the_desk_names_what_is_missing_and_does_not_publish(client, cast, all_of_it, lacks):
    blank, *says = LACKS[lacks]
    blank(all_of_it)
    client.force_login(cast.second)
    desk = f"/team/stories/{all_of_it.slug}/"
    assert [str(gap) for gap in client.get(desk).context["gaps"]] == says
    client.post(f"{desk}publish/")
    all_of_it.refresh_from_db()
    assert (all_of_it.state, all_of_it.published_on) == ("released", None)
    with pytest.raises(NotReady) as refused:
        services.publish_story(all_of_it, by=cast.second)
    assert refused.value.messages == says


def test_with_all_of_it_a_story_is_published(client, cast, all_of_it):
    client.force_login(cast.second)
    desk = f"/team/stories/{all_of_it.slug}/"
    assert client.get(desk).context["gaps"] == []
    client.post(f"{desk}publish/")
    assert list(Story.objects.public()) == [all_of_it]


def test_of_a_story_to_listen_to_the_transcript_says_what_is_said_but_not_of_its_short_piece(cast):
    for is_clip in (False, True):
        story = release(prepared(cast.curator, files=[(wav(1), {"is_clip": is_clip})]), line())
        story.media.update(captions="")
        Story.objects.update(kind="sound")
        if is_clip:
            with pytest.raises(NotReady, match="What is said in a sound is not written down"):
                services.publish_story(story, by=cast.second)
        else:
            assert services.publish_story(story, by=cast.second).state == "published"


def test_the_teller_must_have_seen_what_they_say_yes_to(cast):
    story = prepared(cast.curator)
    with pytest.raises(Stale):
        release(story, line(), seen="an older mark")
    assert Release.objects.count() == 0


def test_others_in_it_must_agree_and_by_phone_it_is_said_who_explained(cast):
    story = prepared(cast.curator)
    with pytest.raises(ValidationError, match="must agree first"):
        release(story, line(), others_agree=False)
    with pytest.raises(ValidationError, match="who explained it"):
        release(story, line(), how="phone", by=cast.curator)
    given = release(story, line()).releases.get()
    assert (given.research, given.ai) == (False, False)


def test_taking_back_twice_is_once_and_erasing_leaves_no_word(cast, django_capture_on_commit_callbacks):
    story = cast.published()
    services.withdraw_story(story, by=by_teller(story))
    services.withdraw_story(story, by=by_teller(story))
    assert AuditLine.objects.filter(verb="stories.story.withdraw").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_story(story, how="phone", by=cast.curator)
    kept = str(list(Story.objects.filter(pk=story.pk).values())) + str(list(Quote.objects.values()))
    assert [word for word in (WORDS, "Rosa", "drawing", QUOTE) if word in kept] == []


def test_only_what_is_allowed_can_be_used(cast):
    story = cast.published()
    with pytest.raises(ValidationError, match="not said yes to this use"):
        services.note_use(story, what="A paper", audience="press", form="quote", on=day(0), by=cast.curator)
    assert Use.objects.count() == 0


def test_after_it_was_sent_the_words_stay(cast):
    story = told()
    with pytest.raises(flow.NotNow):
        services.change_story(story, transcript="Other words.", by=by_teller(story))
    with pytest.raises(ValidationError, match="nothing in your story"):
        services.send_story(empty := services.begin_story(wording="Yes"), by=by_teller(empty))


def test_the_teller_hears_of_each_step_by_their_own_way(cast, member):
    story = published(cast.curator, cast.second, teller=member)
    services.withdraw_story(story, by=by_teller(story))
    assert [message.title for message in Message.objects.order_by("pk")] == [
        "We have your story",
        "Your story is ready for you to look at",
        "Your story is published",
        "Your story is taken back",
    ]


def test_what_was_never_sent_is_forgotten_after_30_days(settings, django_capture_on_commit_callbacks):
    story = services.begin_story(wording="Yes")
    services.add_file(story, upload(png()), by=by_teller(story))
    told(title="Sent")
    with django_capture_on_commit_callbacks(execute=True):
        assert (services.forget_unfinished(), services.forget_unfinished(days=0)) == (0, 1)
    assert [one.title for one in Story.objects.all()] == ["Sent"]
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
