"""What no link of the example leads to: how each such thing is made, and the addresses that it stands in.

Nobody whom the doors ask about makes one. Whose it is comes back with it, where it is one person's own.
"""

import uuid

from halton_coprod.easyread.models import OwnPicture
from halton_coprod.services import ask_for_call, keep_picture
from members.models import Scan
from members.roles import CURATOR, EDITOR, FACILITATOR, POOL_STAFF
from members.scans import CleanScan
from members.services import attach_scan, save_question
from stories import services as stories
from stories.media import clean_record
from tests.charter.conftest import make_charter
from tests.charter.deeds import opened
from tests.conftest import make_person
from tests.easyread.test_uploads import image
from tests.members.people import make_member
from tests.stories.conftest import PROJECT, day, line, prepared, release
from tests.stories.deeds import EXPLAINED, TALK, Cast
from tests.stories.files import png, upload, wav
from tests.workshops import deeds_after, test_deeds
from tests.workshops.conftest import on_the_day, plan, sign_up
from workshops.services import open_session


def one(role):
    return make_person(f"first {role}", role)


# the Charter, calls, pictures, the pool


def a_version_out_for_comment():
    charter = make_charter(one(EDITOR))
    opened(charter)
    return None, {"number": charter.draft.number, "move": "rework"}


def call(about):
    asked = ask_for_call(name="Rosa", phone="01632 960 999", token=uuid.uuid4(), about=about)
    return None, {"pk": asked.pk}


def a_call():
    return call("anything")


def a_call_about_a_story():
    return call("story")


def an_own_picture():
    keep_picture(upload(image()), alt="Farah laughs", has_consent=True, by=one(EDITOR))
    return None, {"pk": OwnPicture.objects.get().pk}


def a_paper():
    rosa = make_member()
    attach_scan(rosa.consents.get(), scan=CleanScan(b"%PDF-", "application/pdf"), by=one(POOL_STAFF))
    return None, {"pk": rosa.pk, "scan": Scan.objects.get().pk}


def a_kept_list():
    kept = save_question(name="Mine", query="?way=phone", by=one(POOL_STAFF))
    return kept.owner, {"pk": kept.pk}


# stories


def cast_of_stories():
    return Cast(one(CURATOR), make_person("second curator", CURATOR))


def a_suggestion():
    proposal = cast_of_stories().proposal()
    return None, {"slug": proposal.story.slug, "pk": proposal.pk}


def a_file():
    media = cast_of_stories().picture()
    return None, {"slug": media.story.slug, "pk": media.pk, "press": "out"}


def a_link_to_the_archive():
    opening = stories.open_archive(audience="partners", who="A school", until=day(9), by=one(CURATOR))
    return None, {"pk": opening.pk}


def a_record_of_a_yes():
    by = one(CURATOR)
    story = release(prepared(by), line(), how="phone", **EXPLAINED, by=by)
    record = stories.attach_record(story.newest_release, clean=clean_record(upload(wav())), by=by)
    return None, {"slug": record.story.slug, "pk": record.pk}


def a_use():
    use = cast_of_stories().use()
    return None, {"slug": use.story.slug, "use": use.pk}


def interview():
    by = one(CURATOR)
    reporter = stories.keep_reporter(user=one(FACILITATOR), trained_on=day(-9), trained_by="Us", by=by)
    project = stories.keep_project(**PROJECT, reporters=[reporter], by=by)
    return stories.plan_interview(project, **TALK, reporter=reporter, by=by)


def a_talk_today():
    talk = interview()
    return talk.reporter.user, {"pk": talk.pk}


def a_recording():
    talk, by = interview(), one(FACILITATOR)
    stories.record_interview(talk, wording="Yes", **EXPLAINED, by=by)
    media = stories.add_recording(talk, upload(png()), alt="A drawing", by=by)
    return by, {"pk": talk.pk, "file": media.pk, "press": "out"}


# sessions


