"""The pool: whom we know, found by facts, in pages."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from members.models import Member

from .deed import DESK, ForPool, way
from .finding import UNREADABLE, address_of, asked_of, counted, found_by
from .forms import FindForm

A_PAGE = 50
SHOWN = ("name", "state", "district", "way", "last_asked_at", "last_came_at", "is_example")


class Pool(ForPool, TemplateView):
    """The list. A question is posted and then stands in the address, its words sealed."""

    template_name = "team/pool/pool.html"

    def post(self, request):
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(f"{request.path}{address_of(form.cleaned_data)}")

    def get_context_data(self, form=None, **kwargs):
        asked = form or asked_of(self.request.GET)
        unreadable = "" if asked.is_valid() else UNREADABLE
        said = asked.cleaned_data
        counts = {} if unreadable else counted(said)
        page = page_of_people(asked, counts, self.request.GET.get("page"))
        listed = [] if unreadable else lists(said, counts)
        return super().get_context_data(
            heading=DESK[0],
            crumbs=way(),
            form=asked,
            said=said,
            unreadable=unreadable,
            lists=listed,
            elsewhere=[(says, count, there) for _state, says, count, there in listed if count],
            is_narrowed=bool(unreadable) or any(said[name] for name in said if name not in ("state", "order")),
            is_narrowed_more=any(said[name] for name in said if name not in ("state", "words")),
            page=page,
            people=rows_of(page.object_list),
            asked=address_of(said),
            saved=self.request.user.saved_questions.all(),
            next=address_of(said, page=page.number + 1) if page.has_next() else "",
            before=address_of(said, page=page.number - 1) if page.has_previous() else "",
            **kwargs,
        )


def lists(said: dict, counts: dict) -> list[tuple]:
    """(state, its name, how many, where) of each list that is not empty."""
    states = [
        ("", _("Everybody in the pool")),
        *((state, state.label) for state in Member.State if state != Member.State.ERASED),
    ]
    return [
        (state, says, counts.get(state, 0), address_of(said, state=state))
        for state, says in states
        if not state or counts.get(state) or said.get("state") == state
    ]


def page_of_people(asked: FindForm, counts: dict, number):
    """Of a hundred thousand people only these few are read; how many there are has been counted already."""
    pages = Paginator(found_by(asked).values_list("pk", flat=True), A_PAGE)
    pages.count = counts.get(asked.cleaned_data.get("state", ""), 0)
    return pages.get_page(number)


def rows_of(keys) -> list[Member]:
    """These people in this order, with what the list shows and no more."""
    keys = list(keys)
    by_key = Member.objects.only(*SHOWN).in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]
