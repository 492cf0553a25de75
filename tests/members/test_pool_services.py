"""The deeds around the people of the pool: joining, agreeing, needs, supporters, moves, notes, looks, erasing."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members import services
from members.models import EqualityAnswer, Member, Message, Need, Purpose, User
from members.services import Joining, Said
from members.wording import WORDINGS

from .people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(resident):
    return make_member("Rosa", user=resident, by=resident)


def state_of(member):
    return Member.objects.get(pk=member.pk).state


def test_joining_keeps_all_that_was_said_and_tells_the_person():
    rosa = make_member(
        facts={"postcode": "WA8 7QF", "age_band": "25-34", "reward": "talk"},
        picks={"connections": ["lives"], "interests": ["homes", "work"], "taking_part": ["phone"]},
        needs=[Said("information", "makaton"), Said("other", words="A dog", who_sees="pool")],
        supporter={"name": "Sunil", "may_see": True},
        consents={"needs": True, "photos": False},
    )
    assert (rosa.state, rosa.district, rosa.came_by, rosa.recorded_by) == ("interested", "wa8", "online", None)
    assert rosa.ticked("interest") == ["Where people live", "Work and learning"]
    assert [(need.says, need.who_sees, need.source) for need in rosa.needs.all()] == [
        ("Makaton", "session", "self"),
        ("A dog", "pool", "self"),
    ]
    assert [(link.name, link.rights) for link in rosa.supporters.all()] == [("Sunil", ["See my page"])]
    assert {one.purpose: one.stands for one in rosa.consents.all()} == {"pool": True, "needs": True, "photos": False}
    assert [(m.occasion, m.way, m.state) for m in rosa.messages.all()] == [("joined", "email", "waiting")]


def test_two_presses_make_one_person():
    token = uuid.uuid4()
    assert make_member(token=token) == make_member(token=token)
    assert (Member.objects.count(), Message.objects.count(), AuditLine.objects.count()) == (1, 1, 1)


def test_only_pool_staff_record_somebody_else(pool_staff, editor):
    joining = Joining({"name": "Sam", "way": "letter", "address": "2 House"}, consents={"pool": True})
    with pytest.raises(PermissionDenied):
        services.join_pool(joining, token=uuid.uuid4(), came_by="phone", by=editor)
    sam = services.join_pool(joining, token=uuid.uuid4(), came_by="phone", explained_by="Read aloud", by=pool_staff)
    (consent,) = sam.consents.all()
    assert (sam.recorded_by, consent.recorded_by, consent.how) == (pool_staff, pool_staff, "phone")
    assert consent.explained_by == "Read aloud"


def test_nobody_joins_who_cannot_be_reached():
    with pytest.raises(ValidationError):
        make_member(facts={"way": "letter", "address": ""})
    assert (Member.objects.count(), AuditLine.objects.count()) == (0, 0)


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_a_consent_keeps_the_exact_words_that_were_shown(language):
    rosa = make_member(language=language)
    (consent,) = rosa.consents.all()
    assert consent.wording == WORDINGS[Purpose.POOL].shown(language)
    assert consent.form == {"en-gb": "standard", "en-simple": "easy"}[language]


def test_taking_a_yes_back_works_at_once_and_keeps_both_rows(rosa, resident):
    services.give_consent(rosa, purpose="photos", language="en-gb", by=resident)
    assert list(Member.objects.agreed_to("photos")) == [rosa]
    assert services.withdraw_consent(rosa, purpose="photos", by=resident) == 1
    assert list(Member.objects.agreed_to("photos")) == []
    services.give_consent(rosa, purpose="photos", language="en-simple", by=resident)
    rows = [(one.agreed, one.form, one.withdrawn_at is None) for one in rosa.consents.filter(purpose="photos")]
    assert rows == [(True, "standard", False), (True, "easy", True)]


def test_a_no_takes_the_yes_back(rosa, resident):
    services.give_consent(rosa, purpose="needs", language="en-gb", by=resident)
    services.give_consent(rosa, purpose="needs", agreed=False, language="en-gb", by=resident)
    assert list(Member.objects.agreed_to("needs")) == []


def test_needs_reach_a_meeting_only_while_the_person_agrees(rosa, resident):
    services.record_needs(
        rosa, needs=[Said("surroundings", "quiet"), Said("other", words="x", who_sees="pool")], by=resident
    )
    assert [need.says for need in Need.objects.for_session()] == []
    services.give_consent(rosa, purpose="needs", language="en-gb", by=resident)
    assert [need.says for need in Need.objects.for_session()] == ["A quiet room"]
    services.withdraw_consent(rosa, purpose="needs", by=resident)
    assert [need.says for need in Need.objects.for_session()] == []


def test_needs_replace_what_stood_and_only_known_ones_can_be_ticked(rosa, resident):
    services.record_needs(rosa, needs=[Said("surroundings", "quiet")], by=resident)
    with pytest.raises(ValidationError):
        services.record_needs(rosa, needs=[Said("surroundings", "a throne")], by=resident)
    assert [need.says for need in rosa.needs.all()] == ["A quiet room"]
    services.record_needs(rosa, needs=[Said("surroundings", "light")], by=resident)
    assert [need.says for need in rosa.needs.all()] == ["Soft light"]


RIGHTS = ("may_see", "may_change", "may_book", "gets_copies")
PERMISSIONS = {
    "members.see_member": "may_see",
    "members.see_needs": "may_see",
    "members.change_member": "may_change",
    "members.record_needs": "may_change",
    "members.book_for": "may_book",
    "members.give_consent": None,
    "members.leave_pool": None,
    "members.erase_member": None,
    "members.add_supporter": None,
    "members.write_note": None,
}


@pytest.mark.parametrize("right", RIGHTS)
def test_a_supporter_may_do_what_was_granted_and_nothing_else(rosa, resident, stranger, right):
    other = make_member("Other")
    services.add_supporter(rosa, name="Sunil", user=stranger, by=resident, **{right: True})
    may = {permission for permission in PERMISSIONS if stranger.has_perm(permission, rosa)}
    assert may == {permission for permission, needed in PERMISSIONS.items() if needed == right}
    assert [permission for permission in PERMISSIONS if stranger.has_perm(permission, other)] == []
    assert list(Member.objects.visible_to(stranger)) == ([rosa] if right == "may_see" else [])


@pytest.mark.parametrize("times", [{"until": -1, "begins": -2}, {"begins": 1}])
def test_before_it_begins_and_after_it_ran_out_a_supporter_may_nothing(rosa, resident, stranger, times):
    days = {name: timezone.localdate() + timedelta(days=away) for name, away in times.items()}
    services.add_supporter(rosa, name="Sunil", user=stranger, may_see=True, by=resident, **days)
    assert stranger.has_perm("members.see_member", rosa) is False


@pytest.mark.parametrize("who", ["resident", "stranger", "pool_staff"])
def test_ending_a_supporter_works_at_once(rosa, resident, stranger, request, who):
    link = services.add_supporter(rosa, name="Sunil", user=stranger, may_see=True, by=resident)
    services.end_supporter(link, by=request.getfixturevalue(who))
    assert stranger.has_perm("members.see_member", rosa) is False
    assert link.member.supporters.active().count() == 0


def test_what_a_supporter_does_names_both_in_the_log(rosa, resident, stranger):
    services.add_supporter(rosa, name="Sunil", user=stranger, may_change=True, by=resident)
    services.record_needs(rosa, needs=[Said("surroundings", "quiet")], by=stranger)
    line = AuditLine.objects.first()
    assert (line.verb, line.actor_id, line.for_whom) == ("members.needs.record", stranger.pk, rosa.pk)
    assert [need.source for need in rosa.needs.all()] == ["supporter"]


def test_moves_keep_their_comments(rosa, resident, pool_staff):
    for move in ("book_chat", "welcome"):
        services.move_member(rosa, move, by=pool_staff, comment=f"About {move}")
    services.pause_member(rosa, by=resident)
    services.move_member(rosa, "resume", by=resident)
    services.leave_pool(rosa, by=resident)
    said = [(one.move, one.after, one.comment) for one in rosa.changes.order_by("pk")]
    assert said == [
        ("join", "interested", ""),
        ("book_chat", "chat_booked", "About book_chat"),
        ("welcome", "active", "About welcome"),
        ("pause", "paused", ""),
        ("resume", "active", ""),
        ("leave", "left", ""),
    ]


def test_the_person_cannot_make_themselves_active_and_others_cannot_move_them(rosa, resident, stranger, editor):
    for move, by in (("welcome", resident), ("leave", stranger), ("leave", editor)):
        with pytest.raises(PermissionDenied):
            services.move_member(rosa, move, by=by)
    with pytest.raises(NotNow):
        services.pause_member(rosa, by=resident)
    assert state_of(rosa) == "interested"


def test_only_active_people_who_agree_and_want_messages_are_asked(rosa, resident, pool_staff):
    assert list(Member.objects.may_be_asked()) == []
    services.move_member(rosa, "welcome", by=pool_staff)
    assert list(Member.objects.may_be_asked()) == [rosa]
    services.change_member(rosa, wants_messages=False, by=resident)
    assert list(Member.objects.may_be_asked()) == []
    services.change_member(rosa, wants_messages=True, by=resident)
    services.withdraw_consent(rosa, purpose="pool", by=resident)
    assert list(Member.objects.may_be_asked()) == []


@pytest.mark.parametrize("deed", ["take back", "say no", "leave"])
def test_agreeing_to_the_pool_and_being_in_it_are_one(rosa, resident, pool_staff, deed):
    services.give_consent(rosa, purpose="photos", language="en-gb", by=resident)
    if deed == "leave":
        services.leave_pool(rosa, by=resident)
    elif deed == "say no":
        services.give_consent(rosa, purpose="pool", agreed=False, language="en-gb", by=pool_staff)
    else:
        services.withdraw_consent(rosa, purpose="pool", by=resident)
    assert (state_of(rosa), list(Member.objects.in_pool())) == ("left", [])
    assert [record.purpose for record in rosa.consents.standing()] == ["photos"]
    services.give_consent(rosa, purpose="photos", agreed=False, language="en-gb", by=resident)
    assert state_of(rosa) == "left"
    services.give_consent(rosa, purpose="pool", language="en-gb", by=pool_staff)
    assert (state_of(rosa), [record.purpose for record in rosa.consents.standing()]) == ("interested", ["pool"])
    assert list(rosa.changes.values_list("move", flat=True).order_by("pk")) == ["join", "leave", "come_back"]


def test_whoever_was_never_asked_stays_when_they_answer_something_else(rosa, pool_staff):
    rosa.consents.all().delete()
    services.give_consent(rosa, purpose="photos", agreed=False, language="en-gb", by=pool_staff)
    services.withdraw_consent(rosa, purpose="partners", by=pool_staff)
    assert state_of(rosa) == "interested"


def test_another_answer_moves_nobody(rosa, pool_staff):
    Member.objects.filter(pk=rosa.pk).update(state="left")
    services.give_consent(rosa, purpose="photos", language="en-gb", by=pool_staff)
    services.withdraw_consent(rosa, purpose="photos", by=pool_staff)
    assert state_of(rosa) == "left"


def test_changing_how_to_be_reached_never_leaves_nobody_to_reach(rosa, resident):
    with pytest.raises(ValidationError):
        services.change_member(rosa, way="phone", by=resident)
    services.change_member(rosa, way="phone", phone="01632 960 222", interests=["homes"], by=resident)
    rosa.refresh_from_db()
    assert (rosa.way, rosa.phone, rosa.ticked("interest")) == ("phone", "01632 960 222", ["Where people live"])
    with pytest.raises(TypeError):
        services.change_member(rosa, state="active", by=resident)


def test_whoever_looks_is_on_record_and_whoever_may_not_is_refused(rosa, pool_staff, editor):
    with pytest.raises(PermissionDenied):
        services.record_look(rosa, what="page", by=editor)
    with pytest.raises(ValidationError):
        services.record_look(rosa, what="needs", by=pool_staff)
    services.record_look(rosa, what="needs", why="To plan Tuesday", by=pool_staff)
    assert [(look.looker, look.what, look.why) for look in rosa.looks.all()] == [
        (pool_staff, "needs", "To plan Tuesday")
    ]


def test_notes_go_when_their_time_is_over(rosa, pool_staff):
    today = timezone.localdate()
    for days, words in ((-1, "old"), (0, "last day"), (1, "new")):
        services.write_note(rosa, words=words, keep_until=today + timedelta(days=days), by=pool_staff)
    assert services.forget_notes() == 1
    assert {note.words for note in rosa.notes.all()} == {"last day", "new"}


def test_erasing_leaves_no_name_and_keeps_the_counts(rosa, resident, pool_staff):
    services.record_needs(rosa, needs=[Said("other", words="x")], by=resident)
    services.add_supporter(rosa, name="Sunil", by=resident)
    services.write_note(rosa, words="Rosa said", keep_until=timezone.localdate(), by=pool_staff)
    services.move_member(rosa, "book_chat", by=pool_staff, comment="Rosa on Tuesday")
    services.erase_member(rosa, by=resident)
    row = Member.objects.get(pk=rosa.pk)
    assert (row.state, row.name, row.email, row.user) == ("erased", "", "", None)
    left = [kept.count() for kept in (row.picks, row.needs, row.supporters, row.notes, row.looks, row.messages)]
    assert left == [0] * 6
    assert [change.comment for change in row.changes.all()] == ["", "", ""]
    assert row.consents.standing().count() == 0
    user = User.objects.get(pk=resident.pk)
    assert (user.name, user.email, user.is_active) == ("", f"erased-{user.pk}@erased.invalid", False)
    assert [line for line in AuditLine.objects.all() if "Rosa" in f"{line.note}{line.fields}"] == []


def test_other_floors_erase_what_they_keep_in_the_same_stroke(rosa, resident, monkeypatch):
    erased = []
    monkeypatch.setattr("members.services.erasing.also_erased", [erased.append])
    services.erase_member(rosa, by=resident)
    assert erased == [rosa]


def test_equality_answers_are_only_counted():
    for answer in ("yes", "yes", "unsaid"):
        services.count_equality_answer(question="carer", answer=answer)
    assert list(EqualityAnswer.objects.values_list("question", "answer", "people")) == [
        ("carer", "unsaid", 1),
        ("carer", "yes", 2),
    ]
    assert {field.name for field in EqualityAnswer._meta.get_fields()} == {"id", "question", "answer", "people"}
    assert AuditLine.objects.count() == 0
    with pytest.raises(ValueError, match="carer"):
        services.count_equality_answer(question="carer", answer="Rosa")