def cast_of_sessions():
    by = one(FACILITATOR)
    session = open_session(plan(by), by=by)
    return {"session": session, "places": (sign_up(session), sign_up(session, "Sam Privat")), "facilitator": by}


def a_session_under_way():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": on_the_day(cast["session"]).slug}


def a_place_after_a_move():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": cast["session"].slug, "place": test_deeds.moved(cast).pk}


def an_offer_that_is_over():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": cast["session"].slug, "place": test_deeds.lapsed(cast).pk}


def a_need_after_the_day():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": cast["session"].slug, "pk": deeds_after.over_with_a_need(cast).pk}


def words_about_the_day():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": test_deeds.written(cast).slug}


def a_day_that_people_hear_of():
    cast = cast_of_sessions()
    slug = test_deeds.published(cast).slug
    return cast["facilitator"], {"slug": slug, "kind": "place", "pk": cast["places"][0].pk}


def a_series_without_a_report():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": deeds_after.a_series(cast).slug}


def a_report_in_the_making():
    cast = cast_of_sessions()
    section = deeds_after.a_part(cast)
    return cast["facilitator"], {"slug": section.report.series.slug, "pk": section.pk}


def a_report_that_was_checked():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": deeds_after.checked(cast).series.slug}


def a_report_to_publish():
    cast = cast_of_sessions()
    return cast["facilitator"], {"slug": deeds_after.approved(cast).series.slug}


def a_note_before_it_is_sent():
    cast = cast_of_sessions()
    return cast["facilitator"], {"pk": deeds_after.with_lead(cast).pk}


# What is made → each address that it stands in, and what of it stands there.
MADE = {
    a_version_out_for_comment: {"charter:team_draft": "", "charter:team_move": "number move"},
    a_call: {"finish_call": "pk"},
    a_call_about_a_story: {"tell_from_call": "pk"},
    an_own_picture: {"team_take_picture_away": "pk"},
    a_paper: {"pool_scan": "pk scan"},
    a_kept_list: {"pool_drop": "pk"},
    a_suggestion: {"stories:team_answer_proposal": "slug pk"},
    a_file: {"stories:team_arrange": "slug pk press"},
    a_link_to_the_archive: {"stories:team_close_link": "pk"},
    a_record_of_a_yes: dict.fromkeys(("stories:team_record", "stories:team_remove_record"), "slug pk"),
    a_use: {"stories:team_tell": "slug use"},
    a_talk_today: {"stories:team_record_interview": "pk"},
    a_recording: {
        **dict.fromkeys((f"stories:team_{name}" for name in ("add_recording", "send_gathered", "write_down")), "pk"),
        "stories:team_recording": "pk file",
        "stories:team_change_recording": "pk file",
        "stories:team_arrange_recording": "pk file press",
    },
    a_session_under_way: dict.fromkeys(("workshops:team_give_up", "workshops:team_type_up"), "slug"),
    a_place_after_a_move: {"workshops:team_still": "slug place"},
    an_offer_that_is_over: {"workshops:team_wait": "slug place"},
    a_need_after_the_day: {"workshops:team_note_met": "slug pk"},
    words_about_the_day: {"workshops:team_publish": "slug"},
    a_day_that_people_hear_of: {"workshops:team_note_objection": "slug", "workshops:team_told": "slug kind pk"},
    a_series_without_a_report: {"workshops:team_draft_report": "slug"},
    a_report_in_the_making: {
        **dict.fromkeys(
            (f"workshops:team_{name}" for name in ("add_section", "change_report", "check_report")), "slug"
        ),
        **dict.fromkeys((f"workshops:team_{name}" for name in ("section", "take_out_section")), "slug pk"),
    },
    a_report_that_was_checked: dict.fromkeys(("workshops:team_approve_report", "workshops:team_note_reply"), "slug"),
    a_report_to_publish: {"workshops:team_publish_report": "slug"},
    a_note_before_it_is_sent: dict.fromkeys(
        ("workshops:team_change_safeguarding", "workshops:team_send_safeguarding"), "pk"
    ),
}
