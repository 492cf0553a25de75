"""The paper sheet typed up: a row of choices for each person, one press for all of them."""

import uuid

from django import forms
from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import DeskForm, Words
from workshops import services
from workshops.models import Attendance
from workshops.models.register import KEEP
from workshops.services import Mark
from workshops.services.register import MOST_SUPPORTERS

from .deed import OfSession
from .register import PAPER_LINES, REGISTER, AtTheDoor, lines_of

STATES = [*Attendance.State.choices, ("", _("No tick"))]


class TypeUpForm(DeskForm):
    """`was_…` is what the register said when the page was opened: what somebody else has ticked since is not lost."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields |= {
                f"state_{line.key}": forms.ChoiceField(
                    label=line.name, choices=STATES, widget=forms.RadioSelect, required=False, initial=line.state
                ),
                f"supporters_{line.key}": supporters_field(line.supporters),
                f"was_{line.key}": forms.CharField(required=False, widget=forms.HiddenInput, initial=line.state),
            }
        for number in range(1, PAPER_LINES + 1):
            self.fields |= {
                f"name_{number}": Words(label=_("Name"), max_length=200, required=False),
                f"reach_{number}": Words(
                    label=_("Where can we tell them what comes of it?"), max_length=300, required=False
                ),
                f"supporters_{number}": supporters_field(0),
            }

    @property
    def rows(self):
        for line in self.lines:
            yield line, self[f"state_{line.key}"], self[f"supporters_{line.key}"], self[f"was_{line.key}"]

    @property
    def spare(self):
        for number in range(1, PAPER_LINES + 1):
            yield number, [self[f"{name}_{number}"] for name in ("name", "reach", "supporters")]

    def marks(self, places: dict, walk_ins: dict) -> list[Mark]:
        """Only what the paper says differently."""
        said = self.cleaned_data
        found = []
        for line in self.lines:
            if f"was_{line.key}" not in self.data:
                continue  # who has come since the page was opened does not stand on it
            state, was = said[f"state_{line.key}"], said[f"was_{line.key}"]
            supporters = said[f"supporters_{line.key}"] or 0
            if (state, supporters) != (was, line.supporters):
                who = {"place": places.get(line.key), "walk_in": walk_ins.get(line.key)}
                found.append(Mark(**who, was=was, state=state, supporters=supporters))
        return found

    def walked_in(self) -> list[dict]:
        names, said = ("name", "reach", "supporters"), self.cleaned_data
        rows = [{name: said[f"{name}_{number}"] for name in names} for number, _questions in self.spare]
        return [{**row, "supporters": row["supporters"] or 0} for row in rows if row["name"] or row["reach"]]


def supporters_field(number: int):
    return forms.IntegerField(
        label=_("Supporters"), min_value=0, max_value=MOST_SUPPORTERS, required=False, initial=number
    )


class TypeUp(AtTheDoor, OfSession):
    """Everybody on one page. What somebody has ticked differently meanwhile stays, and is named."""

    permission_required = KEEP
    template_name = "team/workshops/type_up.html"
    form_class = TypeUpForm
    heading = _("Type up the paper")

    def find(self, slug):
        """The session is found already, to ask who may."""
        places, walk_ins = services.look_at_register(self.session, by=self.request.user)
        self.places = {f"p{one.pk}": one for one in places}
        self.walk_ins = {f"w{one.pk}": one for one in walk_ins}
        self.lines = [line for group in lines_of(places, walk_ins) for line in group]

    @property
    def above(self):
        return [*super().above, (REGISTER, self.back)]

    @property
    def back(self):
        return self.here

    def get_initial(self):
        return {"token": uuid.uuid4()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "lines": self.lines}

    def form_valid(self, form):
        form.cleaned_data = {
            "token": form.cleaned_data["token"],
            "marks": form.marks(self.places, self.walk_ins),
            "walked_in": form.walked_in(),
        }
        return super().form_valid(form)

    def do(self, said, user):
        _kept, others = services.type_up_register(self.session, by=user, **said)
        for name in others:
            says = _("%(name)s: somebody else has ticked this differently. It stays as it is. Look at it.")
            messages.error(self.request, says % {"name": name or _("Somebody without a name")})
        return self.back
