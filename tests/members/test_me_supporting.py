"""A supporter acts for somebody as far as they were let, with both names on the page and on the record, no further."""

import re
import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.models import LookRecord
from members.services import Said, queue_message
from stories import services as stories
from stories.notices import sign, tell_received
from tests.workshops.conftest import plan
from workshops import services as workshops
from workshops.services import Asking

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
# Page → which rights open it (any of them).
SEES, CHANGES, BOOKS, COPIES = "may_see", "may_change", "may_book", "gets_copies"
DOORS = {
    "": {SEES, CHANGES, BOOKS, COPIES},
    "needs/": {SEES, CHANGES},
    "needs/other/": {CHANGES},
    "reach/": {SEES, CHANGES},
    "reach/way/": {CHANGES},
    "reach/email/": {CHANGES},
    "reach/name/": set(),
    "reach/interests/": set(),
    "agreed/": {SEES},
    "agreed/photos/": set(),
    "supporter/": {SEES, CHANGES, BOOKS, COPIES},
    "supporter/add/": set(),
    "places/": {SEES, BOOKS},
    "messages/": {SEES, COPIES},
    "information/": {SEES},
    "information/looks/": {SEES},
    "information/document/": set(),
    "information/file/": set(),
    "information/erase/": set(),
    "leave/": set(),
}
SHOWN_INSTEAD = {"": "(a link that only Rosa gets)", "/easy": "(a link for Rosa, for nobody else)"}
OTHERS = ("Ida Other", "ida@other.example", "Ida's dog comes too", "Second helper")


@pytest.fixture
def rosa(resident):
    return make_member("Rosa", user=resident, by=resident, needs=[Said("other", words="My mug")])


@pytest.fixture
def ida(editor):
    """Somebody whom this supporter does not help."""
    return make_member(
        OTHERS[0], user=editor, by=editor, facts={"email": OTHERS[1]}, needs=[Said("other", words=OTHERS[2])]
    )


def let(rosa, user, *rights, **facts):
    services.add_supporter(rosa, name=OTHERS[3], may_see=True, by=rosa.user)
    return services.add_supporter(rosa, name="Sunil", user=user, by=rosa.user, **dict.fromkeys(rights, True), **facts)


@FORMS
@pytest.mark.parametrize("right", [SEES, CHANGES, BOOKS, COPIES])
def test_each_right_opens_its_pages_and_no_others(client, rosa, ida, stranger, right, form):
    link = let(rosa, stranger, right)
    client.force_login(stranger)
    answers = {path: client.get(f"{form}/me/for/{link.pk}/{path}") for path in DOORS}
    expected = {path: 200 if right in rights else 403 for path, rights in DOORS.items()}
    assert {path: answer.status_code for path, answer in answers.items()} == expected
    for path, answer in answers.items():
        page = answer.content.decode()
        assert (path, [word for word in OTHERS if word in page]) == (path, [])
        if answer.status_code == 200:
            banner = page[page.index("data-acts-for") :].partition("</aside>")[0]
            assert (path, "Sunil" in banner, "Rosa" in banner) == (path, True, True)


@FORMS
@pytest.mark.parametrize(
    "path", ["agreed/pool/stop/", "leave/leave/", "information/erase/", "agreed/photos/", "supporter/add/"]
)
def test_what_only_the_person_decides_is_refused(client, rosa, stranger, path, form):
    link = let(rosa, stranger, SEES, CHANGES, BOOKS, COPIES)
    client.force_login(stranger)
    said = {"sure": "on", "agreed": "yes", "name": "Me too"}
    assert client.post(f"{form}/me/for/{link.pk}/{path}", said).status_code == 403
    rosa.refresh_from_db()
    assert (rosa.state, rosa.supporters.count()) == ("interested", 2)
    assert [(one.purpose, one.stands) for one in rosa.consents.all()] == [("pool", True)]


@FORMS
def test_what_a_supporter_changes_has_both_on_the_record(client, rosa, stranger, form):
    link = let(rosa, stranger, CHANGES)
    client.force_login(stranger)
    here = f"{form}/me/for/{link.pk}/needs/other/"
    seen = client.get(here).context["form"]["seen"].value()
    answer = client.post(here, {"words": "A bigger mug", "who_sees": "pool", "seen": seen})
    assert answer["Location"] == f"{form}/me/for/{link.pk}/needs/"
    need = rosa.needs.get()
    assert (need.words, need.source, need.told_by) == ("A bigger mug", "supporter", stranger)
    line = AuditLine.objects.get(verb="members.needs.record")
    assert (line.actor_id, line.for_whom) == (stranger.pk, rosa.pk)


