"""Print what the writing check finds and misses in our own sentences, as a Markdown table.

Run from the checkout: python -m tests.bench.writing_table
"""

import sys
import textwrap

from django.conf import settings

from tests.easyread.writing_samples import SAMPLES, flagged

HEAD = (
    "| rule | bad sentences found | good sentences wrongly flagged | it does not see, for example |\n"
    "|---|---|---|---|\n"
)
LONGEST = 60


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


def missed(rule: str) -> str:
    """One sentence that a writer should look at, and the check does not find."""
    sample = next(iter(SAMPLES[rule]["missed"]), "")
    return textwrap.shorten(sample, LONGEST, placeholder=" ...")


def line(name: str, numbers, example: str = "") -> str:
    found, bad, wrong, good = numbers
    return f"| {name} | {found} of {bad} | {wrong} of {good} | {example} |\n"


def table() -> str:
    rows = {rule: row(rule) for rule in SAMPLES}
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines = [line(rule, numbers, missed(rule)) for rule, numbers in rows.items()]
    return HEAD + "".join(lines) + line("all", total)


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    sys.stdout.write(table())
