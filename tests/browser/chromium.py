"""The machine's own Chromium, for tests and for the README's screenshots."""

import os
import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

# The shell draws pages and nothing else: no window, no tab strip; half the work of the whole browser.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
PROGRAM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
# It starts anywhere, also in a container, and speaks to nobody but the hub.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # A page of the tests lives a second: to optimise its scripts takes longer than they run.
    "--js-flags=--always-sparkplug --no-maglev --no-turbofan",
]
# Tests ask what is laid out, never for the pixels: room is kept for each image, and none is decoded.
NO_IMAGES = ["--blink-settings=imagesEnabled=false"]
# And where nothing is pressed, the shell need draw no frame.
UNDRAWN = [*NO_IMAGES]
if PROGRAM and "shell" in PROGRAM:
    UNDRAWN += ["--enable-begin-frame-control", "--run-all-compositor-stages-before-draw"]


@contextmanager
def running_chromium(*flags: str):
    """A browser without a window, closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=[*FLAGS, *flags])
        yield browser
        browser.close()
