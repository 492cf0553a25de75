"""Pictures that the council brought: who said that everybody in them agrees, and how one goes again."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from charter.models import Part
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.models import OwnPicture, Word
from halton_coprod.record.models import AuditLine
from halton_coprod.services import UNUSED, keep_picture
from tests.conftest import make_person
from tests.easyread.test_uploads import image, upload

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def key(editor):
    return keep_picture(upload(image()), alt="Farah laughs", has_consent=True, by=editor)


def easy_with(key: str) -> EasyRead:
    return EasyRead("Honest", (Block(key, "We say what is true.", "Farah laughs"), Block("talk", "We talk.")))


def test_who_ticked_that_everybody_agrees_is_kept(client, editor):
    client.force_login(editor)
    block = {"easy-0-words": "A plan.", "easy-0-alt": "Farah laughs", "easy-0-consent": "1"}
    said = {"word": "plan", "means": "What we will do.", "easy-total": "1", **block}
    answer = client.post("/team/words/add/", {**said, "easy-0-upload": upload(image())})
    picture = OwnPicture.objects.get()
    assert (answer.status_code, Word.objects.get().picture) == (302, picture.file.name)
    assert (picture.consent_said_by, picture.added_at.date()) == (editor, timezone.now().date())
    line = AuditLine.objects.get(verb="easyread.ownpicture.keep")
    assert (line.thing_id, line.actor_id, line.note) == (str(picture.pk), editor.pk, "")
    page = client.get("/easy/team/pictures/own/").content.decode()
    assert (page.count(f'src="/pictures/{picture.file.name}"'), page.count("<dd>Editor</dd>")) == (1, 1)


@pytest.mark.usefixtures("example_charter")
def test_a_picture_that_is_taken_away_is_gone_from_every_text(client, key, django_capture_on_commit_callbacks):
    texts = Part.objects.filter(kind="definition")
    every_version = texts.update(easy=easy_with(key))
    Word.objects.create(word="plan", means="What we will do.", easy="A plan.", picture=key)
    address = "/easy/charter/definition/"
    assert client.get(address).content.decode().count(key) == 1

    client.force_login(make_person("facilitator", "facilitator"))
    button = f"/team/pictures/own/{OwnPicture.objects.get().pk}/take-away/"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(button)["Location"] == "/team/pictures/own/"
    page = client.get(address).content.decode()
    assert [page.count(words) for words in (key, "Farah laughs", "We say what is true.")] == [0, 0, 1]
    assert {part.easy.blocks[0] for part in texts} == {Block("", "We say what is true.")}
    assert (Word.objects.get().picture, OwnPicture.objects.count()) == ("", 0)
    assert (default_storage.exists(key), client.get(f"/pictures/{key}").status_code) == (False, 404)
    assert AuditLine.objects.get(verb="easyread.ownpicture.take_away").note == f"{every_version} texts"
    assert client.post(button).status_code == 404


def test_nobody_outside_the_team_takes_a_picture_away(client, resident, key):
    client.force_login(resident)
    picture = OwnPicture.objects.get()
    assert client.post(f"/team/pictures/own/{picture.pk}/take-away/").status_code == 403
    assert default_storage.exists(key)


def test_a_picture_that_is_gone_does_not_come_back_with_an_old_form(client, editor, key):
    OwnPicture.objects.all().delete()
    client.force_login(editor)
    sent = {"easy-total": "1", "easy-0-picture": key, "easy-0-words": "A plan.", "easy-0-alt": "Farah laughs"}
    page = client.post("/team/words/add/", {"word": "plan", "means": "What we will do.", **sent})
    assert page.context["form"].errors == {"easy": ["Block 1: this picture does not exist. Choose another one."]}


@pytest.mark.usefixtures("example_charter")
def test_pictures_that_no_text_shows_are_cleared_away(editor, django_capture_on_commit_callbacks):
    names = ("fresh", "left behind", "in a text", "of a word")
    keys = {name: keep_picture(upload(image()), alt=name, has_consent=True, by=editor) for name in names}
    long_ago = timezone.now() - UNUSED - timedelta(hours=1)
    OwnPicture.objects.exclude(alt="fresh").update(added_at=long_ago, looked_for_at=long_ago)
    Word.objects.create(word="plan", means="What we will do.", easy="A plan.", picture=keys["of a word"])
    Part.objects.filter(pk=Part.objects.first().pk).update(easy=easy_with(keys["in a text"]))
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("tick")
    assert {one.alt for one in OwnPicture.objects.all()} == set(names) - {"left behind"}
    assert [name for name in names if not default_storage.exists(keys[name])] == ["left behind"]
    line = AuditLine.objects.get(verb="easyread.ownpicture.clear")
    assert line.actor_id is None
