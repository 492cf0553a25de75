"""A session that is in person and online: each person says once how they come, and it stands wherever it matters."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from members.models import IN_THE_ROOM, NEEDS, Message
from members.services import Said
from tests.members.people import make_member
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp

from .conftest import EASY, ONLINE, asking, at_ten, plan, said_in, sign_up
from .test_sign_up import ALL, LEAST, address, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
JOIN = {"online_how": "Dial 01632 960 999.", "online_how_easy": EASY}


@pytest.fixture
def both(facilitator):
    return services.open_session(plan(facilitator, mode="both", **JOIN), by=facilitator)


def come(session, name, comes=""):
    return services.sign_up(session, asking=asking(name, comes=comes), token=uuid.uuid4())


def words(client, page):
    return client.get(page).content.decode()


@FORMS
def test_each_person_is_asked_once_and_whoever_comes_online_is_not_asked_about_the_way_there(client, both, form):
    room = [*list(LEAST)[:3], "comes", *list(LEAST)[3:]]
    assert walk(client, both, {**LEAST, "comes": {"comes": "online"}}, form) == [one for one in room if one != "travel"]
    check = words(client, address(both, "check", form))
    assert [check.count(said_in(form, says)) for says in ("How do you want to come?", "Online")] >= [1, 1]
    client.post(f"{address(both, 'comes', form)}?change=1", {"comes": "room"})
    assert walk(client, both, {**LEAST, "comes": {"comes": "room"}}, form) == room
    send(client, both, form)
    assert SignUp.objects.get().comes == "room"


@FORMS
@pytest.mark.parametrize("is_both", [True, False])
def test_online_only_what_can_be_done_there_is_asked(client, both, facilitator, is_both, form):
    session = both if is_both else services.open_session(plan(facilitator, **ONLINE), by=facilitator)
    asked = walk(client, session, {**ALL, "comes": {"comes": "online"}}, form)
    offered = {}
    for slug in (one for one in asked if one.startswith("need-")):
        offered |= dict(client.get(address(session, slug, form)).context["form"].fields["items"].widget.choices)
    assert {"lip-reads", "bsl"} - set(offered) == set()
    assert IN_THE_ROOM.intersection(offered) == set()


@FORMS
def test_what_the_room_is_not_needed_for_is_left_out_in_words(client, both, form):
    """It was ticked before somebody chose to come online; in person again, all of it is asked for."""
    walk(client, both, {**ALL, "comes": {"comes": "room"}}, form)
    needs = ", ".join(said_in(form, says) for says in ("No steps", "A hearing loop", "Help to get there"))
    says = said_in(form, "This is not needed online, so we leave it out: %(needs)s.", needs=needs)
    shown = []
    for comes in ("room", "online"):
        changed = client.post(f"{address(both, 'comes', form)}?change=1", {"comes": comes}, follow=True)
        page = changed.content.decode()
        shown.append((page.count(says), page.count(said_in(form, "A hearing loop"))))
    assert shown == [(0, 1), (1, 1)]
    send(client, both, form)
    breaks, *others = [request.says for request in SignUp.objects.get().requests.order_by("pk")]
    assert (breaks, said_in(form, "No steps") in others) == (said_in(form, "Breaks"), False)
    assert SignUp.objects.get().travel_help is False


@FORMS
def test_what_the_pool_knows_of_the_room_is_left_out_in_words_too(client, both, resident, form):
    make_member("Rosa", user=resident, by=resident)
    client.force_login(resident)
    says = said_in(form, "What the pool knows about the room is not needed online, so we leave it out.")
    shown = []
    for comes in ("room", "online"):
        walk(client, both, {**LEAST, "who": {"who": "me"}, "this-day": {}, "comes": {"comes": comes}}, form)
        shown.append(words(client, address(both, "check", form)).count(says))
    assert shown == [0, 1]


def test_where_there_is_no_choice_nothing_is_asked_or_kept(client, session):
    assert walk(client, session, LEAST) == list(LEAST)
    assert come(session, "Sam", "online").comes == ""


@FORMS
def test_the_own_page_says_which_way_and_leaves_out_the_other(client, both, form):
    pages = {}
    services.change_session(both, capacity=3, by=both.team.get())
    for comes in ("room", "online", ""):
        page = words(client, f"{form}/workshops/place/{come(both, f'N{comes} Privat', comes).link}/")
        says = ("You come in person.", "You come online.")
        where = said_in(form, "It is here: %(name)s, %(address)s.", name="The Hall", address="1 Example Street, Widnes")
        pages[comes] = [page.count(said_in(form, one)) for one in says] + [
            page.count(where),
            page.count(said_in(form, "How to join online")),
        ]
    assert pages == {"room": [1, 0, 1, 0], "online": [0, 1, 0, 1], "": [0, 0, 1, 1]}


def test_each_is_told_what_they_need_for_their_way(both):
    said = {}
    services.change_session(both, capacity=3, by=both.team.get())
    for comes in ("room", "online", ""):
        place = come(both, f"N{comes} Privat", comes)
        ideas = [words for _picture, words in Message.objects.get(occasion=f"place-{place.pk}-in").ideas]
        said[comes] = [sum(one.startswith(start) for one in ideas) for start in ("It is here", "Dial 01632")]
    assert said == {"room": [1, 0], "online": [0, 1], "": [1, 1]}


@FORMS
def test_the_way_is_changed_on_the_own_page_and_by_nobody_else(client, both, form):
    place = come(both, "Rosa Privat", "room")
    page = f"{form}/workshops/place/{place.link}/change/"
    assert client.get(page).context["form"]["comes"].value() == "room"
    client.post(page, {"comes": "online", "supporters": "0", "travel": "yes"})
    place.refresh_from_db()
    assert (place.comes, place.travel_help) == ("online", False)
    assert client.post(page, {"comes": "by air", "supporters": "0", "travel": "no"}).status_code == 200
    with pytest.raises(PermissionDenied):
        services.change_place(place, supporters=0, comes="room", by=Holder(place.pk + 1))
    assert SignUp.objects.get().comes == "online"


@FORMS
def test_everybody_takes_a_place_and_the_team_sees_how_many_come_which_way(client, both, facilitator, form):
    come(both, "Rosa Privat", "room")
    come(both, "Sam Privat", "online")
    assert come(both, "Tess Privat", "online").state == "waiting"
    client.force_login(facilitator)
    for name in ("people", "register"):
        page = client.get(f"{form}/team/workshops/sessions/{both.slug}/{name}/")
        assert dict(page.context["by_way"]) == {said_in(form, "In person"): 1, said_in(form, "Online"): 1}
    notes = {line.name: line.note for group in ("lines", "without_place") for line in page.context[group]}
    stands = said_in(form, "Waits for a place")
    assert notes == {
        "Rosa Privat": said_in(form, "In person"),
        "Sam Privat": said_in(form, "Online"),
        "Tess Privat": f"{stands}. {said_in(form, 'Online')}",
    }
    for page in ("/team/workshops/", f"/team/workshops/sessions/{both.slug}/"):
        assert words(client, form + page).count("In person: 1. Online: 1.") == 1


def test_the_team_asks_it_too(client, both, facilitator, pool_staff):
    client.force_login(facilitator)
    page = f"/team/workshops/sessions/{both.slug}/people/sign-up/"
    said = {"token": uuid.uuid4(), "name": "Rosa Privat", "way": "phone", "reach": "01632 960 777", "supporters": 0}
    assert list(client.post(page, {**said, "language": "en-gb"}).context_data["form"].errors) == ["comes"]
    client.post(page, {**said, "language": "en-gb", "comes": "online"})
    assert SignUp.objects.get().comes == "online"
    member = make_member("Sam Privat")
    client.force_login(pool_staff)
    page = f"/team/workshops/book/{member.pk}/"
    known = {"token": uuid.uuid4(), "session": both.pk, "supporters": 0}
    assert list(client.post(page, known).context_data["form"].errors) == ["comes"]
    client.post(page, {**known, "comes": "room"})
    assert SignUp.objects.get(member=member).comes == "room"


def test_whoever_comes_online_sits_at_no_table(both, facilitator):
    here, online = come(both, "Rosa Privat", "room"), come(both, "Sam Privat", "online")
    services.lay_tables(both, tables=[{}], by=facilitator)
    assert services.spread_people(both, by=facilitator) == 1
    assert (hasattr(SignUp.objects.get(pk=here.pk), "seat"), hasattr(SignUp.objects.get(pk=online.pk), "seat")) == (
        True,
        False,
    )


def test_what_becomes_both_asks_whoever_was_there_before(client, session, facilitator):
    place = sign_up(session)
    services.change_session(session, **JOIN, by=facilitator)
    services.move_session(session, starts_at=at_ten(20), ends_at=at_ten(20, 3), mode="both", by=facilitator)
    page = words(client, f"/workshops/place/{place.link}/")
    assert page.count("You have not said yet how you come: in person or online.") == 1
    assert Session.objects.get().mode == "both"


@FORMS
def test_of_whoever_comes_online_nothing_about_the_room_is_asked_for(client, facilitator, pool_staff, both, form):
    """A stranger and somebody of the pool, at a session that is online and at one that may be."""
    online = services.open_session(plan(facilitator, name="Online", **ONLINE), by=facilitator)
    ticked = {"need-communication": {"items": ["hearing-loop", "symbols"]}, "need-professional": {}}
    said = {**LEAST, "help": {"help": "yes"}, **ticked, "other": {"this_day": ""}, "comes": {"comes": "online"}}
    needs = [Said("surroundings", item, who_sees="session") for item in ("quiet", "breaks")]
    ida = make_member("Ida", needs=needs, consents={"needs": True})
    for session in (online, both):
        assert "need-surroundings" not in walk(client, session, said, form)
        send(client, session, form)
        comes = services.Asking(comes="online")
        services.sign_up(session, asking=comes, token=uuid.uuid4(), member=ida, by=pool_staff)
        with translation.override("en-simple" if form else "en-gb"):
            symbols = str(NEEDS["communication"]["symbols"])
        asked = [[one.says for one in each.requests.all()] for each in session.sign_ups.order_by("pk")]
        assert asked == [[symbols], ["Breaks"]]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_moved_online_nothing_of_the_way_or_the_room_is_asked_or_said(client, session, facilitator, pool_staff, form):
    """What was arranged stays seen. In person again, what the room needs is asked for anew."""
    language, room = ("en-simple" if form else "en-gb"), said_in(form, str(NEEDS["surroundings"]["quiet"]))
    services.change_session(session, capacity=9, **JOIN, by=facilitator)
    known = {"needs": [Said("surroundings", "quiet")], "consents": {"needs": True}, "language": language}
    member = make_member("Mina Pool", **known)
    mina = services.sign_up(
        session, asking=services.Asking(travel_help=True), token=uuid.uuid4(), member=member, by=pool_staff
    )
    guests = [sign_up(session, name, travel_help=True, needs=[room], language=language) for name in ("Ann", "Bea")]
    for need in guests[1].requests.all():
        services.arrange_request(need, by=facilitator)
    days = {"starts_at": session.starts_at, "ends_at": session.ends_at}

    def asked(place):
        return sum(one.state == "asked" for one in place.requests.all()), place.requests.count()

    before = [asked(place) for place in (mina, *guests)]
    services.move_session(Session.objects.get(), **days, mode="online", by=facilitator)
    assert (before, [asked(place) for place in (mina, *guests)]) == ([(2, 2)] * 2 + [(0, 2)], [(0, 0)] * 2 + [(0, 2)])
    help_said = said_in(form, "You want help to get there. We talk with you about it.")
    told = Message.objects.filter(occasion__contains="-moved-")
    assert (told.count(), [one for one in told if help_said in str(one.ideas)]) == (3, [])
    assert words(client, f"{form}/workshops/place/{guests[0].link}/").count(help_said) == 0
    assert (SignUp.objects.filter(travel_help=True).count(), services.gather_requests()) == (0, 0)
    venue = services.keep_venue(name="The Hall", address="1 Example Street, Widnes", by=facilitator)
    services.move_session(Session.objects.get(), **days, mode="in_person", venue=venue, by=facilitator)
    assert [asked(place) for place in (mina, *guests)] == [(1, 1)] * 2 + [(0, 2)]


def test_whoever_comes_online_after_all_needs_nothing_of_the_room(both):
    rosa = sign_up(both, needs=["Quiet room", str(NEEDS["surroundings"]["quiet"])], comes="room", travel_help=True)
    services.change_place(rosa, supporters=0, comes="online", travel_help=True, by=Holder(rosa.pk))
    assert [(one.says, one.state) for one in rosa.requests.all()] == [("Quiet room", "asked")]


@pytest.mark.parametrize("deed", ["another hall", "another address", "another day too"])
def test_whoever_comes_online_hears_nothing_of_another_hall(both, facilitator, deed):
    """Whoever comes there or has not said it hears of it; of another day everybody does."""
    services.change_session(both, capacity=3, by=facilitator)
    ways = ("room", "online", "", "online")
    places = [come(both, name, comes) for name, comes in zip(("Ann", "Bea", "Cem", "Dee"), ways, strict=True)]
    hall = {"name": "The Hall", "address": "2 Elsewhere"}
    if deed == "another address":
        services.keep_venue(venue=both.venue, **hall, by=facilitator)
    else:
        new = services.keep_venue(**{**hall, "name": "New Hall"}, by=facilitator)
        new = services.check_venue(new, facts=[], checked_by="Farah", on=timezone.localdate(), by=facilitator)
        day = 20 if deed == "another hall" else 25
        known = {"starts_at": at_ten(day), "ends_at": at_ten(day, 3)}
        services.move_session(Session.objects.get(), **known, venue=new, by=facilitator)
    told = [Message.objects.filter(occasion__startswith=f"place-{one.pk}-moved-").count() for one in places]
    asked = list(SignUp.objects.order_by("pk").values_list("state", "still_comes"))
    is_all = int(deed == "another day too")
    assert told == [1, is_all, 1, is_all]
    assert asked == [("in", "asked"), ("in", "asked" if is_all else ""), ("in", "asked"), ("waiting", "")]
