"""A signed-in person's own page: what it says, and changing what we call them."""

import pytest

from halton_coprod.record.models import AuditLine


@pytest.fixture
def signed_in(client, resident):
    client.force_login(resident)
    return client


@pytest.mark.parametrize("form", ["", "/easy"])
def test_nobody_sees_it_without_signing_in(client, db, form):
    response = client.get(f"{form}/me/")
    assert (response.status_code, response["Location"]) == (302, f"{form}/accounts/login/?next={form}/me/")


def test_it_shows_the_person_and_not_the_team(signed_in, resident):
    page = signed_in.get("/me/").content.decode()
    assert page.count(resident.email) == 1
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