@FORMS
def test_the_person_reads_that_the_supporter_looked(client, rosa, stranger, form):
    link = let(rosa, stranger, SEES)
    client.force_login(stranger)
    for path in ("needs/", "reach/", "agreed/", "messages/", "places/", "invitations/"):
        client.get(f"{form}/me/for/{link.pk}/{path}")
    assert list(rosa.looks.values_list("looker", "as_what", "what")) == [
        (stranger.pk, "supporter", what) for what in ("asked", "held", "messages", "agreed", "contact", "needs")
    ]
    client.force_login(rosa.user)
    page = client.get(f"{form}/me/information/looks/").content.decode()
    assert page.count(f"<strong>{stranger.name}</strong>") == 1


TITLES = {
    "": "The page of Rosa",
    "needs/": "What Rosa needs",
    "reach/": "How we reach Rosa",
    "agreed/": "What Rosa agreed to",
    "supporter/": "You as a supporter of Rosa",
    "places/": "What Rosa signed up for",
    "invitations/": "What we asked Rosa",
    "messages/": "Messages from us to Rosa",
    "information/": "What we know about Rosa",
    "information/looks/": "Who looked at what we know about Rosa",
}


# Where words stand as they were written for the person, which is said above them.
KEPT = ("messages/", "information/looks/")


def test_a_supporter_reads_the_name_where_the_person_reads_you(client, rosa, stranger):
    """What was written for the person alone says so; nothing else calls the supporter by what is hers."""
    rosa.messages.all().delete()
    link = let(rosa, stranger, SEES, CHANGES, BOOKS, COPIES)
    client.force_login(stranger)
    pages = {path: client.get(f"/me/for/{link.pk}/{path}").content.decode() for path in TITLES}
    mains = {path: page.partition("<main")[2].partition("</main>")[0] for path, page in pages.items()}
    assert {path: re.search(r"<h1>(.+?)</h1>", main)[1] for path, main in mains.items()} == TITLES
    meant = {path: main.count("means Rosa.") for path, main in mains.items()}
    assert meant == {path: int(path in ("needs/", "reach/", *KEPT)) for path in TITLES}
    words = {path: re.sub(r"<[^>]+>", "|", main) for path, main in mains.items()}
    spoken = {path: re.findall(r"\b[Yy]ou(?:r|rs)?\b[^|]*", main) for path, main in words.items() if path not in KEPT}
    assert {path: said for path, said in spoken.items() if said and path not in ("", "supporter/", "agreed/")} == {}
    assert spoken[""] == ["you do this:", "You as a supporter of Rosa", "you may do."]
    assert [mains[path].count("“I” means Rosa.") for path in ("needs/", "reach/")] == [1, 1]
    asked = client.get(f"/me/for/{link.pk}/needs/contact/").content.decode()
    assert asked.count("<h1>What helps when we contact Rosa?</h1>") == 1
    assert mains["places/"].count("Rosa has not signed up for anything yet.") == 1
    assert mains["messages/"].count("We have sent Rosa nothing yet.") == 1
    assert mains["agreed/"].count("Rosa said yes on") == 1
    client.force_login(rosa.user)
    own = client.get("/me/places/").content.decode()
    assert own.count("You have not signed up for anything yet.") == 1


@FORMS
@pytest.mark.parametrize(("right", "number"), [(SEES, 1), (CHANGES, 0)])
def test_what_is_about_health_is_read_where_needs_are(client, rosa, stranger, right, number, form):
    services.change_member(rosa, connections=["learning"], by=rosa.user)
    link = let(rosa, stranger, right)
    client.force_login(stranger)
    pages = [client.get(f"{form}/me/for/{link.pk}/{path}/").content.decode() for path in ("reach", "needs")]
    assert [page.count("learning disability") for page in pages] == [0, number]


def test_also_one_who_may_only_change_it_is_told_by_the_name_of_the_page(client, rosa, stranger):
    link = let(rosa, stranger, CHANGES)
    client.force_login(stranger)
    for path in ("", "needs/", "needs/other/", "reach/", "reach/way/"):
        client.get(f"/me/for/{link.pk}/{path}")
    assert list(rosa.looks.values_list("what", flat=True)) == ["contact", "contact", "needs", "needs", "own"]


@pytest.fixture
def her_link(rosa):
    """Whoever has it can change her story or take it back; she was told it in a message."""
    story = stories.begin_story(wording="We may keep what you tell us.", teller=rosa)
    story.sent_at = timezone.now()
    with transaction.atomic():
        tell_received(story)
    return f"/stories/mine/{sign(story)}/"


