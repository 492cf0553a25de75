"""All that is kept of the stories somebody told, for them to take away: words, yeses, files, uses."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.facts import Fact, Part, facts
from members.models import Member

from .models import Consent, Insight, Line, MediaFile, Proposal, Quote, Release, Story, ToTell, Use, YesRecord
from .tellers import sign

STORY = (
    *("kind", "came_by", "full_name", "first_name", "made_up_name", "contact", "for_whom", "for_whom_agrees"),
    *("agreed_by", "agreed_how", "summary", "transcript", "better", "content_note", "reason", "answer", "care_note"),
    *("check_in_by", "begun_at", "sent_at", "published_on", "withdrawn_on"),
)
EASY = ("summary_easy", "easy")
MEDIA = ("kind", "words", "alt", "captions", "shows_teller")
CONSENT = ("wording", "how", "explained_by", "kept_where", "given_at")
RELEASE = (*CONSENT, "others_agree", "present", "research", "printed", "ai", "withdrawn_at")
LINE = ("audience", "whole", "clip", "quote", "summary", "name", "face", "until")
INSIGHT = ("excerpt", "says", "words", "state")
PROPOSAL = ("piece", "was", "now", "because", "state", "at", "explained_by")
USE = ("what", "audience", "form", "on", "got_copy")
TOLD = ("title", "at", "told_at")


def kept_of(member: Member) -> list[Part]:
    """Also what they have begun and not sent, and what they took back and is not erased yet."""
    stories = {story.pk: story for story in member.stories.exclude(state=Story.State.ERASED).prefetch_related("topics")}

    def those(model, names):
        found = model.objects.filter(story__in=stories)
        return [[title(stories[one.story_id]), *facts(one, names)] for one in found]

    lines = Line.objects.filter(release__story__in=stories).select_related("release")
    files = MediaFile.objects.filter(story__in=stories)
    return [
        Part("stories", _("Your stories"), [story_facts(story) for story in stories.values()]),
        Part("story_quotes", _("A few words of your story"), those(Quote, ("words", "easy"))),
        Part(
            "story_files",
            _("Pictures, sound and film of your story"),
            [file_facts(stories[one.story_id], one) for one in files],
        ),
        Part("story_consents", _("Your yes to keep your story"), those(Consent, CONSENT)),
        Part("story_releases", _("What you said about who may see it"), those(Release, RELEASE)),
        Part(
            "story_lines",
            _("Who may see it"),
            [[title(stories[one.release.story_id]), *facts(one, LINE)] for one in lines],
        ),
        Part(
            "story_yes_records",
            _("The record of your yes"),
            [record_facts(stories[one.story_id], one) for one in YesRecord.objects.filter(story__in=stories)],
        ),
        Part("story_insights", _("What we learned from your story"), those(Insight, INSIGHT)),
        Part("story_proposals", _("Other words that we suggested"), those(Proposal, PROPOSAL)),
        Part("story_uses", _("Where your story was used"), those(Use, USE)),
        Part("story_told", _("What we told you about your story"), those(ToTell, TOLD)),
    ]


def title(story) -> Fact:
    return Fact("story", _("story"), story.called, story.called)


def story_facts(story) -> list[Fact]:
    state = str(story.said_to_teller)
    topics = [str(topic) for topic in story.topics.all()]
    return [
        title(story),
        Fact("state", _("state"), state, state),
        *facts(story, STORY),
        *(Fact(name, story._meta.get_field(name).verbose_name, easy.text, easy.text) for name, easy in easy_of(story)),
        Fact("topics", _("what it is about"), topics, "\n".join(topics)),
    ]


def easy_of(story) -> list[tuple]:
    return [(name, getattr(story, name)) for name in EASY]


def file_facts(story, media) -> list[Fact]:
    """Sound and film are too big for one file: it says where they are handed out."""
    return [title(story), *facts(media, MEDIA), address_of("stories:mine_file", story, media)]


def record_facts(story, record) -> list[Fact]:
    return [title(story), *facts(record, ("kind", "at")), address_of("stories:mine_record", story, record)]


def address_of(door: str, story, row) -> Fact:
    is_there = row.file and not story.is_gone
    address = settings.SITE_URL + reverse(door, args=[sign(story), row.pk]) if is_there else ""
    return Fact("address", _("where you find it"), address, address)
