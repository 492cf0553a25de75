"""What came of the example sessions: a checked report, tools, an objection; and what is there for the big day."""

import tomllib
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from workshops import services
from workshops.holders import Holder
from workshops.models import AccessRequest, Session
from workshops.report_readers import readers_of

from .words import easy

FILE = Path(__file__).parent / "after.toml"
TO_CHECK = timedelta(days=14)
TABLES = 15


def load(series, themes: dict, *, by, helper) -> None:
    """Everything of the file, after the sessions and what people ask for."""
    told = tomllib.loads(FILE.read_text())
    about = {"about": told["series"]["about"], "about_easy": easy(told["series"]["easy"])}
    services.describe_series(series, name=series.name, **about, by=by)
    for one in told["tools"]:
        keep_tool(one, series, themes, by)
    publish_report(series, told["report"], by)
    object_to(told["objection"], by)
    get_ready(told, by, helper)


def keep_tool(told: dict, series, themes, by) -> None:
    facts = {name: told[name] for name in ("kind", "name", "about", "items")}
    easies = {
        "about_easy": replace(easy(told["easy"]), title=told["easy_name"]),
        "items_easy": easy(told["items_easy"]),
    }
    links = {"theme": themes[told["theme"]], "series": series}
    tool = services.keep_tool(**facts, **easies, **links, is_example=True, by=by)
    services.publish_tool(tool, by=by)
    for who in told["used_by"]:
        services.note_use(tool, who=who, by=by)


def publish_report(series, told: dict, by) -> None:
    """Drafted, checked by everybody who was there, one of whom it did not suit; answered, approved and published."""
    report = services.draft_report(series, by=by)
    words = {"summary": told["summary"], "summary_easy": replace(easy(told["easy"]), title=told["easy_title"])}
    services.change_report(report, title=told["title"], **words, is_example=True, by=by)
    report = services.let_check_report(report, until=timezone.localdate() + TO_CHECK, by=by)
    for number, place in enumerate(readers_of(report)):
        said = {"is_right": bool(number), "words": "" if number else told["objection"]}
        reply = services.reply_to_report(place, report, **said, by=Holder(place.pk))
        if not number:
            services.answer_reply(reply, answer=told["answer"], by=by)
    decision = {"at_meeting": told["decided_at"], "by_whom": told["decided_by"], "on": timezone.localdate()}
    services.publish_report(services.approve_report(report, **decision, by=by), by=by)


def object_to(told: dict, by) -> None:
    """Somebody who was at the last workshop says that it is not so; nobody has answered yet."""
    session = Session.objects.filter(is_example=True, state=Session.State.HELD).order_by("starts_at").last()
    place = session.sign_ups.with_place().first()
    services.raise_objection(place, words=told["words"], token=uuid.uuid4(), by=Holder(place.pk))


def get_ready(told: dict, by, helper) -> None:
    """Rules for the next session, a need that is answered and one that is overdue; tables, a place that came free and
    was offered, and somebody at the door for the big day.
    """
    coming = Session.objects.filter(is_example=True, state=Session.State.OPEN).order_by("starts_at")
    following, big_day = coming.first(), coming.order_by("capacity").last()
    rules = told["rules"]
    services.agree_ground_rules(
        following, words=rules["words"], easy=easy(rules["easy"]), yellow=rules["yellow"], by=by
    )
    request = AccessRequest.objects.filter(sign_up__session=following).first()
    services.arrange_request(request, answer="Farah brings it.", by=by)
    place = following.sign_ups.with_place().last()
    long_ago = timezone.localdate() - timedelta(days=12)
    services.note_request(place, says=told["needs"]["overdue"], asked_on=long_ago, by=by)
    services.change_session(big_day, door_helpers=[helper], by=by)
    note = services.write_safeguarding(following, **told["worry"], by=by)
    services.send_safeguarding(note, by=by)
    services.give_back(big_day.sign_ups.with_place().first(), by=by)
    tables = [
        {"facilitator": f"Helper {number} Example", "scribe": f"Scribe {number} Example"}
        for number in range(1, TABLES + 1)
    ]
    services.lay_tables(big_day, tables=tables, by=by)
    services.spread_people(big_day, by=by)
