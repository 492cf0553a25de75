"""`make test`: everything this machine can run, on SQLite and on PostgreSQL; says what it left out and why.

With CI=true nothing may be left out.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests.browser.chromium import PROGRAM

PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


def main() -> int:
    left_out = missing_parts()
    for part in left_out:
        print(f"LEFT OUT: {part}", flush=True)
    if left_out and os.environ.get("CI") == "true":
        print("With CI=true nothing may be left out.")
        return 1
    with (
        tempfile.TemporaryDirectory(prefix="hub-tests-") as home,
        postgres() if postgres_folder() else nullcontext() as server,
    ):
        known = {**os.environ, "HUB_TESTS": home, **({"TEST_POSTGRES": server} if server else {})}
        print("== All tests, on SQLite", flush=True)
        result = subprocess.run(PYTEST, env=known).returncode
        if not result and server:
            print("== What services ask of the database, on PostgreSQL", flush=True)
            command = [*PYTEST, "-m", "not browser and not java and not once"]
            result = subprocess.run(command, env={**known, "TEST_DATABASE_URL": server}).returncode
    return result


def missing_parts() -> list[str]:
    parts = []
    if not PROGRAM:
        parts.append("browser tests, because there is no Chromium (Debian: apt-get install chromium-headless-shell)")
    if not shutil.which("java"):
        parts.append("the HTML checker, because there is no Java (Debian: apt-get install default-jre-headless)")
    if not postgres_folder():
        parts.append("the run on PostgreSQL, because it is not installed (Debian: apt-get install postgresql)")
    return parts


def postgres_folder() -> Path | None:
    """Where PostgreSQL's programs are: on the path, or where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda folder: float(folder.parent.name))


@contextmanager
def postgres() -> Iterator[str]:
    """A private PostgreSQL in a temporary folder, on a free port of this machine only, gone afterwards."""
    programs = postgres_folder()
    # PostgreSQL refuses to run as root: then it runs as its own user.
    user = "postgres" if os.geteuid() == 0 else None
    folder = tempfile.mkdtemp(prefix="hub-postgres-")
    if user:
        owner = pwd.getpwnam(user)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program, *words):
        subprocess.run([programs / program, *words], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    run("initdb", "-D", f"{folder}/data", "-U", "hub", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c max_connections=50"
    run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", options, "start")
    try:
        yield f"postgres://hub@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
