"""Signing up: what it takes, question after question, the check, and then one's own place."""

from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from halton_coprod.record.flow import NotNow
from members import guard
from members.joining.answers import kept, summary
from members.models import Way
from workshops import services
from workshops.models import Session, SignUp

from .asking import asking_of
from .draft import drop_draft, find_draft, keep_draft
from .questions import SendForm
from .steps import When, comers_for, is_for_somebody_else, lengths, path_for, who_comes

# In an hour, from one address. Loose: a big event opens for everybody at once, and a day centre shares one address.
MOST_SENT = 2_000
# Marks the end of a sign-up, on whichever page it is.
END = "signed-up"


class SigningUp:
    """One request on the way to a place at one session; `counts` where the page says what is free."""

    def __init__(self, request, slug, *, counts=False):
        self.request = request
        found = Session.objects.public().select_related("venue")
        self.session = get_object_or_404(found.with_held() if counts else found, slug=slug)
        self.comers = comers_for(request.user)
        self.draft = find_draft(request, self.session)
        self.path = path_for(self.comers, self.session, self.answers)

    @property
    def answers(self) -> dict:
        return self.draft.answers

    @property
    def comer(self):
        return who_comes(self.comers, self.answers)

    @cached_property
    def answered(self) -> dict:
        """Page → what was said there, cleaned; None while it holds not. Asked for when nothing is changed any more."""
        return {step.slug: step.holds(self.answers) for step in self.path.asked(self.answers)}

    @property
    def missing(self):
        """The first page that still needs an answer."""
        return next((self.path.by_slug[slug] for slug, said in self.answered.items() if said is None), None)

    @property
    def asking(self) -> services.Asking:
        """All of it, for the service; once nothing is missing."""
        return asking_of(self.answered, get_language())

    @property
    def has_place(self) -> bool:
        """Is a place free for this person, as it stands now? Some may be kept for people who come first time."""
        member = self.comer.member
        is_new = member.last_came_at is None if member else self.asking.is_new
        return self.session.has_place_for(is_new=is_new)

    def known(self, step) -> dict | None:
        """What somebody's own sign-in says already, where the pool does not know them: written in, to be changed."""
        comer, user = self.comer, self.request.user
        if not comer.is_own or comer.member:
            return None
        account = {"name": {"name": user.name}, "way": {"way": Way.EMAIL}, "email": {"email": user.email}}
        return account.get(step.slug)

    def page(self, name: str, *args) -> str:
        return reverse(f"workshops:{name}", args=[self.session.slug, *args])

    def page_of(self, step) -> str:
        return self.page("sign_up_step", step.slug)

    def keep(self, step, form) -> None:
        self.draft.answers = {**self.answers, step.slug: kept(form, get_language(), step.version)}
        keep_draft(self.request, self.draft)

    def next_page(self, step) -> str:
        """The next question; whoever came to change one thing goes back to the check, or to what that thing opened."""
        if "change" in self.request.GET:
            missing = self.path.unsettled(self.answers)
            return f"{self.page_of(missing)}?change=1" if missing else self.page("sign_up_check")
        following = self.path.after(step, self.answers)
        return self.page_of(following) if following else self.page("sign_up_check")

    def page_before(self, step) -> str:
        if "change" in self.request.GET:
            return self.page("sign_up_check")
        previous = self.path.before(step, self.answers)
        return self.page_of(previous) if previous else self.page("sign_up")

    def with_draft(self, form):
        """The sealed answers go with the page, whatever was posted there."""
        form.initial = {**(form.initial or {}), "draft": self.draft.sealed}
        if form.is_bound:
            form.data = {**{key: form[key].data for key in form.fields}, "draft": self.draft.sealed}
        return form

    def show(self, template: str, **context):
        comer = self.comer
        is_other = is_for_somebody_else(comer)
        facts = {
            "session": self.session,
            "opened": guard.opened(),
            "acts_for": comer.label if comer.member and is_other else "",
            "is_for_somebody_else": is_other,
        }
        return TemplateResponse(self.request, f"workshops/{template}.html", {**facts, **context})


@never_cache
@login_not_required
def start(request, slug):
    """What signing up takes, and who helps with it. Says so when there is no place to be had."""
    way = SigningUp(request, slug, counts=True)
    crumbs = [
        (_("Workshops"), reverse("workshops:sessions")),
        (way.session.name, way.session.get_absolute_url()),
    ]
    return way.show(
        "sign_up",
        crumbs=crumbs,
        heading=_("Sign up"),
        first=way.page_of(way.path.steps[0]),
        lengths=lengths(way.path, way.answers),
    )


