"""Reading the example's files: days counted from today, dates in words, easy texts as blocks."""

import datetime
import re
import tomllib
from pathlib import Path

from django.utils import timezone

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.said import said_date

FOLDER = Path(__file__).resolve().parent
DAY = re.compile(r"\{day ([+-]?\d+)\}")


def read(name: str) -> dict:
    """One file, its dates said in words."""
    return dated(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def dated(data):
    if isinstance(data, str):
        return DAY.sub(lambda match: said_date(in_days(int(match[1]))), data)
    if isinstance(data, dict):
        return {key: dated(value) for key, value in data.items()}
    return [dated(one) for one in data] if isinstance(data, list) else data


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def days_ago(days: int) -> datetime.date:
    return in_days(-days)


def easy(blocks, title: str = "") -> EasyRead:
    """[[picture, words], …] as an easy-read text."""
    return EasyRead(title, tuple(Block(picture, words) for picture, words in blocks or ()))
