"""What may be kept as the record of a yes: a sound, as every sound here; a photo or PDF of a paper, as in the pool."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.scans import PDF, clean_scan

from .clean import Clean, clean_media, is_picture

START = 64


def clean_record(upload) -> Clean:
    """The file as it may be kept. Raises ValidationError with a sentence."""
    upload.seek(0)
    start = upload.read(START)
    upload.seek(0)
    if start.startswith(b"%PDF-") or is_picture(start):
        scan = clean_scan(upload)
        return Clean(scan.data, scan.content_type, "paper" if scan.content_type == PDF else "picture")
    try:
        clean = clean_media(upload)
    except ValidationError as fault:
        raise wrong_kind() if fault.code == "kind" else fault from fault
    if clean.kind != "sound":
        raise wrong_kind()
    return clean


def wrong_kind() -> ValidationError:
    says = _("We cannot keep this file. Choose a sound (MP3, M4A or WAV), a photo (PNG, JPEG or WebP) or a PDF.")
    return ValidationError(says, code="kind")
