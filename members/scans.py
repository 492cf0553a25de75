"""A photo or PDF of a paper: made sure of what it is, bounded, and kept as little as it can be."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.uploads import clean_picture

MOST_BYTES = 8_000_000
# Handwriting on a whole page stays readable.
EDGE = 2_000
PDF, WEBP = "application/pdf", "image/webp"
ENDINGS = {PDF: "pdf", WEBP: "webp"}
# A PDF ends with this, give or take some empty space; what was cut off on the way does not.
TAIL, LAST = b"%%EOF", 1_024
# What does something by itself has no place on a scanned paper.
ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA")


@dataclass(frozen=True)
class CleanScan:
    """A file that may be kept."""

    data: bytes
    content_type: str


def clean_scan(upload) -> CleanScan:
    """Its name and what the browser says of it count for nothing. Raises ValidationError with a sentence."""
    if not upload.size:
        raise ValidationError(_("This file is empty. Choose another one."))
    if upload.size > MOST_BYTES:
        raise ValidationError(_("This file is too big. Choose one under 8 megabytes."))
    upload.seek(0)
    begins = upload.read(5)
    upload.seek(0)
    if begins == b"%PDF-":
        return CleanScan(clean_pdf(upload.read()), PDF)
    return CleanScan(clean_picture(upload, EDGE), WEBP)


def clean_pdf(data: bytes) -> bytes:
    if TAIL not in data[-LAST:]:
        raise ValidationError(_("This PDF is not whole. Scan the paper again."))
    if any(word in data for word in ACTIVE):
        raise ValidationError(_("This PDF can do things by itself. Scan the paper again, or take a photo of it."))
    return data


class ScanField(forms.FileField):
    """The paper itself, where there is one."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("A scan or photo of the paper"),
            help_text=_("A PDF, or a picture (PNG, JPEG or WebP). Only the team of the pool can open it."),
            required=False,
            **kwargs,
        )

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return clean_scan(upload) if upload else None
