"""Nothing changes behind people's backs: what they need is in their message, each change is told and asked about."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.record.flow import NotNow
from halton_coprod.services import keep_picture
from members import services as members
from members.models import Message
from members.paper import letter
from members.roles import CURATOR, FACILITATOR
from tests.charter.desk import typed_day
from tests.conftest import make_person
from tests.easyread.test_uploads import image, upload
from workshops import services
from workshops.holders import Holder
from workshops.models import Session, SignUp

from .conftest import EASY, ONLINE, WHY, in_days, plan, said_in, sign_up

pytestmark = pytest.mark.django_db


def last(place) -> Message:
    return Message.objects.filter(occasion__startswith=f"place-{place.pk}-").order_by("pk").last()


def words(place) -> list[str]:
    return [said for _picture, said in last(place).ideas]


@pytest.fixture
def hall(session, facilitator):
    """The session's venue, with the way there in both forms and a taxi."""
    known = {"name": "The Hall", "address": session.venue.address, "directions": "By bus 61.", "taxi": "01632 960 030"}
    services.keep_venue(venue=session.venue, directions_easy=EASY, by=facilitator, **known)
    return session


BY_WAY = {
    "email": ("rosa@private.example", {"The people.", "By bus 61.", "10am: We begin", "11am: A break"}),
    "letter": ("1 Private Road", {"The people.", "By bus 61.", "10am: We begin", "11am: A break"}),
    "phone": ("01632 960 555", {"By bus 61."}),
    "text": ("01632 960 555", set()),
}


@pytest.mark.parametrize("way", BY_WAY)
def test_whoever_has_a_place_is_told_where_how_to_get_there_and_whom_to_ask(hall, way):
    reach, more = BY_WAY[way]
    said = set(words(sign_up(hall, "Rosa", way=way, reach=reach)))
    assert {"It is here: The Hall, 1 Example Street, Widnes.", "You can ask: Farah"} <= said
    assert said & {"The people.", "By bus 61.", "10am: We begin", "11am: A break"} == more
    assert ("A taxi with a ramp: 01632 960 030" in said) == (way != "text")


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_a_message_has_the_photos_of_the_door_and_the_people_and_an_email_a_map(hall, facilitator, language):
    face, door = (keep_picture(upload(image()), alt=alt, has_consent=True) for alt in ("Farah smiles", "A red door"))
    people = EasyRead(blocks=(Block(face, "Farah runs it.", "Farah smiles"),))
    services.change_session(hall, capacity=9, people="Farah.", people_easy=people, by=facilitator)
    way_in = EasyRead(blocks=(Block(door, "Go in here.", "A red door"),))
    known = {"name": "The Hall", "address": hall.venue.address, "directions": "By bus 61."}
    services.keep_venue(venue=hall.venue, directions_easy=way_in, by=facilitator, **known)
    found = {}
    for way in BY_WAY:
        message = last(sign_up(hall, way.title(), way=way, reach=BY_WAY[way][0], language=language))
        shown = [said for picture, said in message.ideas if picture in (face, door)]
        maps = sum(
            "https://www.openstreetmap.org/search?query=1%20Example%20Street" in said for _p, said in message.ideas
        )
        found[way] = shown, maps
        if way == "letter":
            assert [one["picture"] for one in letter(message)["ideas"]].count(door) == 1
    seen = ["Go in here.", "Farah runs it."] if language == "en-simple" else ["A red door", "Farah smiles"]
    by_phone = seen[:1] if language == "en-simple" else []
    assert found == {"email": (seen, 1), "letter": (seen, 0), "phone": (by_phone, 0), "text": ([], 0)}
    members.send_messages()
    html = mail.outbox[0].alternatives[0][0]
    cids = [picture.replace("/", "-") for picture in (face, door)]
    assert [html.count(f'src="cid:{one}"') for one in cids] == [1, 1]
    carried = [part["Content-ID"] for part in mail.outbox[0].message().walk() if part.get_content_maintype() == "image"]
    assert {f"<{one}>" for one in cids} <= set(carried)


