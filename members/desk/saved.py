"""Questions that somebody of the team asks again and again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from members import services
from members.models import SavedQuestion

from .deed import Deed, ForPool
from .finding import UNREADABLE, address_of, asked_of
from .forms import SaveQuestionForm


def kept_question(query: QueryDict) -> str:
    """What may be kept of it: no words. Of a question that we cannot read nothing: it would list too many."""
    asked = asked_of(query)
    if not asked.is_valid():
        raise ValidationError(UNREADABLE)
    return address_of({**asked.cleaned_data, "words": ""})


class SaveQuestion(Deed):
    form_class = SaveQuestionForm
    heading = gettext_lazy("Keep this list")
    says = gettext_lazy("Keep it")

    def do(self, said, user):
        question = services.save_question(query=kept_question(self.request.GET), by=user, **said)
        return f"{self.back}{question.query}"


class DropQuestion(ForPool, View):
    """One button. Nobody can drop what somebody else keeps."""

    http_method_names = ["post"]

    def post(self, request, pk):
        mine = SavedQuestion.objects.filter(owner=request.user)
        services.drop_question(get_object_or_404(mine, pk=pk), by=request.user)
        messages.success(request, _("The list is not kept any more."))
        return redirect(reverse("pool"))
