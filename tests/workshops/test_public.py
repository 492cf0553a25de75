"""What anybody reads about sessions, in both forms: coming, over, one session, calendar files."""

from datetime import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.said import said_date
from halton_coprod.record import stamp
from halton_coprod.services import keep_picture
from tests.charter.desk import typed_day
from tests.easyread.test_uploads import image, upload
from workshops import services
from workshops.models import Session, Topic

from .conftest import EASIES, EASY, ONLINE, OUTCOME, TEXTS, WHY, in_days, over, plan, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
MOST_QUERIES = 6


def opened(facilitator, **facts):
    return services.open_session(plan(facilitator, **facts), by=facilitator)


def names(client, query="", form=""):
    return [session.name for session in client.get(f"{form}/workshops/{query}").context["page"]]


def words(answer):
    return answer.content.decode()


def whole(client, session, form) -> str:
    """The page of a session, in easy read all its pages."""
    page = client.get(f"{form}/workshops/{session.slug}/")
    more = range(2, page.context["step"].total + 1)
    return words(page) + "".join(words(client.get(f"{form}/workshops/{session.slug}/?page={one}")) for one in more)


@FORMS
def test_the_next_comes_first_and_plans_stay_with_the_team(client, facilitator, form):
    plan(facilitator, name="Still planned")
    for name, days in (("Later", 30), ("Sooner", 10), ("Over", 5)):
        opened(facilitator, name=name, starts_at=in_days(days), ends_at=in_days(days, 2))
    Session.objects.filter(name="Over").update(starts_at=in_days(-5), ends_at=in_days(-5, 2))
    assert names(client, form=form) == ["Sooner", "Later"]
    assert names(client, "?when=past", form) == ["Over"]
    assert [words(client.get(f"{form}/workshops/{query}")).count("Still planned") for query in ("", "?when=past")] == [
        0,
        0,
    ]


@FORMS
def test_the_card_says_first_what_it_is_about_and_names_what_does_not_fit(client, facilitator, form):
    session = opened(facilitator)

    def card():
        stamp.forget_pages()
        return client.get(f"{form}/workshops/{session.slug}/card/")

    about, gets = (said_in(form, heading) for heading in ("What it is about", "What you get"))
    until = said_in(form, "You can sign up until %(day)s.", day=said_date(in_days(5)))
    assert words(card()).count(until) == 0
    services.change_session(session, sign_up_until=in_days(5), by=facilitator)
    assert words(card()).count(until) == 1
    short = card().context
    headings = [part.heading for part in short["parts"] if part.heading and part.shown]
    assert (headings[:2], short["left"].count(gets)) == ([about, gets], 0)
    many = EasyRead(blocks=tuple(Block("meeting", f"We talk about {number} and more.") for number in range(30)))
    Session.objects.update(reward="considerations " * 250, reward_easy=many)
    found = card()
    left = found.context["left"]
    names = said_in(form, "There you can also read: %(names)s.", names=". ".join(left))
    assert (left[0], words(found).count(names), words(found).count("considerations")) == (gets, 1, 0)


@FORMS
def test_a_plan_has_no_page_and_no_calendar(client, draft, form):
    assert {client.get(f"{form}/workshops/{draft.slug}/{end}").status_code for end in ("", "calendar.ics")} == {404}
    client.force_login(draft.team.get())
    assert client.get(f"{form}/workshops/{draft.slug}/").status_code == 404
    assert words(client.get("/workshops/calendar.ics")).count(draft.name) == 0


def test_chosen_by_place_online_and_topic(client, facilitator):
    topic = services.name_topic(name="Buses", by=facilitator)
    hall = opened(facilitator, name="In the hall", topics=[topic])
    opened(facilitator, name="Online", **ONLINE)
    assert names(client, f"?topic={topic.pk}") == ["In the hall"]
    assert names(client, f"?place={hall.venue.pk}") == ["In the hall"]
    assert names(client, "?place=online") == ["Online"]
    assert names(client, "?topic=99999&place=nowhere&page=x") == ["In the hall", "Online"]