def test_in_easy_read_all_of_it_is_easy(hall):
    said = words(sign_up(hall, "Rosa", language="en-simple"))
    assert (said.count("We talk."), said.count("The people."), said.count("By bus 61.")) == (2, 0, 0)
    assert said.count("10am: We begin.") == 1


def test_how_to_join_online_is_told_to_whoever_has_a_place_and_to_nobody_else(client, facilitator):
    session = services.open_session(plan(facilitator, **ONLINE, capacity=1), by=facilitator)
    rosa, sam = sign_up(session, "Rosa"), sign_up(session, "Sam")
    assert [words(place).count("Dial 01632 960 999.") for place in (rosa, sam)] == [1, 0]
    public = ["/workshops/", session.get_absolute_url(), f"{session.get_absolute_url()}calendar.ics"]
    public += [f"{session.get_absolute_url()}card/", f"/easy{session.get_absolute_url()}"]
    pages = [*public, f"/workshops/place/{sam.link}/", f"/workshops/place/{rosa.link}/"]
    assert [client.get(page).content.decode().count("960 999") for page in pages] == [0] * 6 + [1]
    assert client.get(f"/easy/workshops/place/{rosa.link}/").content.decode().count("We talk.") == 1


def test_an_online_session_does_not_open_before_it_says_how_to_join(facilitator):
    draft = plan(facilitator, mode="both")
    with pytest.raises(services.NotReady) as refused:
        services.open_session(draft, by=facilitator)
    assert refused.value.messages == ["Say how people join online.", "Say in easy read how people join online."]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"reward": ""}, ["Say what people get: how much and which costs, or not paid and why."]),
        ({"contact": ""}, ["Say whom people can ask."]),
        ({"about": "Other words."}, ["Say in easy read what it is about."]),
        ({"team": []}, ["Say who runs it."]),
    ],
)
def test_an_open_session_loses_nothing_that_people_count_on(session, facilitator, change, lost):
    with pytest.raises(services.NotReady) as refused:
        services.change_session(session, by=facilitator, **change)
    assert set(lost) <= set(refused.value.messages)
    with pytest.raises(services.NotReady):
        services.set_agenda(session, items=[], by=facilitator)
    now = Session.objects.get()
    assert (now.reward, now.contact, now.about, now.agenda.count(), now.team.count()) == (
        "The reward.",
        "Farah",
        "The about.",
        2,
        1,
    )


def test_how_people_meet_is_moved_not_changed_and_everybody_told(session, facilitator):
    place = sign_up(session)
    with pytest.raises(NotNow):
        services.change_session(session, mode="online", by=facilitator)
    days = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    with pytest.raises(ValidationError):
        services.move_session(session, **days, mode="online", by=facilitator)
    how = {name: ONLINE[name] for name in ("online_how", "online_how_easy")}
    services.change_session(session, **how, by=facilitator)
    services.move_session(session, **days, mode="online", by=facilitator)
    assert (last(place).title, words(place).count("Dial 01632 960 999.")) == ("Something has changed: Meet", 1)
    assert [said for said in words(place) if said.startswith("It is here")] == []


def test_another_address_of_the_venue_is_told_and_the_desk_says_that_nobody_has_looked(client, session, facilitator):
    place = sign_up(session)
    known = {"name": "The Hall", "directions": ""}
    services.keep_venue(venue=session.venue, **known, address=session.venue.address, by=facilitator)
    assert last(place).title == "You have a place: Meet"
    services.keep_venue(venue=session.venue, **known, address="2 Elsewhere", by=facilitator)
    assert words(place).count("It is here: The Hall, 2 Elsewhere.") == 1
    client.force_login(facilitator)
    (line,) = client.get("/team/workshops/").context["lines"]
    assert line.lacks == ["Somebody must go and look at the venue first."]


