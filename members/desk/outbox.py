"""What people have to do for the outbox: calls, letters, texts, and whatever did not arrive."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from halton_coprod.easyread.typed import keep_typed, show_typed, take_typed
from halton_coprod.record import flow
from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members import services
from members.letters import words_to_say, words_to_text
from members.models import Message, Need, NeedGroup, PrintBatch, User, Way
from members.paper import signs_by_hand, words_on_paper
from members.services.outbox import why_not, why_not_each

from .deed import Deed, ForPool, find_person, page_of, way
from .outbox_forms import AnswerForm, PutBackForm, WayForm

A_PAGE = 20
LATELY = timedelta(days=7)
OUTBOX = (_("Calls, letters and texts"), "outbox")
SOMEBODY = _("Somebody outside the pool")
CONTACT_NEEDS = Prefetch(
    "member__needs", queryset=Need.objects.filter(group=NeedGroup.CONTACT), to_attr="contact_needs"
)


@dataclass(frozen=True)
class Queue:
    """One kind of work: its rows in the order in which they are to be done."""

    name: str
    does: str
    rows: Callable
    picture: str


def texts_by_hand():
    """Where a machine sends texts nobody has to."""
    return Message.objects.none() if settings.TEXT_BACKEND else Message.objects.to_text()


QUEUES = {
    "calls": Queue(_("Calls to make"), _("Whom to ring, and what to say."), Message.objects.to_ring, "phone"),
    "letters": Queue(
        _("Letters to print"), _("Made by the hub, one batch at a time."), Message.objects.to_print, "letter"
    ),
    "by-hand": Queue(
        _("Letters to make by hand"),
        _("In another format or another language. The hub cannot make these."),
        Message.objects.to_make_by_hand,
        "braille",
    ),
    "texts": Queue(_("Texts to send by hand"), _("From the team's own phone."), texts_by_hand, "text-message"),
    "failed": Queue(_("Did not arrive"), _("Tell these people by another way."), Message.objects.failed, "problem"),
}
# Nothing waits here.
NOTED_LATELY = Queue(
    _("Noted in the last 7 days"),
    _("Calls, letters and texts that somebody noted. Here you take back what was noted by mistake."),
    lambda: Message.objects.noted_since(timezone.now() - LATELY),
    "pencil-edit",
)
LISTS = {**QUEUES, "noted": NOTED_LATELY}
# What is said and what is typed by hand; everything else stands as it is written.
WORDS = {Way.PHONE: words_to_say, Way.TEXT: words_to_text}
# What can be noted about a message of each way while it is to be told, in the order of the buttons.
BUTTONS = {
    Way.PHONE: ("ring", "not_reached", "drop"),
    Way.LETTER: ("post", "drop"),
    Way.TEXT: ("hand_over", "fail", "drop"),
    Way.EMAIL: ("drop",),
}
FAILED = ("try_again", "drop")
# An email that bounced, a letter that the post brought back.
TOLD = ("fail",)
NOTED = {move for moves in (*BUTTONS.values(), FAILED, TOLD) for move in moves}


def outbox_page() -> tuple:
    return (OUTBOX[0], reverse(OUTBOX[1]))


def count_by_hand() -> int:
    """How many wait for a person, for the team's first page."""
    return Message.objects.by_hand(texts=not settings.TEXT_BACKEND).count()


@dataclass
class Line:
    """A message as it is shown to whoever does something about it."""

    message: Message
    form: AnswerForm
    why_not: str
    buttons: list
    # Who noted how it stands.
    noted_by: User | None = None

    @property
    def name(self) -> str:
        return self.message.name or SOMEBODY

    @property
    def words(self) -> list[str]:
        return WORDS.get(self.message.way, words_on_paper)(self.message)

    @property
    def by_hand(self) -> list[str]:
        """Signs that somebody writes on the letter, because the font lacks them."""
        return signs_by_hand(self.message) if self.message.way == Way.LETTER and self.may_go_on else []

    @property
    def needs(self) -> list:
        """How to reach them well, as they told us."""
        is_own = self.message.member_id and not self.message.supporter_id
        return self.message.member.contact_needs if is_own else []

    @property
    def takes_answer(self) -> bool:
        """On the phone somebody answers; what was typed stays, also when it came too late."""
        return self.form.is_bound or (self.message.way == Way.PHONE and bool(self.buttons) and not self.why_not)

    @property
    def number(self) -> str:
        return self.message.goes_to

    @property
    def may_go_on(self) -> bool:
        """Is somebody still to be told, by this way or another?"""
        return not self.why_not and self.message.state in Message.OPEN


