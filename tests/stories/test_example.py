"""The example hub's stories: every kind and state of consent, sound that plays, and what came of them."""

import re
from collections import Counter
from pathlib import Path

import pytest

import halton_coprod.example
from halton_coprod.easyread.writing import check
from halton_coprod.record.models import AuditLine
from stories.models import Collection, Finding, Interview, Line, MediaFile, Release, Story
from stories.showing import showings
from tests.conftest import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FILES = Path(__file__).parents[2] / "stories" / "example" / "files"


def test_the_example_has_twelve_stories_in_every_kind_and_state_with_playable_sound(client):
    halton_coprod.example.load()
    states = Counter(Story.objects.values_list("state", flat=True))
    assert states == {"published": 7, "sent": 1, "released": 2, "review": 1, "withdrawn": 1, "telling": 1}
    assert Counter(Story.objects.exclude(state="telling").values_list("kind", flat=True)) == {
        "words": 8,
        "sound": 2,
        "pictures": 1,
        "film": 1,
    }
    assert set(Story.objects.values_list("is_example", flat=True)) == {True}
    assert AuditLine.objects.filter(verb="stories.story.publish").count() == 8
    assert Counter(Release.objects.values_list("how", flat=True)) == {"online": 10, "phone": 2}
    # One whose time is over, one whose teller says no to all, one for the second pair of eyes.
    assert Counter(line.audience for line in Line.objects.all() if line.is_over) == {
        "press": 1,
        "web": 1,
        "partners": 1,
    }
    queues = {queue: Story.objects.in_queue(queue).values_list("title", flat=True) for queue in ("nobody", "released")}
    assert {queue: list(titles) for queue, titles in queues.items()} == {
        "nobody": ["At the counter"],
        "released": ["Tuesdays at the garden centre"],
    }
    assert [one.title for one in Story.objects.run_out()] == ["The letter in the drawer"]
    assert set(Line.objects.values_list("name", flat=True)) == {"full", "first", "made_up", "none"}
    assert [one.get_agreed_by_display() for one in Story.objects.exclude(agreed_by="")] == [
        "The person agrees themselves"
    ]
    # How many stories a collection has changes whenever somebody takes one back.
    about = [f"{one.about} {one.about_easy.text}" for one in Collection.objects.all()]
    assert [re.findall(r"(?i)\b(?:\d+|two|three|four|five) stories", words) for words in about] == [[]]
    public = showings(Story.objects.public(), None)
    assert (len(public), [one for one in public if not (one.easy or one.summary_easy)]) == (6, [])
    hidden = MediaFile.objects.get(shows_teller=True, kind="picture")
    assert [one.media for one in public if one.story == hidden.story] == [()]
    belongs = [{part.kind for part in client.get(one.address).context["parts"]} for one in public]
    assert Counter(map(len, belongs)) == {2: 3, 1: 3}
    sounds = MediaFile.objects.filter(kind="sound")
    assert [one.seconds > 5 for one in sounds] == [True, True]
    heard = next(one for one in public if one.story.kind == "sound")
    page = f"/stories/{heard.story.slug}/"
    assert client.get(page).content.decode().count("<audio controls") == 1
    part = client.get(heard.media[0].address, headers={"range": "bytes=0-99"})
    assert (part.status_code, part["Content-Type"], len(b"".join(part))) == (206, "audio/mpeg", 100)
    assert Finding.objects.visible_to(None).filter(recommendation__isnull=False).count() == 2
    assert (Collection.objects.count(), Interview.objects.count()) == (1, 3)
    assert client.get(f"{Collection.objects.get().get_absolute_url()}booklet.pdf").status_code == 200
    partner = make_person("partner", "pool staff")
    assert Story.objects.visible_to(partner).count() == 6
    texts = [story.easy for story in Story.objects.all() if story.easy]
    too_long = [one.sentence for easy in texts for one in check(easy.blocks) if one.level == "stop"]
    assert (len(texts), too_long) == (11, [])


def test_the_files_are_small():
    assert sum(file.stat().st_size for file in FILES.iterdir()) < 1_000_000
