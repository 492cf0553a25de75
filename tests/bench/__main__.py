"""`make bench`: the budgets of the design, measured beside a bare Django view on the same server, in one run.

Prints the table and keeps it in the README, with the date and the machine's cores. Ratios travel; numbers do not.
"""

import gzip
import os
import re
import sys
import tempfile
import time
import urllib.request
from datetime import date
from importlib import import_module
from itertools import product
from pathlib import Path
from statistics import median

from . import pool, stories

CONNECTIONS = 8
ROUNDS = 5
PAGES = {
    "Home": "/",
    "The Charter": "/charter/",
    "One value": "/charter/values/equal-partners/",
    "All promises": "/charter/accountability/",
}
# A cookie of a session that is not there: the page is built anew, with one look for the session.
NOT_KEPT = "Cookie: sessionid=none\r\n"
BUDGET = {("granian", True): 0.7, ("gunicorn", True): 0.7, ("granian", False): 1 / 40, ("gunicorn", False): 1 / 20}
MOST = {"queries": 6, "first view": 25, "with pictures": 120, "script": 10, "memory": 120, "pdf": 1000}
README = Path(__file__).resolve().parents[2] / "README.md"
MARKS = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        environment = prepare(Path(folder))
        lines = [*rates(environment), *weights(), *outbox(), *many(), *stories.rows(), *pool.rows(fact)]
    table = f"{headline()}\n\n" + "\n".join(lines) + "\n"
    sys.stdout.write(table)
    if "--keep" in sys.argv:
        README.write_text(MARKS.sub(lambda _found: table, README.read_text(encoding="utf-8")), encoding="utf-8")


def many():
    """Many sessions, and many people who sign up at once."""
    from .workshops import lines

    return lines()


def prepare(folder: Path) -> dict:
    """The example hub in an empty folder, with production settings."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "halton_coprod.settings",
        "SECRET_KEY": "made-up-for-the-bench-" + "0123456789abcdefghij" * 3,
        "HUB_DATA": str(folder),
        "SECURE_SSL_REDIRECT": "False",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
    }
    # Helpers from the tests load it later: what it sets comes first, and what the bench sets stays.
    import_module("tests.environment")
    for name in ("DATABASE_URL", "CACHE_URL", "STATIC_ROOT", "DEBUG", "EMAIL_URL", "HUB_DEMO"):
        os.environ.pop(name, None)
    os.environ.update(environment)
    import django
    from django.core.management import call_command

    django.setup()
    from halton_coprod import example

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    example.load()
    return environment


def headline() -> str:
    return (
        f"Measured on {date.today():%d %B %Y} with `make bench KEEP=--keep`, {os.cpu_count()} cores, one worker with one thread, "
        f"{CONNECTIONS} connections, no compression, the load client on the same machine. The bare view answers with as many bytes, measured in turn with the page, five rounds, the middle ratio. "
        "*Built anew* is what somebody who is signed in gets: drawn for this request, but for what the Charter says to everybody: that is asked of the database, and drawn, by the first reader after a deed."
    )


def rates(environment: dict):
    """Requests a second of each page in each form, kept and built anew, beside the bare view."""
    from .load import measure
    from .servers import memory_of_worker, serving

    yield "| server | page | form | bare view, requests/s | kept, requests/s (p50/p95/p99 ms) | ratio | built anew, requests/s (p50/p95/p99 ms) | ratio | budget |"
    yield "|---|---|---|---|---|---|---|---|---|"
    memory = {}
    for server in ("granian", "gunicorn"):
        with (
            serving(server, "halton_coprod.wsgi:application", environment) as (port, pid),
            serving(server, "tests.bench.bare:application", {}) as (bare_port, _pid),
        ):
            for (name, path), form in product(PAGES.items(), ("", "/easy")):
                size = len(get(port, form + path))
                rounds = [
                    (
                        measure(bare_port, f"/{size}/", connections=CONNECTIONS),
                        measure(port, form + path, connections=CONNECTIONS),
                        measure(port, form + path, connections=CONNECTIONS, headers=NOT_KEPT),
                    )
                    for _round in range(ROUNDS)
                ]
                yield row(server, name, form, rounds)
            memory[server] = memory_of_worker(pid)
    yield ""
    yield "| what | measured | budget | |"
    yield "|---|---|---|---|"
    for server, megabytes in memory.items():
        yield fact(f"Memory of a worker after this, {server}", megabytes, "MB", MOST["memory"])


def row(server, name, form, rounds) -> str:
    """The middle of the rounds' ratios, and the rates of the round that has it for the kept page."""
    kept_ratios = [kept.a_second / bare.a_second for bare, kept, _anew in rounds]
    ratios = median(kept_ratios), median(anew.a_second / bare.a_second for bare, _kept, anew in rounds)
    bare, kept, anew = rounds[kept_ratios.index(ratios[0])]
    is_met = ratios[0] >= BUDGET[server, True] and ratios[1] >= BUDGET[server, False]
    return (
        f"| {server} | {name} | {'easy read' if form else 'standard'} | {bare.a_second:,.0f} | {said(kept)} | {ratios[0]:.2f} "
        f"| {said(anew)} | 1/{1 / ratios[1]:.0f} | {'met' if is_met else '**missed**'} |"
    )


