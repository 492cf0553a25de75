"""What somebody told us is changed: by their own link, one question a page in easy read, and at the desk."""

import pytest

from tests.easyread.one_by_one import asked, press
from workshops import services
from workshops.models import AccessRequest, SignUp

from .conftest import ONLINE, plan, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
FULL = "The places for supporters are taken. You can still bring yours. We talk with you about it."
# What is said about supporters, one after the other: brought, another one, none.
SAID = [("1", "Ann Privat", (1, "Ann Privat")), ("1", "Bea Privat", (1, "Bea Privat")), ("0", "", (0, ""))]


@pytest.fixture
def rosa(session):
    return sign_up(session, "Rosa Privat")


def own(place, form=""):
    return f"{form}/workshops/place/{place.link}/"


def people(place, name="", form=""):
    return f"{form}/team/workshops/sessions/{place.session.slug}/people/{name}"


def words(answer):
    return answer.content.decode()


def change(client, place, form, **said):
    """As people do it: all on one page, or in easy read question after question."""
    there = f"{own(place, form)}change/"
    page = client.get(there)
    if not form:
        return client.post(there, said)
    for _question in said:
        if page.status_code == 200:
            page = press(client, page, there, **{name: said[name] for name in asked(page)})
    return page


@FORMS
def test_by_link_a_supporter_is_brought_changed_and_left_at_home(client, rosa, form):
    for supporters, name, kept in SAID:
        said = {"supporters": supporters, "supporter_name": name, "travel": "no", "needs": ""}
        assert change(client, rosa, form, **said)["Location"] == own(rosa, form)
        rosa.refresh_from_db()
        assert (rosa.supporters, rosa.supporter_name, rosa.travel_help) == (*kept, False)
        assert words(client.get(own(rosa, form))).count("1 supporter comes with you.") == kept[0]


@FORMS
def test_help_to_get_there_that_is_taken_back_waits_for_no_answer(client, session, facilitator, form):
    """Asked for in one form and taken back in the other; what was arranged already stays."""
    rosa, sam = (sign_up(session, name, needs=["No steps"], travel_help=True) for name in ("Rosa Privat", "Sam Privat"))
    SignUp.objects.update(language="en-gb" if form else "en-simple")
    services.arrange_request(sam.requests.last(), by=facilitator)
    for place in (rosa, sam):
        change(client, place, form, supporters="0", supporter_name="", travel="no", needs="")
    known = [[(one.says, one.state) for one in place.requests.all()] for place in (rosa, sam)]
    assert known == [[("No steps", "asked")], [("No steps", "asked"), ("Help to get there", "arranged")]]
    client.force_login(facilitator)
    shown = words(client.get(people(rosa)))
    assert [shown.count(f"{one.name}, Help to get there") for one in (rosa, sam)] == [0, 1]
    change(client, rosa, form, supporters="0", supporter_name="", travel="yes", needs="")
    assert [one.says for one in rosa.requests.all()] == ["No steps", "Help to get there"]


@FORMS
def test_by_link_one_more_need_is_seen_at_the_desk_and_waits_for_an_answer(client, rosa, facilitator, form):
    said = {"supporters": "0", "supporter_name": "", "travel": "yes", "needs": "A chair with arms"}
    for _time in range(2):
        change(client, rosa, form, **said)
    needs = [(one.says, one.state) for one in AccessRequest.objects.order_by("pk")]
    assert needs == [("No steps", "asked"), ("A chair with arms", "asked"), ("Help to get there", "asked")]
    client.force_login(facilitator)
    desk = client.get(people(rosa, form=form))
    assert (desk.context["to_answer"], words(desk).count("<strong>A chair with arms</strong>")) == (3, 1)


@FORMS
def test_at_the_desk_a_supporter_is_brought_changed_and_left_at_home(client, rosa, facilitator, form):
    client.force_login(facilitator)
    where = people(rosa, f"{rosa.pk}/change/", form)
    for supporters, name, kept in SAID:
        said = {"supporters": supporters, "supporter_name": name, "travel_help": "on"}
        assert client.post(where, said)["Location"] == people(rosa, form=form)
        rosa.refresh_from_db()
        assert (rosa.supporters, rosa.supporter_name, rosa.travel_help) == (*kept, True)
        assert client.get(people(rosa, form=form)).context["supporters"] == kept[0]


@FORMS
def test_at_the_desk_a_need_is_written_down_once(client, rosa, facilitator, form):
    client.force_login(facilitator)
    for _press in range(2):
        answer = client.post(people(rosa, f"{rosa.pk}/need/", form), {"says": "A chair with arms"})
        assert answer["Location"] == people(rosa, form=form)
    needs = [(one.says, one.state) for one in AccessRequest.objects.order_by("pk")]
    assert needs == [("No steps", "asked"), ("A chair with arms", "asked")]
    desk = client.get(people(rosa, form=form))
    assert (desk.context["to_answer"], words(desk).count("<strong>A chair with arms</strong>")) == (2, 1)


def test_in_easy_read_nobody_who_comes_alone_is_asked_for_a_name(client, rosa):
    there = f"{own(rosa, '/easy')}change/"
    page = client.get(there)
    assert asked(page) == ["supporters"]
    page = press(client, page, there, supporters="0")
    assert asked(page) == ["travel"]
    page = press(client, page, there, _back="1")
    assert asked(page) == ["supporters"]
    page = press(client, page, there, supporters="1")
    assert asked(page) == ["supporter_name"]
    page = press(client, page, there, supporter_name="Ann Privat")
    page = press(client, page, there, travel="no")
    assert (asked(page), type(rosa).objects.get().supporters) == (["needs"], 0)
    assert press(client, page, there, needs="")["Location"] == own(rosa, "/easy")
    assert (type(rosa).objects.get().supporters, type(rosa).objects.get().supporter_name) == (1, "Ann Privat")


def test_online_only_nobody_is_asked_about_the_way_there(client, facilitator):
    online = services.open_session(plan(facilitator, **ONLINE), by=facilitator)
    place, names = sign_up(online, "Rosa Privat"), []
    there = f"{own(place, '/easy')}change/"
    page = client.get(there)
    for said in ({"supporters": "1"}, {"supporter_name": "Ann Privat"}, {"needs": ""}):
        names += asked(page)
        page = press(client, page, there, **said)
    assert (names, page["Location"]) == (["supporters", "supporter_name", "needs"], own(place, "/easy"))


@FORMS
def test_where_the_places_for_supporters_are_taken_each_page_says_so(client, session, rosa, facilitator, form):
    services.change_session(session, supporter_places=1, by=facilitator)
    full = said_in(form, FULL)
    pages = (f"{own(rosa, form)}change/", f"{form}{session.get_absolute_url()}sign-up/supporters/")
    assert [words(client.get(page)).count(full) for page in pages] == [0, 0]
    change(client, rosa, form, supporters="2", supporter_name="", travel="no", needs="")
    assert [words(client.get(page)).count(full) for page in pages] == [1, 1]
    client.force_login(facilitator)
    shown = words(client.get(people(rosa, form=form)))
    assert [shown.count(says) for says in ("2 supporters come too.", "There is 1 place for them.")] == [2, 1]
