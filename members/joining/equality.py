"""The equality questions, apart from everything else. Until the last of them the answers are only on the device of
whoever gives them, sealed; then each is counted by itself. The hub keeps nothing that says who gave them.
"""

import json
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from members import services
from members.models.sealed import seal, unseal
from members.wording import EQUALITY

from .questions import equality_form

# Whoever joined in this session may answer, once.
JOINED, COUNTED = "join_member", "join_equality"
COOKIE, KEPT = "equality", timedelta(days=30)
NAMES = tuple(EQUALITY)


def said(request) -> dict | None:
    """What was answered so far; None for whoever has not joined here, or whose answers are counted."""
    if request.session.get(COUNTED):
        return None
    try:
        return json.loads(unseal(request.COOKIES.get(COOKIE, "")))
    except (InvalidToken, ValueError):
        return {} if JOINED in request.session else None


def first_open(request) -> str | None:
    """The first question without an answer; after the last answer, the last."""
    answers = said(request)
    return None if answers is None else next((name for name in NAMES if name not in answers), NAMES[-1])


@never_cache
@login_not_required
def equality(request, slug):
    """One question."""
    if slug not in EQUALITY:
        raise Http404
    answers = said(request)
    if answers is None:
        return redirect("join_done")
    form = equality_form(slug)(request.POST or None, initial={"answer": answers.get(slug)})
    if request.method == "POST":
        valid = form.is_valid()
        answers |= {slug: form.cleaned_data["answer"]} if valid else {}
        if "_save" in request.POST:
            return keep(redirect("join_equality_saved"), answers)
        if valid:
            return go_on(request, slug, answers)
    number = NAMES.index(slug)
    back = reverse("join_equality", args=[NAMES[number - 1]]) if number else reverse("join_done")
    context = {"form": form, "title": EQUALITY[slug].question, "number": number + 1, "count": len(NAMES), "back": back}
    return TemplateResponse(request, "members/join_equality.html", context)


def go_on(request, slug, answers):
    """The next question; after the last, all that were answered are counted."""
    following = NAMES[NAMES.index(slug) + 1 :]
    if following:
        return keep(redirect("join_equality", following[0]), answers)
    for question, answer in answers.items():
        services.count_equality_answer(question=question, answer=answer)
    request.session[COUNTED] = True
    messages.success(request, _("Thank you. We have only counted your answers."))
    return forget(redirect("join_done"))


@never_cache
@login_not_required
def saved(request):
    """Stop for now: the answers wait on this device, or are deleted."""
    if said(request) is None:
        return redirect("join_done")
    if request.method == "POST":
        messages.success(request, _("Your answers are deleted. We have kept nothing."))
        return forget(redirect("join_done"))
    context = {"on": first_open(request), "until": timezone.localdate() + KEPT}
    return TemplateResponse(request, "members/join_equality_saved.html", context)


def keep(answer, answers: dict):
    """On the device alone: in the hub they would stand beside the person who has just joined."""
    known = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    answer.set_cookie(COOKIE, seal(json.dumps(answers)), max_age=KEPT, **known)
    return answer


def forget(answer):
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