def wanted_buttons(message: Message, can: dict, only: tuple | None = None) -> list:
    """Of what the flow allows, what makes sense for this message."""
    by_state = {Message.State.WAITING: BUTTONS[Way(message.way)], Message.State.FAILED: FAILED}
    return [(name, can[name]) for name in only or by_state.get(message.state, TOLD) if name in can]


def lines_of(found: list[Message], user) -> list[Line]:
    faults, noters = why_not_each(found), who_noted(found)
    return [line_of(message, faults[message.pk], user, noted_by=noters.get(message.pk)) for message in found]


def line_of(message: Message, fault: str, user, form=None, noted_by=None) -> Line:
    can = flow.available(message, user)
    buttons = wanted_buttons(message, can, ("drop",) if fault else None)
    why = Message.Fault(fault).label if fault else ""
    return Line(message, form or AnswerForm(prefix=f"m{message.pk}"), why, buttons, noted_by)


def who_noted(found: list[Message]) -> dict[int, User]:
    """Message → who noted how it stands, as the audit lines have it: 2 queries."""
    done = [message for message in found if message.done_at]
    lines = AuditLine.objects.filter(
        thing_kind=Message._meta.label_lower,
        thing_id__in=[str(message.pk) for message in done],
        verb__in=[f"members.message.{move}" for move in NOTED],
    )
    last = dict(lines.order_by("pk").values_list("thing_id", "actor_id"))
    people = User.objects.in_bulk([actor for actor in last.values() if actor])
    return {message.pk: people.get(last.get(str(message.pk))) for message in done}


class ForOutbox(ForPool):
    permission_required = "members.see_messages"


class Outbox(ForOutbox, TemplateView):
    """How much of each kind waits; the batches that are under way."""

    template_name = "team/outbox/outbox.html"

    def get_context_data(self, **kwargs):
        emails = Message.objects.waiting().filter(way=Way.EMAIL)
        return super().get_context_data(
            heading=OUTBOX[0],
            crumbs=way(),
            queues=[(name, queue, queue.rows().count()) for name, queue in QUEUES.items()],
            batches=PrintBatch.objects.filter(state__in=PrintBatch.OPEN),
            emails=emails.count(),
            oldest_email=emails.order_by("queued_at").values_list("queued_at", flat=True).first(),
            sends_texts=bool(settings.TEXT_BACKEND),
            **kwargs,
        )


def find_queue(name: str) -> Queue:
    if name not in LISTS:
        raise Http404
    return LISTS[name]


class OutboxList(ForOutbox, TemplateView):
    """One kind of work, page by page. Whose number or address is shown can read that somebody saw it."""

    template_name = "team/outbox/list.html"

    def get_context_data(self, queue, **kwargs):
        found = find_queue(queue)
        page = Paginator(shown(found.rows()), A_PAGE).get_page(self.request.GET.get("page"))
        lines = lines_of(list(page.object_list), self.request.user)
        record_contacts(lines, self.request.user)
        if typed := take_typed(self.request, self.request.path):
            for line in lines:
                show_typed(line.form, typed)
        return super().get_context_data(
            heading=found.name,
            crumbs=way(outbox_page()),
            name=queue,
            queue=found,
            page=page,
            lines=lines,
            batches=PrintBatch.objects.all()[:A_PAGE] if queue == "letters" else [],
            **kwargs,
        )


