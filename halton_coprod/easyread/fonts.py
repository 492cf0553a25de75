"""The font: Atkinson Hyperlegible, drawn so that I, l and 1 are told apart (SIL Open Font Licence)."""

from importlib.resources import files
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FONT_FOLDER = Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))
FONTS = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")


class FontFinder(BaseFinder):
    """Serves the two weights the hub uses as `fonts/<file>`; there are no italics in easy read."""

    storage = FileSystemStorage(location=FONT_FOLDER)
    storage.prefix = "fonts"

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        folder, _, name = path.partition("/")
        found = str(FONT_FOLDER / name) if folder == "fonts" and name in FONTS else None
        return [found] if found and find_all else found or []

    def list(self, ignore_patterns):
        for name in FONTS:
            yield name, self.storage
