"""Standard text is plain text: paragraphs split by blank lines; lines that start with "- " are a list."""

import re

PARAGRAPHS = re.compile(r"\n\s*\n")


def prose_parts(text: str, say=str) -> list[dict]:
    """The paragraphs ({"words": …}) and lists ({"points": […]}) of a text, each said by `say`."""
    parts = (prose_part(chunk.splitlines(), say) for chunk in PARAGRAPHS.split((text or "").strip()))
    return [part for part in parts if part]


def prose_part(lines: list[str], say) -> dict:
    """One paragraph or one list."""
    lines = [line.strip() for line in lines if line.strip()]
    if not lines:
        return {}
    if all(line.startswith("- ") for line in lines):
        return {"points": [say(line[2:]) for line in lines]}
    return {"words": say(" ".join(lines))}
