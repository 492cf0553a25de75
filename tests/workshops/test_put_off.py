"""Putting a session off: said why, on a new day or one that is not known yet, and never open again on the old day."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from members.models import Message
from members.roles import CURATOR
from tests.charter.desk import typed_day, typed_easy
from tests.conftest import make_person
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp
from workshops.notices import link_of

from .conftest import NO_EASY_WHY, WHY, at_ten, in_days, page, plan, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAID = "Have you paid for something already? Tell us. We pay it back."
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def ideas(place) -> list[str]:
    last = Message.objects.filter(occasion__startswith=f"place-{place.pk}-").order_by("pk").last()
    return [words for _picture, words in last.ideas]


@FORMS
def test_it_is_asked_why_and_the_new_day_may_not_be_known_yet(desk, session, form):
    place = sign_up(session)
    assert desk.get(page(session, "postpone/", form)).status_code == 200
    for lacking, of in (({"known": "no", **NO_EASY_WHY}, "because"), ({"because": WHY, **NO_EASY_WHY}, "known")):
        assert list(desk.post(page(session, "postpone/", form), lacking).context["form"].errors) == [of]
    assert Session.objects.get().state == "open"
    for _press in range(2):
        answer = desk.post(page(session, "postpone/", form), {"because": WHY, "known": "no", **NO_EASY_WHY})
        assert (answer.status_code, answer["Location"]) == (302, page(session, form=form))
    now = Session.objects.get()
    assert (now.state, now.because, now.waits_for_day) == ("postponed", WHY, True)
    assert ideas(place)[1:] == [
        f"This is why: {WHY}",
        "You keep your place. We tell you the new day.",
        PAID,
        f"You find it all here: {link_of(place)}",
    ]
    assert Message.objects.filter(occasion__contains="postponed").count() == 1


@FORMS
def test_the_old_day_is_shown_to_nobody_and_why_to_everybody(client, session, facilitator, form):
    place = sign_up(session)
    when = session.when
    services.postpone_session(session, because=WHY, by=facilitator)
    why = said_in(form, "This is why: %(because)s", because=WHY)
    shown = []
    for where in (f"/workshops/{session.slug}/", f"/workshops/place/{place.link}/", "/workshops/"):
        read = client.get(form + where).content.decode()
        shown.append((read.count(when), read.count("It begins at"), read.count(why)))
    card = client.get(f"{form}/workshops/{session.slug}/card/").content.decode()
    assert (shown, card.count(when)) == ([(0, 0, 1), (0, 0, 1), (0, 0, 0)], 0)


@pytest.mark.parametrize("deed", ["postpone", "cancel"])
def test_whoever_reads_easy_read_is_told_why_in_easy_words_that_were_checked(client, session, facilitator, deed):
    """The page names what is called off and how many hear of it; a hard word is asked about once."""
    rosa, sam = sign_up(session, "Rosa Privat", language="en-simple"), sign_up(session, "Sam Privat")
    client.force_login(facilitator)
    there = page(session, f"{deed}/")
    assert client.get(there).context["about"] == f"{session.name} ({session.when}). 2 people are told."
    hard = {"because": WHY, "known": "no", **typed_easy("because_easy", ("house", "It's 50% full."))}
    refused = client.post(there, hard).context["form"]
    assert (next(iter(refused.errors)).startswith("because_easy_"), Session.objects.get().because) == (True, "")
    easy = {**hard, **typed_easy("because_easy", ("house", "The room is full."), ("calendar", "We ask again."))}
    assert client.post(there, easy).status_code == 302
    why = {place: [words for words in ideas(place) if "why:" in words] for place in (rosa, sam)}
    assert why == {rosa: ["This is why: The room is full. We ask again."], sam: [f"This is why: {WHY}"]}
    shown = {form: client.get(f"{form}/workshops/{session.slug}/").content.decode() for form in ("", "/easy")}
    found = {form: [shown[form].count(words) for words in (WHY, "The room is full. We ask again.")] for form in shown}
    assert found == {"": [1, 0], "/easy": [0, 1]}


def test_it_does_not_open_again_on_the_old_day(desk, session, facilitator):
    services.postpone_session(session, because=WHY, by=facilitator)
    assert desk.get(page(session)).context["lacks"] == ["It is put off. Choose the new day."]
    desk.post(page(session, "move/open/"))
    assert Session.objects.get().state == "postponed"
    services.move_session(session, starts_at=at_ten(20, 4), ends_at=at_ten(20, 6), by=facilitator)
    with pytest.raises(services.NotReady) as refused:
        services.open_session(session, by=facilitator)
    assert refused.value.messages == ["It is put off. Choose the new day."]
    services.move_session(session, starts_at=at_ten(30), ends_at=at_ten(30, 3), by=facilitator)
    services.open_session(session, by=facilitator)
    now = Session.objects.get()
    assert (now.state, now.because, [item.at.hour for item in now.day_plan]) == ("open", "", [10, 11])


def test_a_past_day_is_no_new_day(session, facilitator):
    services.postpone_session(session, because=WHY, by=facilitator)
    Session.objects.update(starts_at=at_ten(-2), ends_at=at_ten(-2, 3))
    with pytest.raises(services.NotReady) as refused:
        services.open_session(session, by=facilitator)
    assert refused.value.messages == ["The day is over already. Choose a new one."]


@FORMS
def test_a_new_day_that_is_known_is_told_at_once(desk, session, form):
    place = sign_up(session)
    day = timezone.localtime(at_ten(34)).date()
    new = {"because": WHY, "known": "yes", "begins": "2pm", "ends": "5pm", **NO_EASY_WHY}
    for lacking in (new, {"because": WHY, "known": "yes", **NO_EASY_WHY}):
        refused = desk.post(page(session, "postpone/", form), lacking).context["form"].errors
        assert refused == {"day": ["Say it, or choose: Not known yet."]}
    old = typed_day("day", timezone.localtime(session.starts_at).date())
    assert desk.post(page(session, "postpone/", form), {**new, **old}).context["form"].errors["day"] == [
        "This is the old day. Choose another one."
    ]
    desk.post(page(session, "postpone/", form), {**new, **typed_day("day", day)})
    now = Session.objects.get()
    assert (now.state, now.waits_for_day, now.starts_at) == ("postponed", False, at_ten(34, 4))
    assert ideas(place)[2:] == [
        f"The new day is: {now.when}.",
        f"Can you still come? Please tell us here: {link_of(place)}",
        f"You cannot come? Tell us here: {link_of(place)}",
        PAID,
    ]
    assert [item.at.hour for item in now.day_plan] == [14, 15]
    said = said_in(form, "It is put off. The new day is: %(when)s.", when=now.when)
    assert desk.get(f"{form}/workshops/{now.slug}/").content.decode().count(said) == 1
    desk.post(page(session, "move/open/", form))
    assert Session.objects.get().state == "open"


@pytest.mark.parametrize("new", [{}, {"starts_at": at_ten(34), "ends_at": at_ten(34, 3)}])
@pytest.mark.parametrize(("days", "is_late"), [(1, True), (20, False)])
def test_put_off_late_who_has_a_place_gets_what_was_offered(session, facilitator, new, days, is_late):
    """The day that counts is the old one. Whoever waits had nothing to pay for."""
    rosa, _sam, tess = (sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess"))
    Session.objects.update(starts_at=at_ten(days), ends_at=at_ten(days, 3))
    services.postpone_session(Session.objects.get(), because=WHY, **new, by=facilitator)
    late = "You hear it late. So you get what we offered, in full."
    assert [(ideas(one).count(PAID), ideas(one).count(late)) for one in (rosa, tess)] == [(1, is_late), (0, 0)]


@FORMS
def test_whoever_gives_a_place_back_hears_what_is_paid_where_they_are_ill(client, session, form):
    rosa, _sam, tess = (sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess"))
    for place in (tess, rosa):
        client.post(f"{form}/workshops/place/{place.link}/give-back/")
    ill = "Are you ill, and have you paid for something already? Tell us. We pay it back."
    assert [ideas(one).count(ill) for one in (rosa, tess)] == [1, 0]
    assert SignUp.objects.filter(state="cancelled").count() == 2


def test_the_service_refuses_it_without_a_reason_or_on_the_old_day(session, facilitator):
    with pytest.raises(ValidationError):
        services.postpone_session(session, because=" ", by=facilitator)
    with pytest.raises(ValidationError):
        services.postpone_session(session, because=WHY, starts_at=at_ten(20, 5), ends_at=at_ten(20, 6), by=facilitator)
    assert Session.objects.get().state == "open"


def test_a_press_alone_puts_nothing_off(desk, session):
    assert desk.post(page(session, "move/postpone/")).status_code == 404
    assert Session.objects.get().state == "open"


@FORMS
def test_on_a_known_new_day_who_has_a_place_is_asked_once_and_who_waits_keeps_their_number(
    client, session, facilitator, form
):
    rosa, sam, tess = (sign_up(session, f"{name} Privat") for name in ("Rosa", "Sam", "Tess"))
    services.postpone_session(session, because=WHY, starts_at=at_ten(34), ends_at=at_ten(34, 3), by=facilitator)

    def asked():
        return [any(words.startswith("Can you still come?") for words in ideas(one)) for one in (rosa, sam, tess)]

    assert asked() == [True, True, False]
    assert ideas(tess)[3:5] == [
        "You are on the waiting list.",
        "You keep your number in the line. We tell you when a place is free.",
    ]
    own = f"{form}/workshops/place/{rosa.link}/"
    assert client.get(own).content.decode().count(f'action="{own}still/"') == 1
    client.post(f"{own}still/")
    assert client.get(own).content.decode().count(f'action="{own}still/"') == 0
    services.open_session(session, by=facilitator)
    assert (asked(), still()) == ([False, True, False], ["yes", "asked", ""])


def still() -> list[str]:
    return list(SignUp.objects.order_by("pk").values_list("still_comes", flat=True))


def test_a_yes_to_one_new_day_is_none_to_another(session, facilitator):
    place = sign_up(session)
    services.postpone_session(session, because=WHY, starts_at=at_ten(34), ends_at=at_ten(34, 3), by=facilitator)
    services.confirm_place(SignUp.objects.get(), by=Holder(place.pk))
    services.move_session(session, starts_at=at_ten(36), ends_at=at_ten(36, 3), by=facilitator)
    assert still() == [""]
    services.open_session(session, by=facilitator)
    assert still() == ["asked"]
    assert any(words.startswith("Can you still come?") for words in ideas(place))


def test_whoever_helps_at_the_door_reads_which_session_which_day_and_if_they_need_not_come(session, facilitator):
    services.change_session(session, door_helpers=[make_person("helper", CURATOR)], by=facilitator)
    day = said_date(session.starts_at)
    services.postpone_session(session, because=WHY, by=facilitator)
    session = Session.objects.get()
    services.cancel_session(session, because=WHY, by=facilitator)
    other = services.open_session(plan(facilitator, name="Talk"), by=facilitator)
    services.change_session(other, door_helpers=session.door_helpers.all(), by=facilitator)
    Session.objects.filter(pk=other.pk).update(starts_at=in_days(-1), ends_at=in_days(-1, 2))
    services.give_up_session(Session.objects.get(pk=other.pk), because=WHY, by=facilitator)
    told = [one for one in Message.objects.filter(about="duty").order_by("pk") if one.to.startswith("helper@")]
    why = "Everybody who signed up is told why."
    then = f"Meet was planned for {day}. It does not take place on that day, and you need not come then. {why}"
    assert [(one.title, one.ideas[0][1]) for one in told] == [
        ("It is put off: Meet", then),
        ("It is cancelled: Meet", f"Meet was planned for {day}. It is cancelled. You need not come. {why}"),
        (
            "It did not take place: Talk",
            f"Talk was planned for {said_date(in_days(-1))}, and did not take place. {why}",
        ),
    ]
