"""How promises are kept and what is in place: updates and readings."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from charter import services
from charter.forms import desk_keeping as forms
from charter.models import Infrastructure, Promise, Reading
from charter.models.correcting import facts_of
from halton_coprod.easyread.said import said_date

from .deed import Change, Deed

SHOWN = 5  # readings beside the form


def named(thing) -> str:
    """What the newest version calls it."""
    part = thing.parts.order_by("-version__number").first()
    return part.name if part else thing.slug


class AboutPromise(Deed):
    """A deed on a promise."""

    permission_required = "charter.keep_promise"

    def find(self, slug):
        self.promise = get_object_or_404(Promise, slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=named(self.promise), **kwargs)

    @property
    def public_page(self):
        return reverse("charter:promise", args=[self.promise.slug])


class SaysHowItStands(Change):
    """A new update; what somebody else has said meanwhile is shown first."""

    def words_of(self, thing):
        return {"status": thing.status}

    def theirs_of(self, thing):
        last = thing.last_update
        said = {name: getattr(last, name) for name in ("status", "words", "easy", "because")} if last else {}
        return {**self.words_of(thing), **said}


class UpdatePromise(AboutPromise, SaysHowItStands):
    form_class = forms.UpdateForm
    heading = _("Say how a promise stands")

    @cached_property
    def thing(self):
        return self.promise

    def do(self, words, user):
        services.update_promise(self.promise, by=user, **words)
        return self.public_page


class ChangePromise(AboutPromise, Change):
    """Facts put right, without a new version."""

    form_class = forms.CorrectionForm
    heading = _("Put right who answers, by when, or the number")

    @cached_property
    def thing(self):
        return self.promise

    def words_of(self, promise):
        return facts_of(promise)

    def do(self, facts, user):
        services.change_promise(self.promise, by=user, **facts)
        return self.public_page


class DescribePromise(AboutPromise, Change):
    """How everybody will know, in both forms."""

    form_class = forms.HowWeKnowForm
    heading = _("Say how people will know")

    @cached_property
    def thing(self):
        return self.promise

    def words_of(self, promise):
        return {"how_we_know": promise.how_we_know, "how_we_know_easy": promise.how_we_know_easy}

    def do(self, words, user):
        services.describe_promise(self.promise, by=user, **words)
        return self.public_page


class RemindOwner(AboutPromise, Change):
    """The address for reminders."""

    form_class = forms.OwnerEmailForm
    heading = _("Remind who answers for it")

    @cached_property
    def thing(self):
        return self.promise

    def words_of(self, promise):
        return {"email": promise.owner_email}

    def do(self, said, user):
        services.set_owner_email(self.promise, by=user, **said)
        return self.back


class TakeReading(AboutPromise):
    form_class = forms.MeasureForm
    heading = _("Note what was measured")

    def get_context_data(self, **kwargs):
        """What was measured so far stands beside the form: also what somebody else has noted a moment ago."""
        readings = self.promise.readings.standing().order_by("-on")
        measured = [(reading, self.promise.said(reading.number)) for reading in readings]
        context = {"promise": self.promise, "measured": measured[:SHOWN], "measured_before": measured[SHOWN:]}
        return super().get_context_data(promised=self.promise.target_said, **context, **kwargs)

    def do(self, facts, user):
        services.take_reading(self.promise, by=user, **facts)
        return self.public_page


class CorrectReading(AboutPromise, Change):
    """A wrong number put right or taken back. Whoever comes with an older one sees what stands for its day now."""

    form_class = forms.CorrectReadingForm

    def find(self, slug, pk):
        super().find(slug)
        self.reading = get_object_or_404(Reading, pk=pk, promise=self.promise)

    @property
    def heading(self):
        return _("Put right the number of %(day)s") % {"day": said_date(self.reading.on)}

    @cached_property
    def thing(self):
        return self.promise.readings.last_word().get(on=self.reading.on)

    def words_of(self, reading):
        return {name: getattr(reading, name) for name in ("number", "words", "easy")}

    def theirs_of(self, reading):
        return self.words_of(reading) if reading.number is not None else {"number": _("It was taken back.")}

    @property
    def above(self):
        return [(TakeReading.heading, self.back)]

    @property
    def back(self):
        return reverse("charter:team_reading", args=[self.promise.slug])

    def do(self, facts, user):
        services.correct_reading(self.reading, by=user, **facts)
        return self.public_page


class UpdateInfrastructure(SaysHowItStands):
    permission_required = "charter.keep_promise"
    form_class = forms.InfrastructureUpdateForm
    heading = _("Say how what must be in place stands")

    def find(self, slug):
        self.slug = slug

    @cached_property
    def thing(self):
        return get_object_or_404(Infrastructure, slug=self.slug)

    def words_of(self, thing):
        return {**super().words_of(thing), "next_step": thing.next_step, "next_step_easy": thing.next_step_easy}

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=named(self.thing), **kwargs)

    def do(self, words, user):
        services.update_infrastructure(self.thing, by=user, **words)
        return reverse("charter:infrastructure")
