"""Takes the README's two screenshots of the example hub: `python -m tests.screens.take`.

With `--all FOLDER` it takes every kind of page in both forms at three widths, for people to look at.
"""

import os
import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import django
from PIL import Image

import tests.environment  # noqa: F401 -- before Django reads its settings
from tests.browser.chromium import running_chromium
from tests.browser.pages import Visitor, kind_of, one_of_each
from tests.hub import running_hub

PAGES = {"charter-easy.png": "/easy/charter/", "charter-standard.png": "/charter/"}
WINDOW = {"width": 1280, "height": 1100}
WORDS_IN_VIEW = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim().replace(/\\s+/g, " ");
    const whole = document.createRange();
    whole.selectNode(texts.currentNode);
    const { top, bottom, height } = whole.getBoundingClientRect();
    const isShown = texts.currentNode.parentElement.checkVisibility({ visibilityProperty: true });
    if (words && isShown && height > 1 && top < innerHeight && bottom > 0) seen.push(words);
  }
  return seen.join("\\n");
}"""
WIDTHS = (320, 768, 1280)
ROLES = ("", "resident", "supporter", "editor", "pool-staff", "facilitator", "curator")


def main() -> None:
    wanted = Path(sys.argv[2]) if sys.argv[1:2] == ["--all"] else None
    with tempfile.TemporaryDirectory() as folder, running_hub(Path(folder)) as hub, running_chromium() as browser:
        if wanted:
            take_all(hub, browser, wanted)
        else:
            take_two(hub, browser)


def take_two(hub, browser) -> None:
    page = browser.new_page(viewport=WINDOW)
    for name, path in PAGES.items():
        page.goto(hub.address + path, wait_until="networkidle")
        file = Path(__file__).parent / name
        save_small(page.screenshot(), file)
        words_of(name).write_text(words_in_view(page), encoding="utf-8")
        print(f"{file}: {file.stat().st_size // 1000} kB")


def words_of(picture: str) -> Path:
    """Where the words stand that a picture shows: a test compares them with the page of now."""
    return (Path(__file__).parent / picture).with_suffix(".txt")


def words_in_view(page) -> str:
    page.evaluate("document.fonts.ready.then(() => null)")
    return page.evaluate(WORDS_IN_VIEW) + "\n"


def save_small(png: bytes, file: Path) -> None:
    """Every pixel as the browser drew it, packed as tightly as the format can."""
    Image.open(BytesIO(png)).convert("RGB").save(file, optimize=True)


def take_all(hub, browser, folder: Path) -> None:
    """One page of each kind, as the first role sees it that comes there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halton_coprod.settings")
    django.setup()
    taken: set = set()
    for role in ROLES:
        starts = ["/", "/easy/", *(f"{form}/{room}/" for form in ("", "/easy") for room in ("me", "team") if role)]
        context = browser.new_context(base_url=hub.address)
        if role:
            context.request.post("/demo/sign-in/", form={"role": role})
        page = context.new_page()
        new = [path for path in one_of_each(Visitor(hub, role).walk(*starts)) if kind_of(path) not in taken]
        taken.update(map(kind_of, new))
        for path in new:
            take_at_all_widths(page, path, folder / (role or "anybody"))
        context.close()


def take_at_all_widths(page, path: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(
            path=folder / f"{re.sub(r'[^a-z0-9]+', '-', path).strip('-') or 'home'}.{width}.png", full_page=True
        )


if __name__ == "__main__":
    main()
