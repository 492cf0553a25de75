"""A signed-in person's own page: what it says, and changing what we call them."""

import pytest

from halton_coprod.easyread.templatetags.easyread import breakable
from halton_coprod.record.models import AuditLine
from members import services

from .people import make_member

FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def signed_in(client, resident):
    client.force_login(resident)
    return client


@pytest.fixture
def rosa(resident):
    return make_member("Rosa", user=resident, by=resident)


def seen(client, address):
    return client.get(address).content.decode()


@FORMS
def test_nobody_sees_it_without_signing_in(client, db, form):
    response = client.get(f"{form}/me/")
    assert (response.status_code, response["Location"]) == (302, f"{form}/accounts/login/?next={form}/me/")


def test_it_shows_the_person_and_not_the_team(signed_in, resident):
    page = signed_in.get("/me/").content.decode()
    assert page.count(breakable(resident.email)) == 1
    assert page.count("<h1>Hello Resident</h1>") == 1
    assert page.count('href="/team/"') == 0


def test_a_person_of_the_team_finds_the_team_there(client, editor):
    client.force_login(editor)
    assert client.get("/me/").content.decode().count('href="/team/"') == 1


def test_the_name_is_changed_and_written_down(signed_in, resident):
    response = signed_in.post("/me/name/", {"name": "Ros"}, follow=True)

    resident.refresh_from_db()
    assert resident.name == "Ros"
    assert response.content.decode().count("<h1>Hello Ros</h1>") == 1
    assert list(AuditLine.objects.values_list("verb", "actor_id")) == [("members.user.rename", resident.pk)]


def test_an_empty_name_is_asked_for_again(signed_in, resident):
    page = signed_in.post("/me/name/", {"name": " "})
    assert page.context["form"].errors == {"name": ["Tell us what to call you."]}
    resident.refresh_from_db()
    assert resident.name == "Resident"


@FORMS
def test_whoever_stopped_messages_reads_that_they_are_off_also_when_a_break_is_over(signed_in, rosa, pool_staff, form):
    way_back = f'href="{form}/me/reach/messages/"'
    counts = [seen(signed_in, f"{form}/me/").count(way_back)]
    services.move_member(rosa, "welcome", by=pool_staff)
    for wants in (True, False):
        services.change_member(rosa, wants_messages=wants, by=rosa.user)
        services.pause_member(rosa, by=rosa.user)
        counts.append(signed_in.post(f"{form}/me/leave/resume/", follow=True).content.decode().count("no messages"))
    assert [*counts, seen(signed_in, f"{form}/me/").count(way_back)] == [0, 0, 1, 1]


@FORMS
def test_what_can_be_done_about_leaving_is_what_stands_on_the_page(signed_in, rosa, pool_staff, form):
    says = ("Take a break or leave", "End your break, or leave", "Come back to the pool")
    services.move_member(rosa, "welcome", by=pool_staff)
    shown = []
    for move in ("", "pause", "leave"):
        if move:
            services.move_member(rosa, move, by=rosa.user)
        tiles = [str(tile.name) for _to, tile in signed_in.get(f"{form}/me/").context["choices"]]
        shown.append((tiles[-1], sum(name in says for name in tiles)))
    assert shown == [(name, 1) for name in says]
    left = seen(signed_in, f"{form}/me/leave/")
    assert [left.count(words) for words in ("It counts at once", f'href="{form}/me/agreed/pool/"')] == [0, 1]


@FORMS
def test_one_is_asked_for_another_supporter_where_one_is_named(signed_in, rosa, form):
    says = {
        "": ("Name a supporter", "Name another supporter"),
        "/easy": ("Tell us who your supporter is", "Tell us about another supporter"),
    }[form]
    before = seen(signed_in, f"{form}/me/supporter/")
    services.add_supporter(rosa, name="Sunil", by=rosa.user)
    pages = (before, seen(signed_in, f"{form}/me/supporter/"))
    assert [[page.count(f">{one}<") for one in says] for page in pages] == [[1, 0], [0, 1]]
