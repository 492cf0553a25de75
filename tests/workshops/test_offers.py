"""Places that are offered: nobody's time runs before they know, none outlives its session, and the line comes first."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from halton_coprod.record.flow import NotNow
from members.models import Message
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp

from .conftest import WHY, heard, in_days, run_out, sign_up

pytestmark = pytest.mark.django_db
PHONE = {"way": "phone", "reach": "01632 960 555"}


def states(session):
    return [place.state for place in session.sign_ups.order_by("pk")]


def titles(place):
    return [message.title for message in messages(place)]


def messages(place):
    return Message.objects.filter(occasion__startswith=f"place-{place.pk}-").order_by("pk")


@pytest.fixture
def line(session):
    """One who gave their place back, one who has a place, one who was offered one, one who waits."""

    def with_way(**facts):
        a, b = sign_up(session, "A"), sign_up(session, "B")
        c, d = sign_up(session, "C", **facts), sign_up(session, "D")
        services.give_back(a, by=Holder(a.pk))
        for place in (c, d):
            place.refresh_from_db()
        return a, b, c, d

    return with_way


OFF = {
    "cancelled": lambda session, by: services.cancel_session(session, because="Snow.", by=by),
    "postponed": lambda session, by: services.postpone_session(session, because=WHY, by=by),
    "begun": lambda session, by: Session.objects.update(starts_at=in_days(0, -1), ends_at=in_days(0, 1)),
}


@pytest.mark.parametrize("state", OFF)
def test_no_offer_outlives_its_session(client, session, facilitator, line, state):
    _a, _b, c, _d = line()
    OFF[state](session, facilitator)
    told = titles(c)
    page = client.get(f"/workshops/place/{c.link}/").content.decode()
    assert page.count("Yes, I come") == 0
    with pytest.raises(NotNow):
        services.accept_offer(c, by=Holder(c.pk))
    run_out(c)
    services.lapse_offers()
    assert SignUp.objects.get(pk=c.pk).state == ("offered" if state == "postponed" else "lapsed")
    assert (titles(c), states(session)[3]) == (told, "waiting")


def test_while_it_is_put_off_no_time_runs_and_the_line_comes_first(session, facilitator, line):
    _a, b, c, d = line()
    services.postpone_session(session, because=WHY, by=facilitator)
    services.give_back(b, by=Holder(b.pk))
    run_out(c)
    call_command("tick")
    assert states(session) == ["cancelled", "cancelled", "offered", "waiting"]
    services.move_session(session, starts_at=in_days(40), ends_at=in_days(40, 2), by=facilitator)
    services.open_session(session, by=facilitator)
    assert states(session) == ["cancelled", "cancelled", "offered", "offered"]
    c.refresh_from_db()
    assert timezone.localtime(c.offered_until).date() == timezone.localdate() + timedelta(days=3)
    assert titles(c)[-1] == "There is a new day: Meet"
    assert sign_up(session, "Newcomer").state == "waiting"
    assert titles(d)[-2:] == ["There is a new day: Meet", "There is a place for you: Meet"]


def test_whoever_waits_comes_before_a_newcomer(session, facilitator):
    for name in ("A", "B", "C"):
        sign_up(session, name)
    Session.objects.update(capacity=3)
    assert (sign_up(session, "Newcomer").state, states(session)[:3]) == ("waiting", ["in", "in", "offered"])


def test_nobody_who_signed_up_anew_stands_in_line_twice(client, session, line):
    _a, _b, c, _d = line()
    run_out(c)
    services.lapse_offers()
    again = sign_up(session, "C")
    assert services.wait_again(c, by=Holder(c.pk)).pk == again.pk
    answer = client.post(f"/workshops/place/{c.link}/wait/")
    assert answer["Location"] == f"/workshops/place/{again.link}/"
    assert SignUp.objects.get(pk=c.pk).state == "lapsed"


def test_an_offer_ends_with_its_day(line):
    _a, _b, c, _d = line()
    ends = timezone.localtime(c.offered_until)
    assert (ends.date(), ends.hour, ends.minute) == (timezone.localdate() + timedelta(days=3), 23, 59)


@pytest.mark.parametrize("way", [PHONE, {"way": "letter", "reach": "1 Street"}, {}])
def test_no_time_runs_before_somebody_was_told(session, line, way):
    _a, _b, c, _d = line(**way)
    SignUp.objects.filter(pk=c.pk).update(offered_until=in_days(-1))
    assert services.lapse_offers() == 0
    days = 7 if way.get("way") == "letter" else 3
    c.refresh_from_db()
    assert timezone.localtime(c.offered_until).date() == timezone.localdate() + timedelta(days=days)
    assert (states(session)[2:], titles(c)[-1]) == (["offered", "waiting"], "There is a place for you: Meet")


def test_whoever_is_rung_late_has_all_their_days_from_then(line):
    _a, _b, c, _d = line(**PHONE)
    words = dict(messages(c).last().ideas)
    assert words["deadline"] == "Please say yes or no within 3 days. We keep the place for you until then."
    heard(c, days=1)
    SignUp.objects.filter(pk=c.pk).update(offered_until=in_days(-1))
    c.refresh_from_db()
    assert services.lapse_offers() == 0
    assert services.accept_offer(c, by=Holder(c.pk)).state == "in"


def test_whoever_asked_for_calls_is_rung_once_more_before_it_goes_on(session, line):
    _a, _b, c, _d = line(**PHONE)
    heard(c, days=3)
    SignUp.objects.filter(pk=c.pk).update(offered_until=in_days(0, 20), told_at=in_days(-3))
    assert [services.ask_once_more(), services.ask_once_more()] == [1, 0]
    last = messages(c).last()
    assert (last.title, last.way) == ("Please say yes or no: Meet", "phone")


def test_nobody_is_rung_twice_who_has_just_heard_or_gets_emails(line):
    _a, _b, c, _d = line(**PHONE)
    heard(c, days=0)
    SignUp.objects.filter(pk=c.pk).update(offered_until=in_days(0, 20), told_at=in_days(-3))
    assert services.ask_once_more() == 0
    SignUp.objects.filter(pk=c.pk).update(way="email")
    heard(c, days=3)
    assert services.ask_once_more() == 0


def test_longer_is_told_once_and_never_shorter(session, facilitator, line):
    _a, _b, c, _d = line()
    until = in_days(9)
    for _press in range(2):
        services.extend_offer(c, until=until, by=facilitator)
    assert titles(c)[-2:] == ["There is a place for you: Meet", "You have more time to answer: Meet"]
    for earlier in (in_days(2), in_days(-1)):
        with pytest.raises(ValidationError):
            services.extend_offer(c, until=earlier, by=facilitator)
    services.extend_offer(c, until=in_days(90), by=facilitator)
    assert SignUp.objects.get(pk=c.pk).offered_until == session.starts_at


def test_moved_earlier_no_offer_outlasts_the_beginning(session, facilitator, line):
    _a, _b, c, d = line()
    services.extend_offer(c, until=in_days(15), by=facilitator)
    begins = in_days(1)
    services.move_session(session, starts_at=begins, ends_at=in_days(1, 2), by=facilitator)
    c.refresh_from_db()
    assert c.offered_until == begins
    assert [titles(place)[-1] for place in (c, d)] == ["Something has changed: Meet"] * 2
    assert [message.ideas[-2][1][:20] for message in (messages(d).last(),)] == ["You keep your number"]


def test_the_team_takes_a_yes_on_the_phone_and_lets_somebody_wait_again(client, session, facilitator, line):
    client.force_login(facilitator)
    _a, b, c, d = line(**PHONE)

    def press(place, what):
        return client.post(f"/team/workshops/sessions/{session.slug}/people/{place.pk}/{what}/")

    for _press in range(2):
        assert press(c, "yes").status_code == 302
    services.give_back(b, by=facilitator)
    run_out(d)
    services.lapse_offers()
    groups = client.get(f"/team/workshops/sessions/{session.slug}/people/").context["groups"]
    assert [[place.name for place in places] for _says, places in groups] == [["C"], [], [], ["D"]]
    assert press(d, "yes").status_code == 409
    press(d, "wait")
    assert states(session) == ["cancelled", "cancelled", "in", "offered"]


def test_who_waited_in_vain_hears_it_when_it_begins_once(session):
    for name in ("A", "B", "C"):
        sign_up(session, name)
    waiting = session.sign_ups.waiting().get()
    assert services.tell_who_waited() == 0
    SignUp.objects.update(told_at=in_days(-3))
    Session.objects.update(starts_at=in_days(0, -1), ends_at=in_days(0, 1))
    assert [services.tell_who_waited(), services.tell_who_waited()] == [1, 0]
    assert titles(waiting) == ["You are on the waiting list: Meet", "There was no free place: Meet"]


def test_places_kept_for_new_people_are_offered_past_those_who_came_before(session, facilitator):
    services.change_session(session, kept_for_new=1, by=facilitator)
    first, new = sign_up(session, "A", is_new=False), sign_up(session, "B")
    old, newer = sign_up(session, "C", is_new=False), sign_up(session, "D")
    services.give_back(new, by=Holder(new.pk))
    assert [SignUp.objects.get(pk=one.pk).state for one in (first, old, newer)] == ["in", "waiting", "offered"]


def test_the_same_press_twice_is_one_yes(session, line):
    _a, _b, c, _d = line()
    for _press in range(2):
        services.accept_offer(c, by=Holder(c.pk))
    assert titles(c)[-1] == "You have a place: Meet"
    assert sum(one == "You have a place: Meet" for one in titles(c)) == 1