def shown(rows):
    return rows.select_related("member", "supporter", "batch").prefetch_related(CONTACT_NEEDS)


def record_contacts(lines: list[Line], user) -> None:
    shown_needs = [line.message for line in lines if line.needs]
    services.record_contacts([line.message for line in lines], needs_of=shown_needs, by=user)


class OutboxMessage(ForOutbox, TemplateView):
    """One message: the words, where it goes, and what became of it. What cannot be noted now says so."""

    template_name = "team/outbox/message.html"

    def post(self, request, pk):
        message, move = self.find(pk), request.POST.get("move")
        form = AnswerForm(request.POST, prefix=f"m{pk}")
        if move not in NOTED:
            form.add_error(None, _("Choose what happened."))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(pk=pk, form=form))
        try:
            services.clear_message(message, move, by=request.user, answer=form.cleaned_data["answer"])
        except NotNow as fault:
            form.add_error(None, str(fault))
            return self.render_to_response(self.get_context_data(pk=pk, form=form), status=409)
        said = {"name": message.name or SOMEBODY, "what": Message.MOVES[move].says}
        messages.success(request, _("Saved for %(name)s: %(what)s.") % said)
        # What was typed about the others in the list is still there.
        keep_typed(request, self.back(), says_so=False)
        return redirect(self.back())

    def find(self, pk) -> Message:
        return get_object_or_404(shown(Message.objects.all()), pk=pk)

    def back(self) -> str:
        """Where the button was pressed."""
        queue = self.request.POST.get("queue")
        return reverse("outbox_list", args=[queue]) if queue in LISTS else reverse("outbox")

    def get_context_data(self, pk, form=None, **kwargs):
        message = self.find(pk)
        noted_by = who_noted([message]).get(message.pk)
        line = line_of(message, why_not(message), self.request.user, form, noted_by)
        record_contacts([line], self.request.user)
        return super().get_context_data(
            heading=line.message.title,
            crumbs=way(outbox_page()),
            line=line,
            form=line.form if line.takes_answer else None,
            **kwargs,
        )


class OfMessage(Deed):
    """A deed with one message, and back to its page."""

    permission_required = "members.clear_message"

    def find(self, pk):
        self.message = get_object_or_404(Message.objects.select_related("member", "supporter"), pk=pk)

    def get_context_data(self, **kwargs):
        whose = f"{self.message.name or SOMEBODY}: {self.message.title}"
        return {**super().get_context_data(explains=whose, **kwargs), "crumbs": way(outbox_page())}

    @property
    def back(self):
        return reverse("outbox_message", args=[self.message.pk])


class AnotherWay(OfMessage):
    """Tell them by another way."""

    form_class = WayForm
    heading = says = _("Tell them another way")
    done = _("Saved. It goes the new way.")

    def render_to_response(self, context, **kwargs):
        """Where no other way is known there is nothing to choose: the message's page says what can be done."""
        return super().render_to_response(context, **kwargs) if self.message.other_ways else redirect(self.back)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "ways": self.message.other_ways}

    def do(self, said, user):
        services.reroute_message(self.message, way=Way(said["way"]), by=user)
        return reverse("outbox")


class PutBack(OfMessage):
    """Take back what was noted by mistake: it waits again."""

    form_class = PutBackForm
    heading = says = Message.MOVES["put_back"].says
    done = _("Saved. It waits again, as before.")

    def do(self, said, user):
        services.put_back_message(self.message, comment=said["comment"], by=user)
        return self.back


class OutboxPerson(ForOutbox, TemplateView):
    """What one person was told, the newest first."""

    template_name = "team/outbox/person.html"

    def get_context_data(self, pk, **kwargs):
        member = find_person(pk)
        services.record_look(member, what="page", by=self.request.user)
        page = Paginator(member.messages.select_related("supporter"), A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            heading=_("Messages to this person"),
            crumbs=way(outbox_page(), (member.reference, page_of(member))),
            member=member,
            page=page,
            **kwargs,
        )
