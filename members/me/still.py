"""Is it all still right? Asked once a year by message, and answered by its signed link without signing in.

The page says nothing of what we keep, because a link can fall into other hands. Looking changes nothing; buttons do.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members import services
from members.holders import Holder, member_of


def found_by(link: str):
    member = member_of(link)
    if member is None:
        raise Http404
    return member


@never_cache
@login_not_required
def still(request, link):
    """The question, and three ways to answer."""
    found_by(link)
    return TemplateResponse(request, "members/still.html", {"link": link})


@require_POST
@login_not_required
def right(request, link):
    """All of it is right, and they stay."""
    member = found_by(link)
    services.confirm_member(member, by=Holder(member.pk))
    messages.success(request, _("Saved. Thank you. We ask you again in a year."))
    return redirect("still", link)


@require_POST
@login_not_required
def leave(request, link):
    """They leave the pool; nobody asks why."""
    member = found_by(link)
    services.leave_pool(member, by=Holder(member.pk))
    messages.success(
        request, _("You have left the pool. We do not ask you anything any more. Thank you for being with us.")
    )
    return redirect("home")