def outbox():
    """A tick of many messages (tests/bench/outbox.py)."""
    from .outbox import tick

    for row in tick():
        yield fact(*row)


def said(rate) -> str:
    return f"{rate.a_second:,.0f} ({rate.p50:.1f}/{rate.p95:.1f}/{rate.p99:.1f})"


def fact(name: str, value: float | None, unit: str, most: float) -> str:
    if value is None:
        return f"| {name} | not told by this system | at most {most} {unit} | |"
    return f"| {name} | {value:.0f} {unit} | at most {most} {unit} | {'met' if value <= most else '**missed**'} |"


def get(port: int, path: str) -> bytes:
    return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").read()


def weights():
    """Queries, bytes and the PDF, asked of the application itself."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from halton_coprod.record.stamp import forget_pages

    for form in ("", "/easy"):
        said_form = "easy read" if form else "standard"
        for name, path in PAGES.items():
            client = Client(headers={"cookie": "sessionid=none"})
            client.get(form + path)
            forget_pages()
            with CaptureQueriesContext(connection) as asked:
                client.get(form + path)
            yield fact(
                f"Queries, {name}, {said_form}, first reader after a deed", len(asked), "queries", MOST["queries"]
            )
        for name, path in PAGES.items():
            page, pictures, scripts = first_view(Client(), form + path)
            yield fact(
                f"First view, {name}, {said_form}: HTML, CSS, JavaScript, compressed",
                page / 1000,
                "KB",
                MOST["first view"],
            )
            yield fact(
                f"The same with font and pictures, {name}, {said_form}",
                (page + pictures) / 1000,
                "KB",
                MOST["with pictures"],
            )
        yield fact(f"JavaScript, {said_form}, not compressed", scripts / 1000, "KB", MOST["script"])
        took = median(
            seconds_for(Client(headers={"cookie": "sessionid=none"}), f"{form}/charter.pdf") for _time in range(5)
        )
        yield fact(f"PDF of the whole Charter, {said_form} (median of 5)", 1000 * took, "ms", MOST["pdf"])


def first_view(client, path: str) -> tuple[int, int, int]:
    """Bytes over the wire for page, sheets and scripts; for font and pictures; and of the scripts alone."""
    page = client.get(path, headers={"accept-encoding": "gzip"})
    html = gzip.decompress(page.content).decode()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    scripts = re.findall(r'<script src="([^"]+)"', html)
    pictures = set(re.findall(r'<(?:img|link rel="icon")[^>]*?(?:src|href)="([^"]+)"', html))
    fonts = {font for sheet in sheets for font in fonts_of(sheet)}
    light = len(page.content) + sum(compressed(one) for one in (*sheets, *scripts))
    return (
        light,
        sum(compressed(one) for one in (*pictures, *fonts)),
        sum(len(static(one).read_bytes()) for one in scripts),
    )


def static(address: str) -> Path:
    from django.conf import settings

    return Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)


def compressed(address: str) -> int:
    """As WhiteNoise sends it: the smallest of the file and its compressed forms."""
    file = static(address)
    return min(
        one.stat().st_size
        for one in (file, file.with_name(f"{file.name}.gz"), file.with_name(f"{file.name}.br"))
        if one.exists()
    )


def fonts_of(sheet: str) -> list[str]:
    from django.conf import settings

    found = re.findall(r'url\("?([^")]+\.ttf)"?\)', static(sheet).read_text(encoding="utf-8"))
    return [
        settings.STATIC_URL
        + os.path.normpath(os.path.join(os.path.dirname(sheet.removeprefix(settings.STATIC_URL)), one))
        for one in found
    ]


def seconds_for(client, path: str) -> float:
    began = time.perf_counter()
    if client.get(path).status_code != 200:
        raise RuntimeError(path)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
