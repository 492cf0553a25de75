"""Pictures people bring: decoded to be sure, made small, freed of everything hidden in them, and kept as WebP."""

import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from .models import LONGEST_ALT

MOST_BYTES = 25_000_000
MOST_PIXELS = 50_000_000
EDGE = 1200
KINDS = ("PNG", "JPEG", "WEBP")


def checked_picture(upload, *, alt: str, has_consent: bool) -> ContentFile:
    """An uploaded picture as it may be kept.

    `has_consent` says that everybody in it agreed, or that nobody is in it; `alt` what it shows. Without both the
    picture is refused.
    Raises ValidationError with a sentence for each thing the person must do.
    """
    if faults := [*unsaid(alt, has_consent)]:
        raise ValidationError(faults)
    return ContentFile(clean_picture(upload))


def unsaid(alt: str, has_consent: bool):
    """What nobody has said of a picture of our own. A picture that only repeats the words comes from the register."""
    if not has_consent:
        says = _("Tick that everybody in the picture agrees, or that nobody is in it. Then choose the picture again.")
        yield ValidationError(says, code="consent")
    if not alt.strip():
        says = _("Say what your picture shows, for people who cannot see it. Then choose the picture again.")
        yield ValidationError(says, code="alt")
    if len(alt) > LONGEST_ALT:
        says = _("Say in fewer words what your picture shows. Then choose the picture again.")
        yield ValidationError(says, code="alt")


def clean_picture(upload, edge: int = EDGE) -> bytes:
    """The picture as WebP, at most 1,200 pixels a side (`edge`), without place, camera or any other hidden data."""
    if not upload.size:
        raise ValidationError(_("This file is empty. Choose another picture."), code="empty")
    if upload.size > MOST_BYTES:
        raise ValidationError(_("This picture is too big. Choose one under 25 megabytes."), code="big")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return as_webp(Image.open(upload, formats=KINDS), edge)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise too_many_pixels() from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
        raise ValidationError(
            _("We cannot read this picture. Choose a photo or drawing that is a PNG, JPEG or WebP file."), code="kind"
        ) from fault


def as_webp(image, edge: int) -> bytes:
    if image.width * image.height > MOST_PIXELS:
        raise too_many_pixels()
    image.draft("RGB", (edge, edge))
    image = ImageOps.exif_transpose(image)
    image.thumbnail((edge, edge))
    image = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=82, exif=b"", icc_profile=None, xmp=b"")
    return out.getvalue()


def small_png(picture, edge: int) -> bytes:
    """A picture that was kept, small, as any mail program shows it."""
    out = io.BytesIO()
    with Image.open(picture) as image:
        image.thumbnail((edge, edge))
        image.save(out, "PNG")
    return out.getvalue()


def too_many_pixels() -> ValidationError:
    return ValidationError(_("This picture is too large to open. Choose a smaller one."), code="pixels")
