"""`manage.py make_staff`: the first people of the team, from the console."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from members.roles import EDITOR

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run(capsys, *words):
    call_command("make_staff", *words)
    return capsys.readouterr().out


def test_it_makes_a_sign_in_with_roles(capsys):
    says = run(capsys, "edith@example.org", "--name", "Edith", "--role", "editor", "--role", "curator")
    assert says == "edith@example.org: curator, editor\n"
    user = get_user_model().objects.get()
    assert (user.name, user.is_staff, user.is_superuser) == ("Edith", True, False)


def test_it_gives_an_existing_one_exactly_these_roles(capsys, editor):
    assert run(capsys, editor.email.upper(), "--role", "facilitator") == f"{editor.email}: facilitator\n"
    assert get_user_model().objects.get().roles == {"facilitator"}


def test_it_takes_all_roles_away(capsys, editor):
    assert editor.roles == {EDITOR}
    assert run(capsys, editor.email) == f"{editor.email}: no staff role\n"


def test_it_explains_what_is_wrong():
    with pytest.raises(CommandError, match=r"Enter a valid email address\."):
        call_command("make_staff", "edith", "--role", "editor")
    with pytest.raises(CommandError, match="invalid choice: 'mayor'"):
        call_command("make_staff", "edith@example.org", "--role", "mayor")
