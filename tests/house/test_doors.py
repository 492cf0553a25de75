"""Who may enter each address, in both forms. A new address that is not in the table fails."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from charter.models import Adopter, Assessment, Comment, Concern, Part, Pledge, Reading
from halton_coprod.easyread.models import Word
from halton_coprod.easyread.templatetags.easyread import whole_postcode
from members.roles import STAFF_ROLES
from members.services import add_supporter
from tests.browser.test_public import named_addresses
from tests.conftest import make_person
from tests.members.people import make_member

from .buttons import BUTTONS
from .doors import CHARTER_DESK, DOORS, ROLES, TEAM
from .elsewhere import ELSEWHERE
from .pages import Focusable

pytestmark = pytest.mark.once


@pytest.fixture
def cast(example_charter, resident, stranger):
    supporter = make_person("supporter")
    helped = make_member("Rosa", user=stranger, by=stranger)
    rights = {"may_see": True, "may_change": True, "may_book": True}
    add_supporter(helped, name="Sunil", user=supporter, **rights, by=stranger)
    outside = {"anyone": None, "resident": resident, "supporter": supporter}
    return outside | {role: make_person(role, role) for role in STAFF_ROLES}


def names():
    return {name for name, _pattern in named_addresses(get_resolver())}


def expected(name):
    if name in DOORS:
        return DOORS[name]
    return {"editor"} if name.startswith(CHARTER_DESK) and name not in BUTTONS else None


def test_every_address_is_in_the_table():
    unknown = {name for name in names() if expected(name) is None and name not in {**ELSEWHERE, **BUTTONS}}
    assert unknown - admin_names() == set()


def test_every_file_that_a_reason_names_is_there():
    """Here, in what is not walked, in what is no deed: wherever a test says that another one looks at it."""
    named = {
        (name, file.name)
        for file in (settings.BASE_DIR / "tests").rglob("*.py")
        for name in re.findall(r"\btests/[\w/]+\.py", file.read_text(encoding="utf-8"))
    }
    assert {(name, where) for name, where in named if not (settings.BASE_DIR / name).exists()} == set()


def admin_names():
    """The admin's own addresses are for the team only; its doors are tested below."""
    return {name for name, pattern in named_addresses(get_resolver()) if pattern.startswith("admin/")}


def pages():
    """Every address in the table that is a page, as the example Charter has it."""
    known = arguments()
    known["charter:team_agree"] = {"number": 4}
    known["charter:team_part"] = known["charter:team_remove"] = {"pk": Part.objects.last().pk}
    known["charter:team_findings"] = {"pk": Part.objects.last().pk}
    said = Comment.objects.filter(state="answered").last()
    for name in ("part_comments", "comment", "comment_said"):
        known[f"charter:{name}"] = {"number": said.version.number, "key": said.key}
    for name in ("team_comment", "team_hide_comment", "team_answer_comment"):
        known[f"charter:{name}"] = {"pk": said.pk}
    concern = Concern.objects.filter(state="acknowledged").last()
    for name in ("team_concern", "team_answer_concern"):
        known[f"charter:{name}"] = {"reference": concern.reference}
    known["charter:team_make_code"] = known["charter:team_change_assessment"] = {"pk": Assessment.objects.last().pk}
    for name in ("team_adopter", "team_confirm_adopter", "team_refuse_adopter", "team_send_link"):
        known[f"charter:{name}"] = {"pk": Adopter.objects.asking().first().pk}
    known["team_word"] = known["team_remove_word"] = {
        "pk": Word.objects.get_or_create(word="jargon", means="Hard.")[0].pk
    }
    word, _is_new = Word.objects.get_or_create(word="jargon", means="Hard.")
    known["team_word"] = known["team_remove_word"] = {"pk": word.pk}
    known["charter:team_make_code"] = {"pk": Assessment.objects.last().pk}
    known["charter:team_report"] = {"pk": Pledge.objects.last().pk}
    reading = Reading.objects.select_related("promise").last()
    known["charter:team_correct_reading"] = {"slug": reading.promise.slug, "pk": reading.pk}
    return [(name, reverse(name, kwargs=known.get(name))) for name in sorted(names()) if expected(name) is not None]


def arguments():
    """Address name → what stands in its address."""
    numbered = (
        "version",
        "changes",
        "team_version",
        "team_describe",
        "team_checked",
        "team_agree",
        "team_put_in_force",
        "team_open",
        "team_preview",
        "comments",
    )
    slugs = {
        "value": "honesty",
        "doing_value": "honesty",
        "promise": "half-the-seats",
        "adopter": "example-nhs-trust",
        "team_update": "half-the-seats",
        "team_describe_promise": "half-the-seats",
        "team_remind": "half-the-seats",
        "team_reading": "half-the-seats",
        "team_change_promise": "half-the-seats",
        "team_infrastructure": "boards",
        "team_pledge": "example-nhs-trust",
    }
    return {
        **{f"charter:{name}": {"number": 3} for name in numbered},
        **{f"charter:{name}": {"slug": slug} for name, slug in slugs.items()},
        "join_step": {"slug": "name"},
        "charter:team_begin": {"number": 3, "kind": "behaviour"},
        "pool_shares": {"kind": "age"},
        "outbox_list": {"queue": "calls"},
        **{name: {"kind": "term"} for name in ("team_list", "team_list_history", "team_add_listed_word")},
        "team_change_listed_word": {"kind": "office", "word": "care package"},
    }


