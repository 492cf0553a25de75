"""What a story must have before it can be published; each gap as a sentence for curators."""

from django.utils.translation import gettext_lazy as _

from stories.models import Kind, MediaFile, Proposal, Story
from stories.transcripts import speakers_of


def gaps_of(story: Story) -> list:
    """What is missing. Empty means that it may be published."""
    release = story.release_in_force
    lines = [line for line in release.lines.all() if line.forms and not line.is_over] if release else []
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
    yield "clip" in said and not story.media.filter(is_clip=True).exists(), _("There is no short piece.")
    yield "quote" in said and not story.quotes.exists(), _("There are no words to quote.")
    missing = any(name != "none" and not story.name_shown(name) for name in names)
    yield missing, _("The name that the teller wants to be shown is not there.")
    yield names_too_much(story, lines), _("The transcript says a name that the teller does not want to be shown.")


def names_too_much(story: Story, lines) -> bool:
    """Is somebody told the teller's name as a speaker, though their line shows no such name?"""
    own = {story.full_name, story.first_name} - {""}
    sounds = list(story.media.filter(kind=MediaFile.Kind.SOUND))
    shown = {"full": own, "first": {story.first_name}}
    return any(speakers_for(line, story, sounds) & own - shown.get(line.name, set()) for line in lines)


def speakers_for(line, story: Story, sounds) -> set[str]:
    """Who is named as a speaker in the words that this line shows."""
    said = [one.captions for one in sounds if line.whole or (line.clip and one.is_clip)]
    return set().union(*map(speakers_of, [*said, story.transcript if line.whole else ""]))


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
