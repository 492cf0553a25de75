"""`make demo`: the example hub on this machine, with production settings. Run as `python -m halton_coprod.demo`.

Nothing but this command can switch on the sign-in that asks nobody: HUB_DEMO must be the number of this process.
With `--prepared` it serves a folder that it made ready before, at once. WEB_CONCURRENCY says how many processes serve.
"""

import os
import secrets
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"
MOST_WORKERS = 2
PREPARED = "--prepared"


def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    data = Path(os.environ.get("HUB_DATA", "data")).resolve()
    if not is_free(port):
        sys.exit(f"Something else uses port {port} already. Choose another: make demo PORT={port + 1}")
    data.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="halton_coprod.settings",
        HUB_DEMO=str(os.getpid()),
        HUB_DATA=str(data),
        SITE_URL=f"http://{HOST}:{port}",
        SECRET_KEY=secret_key(data / "secret-key"),
    )
    if PREPARED not in sys.argv:
        prepare()
    announce(port, data)
    serve(port)


def is_free(port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError:
            return False
    return True


def secret_key(file: Path) -> str:
    """One for each data folder, so that a sign-in outlives a restart."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def prepare() -> None:
    """Database, static files, example hub. What is there already stays."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
    from halton_coprod import example

    print("Getting the example hub ready ...", flush=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    example.load()


def announce(port: int, data: Path) -> None:
    print(
        f"""
The example hub:   http://{HOST}:{port}/
In easy read:      http://{HOST}:{port}/easy/
As another person: http://{HOST}:{port}/demo/  (resident, supporter, facilitator, pool staff, editor, curator, approver)
Its mails:         {data / "mail"}
Stop it:           Ctrl+C
""",
        flush=True,
    )


def serve(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "halton_coprod.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("WEB_CONCURRENCY", min(MOST_WORKERS, os.cpu_count() or 1))),
        blocking_threads=4,
        # One that is told to stop while it still starts does not hear it.
        workers_kill_timeout=5,
        log_level="warning",
    ).serve()


if __name__ == "__main__":
    main()
