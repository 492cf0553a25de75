"""The Charter to print: the version in force as a tagged PDF, in the form of the address."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from charter.models import Version
from charter.reading_copy import whole
from halton_coprod.easyread.pdf import make_pdf
from halton_coprod.easyread.prose import prose_parts


@login_not_required
def pdf(request):
    version = Version.objects.in_force()
    if version is None:
        raise Http404
    response = HttpResponse(charter_pdf(version, request.reading.easy), content_type="application/pdf")
    name = "charter-easy-read.pdf" if request.reading.easy else "charter.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def charter_pdf(version: Version, easy: bool) -> bytes:
    """The whole version on paper."""
    copy = whole(version, easy)
    return make_pdf("reading_copy", {**copy, **paper_words(), "sections": [on_paper(one) for one in copy["sections"]]})


def paper_words() -> dict:
    """What stands on each sheet."""
    help_line = _("Help: phone %(phone)s, email %(email)s") % settings.HELP
    return {"help": help_line, "page_word": _("Page"), "of_word": _("of"), "author": settings.HUB_NAME}


def on_paper(section: dict) -> dict:
    """A section with its text and blocks split into paragraphs; easy read that is missing says so."""
    text = _("This part is not in easy read yet.") if section["missing"] else section["text"]
    blocks = [{**block, "parts": prose_parts(block["words"])} for block in section["blocks"]]
    return {**section, "prose": prose_parts(text), "blocks": blocks}
