"""What happened next: written, published, told to everybody once by their way, objected to, answered, and closed."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.easyread.said import said_date
from halton_coprod.record import stamp
from halton_coprod.record.flow import NotNow
from members.models import Message
from tests.charter.desk import typed_easy
from tests.members.people import make_member
from workshops import services
from workshops.models import Outcome, Session, SignUp, ToldByHand
from workshops.services import HowItWas, NotReady
from workshops.telling import tellings

from .conftest import EASIES, in_days, over, plan, said_in, sign_up
from .conftest import OUTCOME as TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


def words(answer):
    return answer.content.decode()


def told(session):
    return {one.name: (one.is_told, one.how) for one in tellings(session)}


def page(session, form=""):
    stamp.forget_pages()
    return f"{form}/workshops/{session.slug}/what-happened/"


@FORMS
def test_only_what_is_published_is_read(client, written, facilitator, form):
    assert client.get(page(written.session, form)).status_code == 404
    assert words(client.get(f"{form}/workshops/what-happened/")).count("Letters are late.") == 0
    services.publish_outcome(written.session, by=facilitator)
    read = words(client.get(page(written.session, form)))
    shown = ("Late letters.", "They are new.", "Some we could not.") if form else tuple(TEXTS.values())
    assert [read.count(text.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")) for text in shown] == [1, 1, 1]
    assert (read.count("Privat"), read.count("<b>them")) == (0, 0)
    assert words(client.get(f"{form}/workshops/what-happened/")).count(page(written.session, form)) == 1
    assert words(client.get(f"{form}/workshops/{written.session.slug}/")).count(page(written.session, form)) == 1


def test_it_is_published_only_in_both_forms(held, facilitator):
    services.write_outcome(held, said="Late.", by=facilitator)
    with pytest.raises(NotReady) as lacks:
        services.publish_outcome(held, by=facilitator)
    assert [str(words) for words in lacks.value.messages] == [
        "Write what was done, or what could not be done and why.",
        "Say in easy read what people said.",
    ]
    assert (Outcome.objects.public().count(), Message.objects.filter(occasion__endswith="happened").count()) == (0, 0)


def test_what_is_published_stays_whole(published, facilitator):
    with pytest.raises(NotReady):
        services.write_outcome(published.session, said="Something else.", by=facilitator)
    assert Outcome.objects.get().said == TEXTS["said"]


def test_everybody_who_had_a_place_is_told_once_in_their_form(published, places, facilitator):
    services.publish_outcome(published.session, by=facilitator)
    found = {one.occasion: one for one in Message.objects.filter(occasion__endswith="happened")}
    assert set(found) == {f"place-{places[name].pk}-happened" for name in ("rosa", "sam")}
    rosa, sam = (found[f"place-{places[name].pk}-happened"] for name in ("rosa", "sam"))
    assert (rosa.way, rosa.form, sam.way, sam.form) == ("email", "en-gb", "letter", "en-simple")
    link = f"/workshops/place/{places['rosa'].link}/"
    assert [says for _picture, says in rosa.ideas if link not in says] == [
        "This is what people said:",
        TEXTS["said"],
        "This is what we did:",
        TEXTS["did"],
        "This is what we could not do, and why:",
        TEXTS["could_not"],
    ]
    assert [picture for picture, _says in sam.ideas[:4]] == ["speak-up", "letter", "done", "done"]
    assert sum(link in says for _picture, says in rosa.ideas) == 2
    assert sum("/easy/workshops/place/" in says for _picture, says in sam.ideas) == 2


def test_somebody_of_the_pool_is_told_by_the_way_the_pool_knows(session, facilitator, pool_staff):
    member = make_member("Tess Privat", facts={"way": "phone", "phone": "01632 960 777", "email": ""})
    place = services.sign_up(session, asking=services.Asking(), token=uuid.uuid4(), member=member, by=pool_staff)
    services.hold_session(over(session), by=facilitator)
    services.write_outcome(session, **TEXTS, **EASIES, by=facilitator)
    services.publish_outcome(session, by=facilitator)
    found = Message.objects.get(occasion=f"place-{place.pk}-happened")
    assert (found.member, found.way, found.state) == (member, "phone", "waiting")


def test_it_closes_only_when_everybody_has_been_told(published, places, facilitator):
    session = published.session
    assert told(session) == {
        "Rosa Privat": (False, "Waiting"),
        "Sam Privat": (False, "Waiting"),
        "Walked Privat": (False, ""),
    }
    Message.objects.filter(way="email").update(state="sent")
    services.note_told(session, place=places["sam"], how="face", by=facilitator)
    with pytest.raises(NotNow):
        services.finish_session(session, by=facilitator)
    walked = session.attendances.walk_ins().get()
    services.note_told(session, walk_in=walked, how="no_way", by=facilitator)
    assert told(session) == {
        "Rosa Privat": (True, "Sent"),
        "Sam Privat": (True, "Told face to face"),
        "Walked Privat": (True, "We have no way to reach them"),
    }
    assert services.finish_session(session, by=facilitator).state == "finished"


def test_told_twice_is_one_record_and_a_slip_is_put_right(published, places, facilitator):
    for how in ("phone", "phone", "post"):
        services.note_told(published.session, place=places["sam"], how=how, by=facilitator)
    assert [one.how for one in ToldByHand.objects.all()] == ["post"]


def test_whoever_was_erased_is_nobody_to_be_told(published, places):
    SignUp.objects.filter(pk=places["rosa"].pk).update(name="", reach="")
    assert sorted(told(published.session)) == ["Sam Privat", "Walked Privat"]


@FORMS
def test_late_ones_say_so_to_everybody(client, held, facilitator, form):
    def said():
        stamp.forget_pages()
        pages = (f"{form}/workshops/what-happened/", f"{form}/workshops/{held.slug}/", f"{form}/workshops/?when=past")
        return [words(client.get(page)).lower().count("late") for page in pages]

    in_time = said()
    over(held, days=-29)
    assert [many > before for many, before in zip(said(), in_time, strict=True)] == [True, True, True]


@FORMS
def test_a_published_one_is_late_until_everybody_has_been_told(
    client, published, places, facilitator, pool_staff, form
):
    """It is not said of the same session that people were told and that they were not."""
    day = said_date(timezone.localdate())
    told_on = (
        said_in(form, "We told people on %(day)s.", day=day),
        said_in(form, "We told people what happened on %(day)s.", day=day),
    )
    late, session = said_in(form, "Not everybody has been told yet."), over(published.session, days=-29)
    pages = f"{form}/workshops/what-happened/", f"{form}/workshops/{session.slug}/"

    def said():
        stamp.forget_pages()
        return [
            (read.count(says), read.count(late))
            for page, says in zip(pages, told_on, strict=True)
            for read in [words(client.get(page))]
        ]

    assert said() == [(0, 1), (0, 1)]
    Message.objects.filter(way="email", occasion__endswith="happened").update(state="sent", done_at=timezone.now())
    assert said() == [(0, 1), (0, 1)]
    Message.objects.filter(occasion__endswith="happened").update(state="sent", done_at=timezone.now())
    services.note_told(session, walk_in=session.attendances.walk_ins().get(), how="no_way", by=pool_staff)
    assert said() == [(1, 0), (1, 0)]
    client.force_login(facilitator)
    desk = [client.get(f"{form}/team/workshops/sessions/{session.slug}/{page}") for page in ("", "after/")]
    assert [words(page).count("we are late") for page in desk] == [0, 0]
    Session.objects.update(state="finished")
    assert said() == [(1, 0), (1, 0)]


@FORMS
@pytest.mark.parametrize(("days", "is_late"), [(-20, False), (-31, True)])
def test_when_the_last_was_told_is_said_for_good_and_that_it_was_late(
    client, published, places, facilitator, pool_staff, form, days, is_late
):
    """Published in time, told one after the other, closed: the days of the telling stay, and so does the lateness."""
    session, today = over(published.session, days=days), timezone.localdate()
    Outcome.objects.update(published_on=today - timedelta(days=9))
    Message.objects.filter(way="email").update(state="sent", done_at=in_days(-8))
    services.note_told(session, place=places["sam"], how="post", by=pool_staff)
    services.note_told(session, walk_in=session.attendances.walk_ins().get(), how="no_way", by=pool_staff)
    ToldByHand.objects.filter(place=None).update(on=today + timedelta(days=60))
    session = services.finish_session(session, by=facilitator)
    SignUp.objects.update(name="", reach="")
    told = {"first": said_date(today - timedelta(days=8)), "last": said_date(today)}
    stamp.forget_pages()
    listed, one = (words(client.get(f"{form}/workshops/{page}/")) for page in ("what-happened", session.slug))
    by = {"day": said_date(session.told_by)}
    assert [
        listed.count(said_in(form, "We told people from %(first)s to %(last)s.", **told)),
        one.count(said_in(form, "We told people what happened from %(first)s to %(last)s.", **told)),
        listed.count(said_in(form, "We wanted to tell everybody by %(day)s.", **by)),
        one.count(said_in(form, "We were late. We wanted to tell everybody by %(day)s.", **by)),
    ] == [1, 1, is_late, is_late]


def test_names_of_the_told_are_seen_by_need_only(client, published, facilitator, pool_staff, editor):
    address = f"/team/workshops/sessions/{published.session.slug}/after/"
    seen = {}
    for days in (-3, -20):
        over(published.session, days)
        for user in (facilitator, pool_staff, editor):
            client.force_login(user)
            answer = client.get(address)
            seen[user, days] = (answer.status_code, words(answer).count("Rosa Privat") > 0)
    assert seen == {
        (facilitator, -3): (200, True),
        (pool_staff, -3): (200, True),
        (editor, -3): (403, False),
        (facilitator, -20): (200, False),
        (pool_staff, -20): (200, True),
        (editor, -20): (403, False),
    }
    with pytest.raises(PermissionDenied):
        services.note_told(published.session, place=None, how="phone", by=editor)


def test_from_the_words_to_closed_on_the_desk(client, held, places, facilitator):
    client.force_login(facilitator)
    desk = f"/team/workshops/sessions/{held.slug}/after/"

    def press(end, **data):
        return client.post(f"{desk}{end}", data)

    assert (press("publish/").status_code, Outcome.objects.count()) == (302, 0)
    form = client.get(f"{desk}write/").context["form"]
    said = {
        "seen": form["seen"].value() or "",
        **TEXTS,
        "easy_fits": "on",
    }
    for name in TEXTS:
        said |= typed_easy(f"{name}_easy", ("letter", "Easy words."))
    assert press("write/", **said).status_code == 302
    assert press("write/", **said).status_code == 409
    press("publish/")
    assert [one.said_easy.text for one in Outcome.objects.public()] == ["Easy words."]
    press("close/")
    assert Session.objects.get().state == "held"
    press(f"told/place/{places['rosa'].pk}/", how="phone")
    press(f"told/place/{places['sam'].pk}/", how="wrong")
    assert told(held)["Sam Privat"] == (False, "Waiting")
    assert press(f"told/place/{places['gone'].pk}/", how="phone").status_code == 404
    press(f"told/place/{places['sam'].pk}/", how="post")
    press(f"told/walk-in/{held.attendances.walk_ins().get().pk}/", how="no_way")
    for _press in range(2):
        press("close/")
    assert Session.objects.get().state == "finished"


def asked_for(client, address):
    stamp.forget_pages()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_thirty_ask_no_more_than_one(client, published, facilitator):
    session = published.session
    client.force_login(facilitator)
    public, desk = "/workshops/what-happened/", f"/team/workshops/sessions/{session.slug}/after/"
    client.get(desk)
    before = asked_for(client, public), asked_for(client, desk)
    Session.objects.filter(pk=session.pk).update(state="open", capacity=60, starts_at=in_days(3), ends_at=in_days(4))
    session.refresh_from_db()
    for number in range(30):
        sign_up(session, f"Guest{number} Privat")
    services.hold_session(over(session), by=facilitator)
    for number in range(5):
        other = services.open_session(plan(facilitator, name=f"Other {number}"), by=facilitator)
        services.hold_session(over(other, -20), by=facilitator)
        services.write_outcome(other, **TEXTS, **EASIES, by=facilitator)
        services.publish_outcome(other, by=facilitator)
    assert (asked_for(client, public), asked_for(client, desk)) == before
    found = []
    for closed in (Session.objects.filter(pk=session.pk), Session.objects.all()):
        closed.update(state="finished")
        found.append(asked_for(client, public))
    assert found[0] == found[1]
    Session.objects.update(state="held")
    late = []
    for pks in ([session.pk, other.pk], Session.objects.values("pk")):
        Session.objects.filter(pk__in=pks).update(starts_at=in_days(-41), ends_at=in_days(-40))
        late.append(asked_for(client, public) - before[0])
    assert late == [7, 7]


@FORMS
def test_what_happened_is_chosen_by_series(client, published, facilitator, form):
    series = services.name_series(name="Letters", by=facilitator)
    other = services.open_session(plan(facilitator, name="Other", series=series), by=facilitator)
    services.hold_session(over(other), by=facilitator)
    stamp.forget_pages()
    listed = f"{form}/workshops/what-happened/"
    assert words(client.get(listed)).count("?series=letters") == 1
    shown = words(client.get(f"{listed}?series=letters"))
    assert (shown.count(f"/workshops/{other.slug}/") > 0, shown.count(f"/{published.session.slug}/")) == (True, 0)
    assert client.get(f"{listed}?series=nothing").status_code == 200


def test_in_easy_read_the_list_says_the_first_of_each(client, published):
    stamp.forget_pages()
    shown = words(client.get("/easy/workshops/what-happened/"))
    assert [shown.count(text) for text in ("Late letters.", "They are new.", "Some we could not.")] == [1, 1, 1]


@FORMS
def test_how_much_people_could_decide_stands_beside_what_we_had_said(client, published, facilitator, form):
    session = published.session
    for number in range(5):
        shown = words(client.get(page(session, form)))
        assert shown.count("We had said:") == 0
        said = HowItWas(rung="consultation" if number else "co_design")
        services.type_up_feedback(session, said=said, way="paper", token=uuid.uuid4(), by=facilitator)
    shown = words(client.get(page(session, form)))
    assert [shown.count(text) for text in ("We had said:", "4 people say:", "1 person says:")] == [1, 1, 1]
