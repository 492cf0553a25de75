"""Tagged PDF (made to PDF/UA-1) by typst. All words are handed over as data, never as markup."""

import json
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from .pictures import PICTURES
from .signs import CannotLayOutError, boxed, lay_out, plain, typeset
from .uploads import small_png

TEMPLATES = settings.BASE_DIR / "templates" / "pdf"
OWN = "own/"
MAIL_EDGE = 320
BOX_SAYS = _("A sign that we cannot print")


def make_pdf(template: str, data: dict) -> bytes:
    """The PDF of `data` laid out by templates/pdf/<template>.typ.

    Every dict with a "picture" key, at any depth, gets a "file": the path typst reads the picture from. The picture is
    a key, or an open-able stored file.
    typst refuses a picture that adds something and has no alt text, so no such PDF can be made. It refuses signs that
    the fonts lack as well: a box stands in their place, which is read out as `box`.
    """
    with TemporaryDirectory() as folder:
        found = with_files({**data, "box": str(BOX_SAYS)}, Path(folder))
        for put in (str, boxed, plain):
            try:
                return lay_out(str(TEMPLATES / f"{template}.typ"), {"data": json.dumps(with_words(found, put))})
            except CannotLayOutError as fault:
                why = fault
        raise why


def with_words(data, put):
    """The same data, each of its words as `put` puts it; where a picture stands stays as it is."""
    if isinstance(data, dict):
        return {key: value if key == "file" else with_words(value, put) for key, value in data.items()}
    if isinstance(data, list):
        return [with_words(one, put) for one in data]
    return put(data) if isinstance(data, str) else data


def with_files(data, folder: Path):
    """The same data, each picture key resolved to a file."""
    if isinstance(data, dict):
        found = {key: with_files(value, folder) for key, value in data.items()}
        if "picture" in data:
            found |= {"picture": str(data["picture"]), "file": picture_file(data["picture"], folder)}
        return found
    if isinstance(data, list | tuple):
        return [with_files(one, folder) for one in data]
    return data


def picture_file(key, folder: Path) -> str:
    """Where typst reads this picture: the register's file, or a copy of an uploaded one. Empty when it is gone."""
    if isinstance(key, File):
        copy = folder / Path(key.name).name
        with key.open("rb") as stored:
            copy.write_bytes(stored.read())
        return str(copy)
    if key in PICTURES:
        return str(PICTURES[key].path)
    if not key.startswith(OWN) or not default_storage.exists(key):
        return ""
    copy = folder / Path(key).name
    with default_storage.open(key) as upload:
        copy.write_bytes(upload.read())
    return str(copy)


def adds_something(key: str) -> bool:
    """A photo of our own shows what no words say: it goes with both forms."""
    return key.startswith(OWN)


def own_picture_png(key: str) -> bytes:
    """A photo of our own as emails can show it, made small. Empty when it is gone."""
    if not adds_something(key) or not default_storage.exists(key):
        return b""
    with default_storage.open(key) as upload:
        return small_png(upload, MAIL_EDGE)


@lru_cache(maxsize=300)
def picture_png(key: str) -> bytes:
    """A picture of the register as emails can show it: 160 dots wide. Empty when the register has no such picture."""
    if key not in PICTURES:
        return b""
    file = {"file": str(PICTURES[key].path)}
    return typeset(source=str(TEMPLATES / "picture.typ"), sys_inputs=file, format="png", ppi=192)
