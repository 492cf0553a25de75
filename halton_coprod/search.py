"""Search over everything anybody may read: the Charter, sessions and what they ask for, stories, words, pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from charter.models import Part
from charter.views.page import ADOPTERS, HISTORY, OVERVIEW, PROMISES, VALUES
from halton_coprod.easyread.words import WordList
from halton_coprod.texts import all_texts
from stories.models import Story
from stories.showing import showings
from workshops.models import PracticalTool, Recommendation, Report, Session

# The Charter's own rooms, as its first page names them: whoever looks for promises wants all of them first.
ROOMS = (
    (_("What co-production means"), "charter:definition"),
    VALUES,
    (_("What must be in place"), "charter:infrastructure"),
    PROMISES,
    (_("How are we doing?"), "charter:doing"),
    ADOPTERS,
    HISTORY,
)
MOST_WORDS = 8
MOST_FOUND = 30


@dataclass(frozen=True)
class Found:
    """One thing that was found: what kind it is, its name and a line of it in both forms, and where it is."""

    kind: str
    title: str
    easy_title: str
    address: str
    says: str = ""
    easy_says: str = ""


def search(asked: str, words: WordList) -> list[Found]:
    """What holds all the words asked for, the Charter and its rooms first."""
    wanted = asked.lower().split()[:MOST_WORDS]
    rooms = (found_parts, found_sessions, found_recommendations, found_reports, found_tools, found_stories)
    found = [one for look in rooms for one in look(wanted)]
    return [*found_rooms(wanted), *found, *found_words(words, wanted), *found_pages(wanted)][:MOST_FOUND]


def found_rooms(wanted: list[str]):
    for title, name in ROOMS:
        if all(word in title.lower() for word in wanted):
            yield Found(OVERVIEW[0], title, title, reverse(name))


def found_parts(wanted: list[str]):
    parts = Part.objects.in_force().matching(wanted).with_what_lives_longer().in_order()
    for part in parts[:MOST_FOUND]:
        yield Found(part.get_kind_display(), part.name, part.title, part.address, part.text, part.easy.body)


def found_sessions(wanted: list[str]):
    """The newest first, so that what is coming stands before what is over."""
    for one in Session.objects.public().matching(wanted).order_by("-starts_at", "pk")[:MOST_FOUND]:
        yield Found(_("Workshop"), one.name, one.name, one.get_absolute_url(), one.about, one.about_easy.body)


def found_recommendations(wanted: list[str]):
    for one in Recommendation.objects.public().matching(wanted)[:MOST_FOUND]:
        kind = _("What people ask for")
        yield Found(kind, one.title, one.easy_title, one.get_absolute_url(), one.words, one.easy.body)


def found_reports(wanted: list[str]):
    for one in Report.objects.public().matching(wanted).select_related("series")[:MOST_FOUND]:
        yield Found(_("Report"), one.title, one.easy_title, one.get_absolute_url(), one.summary, one.summary_easy.body)


def found_tools(wanted: list[str]):
    for one in PracticalTool.objects.public().matching(wanted)[:MOST_FOUND]:
        kind = _("What you can use")
        yield Found(kind, one.name, one.easy_name, one.get_absolute_url(), one.about, one.about_easy.body)


def found_stories(wanted: list[str]):
    """Only what everybody may see of them."""
    stories = Story.objects.matching(wanted, None)[:MOST_FOUND]
    for one in showings(stories, None):
        easy = one.summary_easy.body if one.summary_easy else ""
        says, easy_says = (hard_parts(one), hard_parts(one)) if one.story.content_note else (one.summary, easy)
        yield Found(_("Story"), one.title, one.easy_title, one.address, says, easy_says)


def hard_parts(showing) -> str:
    """What stands in the place of the summary until somebody chooses to read on."""
    return _("There are hard parts in it: %(note)s") % {"note": showing.story.content_note}


def found_words(words: WordList, wanted: list[str]):
    for entry in words.matching(wanted):
        address = words.address_of(entry)
        yield Found(_("Word list"), entry.word, entry.word, address, entry.means, " ".join(entry.easy))


def found_pages(wanted: list[str]):
    for text in all_texts():
        if text.has(wanted):
            yield Found(_("Page"), text.title, text.easy_title, reverse(text.name))
