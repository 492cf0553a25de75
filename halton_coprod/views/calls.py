"""Asking to be called back, without signing in; and the list of calls for pool staff and curators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from halton_coprod import services
from halton_coprod.easyread.typed import pressed
from halton_coprod.forms import CallBackForm
from halton_coprod.models import CallBack
from halton_coprod.record.workdays import working_day_after
from members import guard
from stories.views.desk.queue import BeginStory

# Loose: a day centre or a library may share one address.
MOST_AN_HOUR = 30
SHOWN = 100


@never_cache
@login_not_required
def call_me(request):
    """Name and number → one row, however often the button is pressed."""
    if request.method != "POST":
        form = CallBackForm(initial={"about": request.GET.get("about", "")[:10]})
        return TemplateResponse(request, "pages/call_me.html", {"form": form})
    form = CallBackForm(request.POST)
    if guard.is_robot(request):
        return redirect("call_me_asked")
    if not form.is_valid():
        return TemplateResponse(request, "pages/call_me.html", {"form": form})
    if guard.is_too_often(request, "call", MOST_AN_HOUR):
        return guard.too_many(request)
    services.ask_for_call(**form.call, by=request.user if request.user.is_authenticated else None)
    return redirect("call_me_asked")


@never_cache
@login_not_required
def call_me_asked(request):
    """What happens next, and by when."""
    return TemplateResponse(request, "pages/call_me_asked.html", {"by": working_day_after(timezone.localdate())})


@permission_required("halton_coprod.see_calls", raise_exception=True)
def calls(request):
    """The people to call, the longest waiting first."""
    waiting = CallBack.objects.visible_to(request.user).waiting()
    shown = list(waiting[:SHOWN])
    has_stories = any(call.about == CallBack.About.STORY for call in shown)
    context = {
        "calls": shown,
        "count": waiting.count(),
        "may_write_down": has_stories and request.user.has_perm("stories.curate_story"),
    }
    return TemplateResponse(request, "team/calls.html", context)


class TellFromCall(BeginStory):
    """A curator writes down the story of somebody who asked to be phoned; the name and number go over to it."""

    def dispatch(self, request, *args, pk, **kwargs):
        waiting = CallBack.objects.visible_to(request.user).waiting()
        self.call = get_object_or_404(waiting, pk=pk, about=CallBack.About.STORY)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"came_by": "phone", "first_name": self.call.name[:60], "contact": self.call.phone}

    def do(self, said, user):
        with transaction.atomic():
            super().do(said, user)
            services.finish_call(self.call, by=user)


@pressed
def finish_call(request, pk):
    call = get_object_or_404(CallBack, pk=pk)
    services.finish_call(call, by=request.user)
    messages.success(request, _("Saved. The name and the phone number are deleted."))
    return redirect("calls")
