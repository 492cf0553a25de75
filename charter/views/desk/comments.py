"""What people say about a version: read, shown or not, answered."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter import services
from charter.forms import desk as forms
from charter.models import Comment
from halton_coprod.record import flow

from .deed import Change, ForEditors, Press, desk_page, way

COMMENTS = _("What people say")
A_PAGE = 50


def comments_page() -> tuple:
    return (COMMENTS, reverse("charter:team_comments"))


def comment_page(pk) -> str:
    return reverse("charter:team_comment", args=[pk])


class ForReaders(ForEditors):
    permission_required = "charter.handle_comment"


class Comments(ForReaders, TemplateView):
    """All of one state; what waits to be read comes first, the longest waiting at the top."""

    template_name = "team/charter/comments.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        state = asked if asked in Comment.State.values else Comment.State.HELD
        found = Comment.objects.filter(state=state).select_related("version").order_by(*order_of(state))
        return super().get_context_data(
            heading=COMMENTS,
            crumbs=way(desk_page()),
            state=Comment.State(state),
            states=Comment.State,
            page=Paginator(found, A_PAGE).get_page(self.request.GET.get("page")),
            **kwargs,
        )


def order_of(state: str) -> tuple[str, str]:
    return ("at", "pk") if state == Comment.State.HELD else ("-at", "-pk")


class OneComment(ForReaders, TemplateView):
    """What somebody says, the words it is about, and what can be done."""

    template_name = "team/charter/comment.html"

    def get_context_data(self, pk, **kwargs):
        comment = get_object_or_404(Comment.objects.select_related("version"), pk=pk)
        return super().get_context_data(
            heading=_("What somebody says about: %(name)s") % {"name": comment.about},
            crumbs=way(desk_page(), comments_page()),
            comment=comment,
            part=comment.version.parts.filter(key=comment.key).first(),
            moves=flow.available(comment, self.request.user),
            **kwargs,
        )


class ShowComment(ForReaders, Press):
    def do(self, user, pk):
        services.show_comment(get_object_or_404(Comment, pk=pk), by=user)
        return reverse("charter:team_comments")

    def back(self, pk):
        return comment_page(pk)


class OfComment(ForReaders, Change):
    """A deed on a comment."""

    permission_required = "charter.handle_comment"

    def find(self, pk):
        self.comment = get_object_or_404(Comment.objects.select_related("version"), pk=pk)

    @cached_property
    def thing(self):
        return self.comment

    @property
    def above(self):
        return [comments_page(), (self.comment.about, comment_page(self.comment.pk))]

    @property
    def back(self):
        return comment_page(self.comment.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(comment=self.comment, **kwargs)


class HideComment(OfComment):
    form_class = forms.HideForm
    heading = says = Comment.MOVES["hide"].says

    def words_of(self, comment):
        return {"because": comment.because}

    def do(self, said, user):
        services.hide_comment(self.comment, by=user, **said)
        return reverse("charter:team_comments")


class AnswerComment(OfComment):
    form_class = forms.AnswerForm
    heading = says = Comment.MOVES["answer"].says

    def words_of(self, comment):
        return {"reply": comment.reply, "easy": comment.reply_easy}

    def do(self, said, user):
        services.answer_comment(self.comment, by=user, **said)
        return reverse("charter:team_comments")
