"""The example's concerns: said by made-up people, read, answered, given to the co-chairs; one is overdue."""

import datetime
from uuid import uuid4

from charter import services
from charter.models import Concern, Value
from halton_coprod.record.workdays import working_day_after

from .files import days_ago, easy, read
from .keeping import at_midday

PLAIN = ("name", "way", "reach", "language", "what_happened")
# Working days from being sent to being read, and to the answer.
READ_AFTER, ANSWERED_AFTER = 2, 12


def tell_concerns(by) -> None:
    """Oldest first."""
    for entry in sorted(read("concerns")["concern"], key=lambda entry: -entry["days_ago"]):
        day = days_ago(entry["days_ago"])
        concern = services.raise_concern(
            token=uuid4(),
            at=at_midday(day),
            value=Value.objects.filter(slug=entry.get("value", "")).first(),
            **{key: entry[key] for key in PLAIN if key in entry},
        )
        for move in entry["moves"]:
            make_move(concern, move, entry, day, by)


def make_move(concern: Concern, move: str, entry: dict, day: datetime.date, by) -> None:
    match move:
        case "acknowledge":
            services.acknowledge_concern(concern, on=working_day_after(day, READ_AFTER), by=by)
        case "answer":
            words = {"answer": entry["answer"], "easy": easy(entry["easy"]), "changed": entry.get("changed", "")}
            changed_easy = easy(entry["changed_easy"]) if "changed_easy" in entry else None
            on = working_day_after(day, ANSWERED_AFTER)
            services.answer_concern(concern, **words, changed_easy=changed_easy, on=on, by=by)
        case "look_into":
            services.look_into_concern(concern, by=by)
        case "escalate":
            services.escalate_concern(concern, by=by)
        case "close":
            services.close_concern(concern, by=by)
