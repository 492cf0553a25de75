"""Every pair of text and paper, in every theme, holds 7:1 (EASY_READ C6); lines, focus and charts hold 3:1."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path("static/css/tokens.css").read_text(encoding="utf-8")
CHARTS = Path("static/css/charter.css").read_text(encoding="utf-8")
TEXT = ["ink", "ink-soft", "link", "link-visited", "error", "ok", "warn", "charter", "people", "workshops", "stories"]
NOT_PAPER = {"ink-soft", "line-soft"}


def colours(selector):
    block = re.search(re.escape(selector) + r" \{(.*?)\n\}", CSS, re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def theme(name):
    return colours(":root") | ({} if name == "white" else colours(f'[data-colours="{name}"]'))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["white", "cream", "dark"])
def test_every_text_is_readable_on_every_paper(name):
    tokens = theme(name)
    papers = [key for key in tokens if key in ("paper", "soft") or (key.endswith("-soft") and key not in NOT_PAPER)]
    assert len(papers) == 9
    weak = [
        (ink, paper, round(contrast(tokens[ink], tokens[paper]), 2))
        for ink, paper in product(TEXT, papers)
        if contrast(tokens[ink], tokens[paper]) < 7
    ]
    assert weak == []


@pytest.mark.parametrize("name", ["white", "cream", "dark"])
def test_buttons_lines_and_focus_show(name):
    tokens = theme(name)
    assert contrast(tokens["button-ink"], tokens["button"]) >= 7
    assert contrast(tokens["button-ink"], tokens["button-hover"]) >= 7
    for paper in ("paper", "soft"):
        assert contrast(tokens["line-soft"], tokens[paper]) >= 3
        assert max(contrast(tokens["focus"], tokens[paper]), contrast(tokens["focus-ink"], tokens[paper])) >= 3
    assert contrast(tokens["focus"], tokens["focus-ink"]) >= 3


BAR, STAFF = (".chart-bar", "fill"), ".chart-bar.chart-staff"
# What stands in a chart, what it stands on, and how far apart they are: shapes as WCAG 1.4.11 asks, words as C6.
IN_CHARTS = (
    (BAR, "paper", 3),
    (BAR, "soft", 3),
    ((".chart-rim", "stroke"), BAR, 3),
    ("ink", (".chart-rim", "stroke"), 3),
    ((STAFF, "stroke"), "paper", 3),
    ((STAFF, "stroke"), "soft", 3),
    ((STAFF, "stroke"), (STAFF, "fill"), 3),
    ("ink", "paper", 7),
)


def colour_in(tokens, room, what):
    """A token, or what a rule of the stylesheet draws with in this room."""
    if isinstance(what, str):
        return tokens[what]
    selector, part = what
    rule = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", CHARTS, re.MULTILINE)[1]
    name = re.search(rf"\b{part}: var\(--([\w-]+)\)", rule)[1]
    return tokens[re.sub(r"^room\b", room, name)]


@pytest.mark.parametrize("name", ["white", "cream", "dark"])
@pytest.mark.parametrize("room", ["charter", "people", "workshops", "stories"])
def test_bars_lines_and_words_show_in_charts(name, room):
    tokens = theme(name)
    colours = [(colour_in(tokens, room, one), colour_in(tokens, room, other), least) for one, other, least in IN_CHARTS]
    assert [(*pair, least) for *pair, least in colours if contrast(*pair) < least] == []
