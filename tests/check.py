"""`make check`: lint, format, the floors of the house, migrations, and Django's own deployment check."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPTS = Path(sys.executable).parent
CHECKS = {
    "lint": [SCRIPTS / "ruff", "check", "."],
    "format": [SCRIPTS / "ruff", "format", "--check", "."],
    "floors": [SCRIPTS / "lint-imports"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "easy words": [sys.executable, "manage.py", "easy_words", "--check"],
    "deployment": [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        (Path(folder) / "static").mkdir()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", folder),
            "SECRET_KEY": "made-up-for-the-check-" + "0123456789abcdefghij" * 3,
            "DATA_KEYS": "made-up-for-sealing-" + "0123456789abcdefghij" * 3,
            "ALLOWED_HOSTS": "hub.example.org",
            "HUB_DATA": folder,
        }
        failed = [name for name, command in CHECKS.items() if not passes(name, command, environment)]
    print(f"make check: {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return bool(failed)


def passes(name, command, environment) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run(command, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
