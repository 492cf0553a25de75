"""Hostile files through the real doors, in both forms: a sentence at the question, and nothing left on disk."""

import pytest

from stories import services
from stories.media import clean as cleaning
from stories.models import MediaFile, Story
from stories.services import files as file_deeds

from . import files
from .conftest import told, yes
from .files import upload
from .test_journeys import FORMS, begin
from .test_media import HOSTILE, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def on_disk(settings, tmp_path):
    """Where the server puts what comes in; every file of it goes to the disk first."""
    folder = tmp_path / "coming-in"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(folder), 0
    return lambda: (stored(settings), sorted(path.name for path in folder.iterdir()))


def send(client, form, data, name="photo.png"):
    return client.post(f"{form}/stories/tell/files/add/", {"file": upload(data, name, "image/png"), "agreed": "on"})


def refused(answer, says):
    """The sentence stands at its question and in the list above."""
    page = answer.content.decode()
    faults = answer.context["form"].errors
    assert (answer.status_code, list(faults)) == (200, ["file"])
    assert (faults["file"][0].startswith(says), page.count("Traceback")) == (True, 0)
    assert page.count('href="#id_file"') == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_is_refused_at_its_question(client, on_disk, name):
    data, says = HOSTILE[name]
    begin(client)
    refused(send(client, "", data), says)
    assert (MediaFile.objects.count(), on_disk()) == (0, ([], []))


@pytest.mark.parametrize("form", FORMS)
def test_in_both_forms_the_sentences_are_said_for_their_readers(client, on_disk, form, monkeypatch):
    begin(client, form)
    monkeypatch.setattr(cleaning, "MOST_BYTES", 1000)
    refused(send(client, form, files.wav(2)), "This file is too big." if not form else "")
    refused(send(client, form, b""), "This file is empty." if not form else "")
    monkeypatch.undo()
    refused(send(client, form, files.mp4(seconds=3700)), "This is longer than 1 hour." if not form else "")
    assert (MediaFile.objects.count(), on_disk()) == (0, ([], []))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_kept_before_somebody_says_that_everybody_in_it_agrees(
    client, on_disk, form, curator, facilitator, interview
):
    begin(client, form)
    story = services.take_up_story(told(), by=curator)
    yes(interview, facilitator)
    desk = f"/team/stories/{story.slug}/files/add/"
    reporters = f"/team/stories/projects/interviews/{interview.pk}/files/add/"
    for where, person in ((f"{form}/stories/tell/files/add/", None), (desk, curator), (reporters, facilitator)):
        if person:
            client.force_login(person)
        answer = client.post(where, {"file": upload(files.png(), "photo.png", "image/png"), "alt": "A bus"})
        assert list(answer.context["form"].errors) == ["agreed"]
    assert (MediaFile.objects.count(), on_disk()) == (0, ([], []))


@pytest.mark.parametrize("form", FORMS)
def test_one_file_too_many_is_refused_and_the_others_stay(client, on_disk, form, monkeypatch):
    begin(client, form)
    monkeypatch.setattr(file_deeds, "MOST_FILES", 1)
    send(client, form, files.png())
    refused(send(client, form, files.png()), "A story can have 12 files." if not form else "")
    assert (MediaFile.objects.count(), len(on_disk()[0]), on_disk()[1]) == (1, 2, [])


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\x.jpg", "/etc/passwd", "a\0b.png", "x" * 300 + ".what", "é.PNG", "me"]
)
def test_a_name_leads_nowhere_and_is_not_kept(client, on_disk, name, settings):
    begin(client)
    send(client, "", files.png(), name)
    media = MediaFile.objects.get()
    assert all(kept.endswith(".webp") and len(kept) == 37 for kept in on_disk()[0])
    assert [one.name.startswith("stories/") for one in (media.file, media.small)] == [True, True]
    assert sorted(path.name for path in settings.MEDIA_ROOT.iterdir()) == ["stories"]
    assert Story.objects.get().state == "telling"


WRONG = {
    "": "This file is named as ",
    "/easy": "",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["wrong.mp3", "film.MP4", "..\\..\\x.exe", "x" * 300 + ".html", "é.svg", "a.pdf"])
def test_a_name_that_ends_like_another_kind_of_file_is_refused(client, on_disk, form, name):
    begin(client, form)
    answer = send(client, form, files.png(), name)
    refused(answer, WRONG[form])
    assert answer.context["form"].errors["file"][0].count("a picture") == 1
    assert (MediaFile.objects.count(), on_disk()) == (0, ([], []))


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(files.wav(2), "me.mp3", "sound"), (files.webm(2), "me.webm", "sound"), (files.mp4(b"vide"), "me.mov", "film")],
)
def test_a_name_of_the_same_kind_is_right(client, data, name, kind):
    begin(client)
    send(client, "", data, name)
    assert MediaFile.objects.get().kind == kind
