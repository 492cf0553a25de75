"""A story that was taken back by mistake: told after all, from what is still kept, with a new yes."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine
from stories import services
from stories.models import Story
from stories.tellers import sign

from .conftest import WORDS, day, line, of, prepared, published, release
from .files import png
from .test_journeys import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("form", FORMS)
def test_who_took_it_back_by_mistake_tells_it_after_all_with_a_new_yes(
    client, curator, second_curator, form, django_capture_on_commit_callbacks
):
    """What was taken back stays gone; the new story is sent, made ready and agreed to like any other."""
    old = prepared(curator, files=[(png(), {"alt": "The drawing", "words": "It helped."})])
    release(old, line())
    services.publish_story(old, by=second_curator)
    mine = f"{form}/stories/mine/{sign(old)}/"
    assert client.get(f"{mine}again/").status_code == 404
    client.post(f"{mine}take-back/")
    shown = client.get(mine).content.decode()
    assert shown.count(f'href="{mine}again/"') == 1
    assert shown.count(said_date(day(29))) == 1
    page = client.get(f"{mine}again/")
    assert list(client.post(f"{mine}again/", {"token": uuid4()}).context["form"].errors) == ["agree"]
    said = {"agree": "on", "token": page.context["form"]["token"].value()}
    went = [client.post(f"{mine}again/", said).url for _press in range(2)]
    new = Story.objects.exclude(pk=old.pk).get()
    assert went == [of(f"{form}/stories/tell/check/", new)] * 2
    assert (new.state, new.transcript, new.full_name, new.releases.count()) == ("telling", WORDS, "Rosa Privat", 0)
    files = [one.media.get() for one in (old, new)]
    assert files[0].file.name != files[1].file.name
    client.post(f"{form}/stories/tell/check/")
    assert [client.get(f"{form}/stories/{one.slug}/").status_code for one in (old, new)] == [410, 404]
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_story(Story.objects.get(pk=old.pk), how="phone", by=curator)
    new.refresh_from_db()
    with new.media.get().file.open() as kept:
        assert (new.state, kept.read(4), new.link == old.link) == ("sent", b"RIFF", False)
    assert client.get(f"{mine}again/").status_code == 404


def test_on_the_phone_a_curator_begins_again_and_nobody_of_the_team_does_as_the_teller(client, curator, second_curator):
    story = published(curator, second_curator)
    services.withdraw_story(story, how="phone", by=curator)
    client.force_login(curator)
    assert client.post(f"/stories/mine/{sign(story)}/again/", {"agree": "on"}).status_code == 403
    with pytest.raises(PermissionDenied):
        services.begin_again(story, wording="Yes", by=curator)
    desk = f"/team/stories/{story.slug}/"
    assert client.get(desk).content.decode().count(f'href="{desk}again/"') == 1
    page = client.get(f"{desk}again/")
    said = {"how": "phone", "explained_by": "Carl", "kept_where": "My note", "agreed": "on"}
    said["token"] = page.context["form"]["token"].value()
    assert list(client.post(f"{desk}again/", {**said, "agreed": ""}).context["form"].errors) == ["agreed"]
    for _press in range(2):
        assert client.post(f"{desk}again/", said).status_code == 302
    new = Story.objects.exclude(pk=story.pk).get()
    assert (new.state, new.came_by, new.consent.kept_where) == ("sent", "phone", "My note")
    # What was promised to the teller is not taken from them by one press: it is deleted now where they ask for it.
    shown = client.get(desk).content.decode()
    assert [shown.count(one) for one in (f'action="{desk}erase/"', f'href="{desk}erase/"')] == [0, 1]
    asked = client.get(f"{desk}erase/").content.decode()
    assert [asked.count(one) for one in (said_date(day(29)), story.title, f'<a href="{desk}">{story.slug}</a>')] == [
        1,
        0,
        1,
    ]
    assert client.get("/team/stories/").content.decode().count(f"{story.slug}: ") == 1
    for said, errors in (({}, ["how", "sure"]), ({"how": "phone"}, ["sure"])):
        assert list(client.post(f"{desk}erase/", said).context["form"].errors) == errors
    with pytest.raises(ValidationError, match="how they asked"):
        services.erase_story(story, by=curator)
    story.refresh_from_db()
    assert story.state == "withdrawn"
    client.post(f"{desk}erase/", {"how": "paper", "sure": "on"})
    story.refresh_from_db()
    assert (story.state, AuditLine.objects.get(verb="stories.story.erase").note) == (
        "erased",
        "withdrawn → erased: paper",
    )
