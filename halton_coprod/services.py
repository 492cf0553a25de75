"""The deeds of the top floor: calls to make, the council's own words, and its own pictures."""

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from halton_coprod.easyread.listed import standing
from halton_coprod.easyread.models import ListedWord, OwnPicture, Word, plain_word
from halton_coprod.easyread.own import keys_shown, texts_with
from halton_coprod.easyread.uploads import checked_picture
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from members.models import Member, RetentionRun
from members.services.retention import counted
from members.services.waiting_lists import is_called

from .models import CallBack

__all__ = [
    "add_listed_word",
    "ask_for_call",
    "change_listed_word",
    "change_word",
    "clear_pictures",
    "erase_calls",
    "finish_call",
    "forget_calls",
    "keep_picture",
    "put_back_listed_word",
    "remove_word",
    "save_word",
    "take_out_listed_word",
    "take_picture_away",
]
# Longer than anybody writes at one text without saving it; then once a day.
UNUSED, LOOK_AGAIN = timedelta(days=7), timedelta(days=1)
# Somebody who asks for a call after longer than this has waited too long, and is on the list twice.
ASKED_AGAIN = timedelta(days=1)


@transaction.atomic
def ask_for_call(*, name: str, phone: str, token: UUID, about: str = CallBack.About.ANYTHING, by=None) -> CallBack:
    """Anybody may ask to be phoned. The same token makes one row, however often the form is sent; so does the same
    name and number, for whoever goes back and asks again on the same day.
    """
    facts = {"name": name, "phone": phone, "about": about}
    for call in CallBack.objects.waiting().filter(about=about, asked_at__gt=timezone.now() - ASKED_AGAIN):
        if (call.name, call.phone) == (name, phone):
            return call
    call, is_new = CallBack.objects.get_or_create(token=token, defaults=facts)
    if is_new:
        audit.write("halton_coprod.callback.ask", call, by=by, fields=["name", "phone"])
    return call


def finish_call(call: CallBack, *, by) -> CallBack:
    """Pool staff say that they have phoned, or curators about a story; who it was is forgotten in the same stroke."""
    return flow.apply(call, "finish", by=by, name="", phone="")


def erase_calls(member: Member) -> None:
    """Part of erasing somebody: a call that they asked for is not made any more."""
    for call in CallBack.objects.waiting().select_for_update():
        if is_called(member, call.name, [call.phone]):
            audit.write("halton_coprod.callback.erase", call, by=None)
            call.delete()


@transaction.atomic
def forget_calls() -> int:
    """The clock: that a call was made, and calls that nobody made in a year."""
    gone, _kinds = CallBack.objects.run_out(timezone.now()).delete()
    return counted(RetentionRun.Kind.CALLS, gone)


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


def done_to_list(word: ListedWord, deed: ListedWord.Deed, *, by) -> ListedWord:
    """One more row: how the word stands now. The rows that tell how it stood are left alone."""
    said = {name: getattr(word, name) for name in ("kind", "word", "swap", "why")}
    row = saved(ListedWord(**said, deed=deed, edition=word.edition + 1, done_by=by))
    audit.write(f"easyread.listedword.{deed}", row, by=by)
    return row


@transaction.atomic
def add_listed_word(word: ListedWord, *, by) -> ListedWord:
    """Editors add a word to a list of the writing check. The check goes by it from now on, in every process."""
    allow(by, "easyread.change_word")
    word.word = plain_word(word.word)
    refuse_listed(word)
    return done_to_list(word, ListedWord.Deed.ADD, by=by)


def refuse_listed(word: ListedWord) -> None:
    """A word is added to a list once, and to one list only: they say different things of it."""
    for kind in ListedWord.Kind:
        there = standing(kind).get(word.word)
        if there and kind != word.kind and not there.is_out:
            says = _("This word is in the list “%(list)s”. Take it out there first.") % {"list": kind.label}
            raise ValidationError({"word": says})
        if there and kind == word.kind:
            taken_out, is_there = _("This word was taken out of the list. Put it back."), _("This word is in the list.")
            raise ValidationError({"word": taken_out if there.is_out else is_there})


