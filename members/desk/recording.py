"""Record for somebody what they said by phone, on paper or face to face: who took it, and how it was explained."""

import uuid

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views import View

from halton_coprod.easyread import mode
from members import services
from members.models import LookRecord, Purpose, Told
from members.scans import ENDINGS
from members.services import Joining
from members.stands import NothingUnseen, mark_of_what_stands
from members.wording import WORDINGS

from . import told_forms as forms
from .deed import Deed, ForPool, OfPerson, find_person, page_of

# What is recorded → its form.
RECORDED = {"reach": forms.ReachForm, "facts": forms.FactsForm, "picks": forms.PicksForm}
KINDS = {"connections": "connection", "interests": "interest", "taking_part": "taking_part"}
REACH = tuple(forms.ReachQuestions.base_fields)
# What a page with the answers that stand shows, for the person to read.
CONTACT, PAGE = LookRecord.What.CONTACT, LookRecord.What.PAGE
LOOKED_AT = {Told.What.REACH: CONTACT, Told.What.FACTS: CONTACT, Told.What.PICKS: PAGE}


class Recorded(NothingUnseen, OfPerson):
    """A form that begins with what stands."""

    def form_valid_now(self, form):
        return OfPerson.form_valid(self, form)


class Record(Recorded):
    """How to reach somebody, the facts, or what they ticked."""

    def find(self, pk, what):
        super().find(pk)
        if what not in RECORDED:
            raise Http404
        self.what, self.form_class = Told.What(what), RECORDED[what]
        self.heading = _("Record for them: %(what)s") % {"what": self.what.label}

    def stands(self):
        names = [name for name in self.form_class.base_fields if name not in forms.ToldForm.base_fields]
        if self.what == Told.What.PICKS:
            return ticked_in(self.member)
        return {name: getattr(self.member, name) for name in names}

    def get(self, *args, **kwargs):
        services.record_look(self.member, what=LOOKED_AT[self.what], by=self.request.user)
        return super().get(*args, **kwargs)

    def do(self, said, user):
        if self.what == Told.What.PICKS:
            said["connections"] = [*said["connections"], *self.member.health_items]
        services.record_told(self.member, what=self.what, by=user, **said)
        return self.back


def ticked_in(member) -> dict[str, list[str]]:
    picks = list(member.picks.all())
    return {name: [pick.item for pick in picks if pick.kind == kind] for name, kind in KINDS.items()}


class RecordNeeds(Recorded):
    """What helps them, all of it. Whoever comes here has said why; nothing that stands is shown without that."""

    form_class = forms.NeedsForm
    heading = _("Record for them: what they need")

    def get(self, *_args, **_kwargs):
        return redirect(page_of(self.member, "pool_needs"))

    def stands(self):
        return said_about(self.member)

    def do(self, said, user):
        services.record_told_needs(self.member, by=user, **said)
        return self.back


def said_about(member) -> dict:
    """What stands behind the question why: what they say of themselves, and their needs."""
    return {**forms.said_needs(list(member.needs.all())), "health": member.health_items}


def needs_form(member):
    """The form that stands below the needs."""
    stands = said_about(member)
    return forms.NeedsForm(initial={**stands, "seen": mark_of_what_stands(stands)})


class RecordConsent(Recorded):
    """Their yes or no to one purpose, with the exact words to read out. A no takes an earlier yes back at once."""

    template_name = "team/pool/consent.html"
    form_class = forms.ConsentForm

    def find(self, pk, purpose):
        super().find(pk)
        if purpose not in Purpose.values:
            raise Http404
        self.purpose = Purpose(purpose)
        self.heading = _("Record their answer: %(what)s") % {"what": self.purpose.label}

    def stands(self):
        last = self.member.consents.filter(purpose=self.purpose).order_by("pk").last()
        return {"last": [last.pk, last.stands] if last else None}

    def get_context_data(self, **kwargs):
        shown = WORDINGS[self.purpose].shown
        return super().get_context_data(words=shown(mode.STANDARD), easy_words=shown(mode.EASY), **kwargs)

    def do(self, said, user):
        with transaction.atomic():
            record = services.give_consent(
                self.member,
                purpose=self.purpose,
                agreed=said["agreed"] == "yes",
                language=said["language"],
                how=said["told"].how,
                explained_by=said["told"].explained,
                by=user,
            )
            attach(record, said["told"], user)
        return self.back


def attach(record, told, user) -> None:
    """The paper, where there is one, in the same stroke as the answer on it."""
    if told.scan:
        services.attach_scan(record, scan=told.scan, by=user)


class AddPerson(Deed):
    """Somebody new, from a paper form or a talk, with the exact words of the one yes that is asked here. Two presses
    of the button make one person.
    """

    template_name = "team/pool/add.html"
    form_class = forms.AddForm
    heading = _("Add a person")
    says = _("Add them")
    done = _("They are in the pool. Now record what else they agree to, what they need and who supports them.")

    def get_context_data(self, **kwargs):
        shown = WORDINGS[Purpose.POOL].shown
        return super().get_context_data(words=shown(mode.STANDARD), easy_words=shown(mode.EASY), **kwargs)

    def get_initial(self):
        return {"token": uuid.uuid4()}

    def do(self, said, user):
        told = said["told"]
        with transaction.atomic():
            member = services.join_pool(
                joining_of(said), token=said["token"], by=user, came_by=told.how, explained_by=told.explained
            )
            attach(member.consents.get(purpose=Purpose.POOL), told, user)
        return page_of(member)


def joining_of(said) -> Joining:
    names = (*forms.FactQuestions.base_fields, *REACH)
    return Joining(
        {name: said[name] for name in names},
        {name: said[name] for name in KINDS},
        consents={Purpose.POOL: said["agree_pool"] == "yes"},
        language=said["language_shown"],
    )


class OpenScan(ForPool, View):
    """The paper itself, as a file. That it was opened is recorded."""

    def get(self, request, pk, scan):
        member = find_person(pk)
        found = get_object_or_404(member.scans, pk=scan)
        services.record_look(member, what=LookRecord.What.SCAN, by=request.user)
        name = f"{member.reference}-{found.pk}.{ENDINGS[found.content_type]}"
        return HttpResponse(
            found.data,
            content_type=found.content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Content-Security-Policy": "sandbox",
                "X-Content-Type-Options": "nosniff",
            },
        )
