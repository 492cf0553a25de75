"""One's own pages in the pool: see and change, stop agreeing, take a break, leave, who looked; nobody else's there."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from halton_coprod.record.models import AuditLine
from members import services
from members.models import Member, Message
from members.services import Said

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
OTHER = ("Ida Other", "ida@other.example", "Ida's dog comes too", "Ida's helper")
FACTS = {"email": "rosa@home.example", "phone": "01632 960 111"}
PAGES = (
    "needs/",
    "needs/surroundings/",
    "reach/",
    "reach/way/",
    "reach/email/",
    "reach/easy-read/",
    "reach/messages/",
    "reach/postcode/",
    "reach/interests/",
    "agreed/",
    "agreed/photos/",
    "supporter/",
    "supporter/add/",
    "places/",
    "messages/",
    "information/",
    "information/looks/",
    "information/document/",
    "information/file/",
    "information/erase/",
    "leave/",
)


@pytest.fixture
def rosa(resident):
    return make_member(
        "Rosa",
        user=resident,
        by=resident,
        facts=FACTS,
        needs=[Said("surroundings", "quiet"), Said("other", words="My mug")],
    )


@pytest.fixture
def ida(stranger, pool_staff):
    """Somebody else, with all that could leak."""
    ida = make_member(
        OTHER[0],
        facts={"email": OTHER[1]},
        user=stranger,
        by=stranger,
        needs=[Said("other", words=OTHER[2])],
        supporter={"name": OTHER[3], "may_see": True},
    )
    services.record_look(ida, what="needs", why=OTHER[2], by=pool_staff)
    return ida


@pytest.fixture
def signed_in(client, rosa, ida):
    client.force_login(rosa.user)
    return client


def words_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


@FORMS
def test_nothing_of_anybody_else_stands_on_any_page(signed_in, form):
    for path in ("", *PAGES):
        page = words_of(signed_in, f"{form}/me/{path}")
        assert (path, [word for word in OTHER if word in page]) == (path, [])
        assert page.count("<h1") == (path != "information/file/")


@FORMS
def test_what_was_sent_to_somebody_stands_there_once_and_nothing_of_others(signed_in, rosa, ida, form):
    page = words_of(signed_in, f"{form}/me/messages/")
    [joined] = rosa.messages.all()
    assert ida.messages.count() > 0
    assert page.count('<section class="kept-thing">') == 1
    assert page.count(f"<h2>{joined.title}</h2>") == 1


@FORMS
def test_nobody_comes_in_without_signing_in(client, rosa, form):
    for path in PAGES:
        answer = client.get(f"{form}/me/{path}")
        assert (answer.status_code, answer["Location"]) == (302, f"{form}/accounts/login/?next={form}/me/{path}")


@FORMS
def test_whoever_has_no_record_is_told_so_and_can_join(client, stranger, rosa, form):
    client.force_login(stranger)
    page = words_of(client, f"{form}/me/")
    assert page.count(f'<a href="{form}/join/">') == 2  # in the menu and as a choice
    for path in PAGES:
        assert client.get(f"{form}/me/{path}")["Location"] == f"{form}/me/"


@FORMS
def test_the_first_page_leads_to_all_of_it(signed_in, form):
    page = words_of(signed_in, f"{form}/me/")
    leads = ("needs", "reach", "agreed", "supporter", "places", "messages", "information", "leave")
    assert [page.count(f'<a href="{form}/me/{lead}/">') for lead in leads] == [1] * len(leads)


@FORMS
def test_stopping_to_agree_takes_one_press_and_counts_at_once(signed_in, rosa, ida, form):
    services.give_consent(rosa, purpose="needs", language="en-gb", by=rosa.user)
    services.give_consent(ida, purpose="needs", language="en-gb", by=ida.user)
    for _twice in range(2):
        answer = signed_in.post(f"{form}/me/agreed/needs/stop/", follow=True)
        assert answer.redirect_chain == [(f"{form}/me/agreed/", 302)]
    assert list(Member.objects.agreed_to("needs")) == [ida]
    assert [one.stands for one in rosa.consents.filter(purpose="needs")] == [False]


def test_what_was_agreed_to_stands_there_in_the_words_that_were_shown(signed_in, rosa):
    record = services.give_consent(rosa, purpose="photos", language="en-simple", by=rosa.user)
    page = words_of(signed_in, "/me/agreed/")
    shown = [unescape(quote).split("<br>") for quote in re.findall(r"<blockquote><p>(.*?)</p>", page)]
    assert record.wording.splitlines() in shown
    assert page.count("/me/agreed/photos/stop/") == 1
    assert page.count("/me/agreed/partners/stop/") == 0


@FORMS
def test_agreeing_again_keeps_the_words_of_this_form(signed_in, rosa, form):
    page = signed_in.get(f"{form}/me/agreed/partners/")
    answer = signed_in.post(
        f"{form}/me/agreed/partners/", {"agreed": "yes", "seen": page.context["form"]["seen"].value()}
    )
    assert answer["Location"] == f"{form}/me/agreed/"
    record = rosa.consents.get(purpose="partners")
    assert (record.stands, record.form, record.recorded_by) == (True, "easy" if form else "standard", None)


@FORMS
def test_a_break_and_leaving_take_one_press_and_ask_nothing(signed_in, rosa, ida, pool_staff, form):
    services.move_member(rosa, "welcome", by=pool_staff)
    states, first = [], signed_in.get(f"{form}/me/leave/").context["title"]
    for move in ("pause", "resume", "leave"):
        page = words_of(signed_in, f"{form}/me/leave/")
        assert page.count(f'action="{form}/me/leave/{move}/"') == 1
        assert page.count("<textarea") == 0
        signed_in.post(f"{form}/me/leave/{move}/")
        rosa.refresh_from_db()
        states.append((rosa.state, signed_in.get(f"{form}/me/leave/").context["title"] != first))
    assert states == [("paused", True), ("active", False), ("left", True)]
    ida.refresh_from_db()
    assert ida.state == "interested"


@FORMS
def test_to_stop_agreeing_to_the_pool_is_to_leave_it_and_a_new_yes_is_the_way_back(signed_in, rosa, ida, form):
    agreed = words_of(signed_in, f"{form}/me/agreed/")
    assert agreed.count("If you stop agreeing, you leave the pool.") == 1
    told = signed_in.post(f"{form}/me/agreed/pool/stop/", follow=True).content.decode()
    assert (told.count("You have left the pool."), told.count("If you say yes, you are in the pool again.")) == (1, 1)
    rosa.refresh_from_db()
    assert (rosa.state, list(Member.objects.in_pool())) == ("left", [ida])

    leaving = words_of(signed_in, f"{form}/me/leave/")
    assert leaving.count(f'href="{form}/me/agreed/pool/"') == 1
    assert signed_in.post(f"{form}/me/leave/come_back/").status_code == 404
    page = signed_in.get(f"{form}/me/agreed/pool/")
    for answer, state, says in (("no", "left", "Saved."), ("yes", "interested", "Welcome back.")):
        said = {"agreed": answer, "seen": page.context["form"]["seen"].value()}
        told = signed_in.post(f"{form}/me/agreed/pool/", said, follow=True).content.decode()
        rosa.refresh_from_db()
        assert (rosa.state, told.count(says)) == (state, 1)
        page = signed_in.get(f"{form}/me/agreed/pool/")
    assert [record.stands for record in rosa.consents.filter(purpose="pool")] == [False, False, True]


def test_a_stale_press_says_so_and_changes_nothing(signed_in, rosa):
    answer = signed_in.post("/me/leave/pause/", follow=True)
    assert answer.content.decode().count("This cannot be done now.") == 1
    rosa.refresh_from_db()
    assert rosa.state == "interested"


@pytest.mark.parametrize("path", ["leave/welcome/", "leave/erase/", "agreed/nothing/stop/"])
def test_no_other_move_can_be_pressed(signed_in, rosa, path):
    assert signed_in.post(f"/me/{path}").status_code == 404
    rosa.refresh_from_db()
    assert rosa.state == "interested"


def test_buttons_are_pressed_and_not_visited(signed_in):
    for path in ("leave/leave/", "agreed/pool/stop/"):
        assert signed_in.get(f"/me/{path}").status_code == 405


@FORMS
def test_one_group_of_needs_is_changed_and_the_others_stay(signed_in, rosa, form):
    page = signed_in.get(f"{form}/me/needs/surroundings/")
    assert (page.context["form"]["items"].value(), page.context["form"]["who_sees"].value()) == (["quiet"], "session")
    seen = page.context["form"]["seen"].value()
    said = {"items": ["breaks", "seat"], "words": "", "who_sees": "pool", "seen": seen}
    assert signed_in.post(f"{form}/me/needs/surroundings/", said)["Location"] == f"{form}/me/needs/"
    kept = sorted((need.group, need.item, need.words, need.who_sees) for need in rosa.needs.all())
    assert kept == [
        ("other", "", "My mug", "session"),
        ("surroundings", "breaks", "", "pool"),
        ("surroundings", "seat", "", "pool"),
    ]


def test_what_somebody_else_changed_meanwhile_is_not_written_over_unseen(signed_in, rosa, pool_staff):
    seen = signed_in.get("/me/needs/other/").context["form"]["seen"].value()
    services.record_needs(rosa, needs=[Said("other", words="My mug and my cup")], group="other", by=pool_staff)
    said = {"words": "Nothing", "who_sees": "pool", "seen": seen}
    answer = signed_in.post("/me/needs/other/", said)
    assert (answer.status_code, answer.context["form"]["words"].value()) == (409, "Nothing")
    assert [need.words for need in rosa.needs.filter(group="other")] == ["My mug and my cup"]
    again = {**said, "seen": answer.context["form"]["seen"].value()}
    assert signed_in.post("/me/needs/other/", again).status_code == 302
    assert [need.words for need in rosa.needs.filter(group="other")] == ["Nothing"]


CHANGES = {
    "best-time": ({"best_time": "morning"}, ("best_time", "morning")),
    "easy-read": ({"easy_read": "yes"}, ("easy_read", True)),
    "messages": ({"wants_messages": "no"}, ("wants_messages", False)),
    "print": ({"print_size": "large"}, ("print_size", "large")),
    "postcode": ({"postcode": "wa7 2es"}, ("district", "wa7")),
    "age": ({"age_band": "65+"}, ("age_band", "65+")),
    "name": ({"name": "Ros"}, ("name", "Ros")),
    "email": ({"email": "new@home.example"}, ("email", "new@home.example")),
    "phone": ({"phone": ""}, ("phone", "")),
    "reward": ({"reward": "talk"}, ("reward", "talk")),
}


@pytest.mark.parametrize("slug", CHANGES)
@FORMS
def test_each_answer_can_be_changed(signed_in, rosa, ida, form, slug):
    said, (name, value) = CHANGES[slug]
    before = getattr(ida, name)
    page = signed_in.get(f"{form}/me/reach/{slug}/")
    answer = signed_in.post(f"{form}/me/reach/{slug}/", {**said, "seen": page.context["form"]["seen"].value()})
    assert answer["Location"] == f"{form}/me/reach/"
    rosa.refresh_from_db()
    ida.refresh_from_db()
    assert (getattr(rosa, name), getattr(ida, name)) == (value, before)


def test_what_they_like_is_changed(signed_in, rosa):
    seen = signed_in.get("/me/reach/interests/").context["form"]["seen"].value()
    signed_in.post("/me/reach/interests/", {"interests": ["homes", "work"], "seen": seen})
    assert sorted(rosa.picks.values_list("kind", "item")) == [("interest", "homes"), ("interest", "work")]


@FORMS
def test_a_way_for_which_something_is_missing_asks_for_it_first(signed_in, rosa, form):
    page = signed_in.get(f"{form}/me/reach/way/")
    answer = signed_in.post(f"{form}/me/reach/way/", {"way": "letter", "seen": page.context["form"]["seen"].value()})
    assert answer["Location"] == f"{form}/me/reach/address/?way=letter"
    rosa.refresh_from_db()
    assert rosa.way == "email"
    page = signed_in.get(answer["Location"])
    empty = signed_in.post(answer["Location"], {"address": "", "seen": page.context["form"]["seen"].value()})
    assert empty.context["form"].errors == {
        "address": [empty.context["form"].fields["address"].error_messages["required"]]
    }
    signed_in.post(answer["Location"], {"address": "1 Example Street", "seen": page.context["form"]["seen"].value()})
    rosa.refresh_from_db()
    assert (rosa.way, rosa.address) == ("letter", "1 Example Street")


def test_the_way_that_is_used_cannot_be_taken_away(signed_in, rosa):
    seen = signed_in.get("/me/reach/email/").context["form"]["seen"].value()
    answer = signed_in.post("/me/reach/email/", {"email": "", "seen": seen})
    assert answer.context["form"].errors == {"email": ["Type your email address."]}
    rosa.refresh_from_db()
    assert rosa.email == FACTS["email"]


@FORMS
def test_all_of_it_can_be_taken_away_to_read_and_as_data(signed_in, rosa, pool_staff, form):
    services.record_look(rosa, what="needs", why="To book a quiet room", by=pool_staff)
    page = words_of(signed_in, f"{form}/me/information/document/")
    file = signed_in.get(f"{form}/me/information/file/")
    assert file["Content-Disposition"] == 'attachment; filename="my-information.json"'
    data = file.json()
    assert (data["reference"], data["you"][0]["email"]) == (rosa.reference, FACTS["email"])
    assert [need["words"] for need in data["needs"]] == ["", "My mug"]
    assert [look["why"] for look in data["looks"]] == ["To book a quiet room"]
    assert [page.count(word) for word in (FACTS["email"], "My mug", "To book a quiet room")] == [1, 1, 1]
    # It speaks to whoever reads it, and not about them.
    shown = re.findall(r"<d[td]>([^<]*)</d[td]>", page)
    about = [name for name in shown if re.search(r"\b(they|their|the person)\b", name.casefold())]
    assert (about, shown.count("You")) == ([], rosa.needs.count())


@FORMS
def test_erasing_is_asked_once_more_and_leaves_nothing(signed_in, rosa, ida, form):
    user = rosa.user
    unsure = signed_in.post(f"{form}/me/information/erase/", {})
    assert list(unsure.context["form"].errors) == ["sure"]
    answer = signed_in.post(f"{form}/me/information/erase/", {"sure": "on"}, follow=True)
    assert answer.redirect_chain == [(f"{form}/", 302)]
    rosa.refresh_from_db()
    user.refresh_from_db()
    assert (rosa.state, rosa.name, rosa.email, rosa.needs.count(), user.is_active) == ("erased", "", "", 0, False)
    assert signed_in.get(f"{form}/me/").status_code == 302
    ida.refresh_from_db()
    assert (ida.state, ida.name) == ("interested", OTHER[0])


@FORMS
def test_the_pages_ask_as_much_for_many_rows_as_for_few(signed_in, rosa, pool_staff, form):
    def asked():
        numbers = {}
        for path in ("", *PAGES):
            signed_in.get(f"{form}/me/{path}")
            with CaptureQueriesContext(connection) as queries:
                signed_in.get(f"{form}/me/{path}")
            numbers[path] = len(queries)
        return numbers

    few = asked()
    for number in range(8):
        services.record_look(rosa, what="needs", why=f"Look {number}", by=pool_staff)
        services.add_supporter(rosa, name=f"Helper {number}", by=rosa.user)
        services.give_consent(rosa, purpose="photos", agreed=bool(number % 2), language="en-gb", by=rosa.user)
    services.record_needs(
        rosa, needs=[Said("surroundings", item) for item in ("quiet", "breaks", "seat")], by=rosa.user
    )
    assert asked() == few
    # Everything that is kept about somebody, each table once.
    whole = ("information/document/", "information/file/")
    assert {path: number for path, number in few.items() if number > (22 if path in whole else 12)} == {}


def test_one_supporter_is_named_ended_and_named_only_once(signed_in, rosa, pool_staff):
    page = signed_in.get("/me/supporter/add/")
    said = {
        "name": "Sunil",
        "email": pool_staff.email,
        "rights": ["see", "book"],
        "seen": page.context["form"]["seen"].value(),
    }
    codes = [signed_in.post("/me/supporter/add/", said).status_code for _twice in range(2)]
    link = rosa.supporters.get()
    told = Message.objects.get(member=None)
    assert (told.to, told.occasion, told.way) == (pool_staff.email, f"supporter-{link.pk}", "email")
    assert (codes, link.user, link.may_see, link.may_change, link.may_book) == (
        [302, 409],
        pool_staff,
        True,
        False,
        True,
    )
    for _twice in range(2):
        signed_in.post(f"/me/supporter/{link.pk}/end/")
    link.refresh_from_db()
    assert (link.holds, pool_staff.has_perm("members.open_page", rosa)) == (False, False)


def test_nobody_ends_the_supporter_of_somebody_else(signed_in, ida):
    link = ida.supporters.get()
    assert signed_in.post(f"/me/supporter/{link.pk}/end/").status_code == 404
    link.refresh_from_db()
    assert link.holds


def test_nothing_private_is_in_the_log(signed_in, rosa):
    for slug in ("name", "email"):
        seen = signed_in.get(f"/me/reach/{slug}/").context["form"]["seen"].value()
        signed_in.post(f"/me/reach/{slug}/", {slug: "Quango@home.example", "seen": seen})
    assert [line for line in AuditLine.objects.all() if "Quango" in f"{line.fields}{line.note}{line.thing_id}"] == []


def test_addresses_name_nobody():
    assert reverse("me_looks") == "/me/information/looks/"
