"""The servers that are measured: the hub and the bare view, each on granian and on gunicorn with one worker."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.hub import free_port

PROGRAMS = Path(sys.executable).parent
COMMANDS = {
    "granian": lambda target, port: [
        *(
            str(PROGRAMS / "granian"),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--workers",
            "1",
        ),
        *("--blocking-threads", "1", "--log-level", "error", target),
    ],
    "gunicorn": lambda target, port: [
        *(str(PROGRAMS / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--workers", "1", "--worker-class", "gthread"),
        *("--threads", "1", "--keep-alive", "10", "--log-level", "error", target),
    ],
}


@contextmanager
def serving(server: str, target: str, environment: dict):
    """One worker of this server; gives its port and its process id."""
    port = free_port()
    process = subprocess.Popen(COMMANDS[server](target, port), cwd=settings.BASE_DIR, env={**os.environ, **environment})
    try:
        wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, process) -> None:
    for _attempt in range(200):
        if process.poll() is not None:
            raise RuntimeError("The server stopped.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not answer.")


def memory_of_worker(pid: int) -> float | None:
    """Megabytes of the one worker (the largest child), where the system tells (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return None
    found = [resident(int(child)) for child in children.read_text().split()]
    return max(found, default=resident(pid))


def resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
