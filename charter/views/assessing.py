"""How are we doing? What residents and staff say of each value, and saying it with a code from a meeting."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from charter import services
from charter.doing import Time, chart_of_times, told_by_value
from charter.forms.assessing import CodeForm, SheetForm
from charter.models import Assessment, MeetingCode, Part, Remark, Statement, Value
from charter.spoken_codes import as_kept
from charter.steps import cards, step_of
from halton_coprod.record.flow import NotNow
from members import guard

from .page import OVERVIEW, charter_page, name_of, not_yet, part_or_404, parts_in_force

DOING = (gettext_lazy("How are we doing?"), "charter:doing")
# Loose: a whole meeting may share one address. Wrong codes are few, also in a big meeting.
MOST_SHEETS_AN_HOUR = 600
MOST_WRONG_AN_HOUR = 120


@dataclass(frozen=True)
class Line:
    """A value, and what was said of it in each time of asking."""

    part: Part
    times: list[Time]

    @property
    def newest(self) -> Time | None:
        return next((time for time in reversed(self.times) if time), None)


@dataclass(frozen=True)
class Topic:
    """What people are asked on one page."""

    part: Part
    statements: list[Statement]

    @property
    def value(self) -> Value:
        return self.part.value


@login_not_required
def doing(request):
    """Each value with the newest means of residents and staff, and the gap."""
    version, parts = parts_in_force(Part.Kind.VALUE)
    if version is None:
        return not_yet(request)
    told = told_by_value()
    lines = [Line(part, told.get(part.value_id, [])) for part in parts]
    context = {"step": step_of(request, cards("values", lines, blocks=2)), "is_asking": is_asking()}
    return charter_page(request, "doing", _("How are we doing?"), version, OVERVIEW, **context)


def is_asking() -> bool:
    return Assessment.objects.going_on().exists()


@login_not_required
def doing_value(request, slug):
    """One value over time: a chart, its table, and what people wrote."""
    part = part_or_404(Part.Kind.VALUE, slug)
    line = Line(part, told_by_value().get(part.value_id, []))
    remarks = told_remarks(line)
    pieces = [*cards("numbers", [line], blocks=6), *cards("remarks", remarks)]
    return charter_page(
        request,
        "doing_value",
        _("How are we doing: %(value)s") % {"value": name_of(request, part)},
        part.version,
        OVERVIEW,
        DOING,
        line=line,
        chart=chart_of_times(line.times),
        times=line.times[::-1],
        has_remarks=bool(remarks),
        step=step_of(request, pieces),
    )


def told_remarks(line: Line) -> list[Remark]:
    """What was written by a group that is told; of a hidden group nothing is shown, so that nobody is guessed."""
    by_time = {time.assessment.pk: time for time in line.times}
    found = Remark.objects.told().filter(value=line.part.value_id).select_related("assessment").order_by("-pk")
    return [one for one in found if one.assessment_id in by_time and by_time[one.assessment_id].group(one.group)]


@never_cache
@login_not_required
def enter_code(request):
    """Where somebody comes to with a code from a meeting."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = find_code(form.cleaned_data["spoken"])
        if found and found.is_open:
            return redirect("charter:assess", found.code)
        if not found and guard.is_too_often(request, "wrong-code", MOST_WRONG_AN_HOUR):
            return guard.too_many(request)
        form.add_error("spoken", wrong_code(found))
    return doing_page(request, "assess_code", _("Say how we are doing"), form=form)


def wrong_code(found) -> str:
    if found:
        return _("This code is closed. Ask the person who gave it to you.")
    return _("We do not know this code. Look at it again: it is 2 words and a number.")


def find_code(code: str) -> MeetingCode | None:
    return MeetingCode.objects.select_related("assessment").filter(code=as_kept(code)).first()


@never_cache
@login_not_required
def answer(request, code):
    """One page for each value; the answers are kept in the form until the last page sends them."""
    found, topics = find_code(code), topics_asked()
    if found is None and guard.is_too_often(request, "wrong-code", MOST_WRONG_AN_HOUR):
        return guard.too_many(request)
    if found is None or not topics or (request.method != "POST" and not found.is_open):
        messages.error(request, wrong_code(found))
        return redirect("charter:assess_code")
    number = page_number(request, topics)
    if request.method == "POST":
        return hear(request, found, topics, number)
    return ask(request, topics, number, SheetForm(topics=topics, number=number, easy=request.reading.easy))


def topics_asked() -> list[Topic]:
    """Values in force that people are asked about, in the order of the Charter."""
    _version, parts = parts_in_force(Part.Kind.VALUE)
    asked: dict[int, list[Statement]] = {}
    for statement in Statement.objects.asked():
        asked.setdefault(statement.value_id, []).append(statement)
    return [Topic(part, asked[part.value_id]) for part in parts if part.value_id in asked]


def page_number(request, topics) -> int:
    asked = request.GET.get("page", "1")
    known = asked.isascii() and asked.isdigit() and len(asked) < 4
    return min(max(int(asked), 1), len(topics)) if known else 1


def hear(request, code: MeetingCode, topics, number: int):
    """Back, on, or send. A mistake leads to the page where it was made; nothing that was typed is lost."""
    form = form_at(request, topics, number)
    if guard.is_robot(request):
        return redirect("charter:assess_said")
    if not form.is_valid():
        wrong = form.first_wrong or number
        return ask(request, topics, wrong, form_at(request, topics, wrong))
    pressed = request.POST.get("_go", "on")
    if pressed == "back" or number < len(topics):
        number = max(1, number + (-1 if pressed == "back" else 1))
        return ask(request, topics, number, form_at(request, topics, number))
    return send(request, code, topics, form)


def form_at(request, topics, number: int) -> SheetForm:
    return SheetForm(request.POST, topics=topics, number=number, easy=request.reading.easy)


def send(request, code: MeetingCode, topics, form: SheetForm):
    number = len(topics)
    if guard.is_too_quick(request):
        messages.warning(request, _("Nothing is lost. Press the button again."))
        return ask(request, topics, number, form)
    if guard.is_too_often(request, "sheet", MOST_SHEETS_AN_HOUR):
        return guard.too_many(request)
    try:
        # Nobody's name stands in the log, also where somebody is signed in.
        services.send_sheet(
            code,
            scores=form.scores,
            words=form.words,
            token=form.cleaned_data["token"],
            was_easy=request.reading.easy,
            on=timezone.localdate(),
            by=None,
        )
    except (NotNow, ValidationError) as fault:
        form.add_error(None, getattr(fault, "messages", None) or str(fault))
        return ask(request, topics, number, form, status=409 if isinstance(fault, NotNow) else 200)
    return redirect("charter:assess_said")


def ask(request, topics, number: int, form: SheetForm, status: int = 200):
    """`opened` is carried from page to page: it says when the first of them was drawn."""
    topic = topics[number - 1]
    page = doing_page(
        request,
        "assess",
        _("How are we doing: %(value)s") % {"value": name_of(request, topic.part)},
        topic=topic,
        form=form,
        number=number,
        total=len(topics),
        opened=request.POST.get("opened") or guard.opened(),
    )
    page.status_code = status
    return page


@never_cache
@login_not_required
def said(request):
    """What happens next."""
    return doing_page(request, "assess_said", _("Saved. Thank you"))


def doing_page(request, template: str, heading: str, **context):
    crumbs = [(words, reverse(address)) for words, address in (OVERVIEW, DOING)]
    return charter_page(request, template, heading, None, crumbs=crumbs, **context)
