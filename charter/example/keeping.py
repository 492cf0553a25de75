"""The example's record: readings of promises, and what was said about them and about what must be in place."""

import datetime
from decimal import Decimal

from django.utils import timezone

from charter import services
from charter.models import Infrastructure, Promise

from .files import days_ago, easy, in_days, read

PLAIN = ("status", "words", "because", "evidence_label", "evidence_url")


def keep(by) -> None:
    """Everything that was measured and said, oldest first."""
    for entry in read("promises")["promise"]:
        promise = Promise.objects.get(slug=entry["slug"])
        for reading in entry.get("reading", ()):
            take(promise, reading, by)
        for update in entry.get("update", ()):
            services.update_promise(promise, by=by, **said(update))
        for correction in entry.get("correction", ()):
            put_right(promise, correction, by)
    for entry in read("infrastructure")["infrastructure"]:
        thing = Infrastructure.objects.get(slug=entry["slug"])
        for update in entry.get("update", ()):
            services.update_infrastructure(thing, by=by, **said(update))


def take(promise: Promise, reading: dict, by) -> None:
    services.take_reading(
        promise,
        on=days_ago(reading["days_ago"]),
        number=Decimal(str(reading["number"])),
        words=reading["words"],
        easy=easy(reading.get("easy")),
        by=by,
    )


def put_right(promise: Promise, correction: dict, by) -> None:
    services.change_promise(
        promise,
        due=in_days(correction["due_in_days"]),
        because=correction["because"],
        easy=easy(correction["easy"]),
        at=midday(correction),
        by=by,
    )


def midday(entry: dict) -> datetime.datetime:
    return at_midday(days_ago(entry["days_ago"]))


def at_midday(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def said(update: dict) -> dict:
    """What one update says, at midday of its day."""
    plain = {key: update[key] for key in PLAIN if key in update}
    return {**plain, "at": midday(update), "easy": easy(update.get("easy"))}
