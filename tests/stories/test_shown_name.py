"""Under which name: what a teller does not want to be shown stands in nothing that is shown or found."""

import pytest
from django.core.exceptions import ValidationError

from members.models import Message
from stories import services
from stories.models import Story
from stories.services import NotReady
from stories.services.restoring import lines_of_stories, restore_stories
from stories.tellers import sign

from .conftest import line, prepared, published, release
from .test_findings import agreed
from .test_journeys import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WITH_NAME = {
    "title": "Rosa Privat tells",
    "transcript": "My name is Rosa Privat. The doctor drew me a picture of what was wrong.",
}


def found(client, word: str) -> int:
    """In how many of the lists."""
    pages = ("/", "/easy/", "/stories/", f"/stories/?q={word}", f"/search/?q={word}", f"/easy/search/?q={word}")
    return sum("Rosa Privat" in client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("less", ["none", "first", "made_up"])
def test_a_name_that_is_taken_out_of_a_published_story_is_read_and_found_by_nobody(
    client, curator, second_curator, member, form, less
):
    client.cookies["sessionid"] = "none"
    story = published(curator, second_curator, line(name="full"), teller=member, **WITH_NAME)
    where = f"{form}/stories/{story.slug}/"
    assert (client.get(where).status_code, found(client, "Privat") > 1) == (200, True)
    release(story, line(name=less))
    assert (story.state, client.get(where).status_code, found(client, "Privat")) == ("released", 410, 0)
    said = Message.objects.order_by("-pk").values_list("title", flat=True)[:2]
    assert list(said) == ["Your story waits for a check", "Less of your story can be seen now"]
    with pytest.raises(NotReady, match="A name that the teller does not want to be shown"):
        services.publish_story(story, by=second_curator)


def test_a_smaller_answer_that_lacks_nothing_stays_published(client, curator, second_curator, member):
    story = published(curator, second_curator, line(name="full"), teller=member)
    for less in (line(name="first", face=False), line(name="none", forms=["summary"])):
        release(story, less)
        assert (story.state, Message.objects.latest("pk").title) == ("published", "Less of your story can be seen now")
    release(story)
    assert story.state == "published"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("real", [{"full_name": "", "first_name": ""}, {}])
def test_a_made_up_name_has_no_part_of_the_real_one(client, curator, second_curator, form, real):
    story = prepared(curator, **real)
    Story.objects.filter(pk=story.pk).update(made_up_name="")
    mine = f"{form}/stories/mine/{sign(story)}/"
    for audience, name in (("partners", "full"), ("web", "made_up")):
        client.post(f"{mine}who/{audience}/?one=1", {"what": ["whole"], "name": name, "until": "year"})
    said = {"full_name": "Rosa Privat", "made_up_name": "ROSA"}
    page = client.post(f"{mine}names/", said)
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["made_up_name"])
    assert client.post(f"{mine}names/", {**said, "made_up_name": "Flora"}).status_code == 302
    with pytest.raises(ValidationError, match="part of the real name"):
        services.prepare_story(services.rework_story(prepared(curator), by=curator), made_up_name="rosa", by=curator)
    # Whose real name became known later.
    story = release(prepared(curator), line(name="made_up"))
    Story.objects.filter(pk=story.pk).update(full_name="Flora Privat")
    with pytest.raises(NotReady, match="The made-up name has a part of the real name in it"):
        services.publish_story(story, by=second_curator)


def test_why_a_name_may_stay_holds_for_the_names_it_was_said_of(curator, second_curator):
    story = release(prepared(curator, **WITH_NAME), line(name="first"))
    services.let_name_stay(story, reason="Privat is her street.", by=curator)
    services.publish_story(story, by=second_curator)
    release(story, line(name="first", forms=["whole"]))
    assert (story.state, story.name_stays) == ("published", "Privat is her street.")
    release(story, line(name="none"))
    assert (story.state, story.name_stays) == ("released", "")


@pytest.mark.parametrize(
    ("said", "words", "where"),
    [
        (line(name="none", forms=["whole"]), {"title": "Mrs Privat's day"}, "the title."),
        (line(name="first", forms=["whole"]), {"title": "Mrs PRIVAT's day"}, "the title."),
        (line(name="none", forms=["summary"]), {"content_note": "Rosa's mother dies"}, "what is hard in it."),
        (
            line(name="none", forms=["whole"]),
            {"full_name": "Rosa Privat-O’Neil", "better": "I, O’Neil, said it."},
            "the story in words.",
        ),
    ],
)
def test_each_part_of_the_name_is_looked_for_wherever_it_would_be_shown(curator, second_curator, said, words, where):
    story = release(prepared(curator, **words, quotes=()), said)
    with pytest.raises(NotReady) as refused:
        services.publish_story(story, by=second_curator)
    assert refused.value.messages == [f"A name that the teller does not want to be shown stands in: {where}"]


def test_what_is_no_name_by_itself_is_not_looked_for(curator, second_curator):
    story = prepared(curator, full_name="Mrs Rosa de la Mer", first_name="", title="La la, Mrs de Vries", quotes=())
    release(story, line(forms=["whole"], name="none"))
    assert services.publish_story(story, by=second_curator).state == "published"


def test_what_we_learned_from_a_story_is_looked_at_too(curator, second_curator):
    story = release(prepared(curator, **WITH_NAME | {"title": "A drawing"}), line(forms=["quote"], name="none"))
    insight = {"excerpt": "drew me a picture", "words": "Drawings explain."}
    agreed(story, curator, **insight)
    services.publish_story(story, by=second_curator)
    for more in ({"excerpt": "My name is Rosa Privat"}, {"words": "Rosa likes drawings."}):
        with pytest.raises(ValidationError, match="does not want this name to be shown"):
            agreed(story, curator, **{**insight, **more})
    # Noted before the teller said under which name.
    other = prepared(curator, **WITH_NAME | {"title": "A drawing"})
    agreed(other, curator, excerpt="My name is Rosa Privat", words="Drawings help.")
    release(other, line(forms=["quote"], name="none"))
    with pytest.raises(NotReady, match="stands in: what we learned from it"):
        services.publish_story(other, by=second_curator)


def test_a_name_that_a_backup_brings_back_is_shown_to_nobody(curator, second_curator):
    story = published(curator, second_curator, line(name="full"), **WITH_NAME)
    listed = [one.split(" ") for one in lines_of_stories()]
    narrowed = [[one.replace(":full:", ":none:") for one in facts] for facts in listed]
    restore_stories(narrowed)
    story.refresh_from_db()
    assert story.state == "released"
