"""Erasing reaches what names somebody and hangs on no record: earlier emails, calls, half a joining, the journal."""

import json
import os
import subprocess
import sys
import uuid

import pytest

from halton_coprod import services as top
from halton_coprod.models import CallBack
from halton_coprod.record.models import AuditLine
from members import services
from members.models import JoinDraft
from tests.databases import CHECKOUT, own_hub

from .people import make_member

HERS = {"name": "Zelda Quillfeather", "email": "old@quill.example", "phone": "01632 960 444"}
CALLS = [
    ("Zelda Quillfeather", "01632 960 111", False),
    ("zelda", "(01632) 960444", False),
    ("Sam", "01632 960 444", True),
    ("Zelda", "01632 960 111", True),
]


@pytest.fixture
def zelda(db):
    return make_member(facts=HERS)


@pytest.fixture
def mail(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def test_emails_to_an_earlier_address_go(zelda, mail, pool_staff, django_capture_on_commit_callbacks):
    make_member("Other", facts={"email": "other@home.example"})
    services.send_messages()
    services.change_member(zelda, email="new@quill.example", by=pool_staff)
    assert len(list(mail.glob("*"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_member(zelda, by=pool_staff)
    assert ["other@home.example" in file.read_text() for file in mail.glob("*")] == [True]


def test_so_do_codes_that_went_to_the_address_of_the_sign_in(
    client, resident, mail, django_capture_on_commit_callbacks
):
    resident.email = "sign-in@quill.example"
    resident.save()
    zelda = make_member(facts=HERS, user=resident, by=resident)
    client.post("/accounts/login/", {"email": "sign-in@quill.example"})
    assert ["sign-in@quill.example" in file.read_text() for file in mail.glob("*")] == [True]
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_member(zelda, by=resident)
    assert list(mail.glob("*")) == []


@pytest.mark.parametrize(("name", "phone", "stays"), CALLS)
def test_a_call_to_them_is_not_made(zelda, pool_staff, name, phone, stays):
    """By their full name, or by a part of it and their number: a housemate is called all the same."""
    top.ask_for_call(name=name, phone=phone, token=uuid.uuid4())
    services.erase_member(zelda, by=pool_staff)
    assert CallBack.objects.exists() == stays
    assert AuditLine.objects.filter(verb="halton_coprod.callback.erase").exists() != stays


@pytest.mark.parametrize(
    ("answers", "stays"),
    [
        ({"name": {"name": "Zelda Quillfeather"}}, False),
        ({"name": {"name": "Zelda"}, "email": {"email": "Old@quill.example"}}, False),
        ({"name": {"name": "Zelda"}}, True),
        ({"name": {"name": "Sam"}, "email": {"email": "old@quill.example"}}, True),
    ],
)
def test_half_a_joining_of_theirs_goes(zelda, pool_staff, answers, stays):
    services.save_draft(None, answers=answers)
    services.erase_member(zelda, by=pool_staff)
    assert JoinDraft.objects.exists() == stays


ERASE = """
from members.holders import Clock
from members.services import erase_member
from tests.members.people import make_member
from pathlib import Path
import json, os
def found():
    files = Path(os.environ["HUB_DATA"]).glob("hub.*")
    return sorted(file.name for file in files if b"Quillfeather" in file.read_bytes())
zelda = make_member("Zelda Quillfeather")
before = found()
erase_member(zelda, by=Clock())
print(json.dumps([before, found()]))
"""


def test_no_file_of_the_database_names_them_any_more(tmp_path):
    """Not even SQLite's journal, and not what was deleted and lies on in a page."""
    with own_hub("sqlite", tmp_path) as environment:
        run = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", ERASE],
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
    assert json.loads(run.stdout.splitlines()[-1]) == [["hub.sqlite3-wal"], []]
