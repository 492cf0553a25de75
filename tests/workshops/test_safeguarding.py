"""A worry about somebody's safety: its author, and the lead once it is sent; nowhere else in the hub."""

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection

from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members.models import Message
from members.roles import CURATOR, FACILITATOR, POOL_STAFF, SAFEGUARDING
from tests.conftest import make_person
from tests.members.people import make_member
from workshops import services
from workshops.models import SafeguardingNote

from .conftest import sign_up
from .worry import NOTES, WORDS, who_opens

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def lead(db):
    return make_person("lead", SAFEGUARDING)


@pytest.fixture
def unsent(session, facilitator):
    return services.write_safeguarding(session, **WORDS, by=facilitator)


@pytest.fixture
def sent(unsent, lead, facilitator):
    return services.send_safeguarding(unsent, by=facilitator)


@pytest.fixture
def people(facilitator, lead, pool_staff, resident):
    keeper = make_person("keeper", FACILITATOR)
    keeper.is_superuser = True
    keeper.save()
    other = make_person("other", FACILITATOR)
    return {"author": facilitator, "lead": lead, "pool staff": pool_staff, "other": other, "resident": resident}


@FORMS
def test_its_author_reads_it_and_the_lead_once_it_is_sent_and_nobody_else(client, unsent, people, form):
    nobody = {**dict.fromkeys(people, (404, 0)), "resident": (403, 0)}
    assert who_opens(client, f"{form}{NOTES}{unsent.pk}/", people) == {**nobody, "author": (200, 1)}
    client.force_login(people["author"])
    for _press in range(2):
        client.post(f"{form}{NOTES}{unsent.pk}/send/")
    both = {**nobody, "author": (200, 1), "lead": (200, 1)}
    assert who_opens(client, f"{form}{NOTES}{unsent.pk}/", people) == both
    looks = AuditLine.objects.filter(verb="workshops.safeguardingnote.look").values_list("actor_id", flat=True)
    assert sorted(looks) == sorted([people["author"].pk, people["author"].pk, people["lead"].pk])
    client.force_login(people["author"])
    assert client.get(f"{form}{NOTES}{unsent.pk}/change/").status_code == 404
    unsent.refresh_from_db()
    services.close_safeguarding(unsent, done="Narwhal.", by=people["lead"])
    assert client.get(f"{form}{NOTES}").content.decode().count(f"{form}{NOTES}{unsent.pk}/") == 1
    found = {}
    for name in ("author", "lead"):
        client.force_login(people[name])
        found[name] = client.get(f"{form}{NOTES}{unsent.pk}/").content.decode().count("Narwhal")
    assert found == {"author": 0, "lead": 1}


@FORMS
def test_from_a_worry_to_what_was_done(client, session, facilitator, lead, form):
    client.force_login(facilitator)
    write = f"{form}/team/workshops/sessions/{session.slug}/safeguarding/"
    asked = client.get(write).content.decode()
    assert [asked.count(words) > 0 for words in ("Phone 999.", "01632 960 911")] == [True, True]
    assert client.get(f"{form}/team/workshops/sessions/{session.slug}/register/").content.decode().count(write) == 1
    assert client.post(write, {"words": "", "check_in": "not_yet"}).status_code == 200
    kept = client.post(write, {**WORDS, "seen": ""})
    note = SafeguardingNote.objects.get()
    assert kept["Location"] == f"{form}{NOTES}{note.pk}/"
    seen = client.get(f"{form}{NOTES}{note.pk}/change/").context["form"].initial["seen"]
    more = {**WORDS, "words": "Zebrafish. More.", "seen": seen}
    assert [client.post(f"{form}{NOTES}{note.pk}/change/", more).status_code for _press in range(2)] == [302, 409]
    client.post(f"{form}{NOTES}{note.pk}/send/")
    told = Message.objects.get(occasion__startswith="safeguarding-")
    assert (told.to, "Zebrafish" in str(told.ideas) + told.title) == (lead.email, False)
    client.force_login(lead)
    assert client.get(f"{form}/team/").content.decode().count(f"{form}{NOTES}") == 1
    close = f"{form}{NOTES}{note.pk}/close/"
    assert client.post(close, {"done": "", "check_in": "wanted"}).status_code == 200
    for status in (302, 409):
        assert client.post(close, {"done": "Phoned.", "check_in": "offered"}).status_code == status
    note.refresh_from_db()
    assert (note.state, note.words, note.done, note.check_in) == ("closed", "Zebrafish. More.", "Phoned.", "offered")


def test_whoever_was_not_there_writes_none(client, session, people, lead, facilitator):
    helper = make_person("helper", CURATOR)
    services.change_session(session, door_helpers=[helper], by=facilitator)
    write = f"/team/workshops/sessions/{session.slug}/safeguarding/"
    found = {}
    for name, person in {**people, "helper": helper}.items():
        client.force_login(person)
        found[name] = client.get(write).status_code
    assert found == {**dict.fromkeys(people, 403), "author": 200, "helper": 200}
    with pytest.raises(PermissionDenied):
        services.write_safeguarding(session, words="X", by=people["other"])


def test_where_there_is_no_lead_it_is_not_sent_into_nothing(unsent, facilitator):
    with pytest.raises(NotNow):
        services.send_safeguarding(unsent, by=facilitator)
    assert SafeguardingNote.objects.get().state == "draft"


def test_no_word_of_it_is_in_the_log_the_search_or_the_admin(client, sent, people, lead):
    services.look_at_safeguarding(sent, by=lead)
    logged = " ".join(f"{line.fields} {line.note} {line.verb}" for line in AuditLine.objects.all())
    assert [word for word in ("Zebrafish", "Quagga", "wanted") if word in logged] == []
    assert AuditLine.objects.filter(verb="workshops.safeguardingnote.look", actor_id=lead.pk).count() == 1
    assert client.get("/search/?q=zebrafish").content.decode().count("Quagga") == 0
    assert not admin.site.is_registered(SafeguardingNote)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, about FROM workshops_safeguardingnote")
        assert [word for word in ("Zebrafish", "Quagga") if word in str(cursor.fetchall())] == []


@FORMS
def test_no_file_that_leaves_the_hub_says_it(client, sent, lead, resident, form):
    make_member(WORDS["about"], user=resident, by=resident)
    pool, own = f"{form}/team/pool/export/", f"{form}/me/information/file/"
    client.force_login(make_person("keeper", POOL_STAFF, SAFEGUARDING))
    columns = [name for name, _says in client.get(pool).context["form"].fields["columns"].choices]
    files = [client.post(pool, {"columns": columns, "why": "To see"})]
    client.force_login(resident)
    files.append(client.get(own))
    assert [file["Content-Type"].partition(";")[0] for file in files] == ["text/csv", "application/json"]
    words = [file.getvalue().decode() for file in files]
    assert [one.count(WORDS["about"]) > 0 for one in words] == [True, True]
    assert [one.count("Zebrafish") for one in words] == [0, 0]


def test_no_page_of_the_session_and_no_file_of_the_pool_says_it(client, session, sent, facilitator, pool_staff, lead):
    sign_up(session, "Rosa Privat")
    pages = ("", "register/", "people/", "notes/", "on-paper/", "register/sheet/", "tables/")
    client.force_login(facilitator)
    answers = [client.get(f"/team/workshops/sessions/{session.slug}/{page}") for page in pages]
    client.force_login(pool_staff)
    answers += [client.get(page) for page in ("/team/pool/", "/team/pool/export/", f"/workshops/{session.slug}/")]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert [answer.content.decode().count("Zebrafish") for answer in answers] == [0] * len(answers)
