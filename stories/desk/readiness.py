"""What a story must have before it can be published; each gap as a sentence for curators."""

import re

from django.utils.translation import gettext_lazy as _

from stories.models import Collection, Finding, Form, Insight, Kind, MediaFile, Proposal, Story
from stories.showing import Showing

# Of a name, what is no name by itself.
NO_NAMES = {
    "a",
    "d",
    "de",
    "del",
    "der",
    "di",
    "dr",
    "el",
    "la",
    "le",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "the",
    "van",
    "von",
}
IN_INSIGHT = _("what we learned from it")
IN_FINDING, IN_COLLECTION = _("what stories tell us"), _("a collection that it is in")


def gaps_of(story: Story) -> list:
    """What is missing. Empty means that it may be published."""
    release, lines = story.release_in_force, lines_today(story)
    checks = [
        (not lines, _("There is no release in force that covers the story as it is now.")),
        (bool(lines) and not release.others_agree, _("Not everybody in it has agreed.")),
        (
            bool(story.for_whom) and not story.agreed_by,
            _("It is told for somebody else. Note whether they agree, or who may agree for them."),
        ),
        *needs_of_words(story),
        *needs_of_lines(story, lines),
        *needs_of_files(story),
    ]
    return [says for is_missing, says in checks if is_missing]


def lines_today(story: Story) -> list:
    """What the release in force says yes to today."""
    release = story.release_in_force
    return [line for line in release.lines.all() if line.forms and not line.is_over] if release else []


def gaps_before_showing(story: Story) -> list:
    """What is missing before its teller looks at the finished piece: all that would change it after their yes. Who
    agrees to it can be noted later.
    """
    checks = [
        (
            story.proposals.filter(state=Proposal.State.OPEN).exists(),
            _("A suggestion waits for the teller's yes or no."),
        ),
        *needs_of_words(story),
        (
            not story.easy.is_drifted(story.transcript) and story.summary_easy.is_drifted(story.summary),
            _("The text has changed since the easy read was checked."),
        ),
        (
            any(not block.picture for easy in (story.easy, story.summary_easy) for block in easy.blocks),
            _("An idea of the easy read has no picture."),
        ),
        *needs_of_files(story),
    ]
    return [says for is_missing, says in checks if is_missing]


def needs_of_words(story: Story):
    yield not story.title.strip(), _("It has no title.")
    yield not story.transcript.strip(), _("It has no transcript. People who cannot hear need one.")
    yield not story.easy, _("It has no easy read.")
    yield story.easy.is_drifted(story.transcript), _("The text has changed since the easy read was checked.")


def needs_of_lines(story: Story, lines):
    said = {form for line in lines for form in line.forms}
    names = {line.name for line in lines}
    yield "summary" in said and not (story.summary and story.summary_easy), _("It has no summary in both forms.")
    clips = [one for one in story.media.all() if one.is_clip]
    yield "clip" in said and not clips, _("There is no short piece.")
    unseen = any(line.forms == [Form.CLIP] and not any(map(Showing(story, line).allows, clips)) for line in lines)
    yield bool(clips) and unseen, _("Somebody gets only the short piece, and may not see the teller in it.")
    yield "quote" in said and not story.quotes.exists(), _("There are no words to quote.")
    only_quoted = any(line.quote and not (line.whole or line.summary) for line in lines)
    not_easy = only_quoted and story.quotes.filter(easy="").exists()
    yield not_easy, _("Somebody gets only the words to quote, and they have no easy words.")
    missing = any(name != "none" and not story.name_shown(name) for name in names)
    yield missing, _("The name that the teller wants to be shown is not there.")
    is_real = "made_up" in names and has_part_of(story.made_up_name, story.full_name, story.first_name)
    yield is_real, _("The made-up name has a part of the real name in it.")
    said = [] if story.name_stays else names_said(story, lines)
    where = ", ".join(map(str, said))
    yield bool(said), _("A name that the teller does not want to be shown stands in: %(where)s.") % {"where": where}


