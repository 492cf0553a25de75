"""Which people of the pool a question finds: by facts only, never by what somebody needs."""

import re
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.db.models import Count, F, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import District, Member, Pick
from members.models.sealed import seal, unseal
from members.services import email_mark, phone_mark

from .forms import UNSAID, FindForm

HALF, YEAR = timedelta(days=182), timedelta(days=365)
REFERENCE = re.compile(r"[Pp]-?0*(\d{1,12})")
MOST_WORDS = 6
LISTS = ("interests", "taking_part")
UNREADABLE = _("We cannot read what was looked for, so nobody is listed. Search again.")
ALONE = ("state", "district", "way", "asked", "came", "agreed", "order")


def asked_of(query) -> FindForm:
    """The question that stands in an address, with its words opened. A part that we cannot read is a fault of it."""
    data = QueryDict(mutable=True)
    for name in (*LISTS, *ALONE):
        data.setlist(name, query.getlist(name))
    sealed = query.get("words", "")
    data["words"] = opened(sealed)
    form = FindForm(data)
    form.full_clean()
    if sealed and not data["words"]:
        form.add_error("words", _("We cannot read these words. Type them again."))
    return form


def opened(sealed: str) -> str:
    """The words of an address; none where somebody typed some into the address itself, or kept one of an old key."""
    try:
        return unseal(sealed)
    except (InvalidToken, ValueError):
        return ""


def found_by(asked: FindForm):
    """Whom a question finds: nobody, where a part of it cannot be read. Without that part it would find too many."""
    return found(asked.cleaned_data) if asked.is_valid() else Member.objects.none()


def address_of(said: dict, **changes) -> str:
    """The question as the end of an address. A name or a number stands there sealed: addresses are logged."""
    query = QueryDict(mutable=True)
    said = {**said, **changes}
    for name in (*LISTS, *ALONE, "page"):
        values = said.get(name) or []
        query.setlist(name, values if isinstance(values, list) else [str(values)])
    if said.get("words"):
        query["words"] = seal(said["words"])
    return f"?{query.urlencode()}"


def found(said: dict):
    """Everybody whom the question finds, in its order."""
    people = narrowed(said)
    for kind, items in ticks(said):
        people = people.who_ticked(kind, *items)
    people = people.filter(state=said["state"]) if said.get("state") else people.in_pool()
    if said.get("order") == "asked":
        return people.order_by(F("last_asked_at").asc(nulls_first=True), "name", "pk")
    return people.order_by("name", "pk")


def counted(said: dict) -> dict[str, int]:
    """State → how many of those whom the rest of the question finds; "" for all who are in the pool."""
    people = narrowed(said)
    for kind, items in ticks(said):
        people = people.among_those_who_ticked(kind, *items)
    by_state = dict(people.order_by().values_list("state").annotate(number=Count("pk")))
    return {"": sum(number for state, number in by_state.items() if state not in Member.GONE), **by_state}


def ticks(said: dict) -> list[tuple]:
    """(list, what is looked for in it)."""
    asked = ((Pick.Kind.INTEREST, said.get("interests")), (Pick.Kind.TAKING_PART, said.get("taking_part")))
    return [(kind, items) for kind, items in asked if items]


def narrowed(said: dict):
    """All of the question but the state and the ticks."""
    people = Member.objects.exclude(state=Member.State.ERASED).filter(called(said.get("words", "")))
    if district := said.get("district"):
        people = people.filter(district=District.UNSAID if district == UNSAID else district)
    if said.get("agreed"):
        people = people.wishing(said["agreed"])
    if said.get("way"):
        people = people.filter(way=said["way"])
    return people.filter(when("last_asked_at", said.get("asked"))).filter(when("last_came_at", said.get("came")))


def called(words: str) -> Q:
    """A reference, a whole email address, a whole phone number, or parts of a name in any order."""
    if not words:
        return Q()
    if reference := REFERENCE.fullmatch(words):
        return Q(pk=int(reference[1]))
    if "@" in words:
        return Q(email_mark=email_mark(words))
    if sum(sign.isdigit() for sign in words) >= 10:
        return Q(phone_mark=phone_mark(words))
    wanted = Q()
    for word in words.split()[:MOST_WORDS]:
        wanted &= in_name(word)
    return wanted


def in_name(word: str) -> Q:
    """SQLite tells big letters from small ones outside a to z, so these are tried both ways."""
    wanted = Q(name__icontains=word)
    for other in () if word.isascii() else {word.lower(), word.upper(), word.capitalize()}:
        wanted |= Q(name__icontains=other)
    return wanted


def when(field: str, name: str | None) -> Q:
    now = timezone.now()
    return {
        "never": Q(**{field: None}),
        "year": Q(**{field: None}) | Q(**{f"{field}__lt": now - YEAR}),
        "half": Q(**{field: None}) | Q(**{f"{field}__lt": now - HALF}),
        "lately": Q(**{f"{field}__gte": now - HALF}),
    }.get(name or "", Q())
