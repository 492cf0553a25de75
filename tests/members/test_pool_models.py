"""The people of the pool: what the database itself refuses, and what it keeps sealed."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from members import services
from members.models import (
    ConsentRecord,
    JoinDraft,
    LookRecord,
    Member,
    Message,
    Need,
    Note,
    Pick,
    Supporter,
    district_of,
)
from members.services import Said

from .people import make_member

pytestmark = pytest.mark.django_db
SECRETS = ("rosa@private.example", "01632 960 777", "9 Secret Row", "WA8 7QF", "guide horse", "She told us", "Sunita")


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "somewhere"},
        {"name": ""},
        {"way": "pigeon"},
        {"way": "email", "email": ""},
        {"way": "text", "phone": ""},
        {"way": "phone", "phone": ""},
        {"way": "letter", "address": ""},
        {"way": ""},
        {"district": "wa99"},
        {"age_band": "old"},
        {"reward": "gold"},
        {"state": "erased"},
    ],
)
def test_the_database_refuses_a_person_who_cannot_be(facts):
    sound = {"name": "Rosa", "way": "email", "email": "rosa@private.example"}
    Member.objects.create(**sound, token=uuid.uuid4())
    refused(lambda: Member.objects.create(**{**sound, **facts}, token=uuid.uuid4()))


def test_the_database_refuses_other_things_that_cannot_be():
    rosa = make_member()
    now = timezone.now()
    words = {"wording": "Yes?", "wording_version": "1", "form": "easy"}
    before = now - timezone.timedelta(days=1)
    for make in (
        lambda: Pick.objects.create(member=rosa, kind="interest", item="nothing"),
        lambda: Need.objects.create(member=rosa, group="information"),
        lambda: Need.objects.create(member=rosa, group="health", words="x"),
        lambda: ConsentRecord.objects.create(member=rosa, purpose="pool", agreed=True, **words),
        lambda: ConsentRecord.objects.create(member=rosa, purpose="all", agreed=True, **words),
        lambda: ConsentRecord.objects.create(member=rosa, purpose="photos", agreed=False, withdrawn_at=now, **words),
        lambda: ConsentRecord.objects.create(member=rosa, purpose="photos", agreed=True, **{**words, "wording": ""}),
        lambda: Supporter.objects.create(member=rosa, name=""),
        lambda: Supporter.objects.create(member=rosa, name="Sunil", until=before.date()),
        lambda: Supporter.objects.create(member=rosa, name="Sunil", ended_at=before),
        lambda: Note.objects.create(member=rosa, words="", keep_until=now.date()),
        lambda: LookRecord.objects.create(member=rosa, what="needs", as_what="pool staff"),
        lambda: Message.objects.create(member=rosa, occasion="joined", way="email", form="en-gb", title="x"),
        lambda: Message.objects.create(member=None, occasion="code", way="email", form="en-gb", title="x"),
    ):
        refused(make)


def test_people_may_share_an_email_a_phone_and_an_address():
    shared = {"way": "phone", "phone": "01632 960 111", "email": "house@home.example", "address": "1 House"}
    rosa, sam = make_member("Rosa", facts=shared), make_member("Sam", facts=shared)
    assert (rosa.phone_mark, rosa.email_mark) == (sam.phone_mark, sam.email_mark)
    assert set(Member.objects.by_mark(services.phone_mark("(01632) 960111"))) == {rosa, sam}
    assert list(Member.objects.by_mark("")) == []


def test_a_stolen_database_says_nothing_private(pool_staff):
    facts = {"email": SECRETS[0], "phone": SECRETS[1], "address": SECRETS[2], "postcode": SECRETS[3]}
    rosa = make_member(facts=facts, needs=[Said("other", words=SECRETS[4])], supporter={"name": SECRETS[6]})
    services.write_note(rosa, words=SECRETS[5], keep_until=timezone.localdate(), by=pool_staff)
    services.save_draft(None, answers={"phone": SECRETS[1]})
    kept = []
    for model in (Member, Need, Note, Supporter, Message, JoinDraft):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 -- a name of our own
            kept += [str(row) for row in cursor.fetchall()]
    assert len(kept) >= 6
    assert [secret for secret in SECRETS if any(secret in row for row in kept)] == []
    again = Member.objects.get()
    assert (again.email, again.phone, again.address, again.postcode) == SECRETS[:4]
    assert [need.words for need in again.needs.all()] == [SECRETS[4]]
    assert JoinDraft.objects.get().answers == {"phone": SECRETS[1]}


def test_a_new_key_takes_over_and_the_old_one_can_go(settings):
    settings.DATA_KEYS = ["old"]
    rosa = make_member(facts={"email": SECRETS[0]})
    draft = services.save_draft(None, answers={"name": "Sam"})
    settings.DATA_KEYS = ["new", "old"]
    assert Member.objects.get().email == SECRETS[0]
    services.reseal()
    settings.DATA_KEYS = ["new"]
    assert Member.objects.get().email == SECRETS[0]
    assert list(Member.objects.by_mark(services.email_mark(SECRETS[0]))) == [rosa]
    assert services.find_draft(draft.code).answers == {"name": "Sam"}


@pytest.mark.parametrize(
    ("postcode", "district"),
    [("WA7 2ES", "wa7"), ("WA8 7QF", "wa8"), ("L24 9AA", "near"), ("M1 1AA", "far"), ("", "")],
)
def test_a_postcode_says_its_district(postcode, district):
    assert district_of(postcode) == district
