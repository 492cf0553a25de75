"""What a browser can find wrong with a page: axe with its strictest tags, and our own look at the computed styles."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
STYLE = (Path(__file__).parent / "style.js").read_text(encoding="utf-8")


def axe_faults(page) -> list[str]:
    """Each rule that the page breaks, with the first place where it does."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    broken = AXE.run(page, options=options).response["violations"]
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}" for one in broken]


def style_faults(page) -> list[str]:
    """What breaks our rules of type, targets, reflow and ids (EASY_READ C, D, F1, G4)."""
    return page.evaluate(STYLE)


def faults(page) -> list[str]:
    return axe_faults(page) + style_faults(page)
