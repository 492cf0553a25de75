"""The pages for when something goes wrong: in the reader's form, saying what to do next, showing nothing internal."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "403.html", status=403)
