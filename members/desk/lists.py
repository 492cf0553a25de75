"""Bringing a list of people from a spreadsheet into the pool: upload, match its columns, look, then all or nobody."""

import csv
from collections import Counter

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from halton_coprod.easyread.typed import pressed
from halton_coprod.record import flow
from halton_coprod.record.flow import NotNow
from members import services
from members.models import Member, PeopleList
from members.services.lists import untouched

from .export import defused
from .rows import COLUMNS, UnreadableError, checked, guess, lost_surname, read, words_of

MOST_SHOWN = 100
SAMPLE = 5
MOST_LISTS = 20
NOT_IN_IT = ""

importers = permission_required("members.import_people", raise_exception=True)


class UploadForm(forms.Form):
    """The file, read at once: what is no list is refused here."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy(
            "A CSV file: choose save as CSV in your spreadsheet. Row 1 names the columns. At most 50,000 people."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("There is nothing in this file. Choose another one."),
            "invalid": gettext_lazy("Choose a file."),
        },
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.words = words_of(file)
            self.headings, _rows = read(self.words)
        except UnreadableError as fault:
            raise ValidationError(str(fault)) from fault
        return file


class ColumnsForm(forms.Form):
    """Which column says what."""

    def __init__(self, *args, headings: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        known = [(str(at), name or _("Column %(number)s") % {"number": at + 1}) for at, name in enumerate(headings)]
        for fact, (name, _words) in COLUMNS.items():
            self.fields[fact] = forms.ChoiceField(
                label=name,
                choices=[(NOT_IN_IT, _("Not in this list")), *known],
                required=fact == "name",
                error_messages={"required": _("Choose the column with the names.")},
            )

    def clean(self):
        said = Counter(at for at in self.cleaned_data.values() if at)
        if twice := [at for at, times in said.items() if times > 1]:
            names = dict(self.fields["name"].choices)
            raise ValidationError(_("You chose this column twice: %(name)s") % {"name": names[twice[0]]})
        return self.cleaned_data

    @property
    def columns(self) -> dict[str, int]:
        return {fact: int(at) for fact, at in self.cleaned_data.items() if at != NOT_IN_IT}


@never_cache
@importers
def upload(request):
    """Choose the file; the lists from before stand below."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        columns = guess(form.headings)
        uploaded = services.upload_list(
            name=form.cleaned_data["file"].name, words=form.words, columns=columns, by=request.user
        )
        return redirect("pool_list_columns", uploaded.pk)
    earlier = PeopleList.objects.defer("words")[:MOST_LISTS]
    return page(request, "import.html", _("Bring in a list of people"), form=form, earlier=earlier)


@never_cache
@importers
def columns(request, pk):
    """Say which column is what; those that could be guessed are chosen."""
    uploaded = get_object_or_404(PeopleList, pk=pk)
    if not uploaded.words:
        return redirect("pool_list", pk)
    headings, rows = read(uploaded.words)
    start = {fact: str(at) for fact, at in uploaded.columns.items()}
    form = ColumnsForm(request.POST if request.method == "POST" else None, headings=headings, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.match_columns(uploaded, columns=form.columns, by=request.user)
        except NotNow as fault:
            messages.error(request, str(fault))
        return redirect("pool_list", pk)
    return page(request, "import_columns.html", _("Which column is what?"), form=form, people=len(rows))


@never_cache
@importers
def look(request, pk):
    """What would happen: who is new, who is there already, which rows are wrong and why. Nothing is written."""
    uploaded = get_object_or_404(PeopleList, pk=pk)
    if uploaded.words and "name" not in uploaded.columns:
        return redirect("pool_list_columns", pk)
    rows = checked(uploaded.words, uploaded.columns) if uploaded.words else []
    wrong, new = [row for row in rows if row.faults], [row for row in rows if row.is_new]
    moves = flow.available(uploaded, request.user)
    if wrong or not new:
        moves.pop("bring_in", None)
    everybody_stays = "undo" in moves and not untouched(uploaded).exists()
    if everybody_stays:
        moves.pop("undo")
    stay = in_pool(uploaded) if everybody_stays or uploaded.stayed else Member.objects.none()
    return page(
        request,
        "import_list.html",
        uploaded.name,
        list=uploaded,
        lost=lost_surname(uploaded.words, uploaded.columns) if uploaded.words else "",
        new=len(new),
        sample=new[:SAMPLE],
        wrong=wrong[:MOST_SHOWN],
        wrong_count=len(wrong),
        more_wrong=max(0, len(wrong) - MOST_SHOWN),
        twice=sum(1 for row in rows if row.same_as and not row.faults),
        known=sum(1 for row in rows if row.is_known and not row.same_as and not row.faults),
        erased=sum(1 for row in rows if row.is_erased and not row.same_as and not row.faults),
        moves=moves,
        everybody_stays=everybody_stays,
        stay=stay[:MOST_SHOWN],
        more_stay=max(0, stay.count() - MOST_SHOWN),
    )


def in_pool(uploaded: PeopleList):
    """Whoever came with the list and has a page in the pool still."""
    return uploaded.members.exclude(state=Member.State.ERASED).order_by("name", "pk")


@never_cache
@importers
def faults(_request, pk):
    """Every row that is wrong and why, as a file to work through beside the spreadsheet."""
    uploaded = get_object_or_404(PeopleList, pk=pk)
    rows = checked(uploaded.words, uploaded.columns) if uploaded.words and "name" in uploaded.columns else []
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rows-to-mend-{pk}.csv"'
    answer.write("\ufeff")
    table = csv.writer(answer)
    table.writerow([_("Row"), _("Name"), _("What is wrong")])
    for row in rows:
        if row.faults:
            table.writerow([row.number, defused(row.facts["name"]), defused(" ".join(map(str, row.faults)))])
    return answer


@pressed
@importers
def move(request, pk, move):
    """Bring them in, take them out again, throw the list away."""
    uploaded = get_object_or_404(PeopleList, pk=pk)
    try:
        done = DEEDS[move](uploaded, request.user)
    except (ValidationError, NotNow) as fault:
        messages.error(request, " ".join(getattr(fault, "messages", [str(fault)])))
    else:
        messages.success(request, said(done))
    return redirect("pool_list", pk)


DEEDS = {
    "bring_in": lambda uploaded, by: services.bring_in_list(uploaded, check=checked, by=by),
    "undo": lambda uploaded, by: services.undo_list(uploaded, by=by),
    "drop": lambda uploaded, by: services.drop_list(uploaded, by=by),
}


def said(done: PeopleList) -> str:
    """What happened, with its number."""
    if done.state == PeopleList.State.BROUGHT_IN:
        return _("Saved. %(number)s people are in the pool now.") % {"number": done.people}
    if done.state == PeopleList.State.UNDONE and done.stayed:
        return _(
            "Saved. %(number)s stayed, because something has happened with them since. The others are out again."
        ) % {"number": done.stayed}
    return _("Saved.")


def page(request, template: str, heading: str, **context):
    return TemplateResponse(request, f"team/pool/{template}", {"heading": heading, **context})
