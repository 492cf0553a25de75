"""Who checks the report of a series: everybody who hears what came of its sessions, each person once."""

from workshops.marks import marks_with
from workshops.models import Attendance, Report, SignUp


def readers_of(report: Report) -> list[SignUp]:
    """One place of each person, the newest: whoever came to three sessions is asked once, also when they can be reached
    elsewhere meanwhile.
    """
    places = SignUp.objects.to_tell().filter(session__series=report.series_id).exclude(name="")
    places = places.select_related("member", "session__venue").order_by("session__starts_at", "pk")
    held = [place for place in places if place.session.took_place]
    newest = list({place.member_id or place.mark: place for place in held}.values())
    of_pool = {place.mark for place in newest if place.member_id}
    return [place for place in newest if place.member_id or place.mark not in of_pool]


def walked_in(report: Report, readers: list[SignUp]) -> list[Attendance]:
    """Whoever walked in, left a way to be told, and is none of those with a place; each person once, by the newest."""
    found = Attendance.objects.walk_ins().filter(session__series=report.series_id).exclude(reach="")
    found = found.select_related("session").order_by("session__starts_at", "pk")
    once = {marks_with(one.name, one.reach)[0]: one for one in found if one.session.took_place}
    known = {place.mark for place in readers}
    return [one for mark, one in once.items() if mark not in known]


def was_there(place: SignUp, report: Report) -> bool:
    """May the holder of this place read and check it?"""
    return place.session.series_id == report.series_id and place.session.took_place and place.is_to_be_told
