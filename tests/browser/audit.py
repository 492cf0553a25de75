"""What a browser can find wrong with a page: axe with its strictest tags, and our own look at the computed styles.

A page is loaded once and looked at in every way that people read it: screens from phone to desk, all colours, with and
without pictures, larger words, wider spacing. What they choose stands in attributes of the page and in nothing else.
"""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

HERE = Path(__file__).parent
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STYLE = (HERE / "style.js").read_text(encoding="utf-8")
SPACING = (HERE / "spacing.js").read_text(encoding="utf-8")
CONTRAST = (HERE / "contrast.js").read_text(encoding="utf-8")
AXE = AXE_SCRIPT + (HERE / "colours.js").read_text(encoding="utf-8")
# Wide, a tablet held upright, and a small phone: 320 CSS pixels are also what 1280 pixels leave at 400%.
DESK, TABLET, PHONE = ({"width": 1280, "height": 900}, {"width": 768, "height": 1024}, {"width": 320, "height": 640})
# The last is how the page came.
LOOKS = [
    {"colours": colours, "pictures": pictures} for colours in ("dark", "cream", "white") for pictures in ("off", "on")
]
IN_EACH_LOOK = f"""(looks) => looks.flatMap((look) => {{
  Object.assign(document.documentElement.dataset, look);
  return ({CONTRAST})().map((fault) => `${{look.colours}}, pictures ${{look.pictures}}: ${{fault}}`);
}})"""
CHOOSE = "(chosen) => Object.assign(document.documentElement.dataset, chosen)"
# What is folded is looked at as it is read: open; of a long list the first three, because the others are alike. Ideas
# that wait for a press do not count as shown (style.js).
UNFOLD = "() => [...document.querySelectorAll('details')].slice(0, 3).forEach((one) => { one.open = true; })"
# What has 7 to 1 has 4.5 to 1: the weaker of axe's two rules of contrast could find nothing that the stronger does not.
RUN_AXE = """async (runOnly) => {
  const rules = { "color-contrast": { enabled: false } };
  const { violations } = await axe.run(document, { runOnly, rules, resultTypes: ["violations"] });
  return violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 160)}`);
}"""


def axe_faults(page) -> list[str]:
    """Each rule that the page breaks, with the first place where it does."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    return page.evaluate(RUN_AXE, {"type": "tag", "values": TAGS})


def style_faults(page) -> list[str]:
    """What breaks our rules of type, targets, reflow and ids (EASY_READ C, D, F1, G4)."""
    return page.evaluate(STYLE)


def faults(page) -> list[str]:
    """Everything that is wrong with the page that is open, in each way that people read it."""
    return [f"{how}: {fault}" for how, found in looks_at(page) for fault in found]


def faults_on_a_phone(page) -> list[str]:
    """What axe and our own look find where most is different: small, dark, very large words, no pictures."""
    page.set_viewport_size(PHONE)
    page.evaluate(UNFOLD)
    page.evaluate(CHOOSE, {"colours": "dark", "size": "larger", "pictures": "off"})
    return axe_faults(page) + style_faults(page)


def looks_at(page):
    page.set_viewport_size(DESK)
    page.evaluate(UNFOLD)
    yield "1280", axe_faults(page) + style_faults(page)
    yield "wider spacing", page.evaluate(SPACING)
    yield "colours", page.evaluate(IN_EACH_LOOK, LOOKS)
    page.set_viewport_size(TABLET)
    yield "768", style_faults(page)
    page.set_viewport_size(PHONE)
    yield "320", style_faults(page)
    page.evaluate(CHOOSE, {"size": "larger", "pictures": "off"})
    yield "320, very large, no pictures", style_faults(page)
