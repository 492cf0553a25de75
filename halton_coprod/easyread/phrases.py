"""Which interface words residents can meet: found in our templates and code, and in the libraries' forms.

Needs no gettext tools. The team's pages have an easy form too, but fall back to the standard words there:
so do the easy-read editor with its writing check, and the names that models give themselves and their fields
(residents' forms ask their own questions).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa.adapter import get_adapter as second_step_adapter
from django.conf import settings
from django.core import validators
from django.db.models import Field
from django.forms import fields, models
from django.utils.functional import Promise
from django.utils.translation.template import templatize

HOUSE = ("halton_coprod", "members", "charter", "workshops", "stories")
STAFF_ONLY = (
    "/team",
    "/desk",
    "templates/admin/",
    "admin.py",
    "management/",
    "/migrations/",
    "easyread/editor",
    "easyread/uploads.py",
    "views/components.py",
    "views/pictures.py",
    "specimens.py",
    "easyread/writing/",
)
# People sign in with a code by email, and keep no list of addresses: allauth's words for the other ways are never said.
NOT_USED_HERE = re.compile("username|phone|password|email")
# How many of its words a call has translated.
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
LITERAL = r"""(u?r?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))"""
IN_TEMPLATE = re.compile(rf"\b(n?gettext|_)\({LITERAL}(?:,\s*{LITERAL})?")


def resident_phrases() -> dict[str, str]:
    """Every phrase a resident can meet → where it was first found. A plural stands as "one\\x00many"."""
    found: dict[str, str] = {}
    for phrase, place in [*template_phrases(), *code_phrases(), *library_phrases()]:
        found.setdefault(phrase, place)
    return found


def sources(pattern: str, *folders: str) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((settings.BASE_DIR / folder).rglob(pattern)):
            name = str(path.relative_to(settings.BASE_DIR))
            if not any(part in name for part in STAFF_ONLY):
                yield name, path.read_text(encoding="utf-8")


def template_phrases():
    for pattern in ("*.html", "*.txt", "*.svg"):
        for name, text in sources(pattern, "templates"):
            for _call, one, many in IN_TEMPLATE.findall(templatize(text)):
                yield "\x00".join(ast.literal_eval(part) for part in (one, many) if part), name


def code_phrases():
    for name, text in sources("*.py", *HOUSE):
        tree = ast.parse(text)
        unseen = set(model_names(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node not in unseen:
                words = [arg.value for arg in node.args[: CALLS[node.func.id]] if isinstance(arg, ast.Constant)]
                if words:
                    yield "\x00".join(words), name


def model_names(tree) -> Iterator[ast.AST]:
    """What models call themselves and their fields."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=kind) | ast.Attribute(attr=kind), args=[name, *_]) if kind.endswith("Field"):
                yield name
            case ast.keyword(arg="verbose_name", value=name):
                yield name
            case ast.Assign(targets=[ast.Name(id="verbose_name" | "verbose_name_plural")], value=name):
                yield name


def library_phrases():
    """What Django's and allauth's forms may say to anybody."""
    for kind in (*vars(fields).values(), *vars(models).values(), Field):
        for message in getattr(kind, "default_error_messages", {}).values() if isinstance(kind, type) else ():
            yield from as_phrase(message, "django forms")
    for kind in vars(validators).values():
        if isinstance(kind, type) and hasattr(kind, "message"):
            yield from as_phrase(kind.message, "django validators")
    for adapter in (account_adapter(), second_step_adapter()):
        for name, message in adapter.error_messages.items():
            if not NOT_USED_HERE.search(name):
                yield from as_phrase(message, "allauth")


def as_phrase(message, place: str):
    """The untranslated words of a lazy message."""
    if not isinstance(message, Promise):
        return
    made_by = message.__reduce__()[1]
    words = made_by[3] if isinstance(made_by[3], dict) else made_by[1]
    yield "\x00".join(words.values() if isinstance(words, dict) else words[:1]), place


def catalogue_path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / "en_Simple" / "LC_MESSAGES" / "django.po"
