"""Print what the writing check finds and misses in our own sentences, as a Markdown table.

Run from the checkout: python -m tests.bench.writing_table
"""

import sys

from django.conf import settings

from tests.easyread.writing_samples import SAMPLES, flagged

HEAD = "| rule | bad sentences found | good sentences wrongly flagged |\n|---|---|---|\n"


def row(rule: str) -> tuple[int, int, int, int]:
    """Bad found, bad in all, good flagged, good in all."""
    kinds = SAMPLES[rule]
    bad, good = ("bad", "missed"), ("good", "wrongly")
    return (
        sum(len(flagged(rule, kind)) for kind in bad),
        sum(len(kinds[kind]) for kind in bad),
        sum(len(flagged(rule, kind)) for kind in good),
        sum(len(kinds[kind]) for kind in good),
    )


def line(name: str, numbers) -> str:
    found, bad, wrong, good = numbers
    return f"| {name} | {found} of {bad} | {wrong} of {good} |\n"


def table() -> str:
    rows = {rule: row(rule) for rule in SAMPLES}
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    return HEAD + "".join(line(name, numbers) for name, numbers in rows.items()) + line("all", total)


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    sys.stdout.write(table())