@pytest.mark.parametrize("form", ["", "/easy"])
def test_each_role_enters_its_own_rooms_and_no_others(client, cast, form):
    rooms = [(name, where if name == "health" else f"{form}{where}") for name, where in pages()]
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        answers = {name: (client.get(where).status_code, answer_to(role, name)) for name, where in rooms}
        assert (role, {name: both for name, both in answers.items() if both[0] != both[1]}) == (role, {})


@pytest.mark.parametrize("form", ["", "/easy"])
def test_nobody_sends_anything_to_a_room_that_is_not_theirs(client, cast, form):
    closed = [(name, f"{form}{where}") for name, where in pages() if "anyone" not in expected(name)]
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        there = [(name, where) for name, where in closed if role not in expected(name)]
        refused = {name: client.post(where).status_code for name, where in there}
        assert (role, refused) == (role, {name: answer_to(role, name) for name, _where in there})


@pytest.mark.parametrize("role", ["anyone", "resident"])
def test_no_button_of_the_team_can_be_pressed_from_outside(client, cast, role):
    """Whatever stands in the address: who does not work here does not come as far as looking whether it exists."""
    if cast[role]:
        client.force_login(cast[role])
    found = {where: client.post(where).status_code for where in team_addresses()}
    assert len(found) > 150
    assert {where: status for where, status in found.items() if status != answer_to(role, "team")} == {}


def team_addresses():
    """Each address of the team and of the admin pages, in both forms, with something made up in it."""
    made_up = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "slug": "one", "str": "one", "path": "one"}
    for _name, pattern in named_addresses(get_resolver()):
        where = re.sub(r"<(?:(\w+):)?\w+>", lambda part: made_up[part[1] or "str"], pattern)
        if where.startswith(("team/", "admin/")) and where.isascii() and "(" not in where:
            yield from (f"/{where}", f"/easy/{where}")


# From a version with which this cannot be done now, as with all that the example has; from a thank-you too early.
LED_BACK = {"charter:team_open", "charter:team_put_in_force", "join_done"}


def answer_to(role: str, name: str) -> int:
    """Enter, be sent (to sign in, or on because of being signed in), or be refused."""
    if role in expected(name):
        return 302 if name in LED_BACK else 200
    return 302 if role == "anyone" or name == "account_login" else 403


@pytest.mark.parametrize("form", ["", "/easy"])
def test_every_page_has_one_heading_its_language_and_a_title(client, cast, form):
    client.force_login(cast["editor"])
    for name, where in pages():
        answer = client.get(where if name == "health" else f"{form}{where}")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            words = answer.content.decode()
            assert (name, words.count("<h1"), words.count("</title>")) == (name, 1, 1)
            assert words.count(f'<html lang="{"en-simple" if form else "en-GB"}"') == 1
            assert (name, help_in(words)) == (name, (1, 1, 1, 1, 1))
            assert (name, begins_with(words)) == (name, BEGINS[form])


BEGINS = {
    "": [("skip-link", ["Skip to the main part"]), ("switch-link", ["Easy read"])],
    "/easy": [("skip-link", ["Go to the main part"]), ("switch-link", ["Standard version"])],
}


def help_in(words: str) -> tuple[int, ...]:
    """How often the page has the block with help at all; and in it, after the main part, the ways to reach somebody."""
    block = words.partition("</main>")[2].partition('<section class="help-block"')[2].partition("</section>")[0]
    ways = ('href="tel:', 'href="mailto:', '/help/call-me/"', whole_postcode(settings.HELP["address"]))
    return words.count('class="help-block"'), *(block.count(way) for way in ways)


def begins_with(words: str) -> list[tuple[str, list[str]]]:
    """What the Tab key comes to before the head of the page: the link over it, then the switch."""
    found = Focusable(words.partition("<header")[0]).found
    return [(attrs["class"], says) for _tag, attrs, says in found if attrs.get("tabindex") != "-1"]


def test_the_admin_pages_are_for_the_team(client, cast):
    found = {}
    for role, person in cast.items():
        client.logout()
        if person:
            client.force_login(person)
        found[role] = client.get("/admin/").status_code
    assert found == {role: 200 if role in TEAM else 302 if role == "anyone" else 403 for role in ROLES}