def test_a_session_says_everything_in_both_forms(client, session):
    standard = words(client.get(session.get_absolute_url()))
    assert [standard.count(f"The {name}.") for name in TEXTS] == [1] * len(TEXTS)
    facts = (session.when, "1 Example Street, Widnes", "There is a way in without steps.", "There is no lift.")
    assert [standard.count(f">{fact}") for fact in facts] == [1] * 4
    assert standard.count("2 places are free.") == 1
    pages = [words(client.get(f"/easy/workshops/{session.slug}/?page={page}")) for page in (1, 2, 3)]
    easy = "".join(pages)
    assert easy.count("We talk.") == len(TEXTS)
    assert [easy.count(said) for said in ("We begin.", "We rest.", "There is no lift.")] == [1, 1, 1]


@FORMS
def test_it_says_who_looked_at_it_whom_to_ask_how_much_people_decide_and_what_happens(client, session, form):
    page = whole(client, session, form)
    facts = [
        said_in(form, "%(who)s looked at it on %(day)s.", who="Farah", day=said_date(timezone.localdate())),
        said_in(form, "We design it together"),
        *(["We begin.", "We rest."] if form else ["We begin", "A break"]),
    ]
    assert [page.count(fact) for fact in facts] == [1] * len(facts)
    ask = said_in(form, "You can ask: %(who)s.", who="Farah")
    assert words(client.get(f"{form}/workshops/{session.slug}/")).count(ask) == 1


def picture_beside(page, says) -> str:
    """The picture of the one idea with these words."""
    (block,) = [one for one in page.split('<div class="easy-picture">') if f"<p>{says}</p>" in one]
    return block.split("</div>")[0]


def test_in_easy_read_the_agenda_has_a_clock_for_each_thing_and_a_picture_for_each_break(client, session, facilitator):
    day = [(time(10), "Begin", "We begin.", False), (time(11), "Tea", "We rest.", True)]
    services.set_agenda(session, items=[*day, (time(11, 30), "Vote", "We vote.", False)], by=facilitator)
    page = whole(client, session, "/easy")
    beside = [picture_beside(page, says) for says in ("We begin.", "We rest.", "We vote.")]
    assert [one.count('class="clock"') for one in beside] == [1, 0, 1]
    assert [one.count("rotate(300 36 36)") for one in beside] == [1, 0, 0]
    assert [one.count("rotate(345 36 36)") for one in beside] == [0, 0, 1]
    assert [one.count("/pictures/break.") for one in beside] == [0, 1, 0]


@FORMS
def test_a_map_shows_the_place_and_none_shows_what_is_online(client, session, facilitator, form):
    online = opened(facilitator, name="Online", **ONLINE)
    link = "https://www.openstreetmap.org/search?query="
    pages = [whole(client, one, form) for one in (session, online)]
    assert [page.count(link) for page in pages] == [1, 0]
    assert pages[0].count(f'href="{link}1%20Example%20Street%2C%20Widnes"') == 1


@FORMS
def test_the_card_of_the_list_leads_to_the_map_until_it_is_over(client, facilitator, session, form):
    opened(facilitator, name="Online", **ONLINE)
    off = opened(facilitator, name="Off", starts_at=in_days(21), ends_at=in_days(21, 2))
    services.cancel_session(off, because=WHY, by=facilitator)
    link = 'href="https://www.openstreetmap.org/search?query=1%20Example%20Street%2C%20Widnes"'
    listed = f"{form}/workshops/"
    assert [words(client.get(listed)).count(one) for one in (link, ">: The Hall</span>")] == [1, 1]
    Session.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))
    stamp.forget_pages()
    assert words(client.get(f"{listed}?when=past")).count(link) == 0


