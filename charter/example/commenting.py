"""The example's comments: said while a version was out for comment, then shown, answered, or not shown."""

from uuid import uuid4

from charter import services
from charter.models import Comment, Part, Version

from .files import days_ago, easy, read
from .keeping import midday


def comment_on(version: Version, by) -> None:
    """Everything that people say about this version, oldest first."""
    found = [entry for entry in read("comments")["comment"] if entry["version"] == version.number]
    for entry in sorted(found, key=lambda entry: -entry["days_ago"]):
        look_after(say(version.parts.get(name=entry["about"]), entry), entry, by)


def say(part: Part, entry: dict) -> Comment:
    return services.make_comment(
        part,
        words=entry["words"],
        name=entry.get("name", ""),
        was_easy=entry.get("was_easy", False),
        token=uuid4(),
        at=midday(entry),
    )


def look_after(comment: Comment, entry: dict, by) -> None:
    """What the editors did with it; nothing where it still waits."""
    if "reply" in entry:
        on = days_ago(entry["replied_days_ago"])
        services.answer_comment(comment, reply=entry["reply"], easy=easy(entry["easy"]), on=on, by=by)
    elif entry.get("state") == Comment.State.SHOWN:
        services.show_comment(comment, by=by)
    elif entry.get("state") == Comment.State.NOT_SHOWN:
        services.hide_comment(comment, because=entry["because"], by=by)
