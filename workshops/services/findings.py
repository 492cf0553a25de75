"""Notes, themes and recommendations: facilitators write them; whoever is asked answers, for everybody to read."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from workshops.models import Answer, Note, Recommendation, Session, Theme
from workshops.models.findings import ANSWER_IT, FINDINGS, TO_ANSWER
from workshops.models.session import PLAN

from .nudging import tell_asked
from .planning import NotReady

MOST_AT_ONCE = 200
# State → the move that leads there.
MOVE_TO = {"accepted": "accept", "partly": "accept_partly", "refused": "refuse"}
KEPT = ("title", "words", "theme", "owner", "answers_it", "promise", "value", "is_example")


@transaction.atomic
def add_notes(
    session: Session, *, lines: list[str], table: str = "", prompt: str = "", said_by: str = Note.SaidBy.ANYBODY, by
) -> list[Note]:
    """Facilitators type or paste what was said at a table: one note for each line. No name is kept."""
    allow(by, PLAN, session)
    said = [line.strip() for line in lines if line.strip()]
    if not said:
        raise ValidationError({"lines": _("Write at least one note.")})
    if len(said) > MOST_AT_ONCE:
        raise ValidationError({"lines": _("These are more than 200 notes. Add them in two parts.")})
    facts = {"session": locked(session), "table": table, "prompt": prompt, "said_by": said_by}
    notes = [saved(Note(words=words, **facts)) for words in said]
    audit.write("workshops.session.add_notes", session, by=by, note=str(len(notes)))
    return notes


@transaction.atomic
def change_note(note: Note, *, words: str, people: int, said_by: str, themes, by) -> Note:
    """Facilitators put a note right, say how many people said it, and which themes it belongs to."""
    allow(by, PLAN, note.session)
    row = locked(note)
    row.words, row.people, row.said_by = words, people, said_by
    saved(row)
    row.themes.set(themes)
    audit.write("workshops.note.change", row, by=by, fields=["words", "people", "said_by", "themes"])
    return row


@transaction.atomic
def give_theme(session: Session, *, notes, theme: Theme, by) -> int:
    """Facilitators put several notes of a session to one theme at once; whatever else they belong to stays."""
    allow(by, PLAN, session)
    found = locked(session).notes.filter(pk__in=[note.pk for note in notes]).exclude(themes=theme)
    new = list(found)
    theme.notes.add(*new)
    audit.write("workshops.theme.give", theme, by=by, note=str(len(new)))
    return len(new)


@transaction.atomic
def take_out_note(note: Note, *, by) -> None:
    """A note that should not be there goes for good, also from its themes."""
    allow(by, PLAN, note.session)
    row = Note.objects.select_for_update().filter(pk=note.pk).first()
    if row is None:
        return
    audit.write("workshops.note.take_out", row, by=by)
    row.delete()


@transaction.atomic
def keep_theme(*, name: str, summary: str = "", summary_easy=None, theme: Theme | None = None, seen=None, by) -> Theme:
    """What several people said, in one name; its summary in both forms."""
    allow(by, FINDINGS)
    row = locked(theme) if theme else Theme()
    if theme:
        refuse_stale(row, seen)
    row.name, row.summary, row.summary_easy = name, summary, fitted(summary_easy, summary)
    saved(row)
    audit.write("workshops.theme.keep", row, by=by, fields=["name", "summary"])
    return row


@transaction.atomic
def write_recommendation(
    *, recommendation: Recommendation | None = None, seen: str | None = None, easy=None, by, **facts
) -> Recommendation:
    """Facilitators write what should change and whom we ask. Once it is asked its words stay as they were read."""
    allow(by, FINDINGS)
    row = locked(recommendation) if recommendation else Recommendation()
    if recommendation:
        refuse_stale(row, seen)
        if row.state != Recommendation.State.DRAFT:
            raise flow.NotNow(_("People have read it. It stays as it is."))
    for name in KEPT:
        if name in facts:
            setattr(row, name, facts[name])
    row.easy = fitted(easy, row.words)
    saved(row)
    audit.write("workshops.recommendation.write", row, by=by, fields=[*facts, "easy"])
    return row


@transaction.atomic
def ask_for_answer(recommendation: Recommendation, *, on: date | None = None, by) -> Recommendation:
    """Everybody may read it from now on, and an answer is due in 8 weeks; whoever is asked gets an email.

    Raises NotReady without easy read.

    `on` is the day on which it was asked, where that was before today, at a meeting or on paper.
    """
    allow(by, FINDINGS)
    if not locked(recommendation).easy:
        raise NotReady([_("Say in easy read what should change.")])
    asked_on = min(on or timezone.localdate(), timezone.localdate())
    row = flow.apply(recommendation, "ask", by=by, asked_on=asked_on, due=asked_on + TO_ANSWER)
    tell_asked(row)
    return row


@transaction.atomic
def answer_recommendation(
    recommendation: Recommendation, *, state: str, words: str, easy=None, on: date | None = None, by
) -> Answer:
    """Whoever was asked says yes, yes to a part, or no and why; facilitators where the hub knows only a name.

    Everybody can read it at once, in both forms. A later answer stands above the earlier one. `on` is the day of the
    answer, where it was given before today.
    """
    allow(by, ANSWER_IT, recommendation)
    if state not in MOVE_TO:
        raise ValidationError({"state": _("Choose an answer.")})
    if not words.strip():
        raise ValidationError({"words": _("Say why. Everybody reads it.")})
    if not easy:
        raise ValidationError({"easy": _("Say it in easy read too. Everybody reads it.")})
    if locked(recommendation).state == Recommendation.State.DRAFT:
        raise flow.NotNow(_("Nobody has been asked yet."))
    if recommendation.state != state:
        flow.apply(recommendation, MOVE_TO[state], by=by)
    today = timezone.localdate()
    facts = {"words": words, "easy": fitted(easy, words), "on": min(on or today, today)}
    answer = saved(Answer(recommendation=recommendation, state=state, **facts))
    audit.write("workshops.answer.give", answer, by=by, note=state)
    return answer
