"""One door for every file: find out what it really is, clean it, or refuse it with a sentence."""

import hashlib
import io
import struct
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from halton_coprod.easyread.uploads import clean_picture

from . import mp3, mp4, wav, webm
from .parts import Broken

MOST_BYTES = 50_000_000
MOST_SECONDS = 3600
SMALL_EDGE = 400
# How each kind of file begins → its reader. A reader gives the cleaned bytes, or raises Broken.
READERS = (wav, mp3, mp4, webm)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# Photos as some phones keep them. Their browsers turn them into JPEG where a question asks for JPEG.
NOT_YET = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")
ENDINGS = {"audio/wav": "wav", "audio/mpeg": "mp3", "audio/mp4": "m4a", "video/mp4": "mp4"}

# How the names of files end → which kind. Some hold sounds as well as films.
BOTH = "mp4 webm mov 3gp 3gpp ogg mkv"
NAMED = {
    "picture": "png jpg jpeg jpe jfif webp gif bmp tif tiff heic heif avif",
    "sound": f"{BOTH} mp3 m4a m4b wav wave aac oga opus flac wma weba amr aif aiff",
    "film": f"{BOTH} m4v avi wmv mpg mpeg ogv",
    "another": (
        "html htm xhtml svg svgz xml pdf js css php py sh bat cmd msi exe dll scr jar apk zip rar gz 7z tar "
        "doc docx odt rtf txt csv xls xlsx ods ppt pptx odp vtt srt"
    ),
}

SAID = {
    "picture": _("a picture"),
    "sound": _("a sound"),
    "film": _("a film"),
    "both": _("a sound or a film"),
    "another": _("a text or a program"),
}


@dataclass(frozen=True)
class Clean:
    """A file that may be kept: its bytes, a small picture of it where it is one, and what is known of it."""

    data: bytes
    content_type: str
    kind: str
    seconds: int | None = None
    small: bytes = b""
    width: int | None = None
    height: int | None = None

    @property
    def ending(self) -> str:
        return ENDINGS.get(self.content_type, self.content_type.partition("/")[2])

    @property
    def facts(self) -> dict:
        """What the row keeps."""
        return {
            "kind": self.kind,
            "content_type": self.content_type,
            "size": len(self.data),
            "seconds": self.seconds,
            "width": self.width,
            "height": self.height,
            "digest": hashlib.sha256(self.data).hexdigest(),
        }


def clean_media(upload) -> Clean:
    """The file as it may be kept: what it is says its content. What the browser says of its type counts for nothing,
    and its name only where it ends like another kind of file: then it is not what somebody thinks that it is.
    """
    clean = cleaned(upload)
    refuse_wrong_ending(upload.name or "", clean.kind)
    return clean


def refuse_wrong_ending(name: str, kind: str) -> None:
    """A name without an ending, or with one that nobody knows, is no name of another kind."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kinds = [one for one, endings in NAMED.items() if ending in endings.split()]
    if kinds and kind not in kinds:
        says = _(
            "This file is named as %(name)s, but it holds %(kind)s. Give it its right name, or choose another one."
        )
        named = "both" if {"sound", "film"} <= set(kinds) else kinds[0]
        raise ValidationError(says % {"name": SAID[named], "kind": SAID[kind]}, code="name")


def cleaned(upload) -> Clean:
    if not upload.size:
        raise ValidationError(_("This file is empty. Choose another one."), code="empty")
    if upload.size > MOST_BYTES:
        raise ValidationError(_("This file is too big. Choose one under 50 megabytes."), code="big")
    upload.seek(0)
    start = upload.read(64)
    upload.seek(0)
    if is_picture(start):
        return picture(upload)
    if start[4:12] in NOT_YET:
        says = _("This photo is in a form that we cannot read (HEIC). Send it as a JPEG, or take a photo of it.")
        raise ValidationError(says, code="kind")
    reader = next((one for one in READERS if one.begins(start)), None)
    if reader is None:
        raise unreadable()
    return sound_or_film(reader, upload.read())


def is_picture(start: bytes) -> bool:
    return start.startswith(PICTURES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


def picture(upload) -> Clean:
    data = clean_picture(upload)
    image = Image.open(io.BytesIO(data))
    width, height = image.size
    image.thumbnail((SMALL_EDGE, SMALL_EDGE))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=78)
    return Clean(data, "image/webp", "picture", small=out.getvalue(), width=width, height=height)


def sound_or_film(reader, data: bytes) -> Clean:
    try:
        found = reader.clean(data)
    except (Broken, IndexError, ValueError, ArithmeticError, struct.error) as fault:
        raise unreadable() from fault
    if (found.seconds or 0) > MOST_SECONDS:
        raise ValidationError(_("This is longer than 1 hour. Choose a shorter piece."), code="long")
    kind = "film" if found.content_type.startswith("video/") else "sound"
    return Clean(found.data, found.content_type, kind, found.seconds)


def unreadable() -> ValidationError:
    says = _(
        "We cannot read this file. Choose a photo (PNG, JPEG or WebP), a sound (MP3, M4A or WAV) or a film (MP4, MOV "
        "or WebM)."
    )
    return ValidationError(says, code="kind")
