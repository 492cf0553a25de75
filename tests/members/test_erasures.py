"""A backup from before an erasure brings nobody back, and what waits in a session is sealed."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.management import call_command

from members import services
from members.models import Member

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_who_was_erased_is_erased_again_after_a_restore(pool_staff, tmp_path, capsys):
    gone, stays = make_member("Gone"), make_member("Stays")
    before = Member.objects.filter(pk=gone.pk).values().get()
    services.erase_member(gone, by=pool_staff)
    call_command("erasures")
    listed = capsys.readouterr().out
    assert listed == f"{gone.token}\n"
    (tmp_path / "erased.txt").write_text(listed)
    Member.objects.filter(pk=gone.pk).update(**before)  # the backup from before comes back
    call_command("erasures", again=tmp_path / "erased.txt")
    call_command("erasures", again=tmp_path / "erased.txt")
    assert capsys.readouterr().out == "1 erased again.\n0 erased again.\n"
    assert [(one.state, one.name) for one in Member.objects.order_by("pk")] == [("erased", ""), ("interested", "Stays")]
    assert stays.messages.count() == 1


class Raw:
    """What lies in the database, as it lies there."""

    def loads(self, data):
        return data


def test_words_that_wait_in_a_session_are_sealed(client, settings):
    client.post("/help/call-me/", {"name": "Quillfeather", "_switch": ""}, headers={"origin": "http://testserver"})
    (kept,) = Session.objects.all()
    assert "Quillfeather" in str(SessionStore(kept.session_key).load())
    raw = signing.loads(kept.session_data, salt=SessionStore().key_salt, serializer=Raw)
    assert (b"Quillfeather" in raw, b"typed" in raw) == (False, False)
    settings.DATA_KEYS = ["another key"]
    assert SessionStore(kept.session_key).load() == {}
