"""Letters: a batch is made, printed and posted; one letter alone too. Each is made anew and kept nowhere."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from halton_coprod.record import flow
from halton_coprod.record.flow import NotNow
from members import services
from members.models import Message, PrintBatch, Way
from members.paper import make_letters, signs_by_hand
from members.services.outbox import why_not, why_not_each

from .deed import way
from .outbox import ForOutbox, outbox_page


class MakeBatch(ForOutbox, View):
    http_method_names = ("post",)

    def post(self, request):
        try:
            batch = services.make_batch(by=request.user)
        except NotNow as fault:
            messages.error(request, str(fault))
            return redirect("outbox_list", "letters")
        messages.success(request, _("Saved. The batch has %(number)s letters.") % {"number": batch.letters})
        return redirect("outbox_batch", batch.pk)


class Batch(ForOutbox, TemplateView):
    """The letters of one batch, and what can happen to it next."""

    template_name = "team/outbox/batch.html"

    def get_context_data(self, pk, **kwargs):
        batch = get_object_or_404(PrintBatch, pk=pk)
        letters = list(batch.messages.select_related("member", "supporter").order_by("pk"))
        off = why_not_each([one for one in letters if one.state == Message.State.WAITING])
        return super().get_context_data(
            heading=_("Batch %(number)s") % {"number": batch.pk},
            crumbs=way(outbox_page()),
            batch=batch,
            letters=[in_batch(one, off) for one in letters],
            moves=flow.available(batch, self.request.user),
            **kwargs,
        )


def in_batch(letter: Message, off: dict[int, str]) -> dict:
    """A letter of the batch: why it must not be posted, or which signs somebody writes on it by hand."""
    fault = off.get(letter.pk)
    goes_out = letter.pk in off and not fault
    return {
        "message": letter,
        "off": Message.Fault(fault).label if fault else "",
        "by_hand": signs_by_hand(letter) if goes_out else [],
    }


class MoveBatch(ForOutbox, View):
    http_method_names = ("post",)

    def post(self, request, pk, move):
        batch = get_object_or_404(PrintBatch, pk=pk)
        if move not in PrintBatch.MOVES:
            raise Http404
        try:
            services.move_batch(batch, move, by=request.user)
        except NotNow as fault:
            messages.error(request, str(fault))
        else:
            messages.success(request, _("Saved: %(what)s.") % {"what": PrintBatch.MOVES[move].says})
        return redirect("outbox_batch", pk)


class BatchFile(ForOutbox, View):
    """The letters of an open batch that still are to be told, as one file to print."""

    def get(self, request, pk):
        batch = get_object_or_404(PrintBatch, pk=pk, state__in=PrintBatch.OPEN)
        waiting = list(batch.messages.waiting().select_related("member", "supporter").order_by("pk"))
        off = why_not_each(waiting)
        return pdf_of([letter for letter in waiting if not off[letter.pk]], request)


class LetterFile(ForOutbox, View):
    """One letter alone, while it is still to be told."""

    def get(self, request, pk):
        letters = Message.objects.filter(way=Way.LETTER, state__in=Message.OPEN).select_related("member", "supporter")
        letter = get_object_or_404(letters, pk=pk)
        return pdf_of([] if why_not(letter) else [letter], request)


def pdf_of(letters: list[Message], request) -> HttpResponse:
    """Whose address stands on it can read that somebody saw it. What could not be made goes to what did not arrive."""
    if not letters:
        raise Http404
    pdf, broken = make_letters(letters)
    services.give_up_letters(broken)
    if not pdf:
        messages.error(request, _("The hub could not make the letter. Tell them by another way."))
        return redirect("outbox_list", "failed")
    services.record_contacts([letter for letter in letters if letter not in broken], by=request.user)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="letters-{letters[0].pk}.pdf"'},
    )
