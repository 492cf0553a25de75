"""Views of the ground floor: uploaded pictures."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from .models import OWN_KEY


@login_not_required
def own_picture(request, key):
    """An uploaded picture, for anybody, as public pages show them. Its name cannot be guessed and never changes.

    Somebody may take back that it is shown: no browser keeps it for longer than an hour.
    """
    if not OWN_KEY.fullmatch(key) or not default_storage.exists(key):
        raise Http404
    response = FileResponse(default_storage.open(key), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=3600"
    return response
