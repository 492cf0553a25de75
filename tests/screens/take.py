"""Takes the README's two screenshots of the example hub: `python -m tests.screens.take`."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.chromium import running_chromium
from tests.hub import running_hub

PAGES = {"charter-easy.png": "/easy/charter/", "charter-standard.png": "/charter/"}
WINDOW = {"width": 1280, "height": 1100}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running_hub(Path(folder)) as hub, running_chromium() as browser:
        page = browser.new_page(viewport=WINDOW)
        for name, path in PAGES.items():
            page.goto(hub.address + path, wait_until="networkidle")
            file = Path(__file__).parent / name
            save_small(page.screenshot(), file)
            print(f"{file}: {file.stat().st_size // 1000} kB")


def save_small(png: bytes, file: Path) -> None:
    """Every pixel as the browser drew it, packed as tightly as the format can."""
    Image.open(BytesIO(png)).convert("RGB").save(file, optimize=True)


if __name__ == "__main__":
    main()
