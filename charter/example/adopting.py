"""The example's adopters and their pledges; one that asks, and one that was told not now."""

from uuid import uuid4

from charter import services
from charter.models import Adopter

from .files import days_ago, easy, in_days, read
from .keeping import at_midday

WHO = ("name", "lead", "about")
CONTACT = (*WHO, "contact_name", "email", "language")


def adopt(by) -> None:
    """Each organisation signs, pledges, and reports; then those that ask."""
    entries = read("adopters")
    for entry in entries["adopter"]:
        adopter = sign(entry, by)
        for pledge in entry.get("pledge", ()):
            make(adopter, pledge, by)
    for entry in entries["asking"]:
        asks = ask(entry, entry["asked_days_ago"])
        if "because" in entry:
            services.refuse_adopter(asks, because=entry["because"], easy=easy(entry["because_easy"]), by=by)


def sign(entry: dict, by) -> Adopter:
    """Written down by an editor; or asked for and confirmed, where somebody is written to."""
    signed_on, about_easy = days_ago(entry["signed_days_ago"]), easy(entry.get("easy"))
    if "email" in entry:
        asks = ask(entry, entry["signed_days_ago"] + 3)
        return services.confirm_adopter(asks, signed_on=signed_on, about=asks.about, easy=about_easy, by=by)
    who = {key: entry[key] for key in WHO}
    return services.sign_adopter(slug=entry["slug"], signed_on=signed_on, easy=about_easy, by=by, **who)


def ask(entry: dict, days: int) -> Adopter:
    contact = {key: entry[key] for key in CONTACT if key in entry}
    return services.ask_to_adopt(token=uuid4(), at=at_midday(days_ago(days)), **contact)


def make(adopter, entry: dict, by) -> None:
    pledge = services.make_pledge(
        adopter, text=entry["text"], due=in_days(entry["due_in_days"]), easy=easy(entry.get("easy")), by=by
    )
    if "status" in entry:
        services.report_pledge(
            pledge,
            status=entry["status"],
            report=entry.get("report", ""),
            easy=easy(entry.get("report_easy")),
            by=by,
        )
