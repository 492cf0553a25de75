"""How example people say we are doing: times of asking over two years, residents and staff, one group under five."""

from uuid import uuid4

from charter import services
from charter.models import Assessment, Group, MeetingCode, Remark, Statement, Value

from .files import days_ago, easy, read

# One sheet after the other moves around the mean that its group aims at.
AROUND = (0, 1, 0, -1, 0, 1, 0)


def assess(by) -> None:
    """Statements, then each time of asking, the oldest first."""
    entries = read("assessing")
    values = {value.slug: value for value in Value.objects.all()}
    statements = [
        services.add_statement(values[one["value"]], text=one["text"], easy=easy(one["easy"]), by=by)
        for one in entries["statement"]
    ]
    for entry in entries["time"]:
        remarks = [one for one in entries["remark"] if one["time"] == entry["name"]]
        ask(entry, statements, remarks, values, by)


def ask(entry: dict, statements: list[Statement], remarks: list[dict], values: dict, by) -> None:
    first, last = days_ago(entry["starts_days_ago"]), days_ago(entry["ends_days_ago"])
    time = services.begin_assessment(name=entry["name"], starts_on=first, ends_on=last, by=by)
    for group in Group.values:
        if entry[group]:
            fill_in(time, group, entry, statements, [one for one in remarks if one["group"] == group], values, by)


def fill_in(time: Assessment, group: str, entry: dict, statements, remarks, values, by) -> None:
    """Everybody of a group answers with the code of its meeting."""
    code = services.make_code(time, group=group, meeting=f"Example meeting of {group}", by=by)
    for number in range(entry[group]):
        words = {values[one["value"]]: one["words"] for one in remarks} if number == 0 else {}
        send(code, scores_of(number, entry[f"{group}_mean"], statements), words)
    if time.is_over:
        services.close_code(code, by=by)
    for one in remarks:
        look_after(Remark.objects.get(assessment=time, words=one["words"]), one, by)


def scores_of(number: int, mean: int, statements) -> dict[Statement, int]:
    around = (AROUND[(number + at) % len(AROUND)] for at in range(len(statements)))
    return {one: min(5, max(1, mean + more)) for one, more in zip(statements, around, strict=True)}


def send(code: MeetingCode, scores: dict, words: dict) -> None:
    services.send_sheet(code, scores=scores, words=words, token=uuid4(), on=code.assessment.starts_on)


def look_after(remark: Remark, entry: dict, by) -> None:
    """What the editors did with it; nothing where it still waits."""
    if entry.get("state") == Remark.State.SHOWN:
        services.show_remark(remark, by=by)
    elif entry.get("state") == Remark.State.NOT_SHOWN:
        services.hide_remark(remark, by=by)
