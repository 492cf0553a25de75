"""A list that leaves the hub: only columns that this person may see, never what somebody needs."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from members import services
from members.models import Member, Pick

from .deed import Deed
from .finding import UNREADABLE, address_of, asked_of, found_by
from .forms import ExportForm

# So many people are read and written at a time.
A_PIECE = 500
FACTS, REACH = "members.export_pool", "members.export_reach"
# A spreadsheet takes a cell that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class Column(NamedTuple):
    """What stands at its head, who may have it, and how it is read off a person."""

    says: str
    permission: str
    read: Callable


def day(name: str) -> Callable:
    return lambda member: f"{timezone.localtime(at):%Y-%m-%d}" if (at := getattr(member, name)) else ""


# There is no column here about what somebody needs or what they are, and there must not be.
COLUMNS = {
    "reference": Column(_("Reference"), FACTS, lambda member: member.reference),
    "name": Column(_("Name"), FACTS, lambda member: member.name),
    "state": Column(_("State"), FACTS, Member.get_state_display),
    "district": Column(_("Where they live"), FACTS, lambda member: member.get_district_display()),
    "way": Column(_("How we reach them"), FACTS, Member.get_way_display),
    "asked": Column(_("Last asked"), FACTS, day("last_asked_at")),
    "came": Column(_("Last came"), FACTS, day("last_came_at")),
    "interests": Column(
        _("Interested in"), FACTS, lambda member: "; ".join(map(str, member.ticked(Pick.Kind.INTEREST)))
    ),
    "taking_part": Column(
        _("Like to take part"), FACTS, lambda member: "; ".join(map(str, member.ticked(Pick.Kind.TAKING_PART)))
    ),
    "email": Column(_("Email address"), REACH, lambda member: member.email),
    "phone": Column(_("Phone number"), REACH, lambda member: member.phone),
    "address": Column(_("Address for letters"), REACH, lambda member: member.address),
}


def columns_for(user) -> list[tuple]:
    return [(name, column.says) for name, column in COLUMNS.items() if user.has_perm(column.permission)]


class ExportPool(Deed):
    """Say which columns and why; then the file. That it was made stands in the log, and with each person on it."""

    permission_required = FACTS
    template_name = "team/pool/export.html"
    form_class = ExportForm
    heading = _("Save a list as a file")
    says = _("Make the file")

    def find(self):
        self.asked = asked_of(self.request.GET)
        self.people = found_by(self.asked)

    @property
    def back(self):
        return f"{reverse('pool')}{address_of(self.asked.cleaned_data)}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "columns": columns_for(self.request.user)}

    def get_context_data(self, **kwargs):
        unreadable = "" if self.asked.is_valid() else UNREADABLE
        return super().get_context_data(number=self.people.count(), unreadable=unreadable, **kwargs)

    def form_valid(self, form):
        """Whoever stands on the list now stands in the file, and reads it; first it is recorded, then it goes out."""
        if not self.asked.is_valid():
            return self.form_invalid(form)
        keys = list(self.people.values_list("pk", flat=True))
        columns = form.cleaned_data["columns"]
        services.record_export(keys, columns=columns, why=form.cleaned_data["why"], by=self.request.user)
        return as_file(keys, columns)


def as_file(keys: list[int], columns: list[str]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(
        written(keys, columns, translation.get_language()), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="pool-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer


def written(keys: list[int], columns: list[str], language: str) -> Iterator[str]:
    """The table piece by piece, in the order of the list, however many people there are."""
    with translation.override(language):
        head = "\ufeff" + lines([[COLUMNS[name].says for name in columns]])
    yield head
    for start in range(0, len(keys), A_PIECE):
        with translation.override(language):
            piece = lines(rows(keys[start : start + A_PIECE], columns))
        yield piece


def rows(keys: list[int], columns: list[str]) -> list[list[str]]:
    """Whoever was erased since the list was made is left out."""
    here = Member.objects.exclude(state=Member.State.ERASED).prefetch_related("picks").in_bulk(keys)
    return [[defused(COLUMNS[name].read(here[key])) for name in columns] for key in keys if key in here]


def lines(cells: list[list]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(cells)
    return text.getvalue()


def defused(value) -> str:
    """Words stay words when a spreadsheet opens them."""
    words = str(value)
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA) or words.startswith(FORMULA) else words