@FORMS
@pytest.mark.parametrize("rights", [(SEES,), (SEES, BOOKS), (COPIES,), (SEES, CHANGES, BOOKS, COPIES)])
def test_a_supporter_reads_the_messages_without_the_links_in_them(client, rosa, stranger, her_link, rights, form):
    link = let(rosa, stranger, *rights)
    client.force_login(rosa.user)
    assert client.get(f"{form}/me/messages/").content.decode().count(f'{her_link}"') == 1
    client.force_login(stranger)
    page = client.get(f"{form}/me/for/{link.pk}/messages/").content.decode()
    assert (page.count("/stories/mine/"), page.count("Your story is safe with us.")) == (0, 1)
    assert page.count(SHOWN_INSTEAD[form]) == 1
    whole = [client.get(f"{form}/me/for/{link.pk}/information/{path}/") for path in ("document", "file")]
    assert [(answer.status_code, answer.content.decode().count(her_link)) for answer in whole] == [(403, 0)] * 2


def test_no_address_of_any_shape_is_left_in_the_words(client, rosa, stranger):
    with transaction.atomic():
        ideas = [("look", "Look: https://hub.example/place/a:b-c/?x=1, or HTTPS://HUB.EXAMPLE/2."), ("yes", "Come.")]
        queue_message(rosa, occasion="odd", title="Odd", ideas=ideas, about="place")
    link = let(rosa, stranger, SEES)
    client.force_login(stranger)
    page = client.get(f"/me/for/{link.pk}/messages/").content.decode()
    assert [page.lower().count(word) for word in ("hub.example", "a:b-c", "<p>come.</p>")] == [0, 0, 1]


@FORMS
@pytest.mark.parametrize(("rights", "own", "helpers"), [((SEES,), 0, 0), ((BOOKS,), 0, 1), ((SEES, BOOKS), 1, 0)])
def test_the_address_of_a_place_is_for_whoever_may_book(
    client, rosa, stranger, facilitator, form, rights, own, helpers
):
    """Who may not see what she needs gets one that does not show it, and leads to no other."""
    session = workshops.open_session(plan(facilitator), by=facilitator)
    place = workshops.sign_up(session, asking=Asking(), member=rosa, token=uuid.uuid4(), by=rosa.user)
    link = let(rosa, stranger, *rights)
    client.force_login(stranger)
    page = client.get(f"{form}/me/for/{link.pk}/places/").content.decode()
    hers, for_helper = place.link, place.helper_address.split("/")[-2]
    assert (page.count(hers), page.count(for_helper), page.count(session.name) >= 1) == (own, helpers, True)
    there = f"{form}/workshops/place"
    words = client.get(f"{there}/{for_helper}/").content.decode()
    assert (words.count(hers), words.count(f"{for_helper}/give-back/") >= 1) == (0, True)
    assert [client.get(f"{there}/{one}/change/").status_code for one in (for_helper, hers)] == [404, 200]


@FORMS
def test_what_is_done_on_the_page_of_a_place_has_both_names_on_the_page_and_on_the_record(
    client, rosa, stranger, facilitator, form
):
    session = workshops.open_session(plan(facilitator), by=facilitator)
    place = workshops.sign_up(session, asking=Asking(), member=rosa, token=uuid.uuid4(), by=rosa.user)
    let(rosa, stranger, SEES, BOOKS)
    there = f"{form}/workshops/place/{place.link}/"

    def banners():
        pages = [client.get(f"{there}{end}").content.decode() for end in ("", "give-back/", "change/", "badge/")]
        says = f"You are {stranger.name}. This is the place of Rosa.</strong> Rosa can see what you do here."
        return [(page.count("data-acts-for"), page.count(says)) for page in pages]

    for user, shown in ((rosa.user, 0), (stranger, 1)):
        client.force_login(user)
        assert banners() == [(shown, shown)] * 4
    client.post(f"{there}badge/", {"name": "Rosie", "please": ""})
    client.post(f"{there}give-back/")
    lines = AuditLine.objects.filter(verb__in=["workshops.badge.choose", "workshops.signup.give_back"])
    assert set(lines.values_list("actor_id", "for_whom")) == {(stranger.pk, rosa.pk)}
    client.force_login(rosa.user)
    told = client.get(f"{form}/me/information/looks/").content.decode()
    gave_back = "you will not come" if form else "you do not come"
    for says in ("They chose what is on your name badge.", f"They wrote down that {gave_back} to a meeting."):
        assert told.count(says) == 1


@FORMS
def test_nobody_else_comes_in_by_a_link(client, rosa, ida, stranger, editor, form):
    link = let(rosa, stranger, SEES, CHANGES)
    for other in (editor, rosa.user):
        client.force_login(other)
        assert {client.get(f"{form}/me/for/{link.pk}/{path}").status_code for path in DOORS} == {404}
    client.logout()
    assert {client.get(f"{form}/me/for/{link.pk}/{path}").status_code for path in DOORS} == {302}
    assert LookRecord.objects.count() == 0