def test_after_a_move_people_say_that_they_still_come_and_the_team_sees_it(client, session, facilitator):
    rosa, sam = sign_up(session, "Rosa Privat"), sign_up(session, "Sam Privat")
    page = f"/workshops/place/{rosa.link}/"
    assert client.get(page).content.decode().count("Yes, I still come") == 0
    assert client.post(f"{page}still/", follow=True).status_code == 200
    assert SignUp.objects.get(pk=rosa.pk).still_comes == ""
    services.move_session(session, starts_at=in_days(25), ends_at=in_days(25, 2), by=facilitator)
    for form in ("", "/easy"):
        assert client.get(f"{form}{page}").content.decode().count(f"{form}{page}still/") == 1
    for _press in range(2):
        client.post(f"{page}still/")
    client.force_login(facilitator)
    people = f"/team/workshops/sessions/{session.slug}/people/"
    found = client.get(people).context
    assert (found["still_come"], found["not_answered"]) == (1, 1)
    client.post(f"{people}{sam.pk}/still/")
    assert client.get(people).context["still_come"] == 2
    services.move_session(session, starts_at=in_days(26), ends_at=in_days(26, 2), by=facilitator)
    assert set(SignUp.objects.values_list("still_comes", flat=True)) == {"asked"}


def test_put_off_and_opened_again_everybody_hears_the_new_day_once(session, facilitator):
    place = sign_up(session)
    services.postpone_session(session, because=WHY, by=facilitator)
    services.move_session(session, starts_at=in_days(40), ends_at=in_days(40, 2), by=facilitator)
    assert last(place).title == "It is put off: Meet"
    services.open_session(session, by=facilitator)
    assert (last(place).title, words(place)[1]) == (
        "There is a new day: Meet",
        f"It is on {Session.objects.get().when}.",
    )
    assert SignUp.objects.get().still_comes == "asked"


def test_its_team_and_whoever_helps_at_its_door_hear_each_change(client, session, facilitator):
    helper, second = make_person("helper", CURATOR), make_person("second", FACILITATOR)
    left = make_person("left", CURATOR)
    services.change_session(session, team=[facilitator, second], door_helpers=[helper, left], by=facilitator)
    left.is_active = False
    left.save()
    make_person("other", FACILITATOR)
    doors = {form: f"{form}/team/workshops/doors/" for form in ("", "/easy")}
    off = {form: said_in(form, "It does not take place.") for form in doors}
    client.force_login(helper)
    assert [client.get(doors[form]).content.decode().count(off[form]) for form in doors] == [0, 0]
    services.move_session(session, starts_at=in_days(25), ends_at=in_days(25, 2), by=facilitator)
    hall = {"name": "The Hall", "directions": "", "venue": session.venue}
    for address in ("2 Elsewhere", "3 Elsewhere"):
        services.keep_venue(**hall, address=address, by=facilitator)
    services.cancel_session(session, because=WHY, by=facilitator)
    told = [(one.occasion.split("-")[2], one.to.split("@")[0]) for one in Message.objects.filter(about="duty")]
    assert sorted(told) == sorted(
        [*[("moved", who) for who in 3 * ("helper", "second")], ("called", "helper"), ("called", "second")]
    )
    assert [client.get(doors[form]).content.decode().count(off[form]) for form in doors] == [1, 1]


def test_what_is_put_off_past_its_day_is_still_to_come(client, session, facilitator):
    place = sign_up(session)
    services.postpone_session(session, because=WHY, by=facilitator)
    Session.objects.update(starts_at=in_days(-3, -1), ends_at=in_days(-3))
    assert [one.name for one in client.get("/workshops/").context["page"]] == ["Meet"]
    assert [one.name for one in client.get("/workshops/?when=past").context["page"]] == []
    page = f"/workshops/place/{place.link}/"
    assert client.get(page).content.decode().count(f"{page}give-back/") == 1
    services.give_back(place, by=Holder(place.pk))
    assert SignUp.objects.get().state == "cancelled"


@pytest.mark.parametrize(("days", "is_late"), [(1, True), (9, False)])
def test_whoever_hears_late_that_it_is_off_gets_what_was_offered(session, facilitator, days, is_late):
    rosa, _sam, tess = (sign_up(session, name) for name in ("Rosa", "Sam", "Tess"))
    Session.objects.update(starts_at=in_days(days), ends_at=in_days(days, 2))
    services.cancel_session(Session.objects.get(), because="Snow.", by=facilitator)
    full = "You hear it late. So you get what we offered, in full."
    assert [words(place).count(full) for place in (rosa, tess)] == [int(is_late), 0]