@FORMS
def test_lists_and_pages_of_a_session_lead_to_its_series(client, facilitator, session, form):
    easy = EasyRead(blocks=(Block("letter", "Letters."),), title="Easy letters")
    series = services.name_series(name="Letters", by=facilitator)
    services.describe_series(series, name="Letters", about="About.", about_easy=easy, by=facilitator)
    services.change_session(session, series=series, by=facilitator)
    name, there = "Easy letters" if form else "Letters", f'href="{form}/workshops/series/letters/"'
    own = f"{form}/workshops/{session.slug}/"
    held = (f"{own}what-happened/", f"{form}/workshops/what-happened/?series=letters")

    def leads(where):
        stamp.forget_pages()
        page = words(client.get(where))
        return page.count(there), page.count(name) > 0

    assert [leads(where) for where in (f"{form}/workshops/", own)] == [(1, True)] * 2
    assert leads(f"{form}/workshops/series/letters/") == (0, True)
    services.hold_session(over(session), by=facilitator)
    services.write_outcome(session, **OUTCOME, **EASIES, by=facilitator)
    services.publish_outcome(session, by=facilitator)
    assert [leads(where) for where in held] == [(1, True)] * 2


@FORMS
def test_moved_online_no_page_shows_the_hall_any_more(client, session, facilitator, form):
    """As it is done on the desk, where the hall is still chosen. Back in a room the hall is asked for again."""
    services.change_session(session, online_how="Dial 1.", online_how_easy=EASY, by=facilitator)
    client.force_login(facilitator)
    desk = f"{form}/team/workshops/sessions/{session.slug}/"
    day = {**typed_day("day", timezone.localtime(session.starts_at).date()), "begins": "10am", "ends": "1pm"}
    client.post(f"{desk}another-day/", {**day, "mode": "online", "venue": session.venue.pk})
    pages = [f"{form}/workshops/", f"{form}/workshops/?place={session.venue.pk}", desk, f"{desk}on-paper/"]
    pages += [f"{desk}register/sheet/", f"{form}/team/workshops/", f"{form}/workshops/{session.slug}/card/"]
    found = [client.get(page).content.decode() for page in pages] + [whole(client, session, form)]
    shown = ("<p>The Hall</p>", "<br>The Hall", ", The Hall", "The Hall, 1", "openstreetmap.org")
    assert [sum(page.count(one) for one in shown) for page in found] == [0] * len(found)
    back = client.post(f"{desk}another-day/", {**day, "mode": "in_person"})
    assert "Choose the venue." in str(back.context["form"].errors)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.update(venue=session.venue)


@FORMS
def test_a_photo_says_what_is_to_be_seen(client, session, facilitator, form):
    face, door = (keep_picture(upload(image()), alt=alt, has_consent=True) for alt in ("Farah", "A door"))
    easy = EasyRead(blocks=(Block(face, "Farah runs it.", "Farah with glasses"),))
    services.change_session(session, people="Farah.", people_easy=easy, by=facilitator)
    way = {"directions": "Next door.", "directions_easy": EasyRead(blocks=(Block(door, "Go in here.", "A red door"),))}
    known = {"name": "The Hall", "address": session.venue.address}
    services.keep_venue(venue=session.venue, **known, **way, by=facilitator)
    page = whole(client, session, form)
    pictures = [
        f'src="/pictures/{key}" alt="{alt}"' for key, alt in ((face, "Farah with glasses"), (door, "A red door"))
    ]
    assert [page.count(one) for one in pictures] == [1, 1]


@FORMS
def test_it_says_what_is_free_and_never_who_comes(client, session, form):
    page = f"{form}/workshops/{session.slug}/"
    sign_up(session, "Rosa Privat")
    assert words(client.get(page)).count("1 place is free.") == 1
    sign_up(session, "Sam Privat")
    sign_up(session, "Tess Privat")
    stamp.forget_pages()
    assert client.get(page).context["session"].free_places == 0
    for where in (page, f"{form}/workshops/", f"{page}calendar.ics"):
        assert words(client.get(where)).count("Privat") == 0


