"""Partners, learners and the press come in by a link that a curator made: for a time, and each look is kept."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from stories import services
from stories.models import Opening, OpeningLook
from stories.tellers import sign

from .conftest import QUOTE, WORDS, by_teller, day, line, published
from .test_journeys import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def opened(curator):
    def make(audience="partners", **more):
        said = {"audience": audience, "who": "Board of the trust", "until": day(30), "by": curator}
        return services.open_archive(**{**said, **more})

    return make


@pytest.mark.parametrize("form", FORMS)
def test_a_link_shows_what_is_allowed_for_its_audience_and_no_more(
    client, form, curator, second_curator, opened, with_files
):
    partners = published(curator, second_curator, line("partners", name="full"), title="For partners", **with_files)
    press = published(curator, second_curator, line("press"), title="For the press")
    published(curator, second_curator, line("project"), title="For the project")
    opening = opened()
    base = f"{form}/stories/with/{opening.link}/"
    assert [one.title for one in client.get(base).context["showings"]] == ["For partners"]
    page = client.get(f"{base}{partners.slug}/")
    words = page.content.decode()
    assert (page.status_code, words.count("Rosa Privat"), page["Cache-Control"].count("no-store")) == (200, 1, 1)
    assert client.get(f"{base}{press.slug}/").status_code == 404
    for media in partners.media.all():
        assert words.count(f'src="{base}{partners.slug}/files/{media.pk}/"') == 1
        assert client.get(f"{base}{partners.slug}/files/{media.pk}/").status_code == 200
    assert [client.get(f"{form}/stories/{one.slug}/").status_code for one in (partners, press)] == [404, 404]


def test_each_look_is_kept_and_the_teller_can_read_how_many(client, curator, second_curator, opened):
    story = published(curator, second_curator, line("training"))
    opening = opened("training")
    base = f"/stories/with/{opening.link}/"
    client.get(base)
    for form in FORMS:
        client.get(f"{form}{base}{story.slug}/")
    assert list(OpeningLook.objects.order_by("pk").values_list("story", flat=True)) == [None, story.pk, story.pk]
    assert client.get(f"/stories/mine/{sign(story)}/").content.decode().count("It was looked at 2 times") == 1
    client.force_login(curator)
    page = client.get("/team/stories/links/").content.decode()
    assert (page.count("Board of the trust"), page.count(f"{base}</span>")) == (1, 1)


def test_a_link_that_was_ended_or_has_run_out_opens_nothing(client, curator, second_curator, opened, monkeypatch):
    story = published(curator, second_curator, line("partners"))
    first, second = opened(), opened()
    media = f"{story.slug}/files/1/"
    client.force_login(curator)
    client.post(f"/team/stories/links/{first.pk}/close/")
    client.logout()
    ways = [first.link, uuid.uuid4()]
    later = timezone.now() + datetime.timedelta(days=31)
    for link in ways:
        for where in ("", f"{story.slug}/", media, f"{media}small/", f"{media}captions/"):
            answer = client.get(f"/stories/with/{link}/{where}")
            assert (answer.status_code, answer.content.decode().count(WORDS)) == (410, 0)
    assert client.get(f"/stories/with/{second.link}/").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(f"/stories/with/{second.link}/").status_code == 410
    assert OpeningLook.objects.count() == 1


def test_what_is_taken_back_is_gone_for_whoever_has_a_link_too(client, curator, second_curator, opened):
    story = published(curator, second_curator, line("press", ["quote"]))
    where = f"/stories/with/{opened('press').link}/{story.slug}/"
    assert client.get(where).content.decode().count(QUOTE) == 1
    services.narrow_release(story, audience="press", by=by_teller(story))
    assert client.get(where).status_code == 410


def test_a_curator_makes_a_link_for_at_most_90_days(client, curator, editor, opened):
    client.force_login(curator)
    said = {"audience": "partners", "who": "The board"}
    too_long = {f"until_{number}": part for number, part in enumerate((day(91).day, day(91).month, day(91).year))}
    refused = client.post("/team/stories/links/", {**said, **too_long})
    assert (list(refused.context["form"].errors), refused.content.decode().count("The board")) == (["until"], 1)
    fine = {f"until_{number}": part for number, part in enumerate((day(90).day, day(90).month, day(90).year))}
    assert client.post("/team/stories/links/", {**said, **fine}).url == "/team/stories/links/"
    assert Opening.objects.get().who == "The board"
    with pytest.raises(ValidationError):
        opened(until=day(-1))
    with pytest.raises(ValidationError):
        opened("web")
    client.force_login(editor)
    assert client.get("/team/stories/links/").status_code == 403
