"""Places, the waiting list and what people are told: nobody is lost, nobody is moved in unasked."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members import services as members
from members.models import Member, Message
from members.services import Joining, Said
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp
from workshops.readiness import missing

from .conftest import TEXTS, in_days, plan, run_out, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def states(session):
    return [place.state for place in session.sign_ups.order_by("pk")]


def titles():
    return [message.title for message in Message.objects.order_by("pk")]


def a_member(user=None, **facts):
    known = {"name": "Rosa Privat", "way": "letter", "address": "2 Private Road", "easy_read": True, **facts}
    needs = [Said("surroundings", "quiet"), Said("other", words="For the pool only", who_sees="pool")]
    joining = Joining(known, needs=needs, consents={"pool": True, "needs": True})
    return members.join_pool(joining, token=uuid.uuid4(), user=user, by=user)


def test_an_empty_plan_says_all_that_is_missing(facilitator):
    begins = {"starts_at": in_days(9), "ends_at": in_days(9, 3)}
    session = services.plan_session(name="Empty", by=facilitator, **begins)
    with pytest.raises(services.NotReady) as refused:
        services.open_session(session, by=facilitator)
    assert len(refused.value.messages) == len(TEXTS) * 2 + 5
    assert (missing(session)[-1], Session.objects.get().state) == ("Say whom people can ask.", "draft")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reward": ""}, ["Say what people get: how much and which costs, or not paid and why."]),
        ({"contact": ""}, ["Say whom people can ask."]),
        ({"rung": ""}, ["Say on which step of the ladder it is."]),
        ({"about": "Other words."}, ["Say in easy read what it is about."]),
    ],
)
def test_each_missing_thing_is_named(draft, facilitator, change, says):
    session = services.change_session(draft, by=facilitator, **change)
    assert missing(session)[:1] == says


def test_without_a_team_it_stays_shut(draft):
    draft.team.clear()
    assert missing(draft)[:1] == ["Say who runs it."]


def test_a_venue_that_nobody_has_looked_at_keeps_it_shut(draft, facilitator):
    venue = services.keep_venue(name="New", address="There", by=facilitator)
    session = services.change_session(draft, venue=venue, by=facilitator)
    assert missing(session) == ["Somebody must go and look at the venue first."]


def test_places_then_the_line(session):
    for name in ("A", "B", "C", "D"):
        sign_up(session, name)
    assert states(session) == ["in", "in", "waiting", "waiting"]
    assert [place.place_in_line for place in session.sign_ups.waiting()] == [1, 2]
    assert titles() == ["You have a place: Meet"] * 2 + ["You are on the waiting list: Meet"] * 2


def test_the_same_person_and_the_same_press_are_one(session):
    token = uuid.uuid4()
    first = sign_up(session, token=token)
    assert {sign_up(session, token=token).pk, sign_up(session, name="rosa  PRIVAT").pk} == {first.pk}
    assert sign_up(session, name="Ann Privat", reach="rosa@private.example").pk != first.pk
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"way": "email", "email": "Rosa@private.example"}, {}),
        ({"way": "phone", "phone": "01632 960111"}, {"way": "phone", "reach": "+44 1632 960111"}),
        ({"way": "letter", "address": "2 Private Road\nWidnes"}, {"way": "letter", "reach": "2 private Road, Widnes"}),
    ],
)
def test_with_the_pools_record_and_without_it_is_one_person(session, facilitator, resident, known, said):
    """Whichever came first; also when they can be reached elsewhere meanwhile."""
    member, later = a_member(resident, **known), services.open_session(plan(facilitator, name="B"), by=facilitator)
    first = sign_up(session, **said)
    own = {"asking": services.Asking(), "member": member, "by": resident}
    assert services.sign_up(session, token=uuid.uuid4(), **own).pk == first.pk
    place = services.sign_up(later, token=uuid.uuid4(), **own)
    assert sign_up(later, name="rosa  privat", **said).pk == place.pk
    Member.objects.filter(pk=member.pk).update(way="letter", address="9 Elsewhere", name="Rose")
    own["member"] = Member.objects.get()
    assert services.sign_up(later, token=uuid.uuid4(), **own).pk == place.pk
    told = Message.objects.filter(occasion__contains="-in-again-").values_list("occasion", "member")
    day = timezone.localdate()
    assert sorted(told) == [(f"place-{first.pk}-in-again-{day}", None), (f"place-{place.pk}-in-again-{day}", member.pk)]


def test_a_phone_number_is_the_same_however_it_is_written(session):
    written = ("01632 960111", "01632960111", "+44 1632 960111", "0044 1632 960 111", "+44 (0)1632 960111")
    places = {sign_up(session, name="Pam Phone", way="phone", reach=number).pk for number in written}
    assert (len(places), Message.objects.count()) == (1, 2)
    assert sign_up(session, name="Pam Phone", way="phone", reach="01632 960112").pk not in places


def test_without_a_waiting_list_it_is_full(session, facilitator):
    services.change_session(session, has_waiting_list=False, by=facilitator)
    sign_up(session, "A"), sign_up(session, "B")
    with pytest.raises(services.Full):
        sign_up(session, "C")
    assert states(session) == ["in", "in"]


def test_some_places_are_kept_for_new_people(facilitator):
    session = services.open_session(plan(facilitator, capacity=3, kept_for_new=2), by=facilitator)
    for name, is_new in (("A", False), ("B", False), ("C", True), ("D", True), ("E", True)):
        sign_up(session, name, is_new=is_new)
    assert states(session) == ["in", "waiting", "in", "in", "waiting"]


def test_supporters_take_nobodys_place(session):
    sign_up(session, "A", supporters=2), sign_up(session, "B", supporters=2)
    assert states(session) == ["in", "in"]


def test_a_free_place_is_offered_and_taken_only_on_a_yes(session):
    a, _b, c, d = (sign_up(session, name) for name in ("A", "B", "C", "D"))
    services.give_back(a, by=Holder(a.pk))
    assert states(session) == ["cancelled", "in", "offered", "waiting"]
    c.refresh_from_db()
    assert c.offered_until.date() == (timezone.now() + timedelta(days=3)).date()
    assert titles()[-1] == "There is a place for you: Meet"
    assert services.accept_offer(c, by=Holder(c.pk)).state == "in"
    assert services.accept_offer(c, by=Holder(c.pk)).state == "in"
    d.refresh_from_db()
    assert (states(session), d.place_in_line) == (["cancelled", "in", "in", "waiting"], 1)


def test_an_offer_that_lapses_goes_on_and_its_person_may_wait_again(session):
    a, _b, c, _d = (sign_up(session, name) for name in ("A", "B", "C", "D"))
    services.give_back(a, by=Holder(a.pk))
    run_out(c)
    with pytest.raises(NotNow):
        services.accept_offer(c, by=Holder(c.pk))
    call_command("tick")
    call_command("tick")
    assert states(session) == ["cancelled", "in", "lapsed", "offered"]
    assert AuditLine.objects.filter(verb="workshops.signup.lapse").count() == 1
    services.wait_again(c, by=Holder(c.pk))
    assert states(session) == ["cancelled", "in", "waiting", "offered"]


def test_an_offer_that_still_has_time_does_not_lapse(session):
    a, *_rest = (sign_up(session, name) for name in ("A", "B", "C"))
    services.give_back(a, by=Holder(a.pk))
    assert (services.lapse_offers(), states(session)) == (0, ["cancelled", "in", "offered"])


def test_more_places_serve_the_line_and_fewer_than_are_taken_are_refused(session, facilitator):
    for name in ("A", "B", "C", "D"):
        sign_up(session, name)
    services.change_session(session, capacity=3, by=facilitator)
    assert states(session) == ["in", "in", "offered", "waiting"]
    with pytest.raises(ValidationError):
        services.change_session(session, capacity=2, by=facilitator)


def test_by_letter_there_is_longer_to_answer(session):
    a = sign_up(session, "A")
    sign_up(session, "B")
    c = sign_up(session, "C", way="letter", reach="3 Private Road")
    services.give_back(a, by=Holder(a.pk))
    c.refresh_from_db()
    assert c.offered_until.date() == (timezone.now() + timedelta(days=7)).date()


def test_nobody_answers_for_somebody_elses_place(session, resident):
    a, b = sign_up(session, "A"), sign_up(session, "B")
    for stranger in (Holder(b.pk), resident):
        with pytest.raises(PermissionDenied):
            services.give_back(a, by=stranger)
    assert states(session) == ["in", "in"]


def test_a_link_that_was_changed_opens_nothing(session):
    place = sign_up(session)
    assert SignUp.objects.by_link(place.link) == place
    assert [SignUp.objects.by_link(link) for link in (f"{place.pk}", f"{place.link}x", "")] == [None] * 3


def test_somebody_of_the_pool_is_asked_nothing_twice(session, resident, stranger):
    member = a_member(resident)
    with pytest.raises(PermissionDenied):
        services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=member, by=stranger)
    place = services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=member, by=resident)
    assert (place.name, place.said_needs, place.needs) == ("Rosa Privat", ["Easy read", "A quiet room"], [])
    message = Message.objects.get(occasion=f"place-{place.pk}-in")
    assert (message.member, message.way, message.form) == (member, "letter", "en-simple")
    members.withdraw_consent(member, purpose="needs", by=resident)
    assert place.said_needs == []


def test_who_is_erased_is_gone_from_the_list_and_the_place_is_free(session, resident):
    member = a_member(resident)
    place = services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=member, by=resident)
    sign_up(session, "B"), sign_up(session, "C")
    members.erase_member(Member.objects.get(pk=member.pk), by=resident)
    place.refresh_from_db()
    assert (place.name, place.member, states(session)) == ("", None, ["cancelled", "in", "offered"])


def test_when_it_moves_everybody_is_told_and_reminders_move_with_it(session, facilitator):
    place = sign_up(session)
    SignUp.objects.update(told_at=in_days(-30))
    Session.objects.update(starts_at=in_days(6), ends_at=in_days(6, 2))
    assert [services.send_reminders(), services.send_reminders()] == [1, 0]
    services.move_session(session, starts_at=in_days(5), ends_at=in_days(5, 2), by=facilitator)
    assert services.send_reminders() == 0
    SignUp.objects.update(told_at=in_days(-3))
    Session.objects.update(starts_at=in_days(1), ends_at=in_days(1, 2))
    assert [services.send_reminders(), services.send_reminders()] == [1, 0]
    found = [occasion.split("-")[2] for occasion in Message.objects.order_by("pk").values_list("occasion", flat=True)]
    assert (place.state, found) == ("in", ["in", "soon", "moved", "soon"])


def test_no_reminder_after_it_has_begun_or_when_it_is_off(session, facilitator):
    sign_up(session)
    SignUp.objects.update(told_at=in_days(-30))
    Session.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert services.send_reminders() == 0
    Session.objects.update(starts_at=in_days(1) - timedelta(minutes=1))
    services.cancel_session(session, because="Snow.", by=facilitator)
    assert (services.send_reminders(), titles()[-1]) == (0, "It is cancelled: Meet")


def test_the_day_and_the_venue_are_not_changed_behind_peoples_backs(session, facilitator):
    with pytest.raises(NotNow):
        services.change_session(session, starts_at=in_days(8), by=facilitator)


def test_it_has_not_taken_place_before_it_begins(session, facilitator):
    with pytest.raises(NotNow):
        services.hold_session(session, by=facilitator)


def test_last_times_is_copied_without_its_people(session, facilitator):
    sign_up(session)
    new = services.copy_session(session, starts_at=in_days(40), ends_at=in_days(40, 3), by=facilitator)
    assert (missing(new), new.state, new.sign_ups.count(), new.agenda.count()) == ([], "draft", 0, 2)
    assert new.slug != session.slug