@FORMS
def test_a_cancelled_one_shows_no_way_there_and_stands_out_in_the_list(client, session, facilitator, form):
    way = {"directions": "Next door.", "directions_easy": EASY}
    services.keep_venue(venue=session.venue, name="The Hall", address="1 Example Street", **way, by=facilitator)
    off = said_in(form, "It does not take place. It was planned for %(when)s.", when=session.when)
    shown = (off, session.when, said_in(form, "How to get there"), "The Hall", "openstreetmap.org")
    seen = (" session-off", "/stop.")

    def counts():
        stamp.forget_pages()
        page, cards = whole(client, session, form), words(client.get(f"{form}/workshops/"))
        return [page.count(one) for one in shown], [cards.count(one) for one in seen]

    assert counts()[0] != [1, 1, 0, 0, 0]
    assert counts()[1] == [0, 0]
    services.cancel_session(session, because=WHY, by=facilitator)
    assert counts() == ([1, 1, 0, 0, 0], [1, 1])
    card = words(client.get(f"{form}/workshops/{session.slug}/card/"))
    assert (card.count(session.when), card.count("The Hall")) == (1, 0)


@FORMS
def test_the_last_day_to_sign_up_is_said_wherever_somebody_decides_until_it_has_passed(
    client, session, facilitator, form
):
    page = f"{form}/workshops/{session.slug}/"
    until = timezone.localtime(in_days(5)).replace(hour=23, minute=59)
    says = said_in(form, "You can sign up until %(day)s.", day=said_date(until.date()))

    def said():
        stamp.forget_pages()
        pages = [words(client.get(where)) for where in (page, f"{page}sign-up/", f"{form}/workshops/")]
        (event,) = Calendar.from_ical(client.get(f"{page}calendar.ics").content).walk("VEVENT")
        return [one.count(says) for one in (*pages, str(event["DESCRIPTION"]))]

    assert said() == [0, 0, 0, 0]
    services.change_session(session, sign_up_until=until, by=facilitator)
    assert said() == [1, 1, 1, 1]
    services.change_session(session, sign_up_until=in_days(-1), by=facilitator)
    assert said() == [0, 0, 0, 0]
    client.force_login(facilitator)
    desk = words(client.get(f"{form}/team/workshops/sessions/{session.slug}/"))
    assert desk.count(said_in(form, "Nobody can sign up any more.")) == 1


@FORMS
def test_after_the_last_day_the_desk_the_list_and_the_card_say_that_it_is_over(client, session, facilitator, form):
    def said():
        stamp.forget_pages()
        public = [words(client.get(f"{form}/workshops/{where}")) for where in ("", f"{session.slug}/card/")]
        client.force_login(facilitator)
        desk = [
            words(client.get(f"{form}/team/workshops/{where}"))
            for where in ("", "?state=open", f"sessions/{session.slug}/")
        ]
        client.logout()
        public = [one.count(said_in(form, "Nobody can sign up any more.")) for one in public]
        return public, [(one.count(f">{state}<"), one.count(f">{since}<")) for one in desk]

    state = said_in(form, "Open for sign-up")
    since = said_in(form, "Sign-up has been over since %(day)s.", day=said_date(in_days(-2)))
    assert said() == ([0, 0], [(1, 0)] * 3)
    services.change_session(session, sign_up_until=in_days(-2), by=facilitator)
    assert said() == ([1, 1], [(0, 1)] * 3)


@FORMS
def test_what_keeps_people_from_a_place_has_a_sign_and_words_before_the_day(client, facilitator, session, form):
    """Not by a colour alone; what is free has none."""
    coming = {"starts_at": in_days(20), "ends_at": in_days(20, 2), "capacity": 1}
    names = ("Waits", "Full", "Ended", "Put off", "Off")
    waits, full, ended, put_off, off = (opened(facilitator, name=name, **coming) for name in names)
    services.change_session(full, has_waiting_list=False, by=facilitator)
    for one in (waits, full):
        sign_up(one, "Rosa Privat")
    services.change_session(ended, sign_up_until=in_days(-1), by=facilitator)
    services.postpone_session(put_off, because=WHY, by=facilitator)
    services.cancel_session(off, because=WHY, by=facilitator)
    says = {
        session.name: ("", "2 places are free."),
        "Waits": ("waiting-list", "All places are taken. You can wait for one."),
        "Full": ("no", "All places are taken."),
        "Ended": ("closed", "Nobody can sign up any more."),
        "Put off": ("late", "It is put off. The new day follows."),
        "Off": ("stop", "It does not take place."),
    }
    page = client.get(f"{form}/workshops/")
    cards = page.content.decode().split('<li class="card session-card')[1:]
    shown = {}
    for one, card in zip(page.context["page"], cards, strict=True):
        _sign, words_said = says[one.name]
        above = card.partition("<h3>")[0 if form else 2].partition(str(one.when))[0]
        pictures = [key for key in ("waiting-list", "no", "closed", "late", "stop") if f"/{key}." in above]
        top = card.partition(str(one.when))[0].count(said_in(form, words_said))
        shown[one.name] = (pictures, top, card.count("session-sign"))
    signed = {name: ([sign], 1, 1) for name, (sign, _words) in says.items() if sign}
    assert shown == {session.name: ([], 0, 0), **signed}


