"""Do you want to be in the pool? Asked of whoever came in with a list, and answered by its signed link without signing
in. The page says nothing of what we keep, because a link can fall into other hands. Looking changes nothing.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from members import services
from members.holders import Asked, asked_by
from members.models import Purpose
from members.wording import WORDINGS


@never_cache
@login_not_required
def wish(request, link):
    """The exact words, and two buttons. Who has answered reads that they have."""
    member = asked_by(link)
    if member is None:
        raise Http404
    is_open = not member.consents.filter(purpose=Purpose.POOL).exists()
    if request.method == "POST" and is_open and request.POST.get("answer") in ("yes", "no"):
        return answer(request, member, link)
    context = {"wording": WORDINGS[Purpose.POOL], "is_open": is_open}
    return TemplateResponse(request, "members/wish.html", context)


def answer(request, member, link):
    agreed = request.POST["answer"] == "yes"
    services.answer_wish(member, agreed=agreed, language=get_language(), by=Asked(member.pk))
    if agreed:
        messages.success(request, _("Thank you. You are in the pool. We talk to you about what you like to do."))
        return redirect("wish", link)
    messages.success(request, _("Saved. We do not ask you anything any more."))
    return redirect("home")
