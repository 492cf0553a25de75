"""What we call somebody who signs in; and stopping messages by the link of an email."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from . import services
from .forms import NameForm
from .models import Supporter
from .stopping import find_by_mark


@never_cache
def my_name(request):
    """Say what to call you."""
    if request.method != "POST":
        return TemplateResponse(
            request, "members/my_name.html", {"form": NameForm(initial={"name": request.user.name})}
        )
    form = NameForm(request.POST)
    if not form.is_valid():
        return TemplateResponse(request, "members/my_name.html", {"form": form})
    services.rename_user(request.user, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, _("Saved. This is what we call you now."))
    return redirect("me")


@never_cache
@csrf_exempt
@login_not_required
def stop_messages(request, mark):
    """Opening the link changes nothing; pressing its button does, and so does the stop button of a mail program, which
    posts here without a cookie (RFC 8058). The signed link is what lets somebody in.
    """
    thing = find_by_mark(mark)
    if thing is None:
        raise Http404
    if request.method == "POST":
        services.stop_messages(thing)
        return redirect("messages_stopped")
    return TemplateResponse(request, "members/stop.html", {"is_supporter": isinstance(thing, Supporter)})


@login_not_required
def messages_stopped(request):
    """What happens now, and how to get messages again."""
    return TemplateResponse(request, "members/stopped.html")
