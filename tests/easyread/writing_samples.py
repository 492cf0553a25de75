"""The sentences that measure the writing check, and what it says about each of them."""

import tomllib
from pathlib import Path

from halton_coprod.easyread.blocks import Block
from halton_coprod.easyread.writing import check

SAMPLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def is_flagged(rule: str, sample: str) -> bool:
    """Does the check say something under this rule?"""
    if rule in {"NOPIC", "NOALT"}:
        picture, _, words = sample.partition(": ")
        picture, _, alt = picture.partition(" = ")
        text = [Block(picture.strip(": "), words, alt)]
    else:
        text = sample
    return any(finding.rule == rule for finding in check(text))


def flagged(rule: str, kind: str) -> list[str]:
    """The samples of one list that the check says something about."""
    return [sample for sample in SAMPLES[rule][kind] if is_flagged(rule, sample)]
