"""Who checks the report of a series: everybody who hears what came of its sessions, each person once."""

from workshops.models import Report, SignUp


def readers_of(report: Report) -> list[SignUp]:
    """One place of each person, the newest: whoever came to three sessions is asked once."""
    places = SignUp.objects.to_tell().filter(session__series=report.series_id).exclude(name="")
    places = places.select_related("member", "session__venue").order_by("session__starts_at", "pk")
    return list({place.mark: place for place in places if place.session.took_place}.values())


def was_there(place: SignUp, report: Report) -> bool:
    """May the holder of this place read and check it?"""
    return place.session.series_id == report.series_id and place.session.took_place and place.is_to_be_told
