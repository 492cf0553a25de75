"""Change the key that seals what is private."""

from django.apps import apps
from django.db import transaction

from members.models import JoinDraft, ListMark, Member, Scan
from members.models.lists import list_mark
from members.models.sealed import SealedBytesField, SealedField, SealedJSONField

from .joining import code_mark
from .people import set_marks

SEALED = (SealedField, SealedJSONField, SealedBytesField)
AT_ONCE = 500
FILES_AT_ONCE = 10


def reseal() -> int:
    """Seal every private word again with the first key; the server's keeper does it at the console.

    No word changes, so there is no line in the log. It can be stopped and begun again: old keys still open.
    """
    return sum(reseal_rows(model, names) for model, names in sealed_fields())


def sealed_fields():
    """Every model of ours with sealed fields, and their names."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, SEALED)]
        if names:
            yield model, names


def reseal_rows(model, names) -> int:
    done, last = 0, 0
    while rows := reseal_batch(model, names, after=last):
        done, last = done + len(rows), rows[-1].pk
    return done


@transaction.atomic
def reseal_batch(model, names, *, after) -> list:
    rows = list(
        model._default_manager.select_for_update()
        .filter(pk__gt=after)
        .order_by("pk")[: FILES_AT_ONCE if model is Scan else AT_ONCE]
    )
    marks = MARKS.get(model)
    for row in rows:
        if marks:
            marks[0](row)
        row.save(update_fields=[*names, *(marks[1] if marks else ())])
    return rows


def mark_draft(draft) -> None:
    draft.code_mark = code_mark(draft.code)


def mark_in_list(named) -> None:
    named.mark = list_mark(named.words)


# The marks are made with the key too: how to make those of a row anew, and which. Other floors add theirs, in their
# AppConfig.ready().
MARKS = {
    Member: (set_marks, Member.MARKS),
    ListMark: (mark_in_list, ("mark",)),
    JoinDraft: (mark_draft, ("code_mark",)),
}
