"""What we call somebody who signs in."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from . import services
from .forms import NameForm


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
