"""The deeds of the top floor: calls to make, and the council's own words."""

from uuid import UUID

from django.db import transaction

from halton_coprod.easyread.models import Word
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved

from .models import CallBack


@transaction.atomic
def ask_for_call(*, name: str, phone: str, token: UUID, about: str = CallBack.About.ANYTHING, by=None) -> CallBack:
    """Anybody may ask to be phoned. The same token makes one row, however often the form is sent."""
    facts = {"name": name, "phone": phone, "about": about}
    call, is_new = CallBack.objects.get_or_create(token=token, defaults=facts)
    if is_new:
        audit.write("halton_coprod.callback.ask", call, by=by, fields=["name", "phone"])
    return call


def finish_call(call: CallBack, *, by) -> CallBack:
    """Pool staff say that they have phoned, or curators about a story; who it was is forgotten in the same stroke."""
    return flow.apply(call, "finish", by=by, name="", phone="")


@transaction.atomic
def save_word(word: Word, *, by) -> Word:
    """Editors add a word to the list, or their own wording of one that is there. Every page follows at once."""
    allow(by, "easyread.change_word")
    verb = "change" if word.pk else "add"
    saved(word)
    audit.write(f"easyread.word.{verb}", word, by=by, fields=[*Word.SAID])
    return word


@transaction.atomic
def change_word(word: Word, /, *, seen: str | None = None, by, **said) -> Word:
    """Editors explain a word of their own in another way. `seen` is the fingerprint of what they started from."""
    now = locked(word)
    refuse_stale(now, seen)
    for name, words in said.items():
        setattr(now, name, words)
    return save_word(now, by=by)


@transaction.atomic
def remove_word(word: Word, *, by) -> None:
    """Editors take a word of their own away again; a word that came with the hub then says what it said before."""
    allow(by, "easyread.delete_word")
    audit.write("easyread.word.remove", word, by=by)
    word.delete()
