"""A collection on paper, as a tagged PDF: only stories whose tellers said yes to everybody and to printing."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.pdf import make_pdf
from halton_coprod.easyread.prose import prose_parts
from halton_coprod.easyread.said import said_date

from .models import Collection
from .showing import Showing, showings
from .transcripts import turns_of


def printable(collection: Collection) -> list[Showing]:
    """What everybody may see of its stories, where the release says yes to printing; not of what can only be heard or
    watched."""
    shown = showings(list(collection.stories_for(None)), None)
    return [one for one in shown if one.line.release.printed and (one.is_whole or one.summary or one.quotes)]


def booklet_pdf(collection: Collection, stories: list[Showing], easy: bool) -> bytes:
    """In the form of the address. Who took it back after today is not known to paper: the day stands on it."""
    help_line = _("Help: phone %(phone)s, email %(email)s") % settings.HELP
    about = {"easy": collection.about_easy} if easy else {"text": collection.about}
    return make_pdf(
        "booklet",
        {
            "title": collection.about_easy.title or collection.name if easy else collection.name,
            "easy": easy,
            "author": settings.HUB_NAME,
            "lines": lines_about(collection),
            "sections": [section(2, "", **about), *(told(one, easy) for one in stories)],
            "help": help_line,
            "page_word": _("Page"),
            "of_word": _("of"),
        },
    )


def lines_about(collection: Collection) -> list[str]:
    made = _("Made on %(day)s. A person can take their story back. Then do not print it again.")
    lines = [_("Our own example. The people in it are made up.")] if collection.is_example else []
    return [*lines, made % {"day": said_date(timezone.localdate())}]


def told(showing: Showing, easy: bool) -> dict:
    """One story: its name as it may be shown, what is hard in it, its words, its pictures."""
    lines = [_("Told by %(name)s.") % {"name": showing.name}] if showing.name else []
    if showing.story.content_note:
        lines.append(_("There are hard parts in it: %(note)s") % {"note": showing.story.content_note})
    title = showing.easy_title if easy else showing.title
    pictures = [picture(one) for one in showing.pictures if one.file or one.idea]
    return section(2, title, lines=lines, pictures=pictures, **(said_easily(showing) if easy else said(showing)))


def said_easily(showing: Showing) -> dict:
    """Its easy read; where only a few words of it may be shown, those in easy read."""
    blocks = showing.easy or showing.summary_easy
    if showing.quotes and not blocks:
        return {"text": "\n\n".join(f"“{quote.easy or quote.words}”" for quote in showing.quotes)}
    return {"easy": blocks or EasyRead()}


def said(showing: Showing) -> dict:
    """The words of the story; who speaks stands before what they say."""
    turns = turns_of(showing.transcript)
    words = "\n\n".join(f"{turn.who}: {turn.words}" for turn in turns) or showing.transcript or showing.summary
    quotes = [f"“{quote.words}”" for quote in showing.quotes] if not words else []
    return {"text": "\n\n".join([words, *quotes, showing.better]).strip()}


def picture(one) -> dict:
    """A photo may be printed like the words; a picture of the library says the same as the words under it."""
    return {"picture": one.idea or one.small or one.file, "alt": one.alt, "words": one.words}


def section(level: int, heading: str, text: str = "", easy: EasyRead | None = None, lines=(), pictures=()) -> dict:
    missing = _("This part is not in easy read yet.") if easy is not None and not easy else ""
    blocks = easy.to_data()["blocks"] if easy else []
    return {
        "level": level,
        "heading": heading,
        "lines": list(lines),
        "prose": prose_parts(text or missing),
        "blocks": [{**block, "parts": prose_parts(block["words"])} for block in blocks],
        "pictures": list(pictures),
    }
