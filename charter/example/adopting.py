"""The example's adopters and their pledges."""

from charter import services

from .files import days_ago, easy, in_days, read


def adopt(by) -> None:
    """Each organisation signs, pledges, and reports."""
    for entry in read("adopters")["adopter"]:
        adopter = services.sign_adopter(
            slug=entry["slug"],
            name=entry["name"],
            lead=entry["lead"],
            signed_on=days_ago(entry["signed_days_ago"]),
            about=entry["about"],
            easy=easy(entry.get("easy")),
            by=by,
        )
        for pledge in entry.get("pledge", ()):
            make(adopter, pledge, by)


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
