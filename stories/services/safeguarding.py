"""A worry about somebody's safety that comes up in a story or an interview: the same note, read by the same people, as
one that comes up in a session (`workshops/services/safeguarding.py`)."""

from django.db import transaction
from django.utils.translation import gettext as _

from halton_coprod.record.gate import allow
from stories.models import Interview, Story
from workshops.models import SafeguardingNote
from workshops.services.safeguarding import keep_words

RAISE = "stories.raise_safeguarding"


@transaction.atomic
def raise_safeguarding(
    place: Story | Interview, *, words: str, about: str = "", check_in: str = SafeguardingNote.CheckIn.NOT_YET, by
) -> SafeguardingNote:
    """A curator, or the reporter who listens, writes down what worries them. Nobody else reads it before they send it,
    and then only they and the safeguarding lead. It keeps no tie to the story, only its name for the team: it stays
    when a story is taken back, and no page of the story leads to it.
    """
    allow(by, RAISE, place)
    note = SafeguardingNote(author=by, elsewhere=name_of(place))
    return keep_words(note, words=words, about=about, check_in=check_in, by=by)


def name_of(place: Story | Interview) -> str:
    """Says nothing of anybody."""
    if isinstance(place, Story):
        return _("Story: %(name)s") % {"name": place.slug}
    return _("Interview: %(number)s") % {"number": place.pk}