@transaction.atomic
def change_listed_word(word: ListedWord, /, *, swap: str, why: str, seen: str | None = None, by) -> ListedWord:
    """Editors say something else of a word of a list. `seen` is the fingerprint of what they started from."""
    allow(by, "easyread.change_word")
    now = standing(word.kind)[word.word]
    if now.is_out:
        raise ValidationError(_("Somebody has taken this word out of the list. Put it back first."))
    refuse_stale(now, seen)
    now.swap, now.why = swap, why
    return done_to_list(now, ListedWord.Deed.CHANGE, by=by)


@transaction.atomic
def take_out_listed_word(word: ListedWord, *, by) -> ListedWord:
    """Editors take a word out of a list, also one that came with the hub. What was said of it is kept."""
    allow(by, "easyread.change_word")
    now = standing(word.kind)[word.word]
    return now if now.is_out else done_to_list(now, ListedWord.Deed.TAKE_OUT, by=by)


@transaction.atomic
def put_back_listed_word(word: ListedWord, *, by) -> ListedWord:
    """Editors put a word back that was taken out, with what was said of it."""
    allow(by, "easyread.change_word")
    now = standing(word.kind)[word.word]
    return done_to_list(now, ListedWord.Deed.PUT_BACK, by=by) if now.is_out else now


@transaction.atomic
def keep_picture(upload, *, alt: str, has_consent: bool, by=None) -> str:
    """Whoever may write a text may bring a picture for it, and says that everybody in it agrees. Gives its key.

    Who said so is kept beside it; nobody for an organisation that came by its signed link. What is refused leaves
    nothing.
    """
    picture = checked_picture(upload, alt=alt, has_consent=has_consent)
    key = f"own/{uuid4().hex}.webp"
    by = by if by is not None and by.is_authenticated else None
    row = saved(OwnPicture(file=key, alt=alt, consent_said_by=by))
    audit.write("easyread.ownpicture.keep", row, by=by, fields=["consent_said_by"], changes_pages=False)
    default_storage.save(key, picture)
    return key


@transaction.atomic
def take_picture_away(picture: OwnPicture, *, by) -> None:
    """Whoever works for the hub takes a picture away when somebody in it says so. The texts stay, without it.

    The file is deleted, and what was said of it, in every version of a text: also in rows that nothing else changes.
    """
    allow(by, "easyread.take_picture_away")
    key, texts = picture.file.name, list(texts_with(picture.file.name))
    for row, name, easy in texts:
        type(row)._base_manager.filter(pk=row.pk).update(**{name: easy.without_picture(key)})
    Word.objects.filter(picture=key).update(picture="")
    forget_picture(picture, "take_away", by=by, note=f"{len(texts)} texts")


def forget_picture(picture: OwnPicture, verb: str, *, by, note="") -> None:
    audit.write(f"easyread.ownpicture.{verb}", picture, by=by, note=note)
    transaction.on_commit(partial(default_storage.delete, picture.file.name))
    picture.delete()


@transaction.atomic
def clear_pictures() -> int:
    """The clock: pictures that were brought a week ago and that no text shows, or shows any more, are deleted."""
    now = timezone.now()
    old = OwnPicture.objects.filter(added_at__lt=now - UNUSED, looked_for_at__lt=now - LOOK_AGAIN)
    due = list(old.select_for_update(skip_locked=True))
    shown = keys_shown() if due else set()
    unused = [picture for picture in due if picture.file.name not in shown]
    for picture in unused:
        forget_picture(picture, "clear", by=None)
    OwnPicture.objects.filter(pk__in=[picture.pk for picture in due]).update(looked_for_at=now)
    return len(unused)