def names_said(story: Story, lines) -> list:
    """The pieces in which somebody would read or hear a part of the teller's name, though their line shows no such
    name; in words for curators.
    """
    files, insights = list(story.media.all()), list(story.insights.exclude(state=Insight.State.REFUSED))
    first, found = parts_of(story.first_name), {}
    for line in lines:
        shown = parts_of(story.name_shown(line.name))
        hidden = set() if line.name == "full" else (parts_of(story.full_name) | first) - shown
        for piece, words in words_shown(Showing(story, line), files, insights):
            if any(is_named(name, words) for name in hidden):
                found[str(piece)] = piece
    for piece, words in words_around(story):
        if names_in(words, [story]):
            found[str(piece)] = piece
    return list(found.values())


def words_around(story: Story):
    """What the team wrote about several stories, this one among them; as words_shown."""
    for one in Finding.objects.filter(insights__story=story, state=Finding.State.SHOWN).distinct():
        yield IN_FINDING, one.all_words
    for one in Collection.objects.filter(places__story=story, is_shown=True):
        yield IN_COLLECTION, one.all_words


def names_in(words: str, stories) -> list[str]:
    """Names of these tellers, real or made up. They may stand with their own story, as long as they say so; never in
    words about several, which would still say them when one shows less of theirs.
    """
    names = {part for story in stories for name in Story.NAMES for part in parts_of(getattr(story, name))}
    return sorted(name for name in names if is_named(name, words))


def parts_of(name: str) -> set[str]:
    """Each name in it, without what many names have."""
    return {part for part in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name) if part.lower() not in NO_NAMES}


def has_part_of(made_up: str, *real: str) -> bool:
    """Would a made-up name show a part of a real one, however that is written?"""
    said = {part.lower() for part in parts_of(made_up)}
    return any(part.lower() in said for name in real for part in parts_of(name))


def words_shown(showing: Showing, files, insights=()):
    """All words that this line shows, as (the piece in words for curators, its words)."""
    story, line = showing.story, showing.line
    yield _("the title"), story.title
    yield _("what is hard in it"), story.content_note
    if line.whole:
        yield _("the story in words"), f"{story.transcript}\n{story.better}"
        yield _("the easy read"), f"{story.easy.title}\n{story.easy.text}"
    if line.summary:
        yield _("the summary"), f"{story.summary}\n{story.summary_easy.title}\n{story.summary_easy.text}"
    for quote in story.quotes.all() if line.quote else ():
        yield _("the words to quote"), f"{quote.words}\n{quote.easy}"
    for one in insights if line.quote or line.whole else ():
        yield IN_INSIGHT, f"{one.excerpt if line.quote else ''}\n{one.words}\n{one.easy.title}\n{one.easy.text}"
    for one in filter(showing.allows, files):
        yield _("the words of a picture"), f"{one.alt}\n{one.words}"
        yield _("what is said in a sound or film"), one.captions


def is_named(name: str, words: str) -> bool:
    """As a word of its own, and as a name is written: "will" is none."""
    written = "|".join(re.escape(one) for one in {name, name.title(), name.upper()})
    return bool(re.search(rf"(?<!\w)(?:{written})(?!\w)", words))


def needs_of_files(story: Story):
    media = list(story.media.all())
    pictures = [one for one in media if one.kind == MediaFile.Kind.PICTURE]
    films = [one for one in media if one.kind == MediaFile.Kind.FILM]
    # Of a story to listen to the transcript says what is said; who gets only the short piece does not get that.
    sounds = [one for one in media if one.kind == MediaFile.Kind.SOUND and (one.is_clip or story.kind != Kind.SOUND)]
    unsaid = any(not (one.idea or one.alt.strip()) for one in pictures)
    yield unsaid, _("A picture has no words that say what it shows.")
    yield (
        any(not (one.captions.strip() and one.captions_checked) for one in films),
        _("A film has no captions that somebody has checked."),
    )
    unwritten = any(not one.captions.strip() for one in sounds)
    yield unwritten, _("What is said in a sound is not written down. People who cannot hear need it.")
