"""Draws every flow table as text and keeps the drawings in the README: `python -m tests.house.drawings`."""

import os
import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
MARKS = re.compile(r"(?<=<!-- flows -->\n).*?(?=<!-- /flows -->)", re.DOTALL)


def flows():
    """Every model that has moves."""
    from django.apps import apps

    found = (model for model in apps.get_models() if hasattr(model, "MOVES"))
    return sorted(found, key=lambda model: model._meta.label)


def drawing() -> str:
    """One table for each flow: from, the move, to, who."""
    return "\n".join(table(model) for model in flows())


def table(model) -> str:
    lines = [
        f"**{model._meta.label}**",
        "",
        "| from | move | to | who (permission) |",
        "|---|---|---|---|",
        *(
            f"| {', '.join(move.sources)} | `{name}` | {move.target} | {move.permission} |"
            for name, move in model.MOVES.items()
        ),
        "",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    os.environ.update(DJANGO_SETTINGS_MODULE="halton_coprod.settings", SECRET_KEY="only-to-draw")
    import django

    django.setup()
    text = README.read_text(encoding="utf-8")
    README.write_text(MARKS.sub(lambda _found: drawing(), text), encoding="utf-8")
    sys.stdout.write(drawing())


if __name__ == "__main__":
    main()