@pytest.mark.parametrize(("days", "is_late"), [(1, True), (9, False)])
def test_whoever_hears_late_of_another_day_gets_what_was_offered(session, facilitator, days, is_late):
    rosa, _sam, tess = (sign_up(session, name) for name in ("Rosa", "Sam", "Tess"))
    Session.objects.update(starts_at=in_days(days), ends_at=in_days(days, 2))
    services.move_session(Session.objects.get(), starts_at=in_days(30), ends_at=in_days(30, 2), by=facilitator)
    full = "You hear it late. So you get what we offered, in full."
    paid = "Have you paid for something already? Tell us. We pay it back."
    assert [(words(place).count(full), words(place).count(paid)) for place in (rosa, tess)] == [
        (int(is_late), int(is_late)),
        (0, 0),
    ]


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_whoever_hears_of_a_change_reads_what_it_was_before_also_on_their_own_page(
    client, session, facilitator, language
):
    form = "/easy" if language == "en-simple" else ""
    place, waits = (sign_up(session, name, language=language) for name in ("Rosa", "Una"))
    SignUp.objects.filter(pk=waits.pk).update(state="waiting")
    day, hall = session.when, f"The Hall, {session.venue.address}"
    another_day, time = (f"It is {now}. It was to be on {{}}." for now in ("on another day", "at another time"))
    elsewhere = "It is at another place. It was to be here: {}."
    when = ("{was_when}", "%(was)s")
    fields = {another_day: when, time: when, elsewhere: ("{was_where}", "%(was)s")}

    def said():
        page = client.get(f"{form}/workshops/place/{place.link}/").content.decode()
        found = []
        for says, was in ((another_day, day), (time, day), (elsewhere, hall)):
            told, shown = fields[says]
            in_mail = said_in(form, says.format(told)).replace(told, was)
            found.append([words(place).count(in_mail), words(waits).count(in_mail)])
            found[-1].append(page.count(said_in(form, says.format(shown), was=was)))
        return found

    def move(**facts):
        members.send_messages()
        now = Session.objects.get()
        known = {"starts_at": now.starts_at, "ends_at": now.ends_at}
        services.move_session(now, **{**known, **facts}, by=facilitator)

    nothing, everywhere = [0, 0, 0], [1, 1, 1]
    assert said() == [nothing, nothing, nothing]
    move(starts_at=in_days(30), ends_at=in_days(30, 2))
    assert said() == [everywhere, nothing, nothing]
    day = Session.objects.get().when
    move(ends_at=in_days(30, 3))
    assert said() == [nothing, everywhere, nothing]
    members.send_messages()
    services.keep_venue(venue=session.venue, name="The Hall", address="2 Elsewhere", by=facilitator)
    assert said() == [nothing, nothing, everywhere]
    hall = "The Hall, 2 Elsewhere"
    services.change_session(Session.objects.get(), online_how="Dial 1.", online_how_easy=EASY, by=facilitator)
    move(mode="online")
    assert said() == [nothing, nothing, everywhere]


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_who_hears_that_it_is_cancelled_reads_of_which_day_and_whom_to_ask(session, facilitator, language):
    rosa = sign_up(session, "Rosa", language=language)
    services.cancel_session(session, because=WHY, by=facilitator)
    form = "/easy" if language == "en-simple" else ""
    says = ("{name} does not take place. It was planned for {when}.", "You can ask: {contact}")
    facts = {"name": "Meet", "when": session.when, "contact": "Farah"}
    told, ask = (said_in(form, one).format(**facts) for one in says)
    assert (words(rosa)[0], words(rosa)[-2]) == (told, ask)
    assert words(rosa)[-1].count(f"{form}/workshops/place/{rosa.link}/") == 1


