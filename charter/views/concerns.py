"""The Charter was not kept: saying so, looking up the answer, and the numbers that everybody may read."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from charter import services
from charter.forms.concerns import ConcernForm, ReferenceForm
from charter.models import Concern, Part, Value
from charter.models.concerns import TO_ACKNOWLEDGE, TO_ANSWER
from charter.steps import cards, step_of, words
from halton_coprod.record.stamp import until_next_deed
from halton_coprod.record.workdays import working_days_between
from members import guard

from .page import OVERVIEW, PROMISES, charter_page, name_of, parts_in_force, reader

# Loose: a day centre or a library may share one address.
MOST_SENT, MOST_LOOKED_UP = 30, 60
SENT, NOT_CONTENT = "concern_sent", "not_content"
# Fewer people than this are not counted in public.
FEWEST = 5
YEAR = timedelta(days=365)


@never_cache
@login_not_required
def tell(request):
    """Where to go with danger and with complaints, then the form. No sign-in, no name needed."""
    values = values_to_choose(request)
    if request.method != "POST":
        return ask(request, ConcernForm(values=values))
    form = ConcernForm(request.POST, values=values)
    if guard.is_robot(request):
        return redirect("charter:concern_sent")
    if not form.is_valid():
        return ask(request, form)
    if guard.is_too_quick(request):
        messages.warning(request, _("Nothing is lost. Press the button again."))
        return ask(request, form)
    if guard.is_too_often(request, "concern", MOST_SENT):
        return guard.too_many(request)
    return hear(request, form.cleaned_data)


def values_to_choose(request) -> list[tuple[str, str]]:
    _version, parts = parts_in_force(Part.Kind.VALUE)
    return [(str(part.value_id), name_of(request, part)) for part in parts]


def ask(request, form):
    heading = _("The Charter was not kept")
    context = {"form": form, "opened": guard.opened(), "numbers": settings.SAFEGUARDING}
    return charter_page(request, "concern", heading, None, OVERVIEW, PROMISES, **context)


def hear(request, said):
    value = Value.objects.filter(pk=said.pop("value") or None).first()
    user = reader(request)
    by = user if user.is_authenticated else None
    concern = services.raise_concern(**said, value=value, language=get_language(), by=by)
    request.session[SENT] = concern.reference
    return redirect("charter:concern_sent")


@never_cache
@login_not_required
def sent(request):
    """The number, and what happens by when; only where it was sent from."""
    concern = services.find_concern(request.session.get(SENT, ""))
    heading = _("Thank you for telling us")
    return charter_page(request, "concern_sent", heading, None, OVERVIEW, PROMISES, concern=concern)


@never_cache
@login_not_required
def look_up(request):
    """How it stands with a number, and the answer: for those who left no name. What was told is not shown again."""
    form = ReferenceForm(request.POST or None)
    concern = None
    if request.method == "POST" and guard.is_too_often(request, "concern-number", MOST_LOOKED_UP):
        return guard.too_many(request)
    if request.method == "POST" and form.is_valid():
        concern = services.find_concern(form.cleaned_data["reference"])
        if concern is None:
            form.add_error("reference", _("We do not find this number. Look at it again, or phone us."))
        elif NOT_CONTENT in request.POST:
            concern = services.object_to_answer(concern)
            messages.success(request, _("Thank you for telling us. The co-chairs look at it now."))
    context = {"form": form, "concern": concern}
    return charter_page(request, "concern_answer", _("Look up our answer"), None, OVERVIEW, PROMISES, **context)


@dataclass(frozen=True)
class Numbers:
    """One year of concerns. None where there are too few to say without pointing at somebody."""

    raised: int | None
    answered: int | None
    in_time: int | None
    middle: int | None


@login_not_required
def numbers(request):
    """How many concerns were raised and answered, how fast, and what changed because of them."""
    counted, changes = counted_and_changed()
    pieces = [
        *cards("numbers", [counted], blocks=4),
        *(piece for concern in changes for piece in words("changes", concern, concern.changed_easy)),
    ]
    heading = _("What people told us")
    context = {"step": step_of(request, pieces), "to_acknowledge": TO_ACKNOWLEDGE, "to_answer": TO_ANSWER}
    return charter_page(request, "concerns", heading, None, OVERVIEW, PROMISES, **context)


@until_next_deed
def counted_and_changed():
    return count_concerns(timezone.now()), list(Concern.objects.that_changed_something()[:50])


def count_concerns(now) -> Numbers:
    """The concerns of the last year, from their days alone: nothing sealed is opened."""
    rows = Concern.objects.filter(at__gt=now - YEAR).values_list(
        "state", "at", "acknowledged_on", "answered_on", "acknowledge_by"
    )
    raised = len(rows)
    # An answer that was not enough does not count until there is another one.
    answered = [
        working_days_between(timezone.localtime(at).date(), day)
        for state, at, _read, day, _by in rows
        if state in Concern.ANSWERED
    ]
    in_time = sum(read is not None and read <= by for _state, _at, read, _day, by in rows)
    return Numbers(
        raised=shown(raised),
        answered=shown(len(answered), raised),
        in_time=shown(in_time, raised),
        middle=round(median(answered)) if len(answered) >= FEWEST else None,
    )


def shown(number: int, whole: int | None = None) -> int | None:
    """A number that may be said: not of fewer than 5, and not so that the rest would be fewer than 5."""
    rest = 0 if whole is None else whole - number
    return None if 0 < number < FEWEST or 0 < rest < FEWEST else number