@FORMS
def test_the_person_changes_what_a_supporter_may_do_and_until_when(client, rosa, ida, stranger, form):
    link = let(rosa, stranger, SEES, COPIES)
    where, until = f"supporter/{link.pk}/change/", timezone.localdate() + timezone.timedelta(days=30)
    client.force_login(rosa.user)
    assert client.get(f"{form}/me/supporter/").content.decode().count(f'href="{form}/me/{where}"') == 1
    page = client.get(f"{form}/me/{where}")
    assert page.context["form"]["rights"].value() == ["see", "copies"]
    day = {"until_0": until.day, "until_1": until.month, "until_2": until.year}
    said = {"rights": ["book"], **day, "seen": page.context["form"]["seen"].value()}
    early = client.post(f"{form}/me/{where}", {**said, "until_2": until.year - 1})
    assert list(early.context["form"].errors) == ["until"]
    assert client.post(f"{form}/me/{where}", said)["Location"] == f"{form}/me/supporter/"
    link.refresh_from_db()
    assert (link.may_see, link.may_book, link.gets_copies, link.until) == (False, True, False, until)
    client.force_login(stranger)
    assert client.get(f"{form}/me/for/{link.pk}/needs/").status_code == 403
    assert client.get(f"{form}/me/for/{link.pk}/{where}").status_code == 403
    client.force_login(ida.user)
    assert client.get(f"{form}/me/{where}").status_code == 404


def test_from_the_day_after_the_last_one_a_supporter_opens_nothing(client, rosa, stranger):
    link = let(rosa, stranger, SEES, begins=timezone.localdate() - timezone.timedelta(days=9))
    services.change_supporter(link, until=timezone.localdate(), by=rosa.user)
    client.force_login(stranger)
    assert client.get(f"/me/for/{link.pk}/needs/").status_code == 200
    rosa.supporters.filter(pk=link.pk).update(until=timezone.localdate() - timezone.timedelta(days=1))
    assert client.get(f"/me/for/{link.pk}/needs/").status_code == 404


def ended(link, rosa):
    services.end_supporter(link, by=rosa.user)


def left(_link, rosa):
    services.leave_pool(rosa, by=rosa.user)


@pytest.mark.parametrize("end", [ended, left])
def test_a_link_that_has_ended_opens_nothing_from_the_next_page_on(client, rosa, stranger, end):
    link = let(rosa, stranger, SEES, CHANGES)
    client.force_login(stranger)
    assert client.get(f"/me/for/{link.pk}/needs/").status_code == 200
    end(link, rosa)
    assert {client.get(f"/me/for/{link.pk}/{path}").status_code for path in DOORS} == {404}
    assert client.get("/me/").content.decode().count("/me/for/") == 0


def test_a_link_that_begins_later_opens_nothing_yet(client, rosa, stranger):
    begins = timezone.localdate() + timezone.timedelta(days=1)
    link = let(rosa, stranger, SEES, begins=begins)
    client.force_login(stranger)
    assert client.get(f"/me/for/{link.pk}/").status_code == 404


@FORMS
def test_a_supporter_ends_it_too_and_nobody_elses(client, rosa, stranger, form):
    link = let(rosa, stranger, SEES)
    other = rosa.supporters.exclude(pk=link.pk).get()
    client.force_login(stranger)
    assert client.post(f"{form}/me/for/{link.pk}/supporter/{other.pk}/end/").status_code == 404
    assert client.post(f"{form}/me/for/{link.pk}/supporter/{link.pk}/end/")["Location"] == f"{form}/me/"
    link.refresh_from_db()
    other.refresh_from_db()
    assert (link.holds, other.holds) == (False, True)


@FORMS
def test_the_own_page_of_a_supporter_leads_to_the_people_they_help(client, rosa, ida, stranger, form):
    link = let(rosa, stranger, SEES)
    client.force_login(stranger)
    page = client.get(f"{form}/me/").content.decode()
    assert page.count(f'<a href="{form}/me/for/{link.pk}/">') == 1
    assert page.count(f"{form}/me/for/") == 1


def test_the_pages_of_a_supporter_ask_little(client, rosa, stranger):
    link = let(rosa, stranger, SEES, CHANGES, BOOKS, COPIES)
    client.force_login(stranger)
    asked = {}
    for path in [path for path, rights in DOORS.items() if rights]:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/me/for/{link.pk}/{path}")
        asked[path] = len(queries)
    assert {path: number for path, number in asked.items() if number > 16} == {}
