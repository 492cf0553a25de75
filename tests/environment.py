"""The tests' own environment, set before Django reads its settings (loaded by `-p tests.environment`)."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

if "HUB_TESTS" not in os.environ:  # else `make test` has made it for both of its runs, or the workers' run for them
    folder = tempfile.mkdtemp(prefix="hub-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["HUB_TESTS"] = folder

HOME = Path(os.environ["HUB_TESTS"])
os.environ["STATIC_ROOT"] = str(HOME / "static")
for name in ("EMAIL_URL", "CACHE_URL", "MEDIA_BUCKET", "HUB_DEMO", "DEBUG", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "a-key-for-the-tests-only-" + "x" * 40
os.environ["SECURE_SSL_REDIRECT"] = "False"
os.environ["HUB_DATA"] = str(HOME / (WORKER or "main"))
if url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
else:
    os.environ.pop("DATABASE_URL", None)
Path(os.environ["HUB_DATA"]).mkdir(parents=True, exist_ok=True)