def test_a_plan_is_deleted_and_what_people_have_seen_is_not(client, session, facilitator):
    client.force_login(facilitator)
    draft = plan(facilitator, name="Draft")
    assert client.get(f"/team/workshops/sessions/{draft.slug}/drop/").status_code == 200
    assert client.post(f"/team/workshops/sessions/{draft.slug}/drop/")["Location"] == "/team/workshops/"
    assert client.post(f"/team/workshops/sessions/{session.slug}/drop/").status_code == 409
    assert list(Session.objects.values_list("name", flat=True)) == ["Meet"]


@pytest.mark.parametrize("form", ["", "/easy"])
def test_sign_up_does_not_open_again_while_something_is_missing(client, session, facilitator, form):
    place = sign_up(session, "Rosa Privat")
    services.close_session(session, by=facilitator)
    services.keep_venue(venue=session.venue, name="The Hall", address="2 Elsewhere", by=facilitator)
    place.requests.update(due=timezone.localdate() - timedelta(days=1))
    lacks = [
        "Somebody must go and look at the venue first.",
        "Answer what people need: somebody waits for more than 5 working days.",
    ]
    with pytest.raises(services.NotReady) as refused:
        services.reopen_session(session, by=facilitator)
    assert refused.value.messages == lacks
    client.force_login(facilitator)
    desk = f"{form}/team/workshops/sessions/{session.slug}/"
    answer = client.post(f"{desk}move/reopen/", follow=True)
    said = [str(message) for message in answer.context["messages"]]
    in_words = " ".join(said_in(form, one) for one in lacks)
    assert (said, Session.objects.get().state) == ([in_words], "closed")
    services.check_venue(session.venue, facts=[], checked_by="Farah", on=timezone.localdate(), by=facilitator)
    services.arrange_request(place.requests.get(), by=facilitator)
    client.post(f"{desk}move/reopen/")
    assert Session.objects.get().state == "open"


def test_moved_on_the_desk_online_keeps_what_was_typed_when_it_is_refused(client, session, facilitator):
    client.force_login(facilitator)
    day = {**typed_day("day", timezone.localdate() + timedelta(days=30)), "begins": "10am", "ends": "12:30pm"}
    answer = client.post(f"/team/workshops/sessions/{session.slug}/another-day/", {**day, "mode": "both"})
    assert answer.context["form"]["begins"].value() == "10am"
    assert "Say how people join online." in str(answer.context["form"].errors)
    assert Session.objects.get().mode == "in_person"


@pytest.mark.parametrize("language", ["en-gb", "en-simple"])
def test_when_what_people_get_changes_whoever_comes_or_waits_reads_it_in_full(session, facilitator, language):
    """Amount and costs are said before people agree (DOMAIN 3): so a change is said too, once, and nothing else is."""
    reached = [("Rosa", {}), ("Sam", {"way": "letter", "reach": "1 Private Road"})]
    reached += [("Tess", {"way": "text", "reach": "01632 960 555"})]
    places = [sign_up(session, name, language=language, **more) for name, more in reached]
    gone = services.give_back(sign_up(session, "Una", language=language), by=facilitator)
    before = Message.objects.count()
    services.change_session(session, reward="The reward.", contact="Sam", by=facilitator)
    assert Message.objects.count() == before
    easy = EasyRead(blocks=(Block("pay", "You get £30."),))
    services.change_session(session, reward="£30 in cash.", reward_easy=easy, by=facilitator)
    form = "/easy" if language == "en-simple" else ""
    amount = ["You get £30."] if form else ["£30 in cash."]
    first = said_in(form, "What people get when they come has changed.")
    in_full = [first, said_in(form, "This is what you get now:"), *amount]
    assert [words(place)[:3] for place in places[:2]] == [in_full] * 2
    assert words(places[2])[0] == first
    assert [amount[0] in words(places[2]), "changed" in last(gone).title] == [False, False]
    assert Message.objects.count() == before + 3


def test_what_people_get_is_not_told_where_it_is_over_or_off(session, facilitator):
    place = sign_up(session)
    services.cancel_session(session, because=WHY, by=facilitator)
    before = last(place).pk
    services.change_session(session, reward="£30.", by=facilitator)
    assert last(place).pk == before