@FORMS
def test_a_cancelled_one_says_so_and_why(client, session, facilitator, form):
    services.cancel_session(session, because="Snow on the roads.", by=facilitator)
    answer = client.get(f"{form}/workshops/{session.slug}/")
    said = ("Snow on the roads.", "It does not take place.", "want to come?")
    assert [words(answer).count(one) for one in said] == [1, 1, 0]
    assert answer.context["session"].takes_sign_ups is False


def test_the_calendar_file_is_read_by_a_calendar(client, facilitator, session):
    opened(facilitator, name="Another; with, signs\\", starts_at=in_days(30), ends_at=in_days(30, 2))
    services.cancel_session(session, because="Snow.", by=facilitator)
    answer = client.get("/workshops/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    found = [(str(one["SUMMARY"]), str(one["STATUS"]), one["DTSTART"].dt) for one in events]
    other = Session.objects.get(name__startswith="Another")
    assert found == [
        (session.name, "CANCELLED", session.starts_at.replace(microsecond=0)),
        (other.name, "CONFIRMED", other.starts_at.replace(microsecond=0)),
    ]
    (one,) = Calendar.from_ical(client.get(f"{session.get_absolute_url()}calendar.ics").content).walk("VEVENT")
    assert one["UID"] == events[0]["UID"]


def test_thirty_sessions_ask_no_more_than_one(client, facilitator, session):
    def queries(where):
        client.get(where)
        stamp.forget_pages()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    places = ("/workshops/", session.get_absolute_url(), "/workshops/calendar.ics")
    before = [queries(where) for where in places]
    for number in range(29):
        opened(facilitator, name=f"Number {number}", starts_at=in_days(30), ends_at=in_days(30, 2))
    assert [queries(where) for where in places] == before
    assert max(before) <= MOST_QUERIES


@FORMS
def test_whoever_has_a_question_finds_whom_to_ask_also_when_it_is_put_off(client, session, facilitator, form):
    services.postpone_session(session, because=WHY, by=facilitator)
    read = words(client.get(f"{form}/workshops/{session.slug}/"))
    ask = said_in(form, "You can ask: %(who)s.", who="Farah")
    assert (read.count(ask), read.count(said_in(form, "Do you want to come?"))) == (1, 0)
    assert read.count(f'href="{form}/help/call-me/"') >= 1


@FORMS
def test_a_session_leads_to_the_other_sessions_of_each_of_its_topics(client, session, facilitator, form):
    topics = [Topic.objects.create(name=name) for name in ("Buses", "Letters", "Doors")]
    services.change_session(session, topics=topics[:2], by=facilitator)
    page = whole(client, session, form)
    links = [f'<a href="{form}/workshops/?topic={topic.pk}">' for topic in topics]
    assert [page.count(link) for link in links] == [1, 1, 0]


@FORMS
def test_what_does_not_take_place_is_not_put_into_a_calendar(client, session, facilitator, form):
    page = f"{form}/workshops/{session.slug}/"
    before = words(client.get(page)).count(f"{page}calendar.ics")
    services.cancel_session(session, because=WHY, by=facilitator)
    stamp.forget_pages()
    assert (before, words(client.get(page)).count("calendar.ics")) == (1, 0)
