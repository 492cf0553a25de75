"""Signs that the fonts of paper lack, as emoji and some alphabets are: a box stands in their place."""

import json
import re
import subprocess
import sys
import unicodedata
from functools import lru_cache

from django.conf import settings

from .fonts import FONT_FOLDER

BOX = "□"
JOINER = "\u200d"
# The shades of skin of emoji.
SHADES = re.compile("[\U0001f3fb-\U0001f3ff]")
PLAIN = re.compile(r"[ -~\s]*")
BOTH_WEIGHTS = """
#set document(title: "A sign")
#set text(font: "Atkinson Hyperlegible")
#sys.inputs.sign #strong(sys.inputs.sign)
"""


TYPESET = (sys.executable, "-m", "halton_coprod.easyread.typeset")


class CannotLayOutError(Exception):
    """What typst says is wrong."""


def lay_out(source: str, inputs: dict) -> bytes:
    """A PDF that is made to PDF/UA-1 by typst, which refuses whatever would not be shown (CannotLayOutError). `source`
    is the path of a template, or what would stand in one.
    """
    fonts = {"font_paths": [str(FONT_FOLDER)], "ignore_system_fonts": True}
    return typeset(source=source, sys_inputs=inputs, pdf_standards=["ua-1"], **fonts)


def typeset(**asked) -> bytes:
    """What typst makes of it, in a process of its own (see typeset.py)."""
    done = subprocess.run(  # noqa: S603 -- nothing of what is asked is in the command
        TYPESET, input=json.dumps(asked).encode(), capture_output=True, check=False, cwd=settings.BASE_DIR
    )
    if done.returncode:
        raise CannotLayOutError(done.stderr.decode())
    return done.stdout


def unshown(words: str) -> list[str]:
    """The signs of these words that paper cannot show, each once, for whoever writes them by hand."""
    return list(dict.fromkeys(sign for sign in signs_of(words) if not can_show(sign)))


def boxed(words: str) -> str:
    """The words as paper can show them."""
    return "".join(sign if can_show(sign) else BOX for sign in signs_of(words))


def plain(words: str) -> str:
    """The same where signs can be shown one by one, and not together."""
    return "".join(sign if PLAIN.fullmatch(sign) else BOX for sign in signs_of(words))


def signs_of(words: str) -> list[str]:
    """The words taken apart, each letter with the accents and whatever else belongs to it."""
    found = []
    for one in words:
        if found and (belongs_to_the_last(one) or found[-1].endswith(JOINER)):
            found[-1] += one
        else:
            found.append(one)
    return found


def belongs_to_the_last(one: str) -> bool:
    return one == JOINER or unicodedata.category(one).startswith("M") or bool(SHADES.fullmatch(one))


@lru_cache(maxsize=5_000)
def can_show(sign: str) -> bool:
    """Nobody lists what the fonts have: the one that lays out the paper is asked."""
    if PLAIN.fullmatch(sign):
        return True
    try:
        lay_out(BOTH_WEIGHTS, {"sign": sign})
    except CannotLayOutError:
        return False
    return True
