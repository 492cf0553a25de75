"""The example's versions, oldest first: each drafted from the one before, opened, agreed and put in force."""

from dataclasses import dataclass

from charter import services
from charter.models import Part, Version
from halton_coprod.easyread.blocks import EasyRead

from .commenting import comment_on
from .files import days_ago, easy, in_days, read

LATEST = 10_000


@dataclass(frozen=True)
class Words:
    """One part of the example through all its versions."""

    kind: str
    entry: dict
    of: object = None

    def said_in(self, number: int) -> dict | None:
        """Name, text and easy read in this version; None where the part is not in it."""
        if not self.entry.get("since", 1) <= number <= self.entry.get("until", LATEST):
            return None
        earlier = next((one for one in self.entry.get("before", ()) if number <= one["until"]), {})
        entry = {**self.entry, **earlier}
        return {"name": entry["name"], "text": entry["text"], "easy": self.easy(entry)}

    def easy(self, entry: dict) -> EasyRead:
        return easy(entry.get("easy"), entry.get("easy_title", ""))


def make_versions(by) -> None:
    """All versions; the last but one stays in force."""
    texts = all_words(by)
    known: dict[int, Part] = {}
    for entry in read("versions")["version"]:
        version = services.draft_version(written_by=entry["written_by"], is_example=True, by=by)
        for at, words in enumerate(texts):
            write(words, version, known, at, by)
        finish(version, entry, by)


def write(words: Words, version: Version, known: dict[int, Part], at: int, by) -> None:
    """Add, change or take out one part, as this version has it."""
    said = words.said_in(version.number)
    part = version.parts.filter(key=known[at].key).first() if at in known else None
    if said and part is None:
        known[at] = services.add_part(version, kind=words.kind, of=words.of, by=by, **said, **voice(words.entry))
    elif said:
        services.change_part(part, seen=part.fingerprint, easy_fits=True, by=by, **said)
    elif part:
        services.remove_part(part, by=by)


def voice(entry: dict) -> dict:
    return {key: entry[key] for key in ("voice", "who") if key in entry}


def finish(version: Version, entry: dict, by) -> None:
    """Say what changed, then take the version through its moves. The last one is still out for comment."""
    services.describe_version(
        version,
        summary=entry["summary"],
        summary_easy=easy(entry.get("summary_easy")),
        review_due=in_days(entry["review_in_days"]),
        by=by,
    )
    if "easy_checked_by" in entry:
        checked_on = days_ago(entry["easy_checked_days_ago"])
        services.check_easy_read(version, checked_by=entry["easy_checked_by"], on=checked_on, by=by)
    services.open_version(version, by=by)
    comment_on(version, by)
    if "decided_days_ago" not in entry:
        return
    services.agree_version(
        version,
        meeting=entry["decided_at_meeting"],
        on=days_ago(entry["decided_days_ago"]),
        decided_by=entry["decided_by"],
        by=by,
    )
    services.put_version_in_force(version, on=days_ago(entry["in_force_days_ago"]), by=by)


def all_words(by) -> list[Words]:
    """Every part, in the order in which the Charter reads, with the rows that live longer than a version."""
    text = read("text")
    alone = [Words(kind, text[kind]) for kind in ("foreword", "definition") if kind in text]
    values = {entry["slug"]: services.add_value(slug=entry["slug"], by=by) for entry in text["value"]}
    return [
        *alone,
        *(words for entry in text["value"] for words in value_words(entry, values)),
        *(
            Words("infrastructure", one, infrastructure(one, values, by))
            for one in read("infrastructure")["infrastructure"]
        ),
        *(Words("promise", one, promise(one, values, by)) for one in read("promises")["promise"]),
    ]


def value_words(entry: dict, values: dict) -> list[Words]:
    value = values[entry["slug"]]
    return [Words("value", entry, value), *(Words("behaviour", one, value) for one in entry.get("behaviour", ()))]


def infrastructure(entry: dict, values: dict, by):
    return services.add_infrastructure(
        slug=entry["slug"],
        owner=entry["owner"],
        next_step=entry.get("next_step", ""),
        next_step_easy=easy(entry.get("next_step_easy")),
        value=values.get(entry.get("value")),
        by=by,
    )


def promise(entry: dict, values: dict, by):
    made = services.add_promise(
        slug=entry["slug"],
        owner=entry["owner"],
        made_on=days_ago(entry["made_days_ago"]),
        due=in_days(entry["due_in_days"]) if "due_in_days" in entry else None,
        how_we_know=entry.get("how_we_know", ""),
        how_we_know_easy=easy(entry.get("how_we_know_easy")),
        value=values.get(entry.get("value")),
        by=by,
        **{key: entry[key] for key in ("target", "direction", "unit", "unit_one", "how_often_days") if key in entry},
    )
    if "owner_email" in entry:
        services.set_owner_email(made, email=entry["owner_email"], by=by)
    return made