@never_cache
@login_not_required
def question(request, slug, step):
    """One question. What was said is kept when the button is pressed, also when it needs mending."""
    way = SigningUp(request, slug)
    step = way.path.by_slug.get(step)
    if step is None:
        raise Http404
    if not way.session.takes_sign_ups:
        return redirect(way.page("sign_up"))
    if request.method != "POST":
        return show_question(way, step, step.form(initial=way.answers.get(step.slug) or way.known(step)))
    form = step.form(request.POST)
    way.keep(step, form)
    return redirect(way.next_page(step)) if form.is_valid() else show_question(way, step, form)


def show_question(way: SigningUp, step, form):
    number, count = way.path.part_of(step)
    return way.show(
        "sign_up_question",
        form=way.with_draft(form),
        step=step,
        number=number,
        count=count,
        back=way.page_before(step),
    )


@never_cache
@login_not_required
def check(request, slug):
    """All answers with a way to change each; then one button."""
    is_sent = request.method == "POST" and not guard.is_robot(request)
    way = SigningUp(request, slug, counts=not is_sent)
    if way.missing:
        return redirect(way.page_of(way.missing) if way.answers else way.page("sign_up"))
    if is_sent:
        return send(way)
    return way.show(
        "sign_up_check",
        form=way.with_draft(SendForm()),
        summary=summary(way.path, way.answers, way.page_of),
        not_needed=When(way.comers, way.session).not_needed(way.answers),
        has_place=way.has_place,
        back=way.page_of(way.path.asked(way.answers)[-1]),
    )


def send(way: SigningUp):
    """A place, or one in line; on to one's own place, which says which."""
    if guard.is_too_often(way.request, "signed-up", MOST_SENT):
        return guard.too_many(way.request)
    user = way.request.user if way.request.user.is_authenticated else None
    comer = way.comer
    try:
        place = services.sign_up(
            way.session,
            asking=way.asking,
            token=UUID(way.draft.token),
            member=comer.member,
            user=user if comer.is_own else None,
            by=user,
        )
    except services.Full:
        return way.show("full", crumbs=[(_("Workshops"), reverse("workshops:sessions"))], heading=way.session.name)
    except NotNow as fault:
        messages.error(way.request, str(fault))
        return redirect(way.session.get_absolute_url())
    # Whoever types the name and address of somebody who has a place learns nothing of it: it is told by their way.
    is_other, is_new = is_for_somebody_else(comer), place.token == UUID(way.draft.token)
    is_theirs = is_new or place.is_of(comer.member)
    place.for_helper = comer.member is not None and not user.has_perm("members.see_needs", comer.member)
    drop_draft(way.request)
    told = [] if is_new else [stays(is_theirs=is_theirs, is_other=is_other)]
    told += [] if is_theirs and not is_new else [told_by(place, is_other=is_other)]
    messages.success(way.request, " ".join([_("Thank you."), *told]), extra_tags=END)
    return redirect(place.address if is_theirs else way.session.get_absolute_url())


def stays(*, is_theirs: bool, is_other: bool) -> str:
    """What holds of a second sign-up: for whoever may know of the first, and for whoever need not be that person."""
    if is_theirs and is_other:
        return _("They had signed up before. We have added what is new.")
    if is_theirs:
        return _("You had signed up before. We have added what is new.")
    if is_other:
        return _("Had they signed up before? Then they keep their place, or their number in the line.")
    return _("Had you signed up before? Then you keep your place, or your number in the line.")


def told_by(place: SignUp, *, is_other: bool) -> str:
    """How the same comes to the person who has the place, in writing or by word of mouth."""
    if is_other:
        return {
            Way.EMAIL: _("We send them an email that says the same."),
            Way.TEXT: _("We send them a text message that says the same."),
            Way.PHONE: _("We phone them and say the same."),
            Way.LETTER: _("We send them a letter that says the same."),
        }[place.way]
    return {
        Way.EMAIL: _("We send you an email that says the same."),
        Way.TEXT: _("We send you a text message that says the same."),
        Way.PHONE: _("We phone you and say the same."),
        Way.LETTER: _("We send you a letter that says the same."),
    }[place.way]


@require_POST
@login_not_required
def forget(request, slug):
    """Delete the answers; somebody does not want to go on, or the device is not theirs."""
    drop_draft(request)
    messages.success(request, _("Your answers are deleted. We have kept nothing."))
    return redirect("workshops:session", slug)
