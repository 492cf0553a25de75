"""Words under a file, and the note on what is hard in a story: where the teller wrote them, curators only suggest."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from stories import services
from stories.models import MediaFile, Proposal, Story
from stories.tellers import sign

from .conftest import by_teller, line, prepared, published, release, told
from .files import png, upload, wav
from .test_journeys import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OWN = "I was so happy that day."
NOTE = "My father dies."
KEPT = "These are the teller's own words. Suggest other words; the teller decides."


def with_own(curator):
    """Told online with a picture that has words of its teller, one that has none, and a note; a curator has it."""
    story = services.begin_story(wording="Yes", kind="pictures")
    services.change_story(story, title="That day", contact="Widnes", content_note=NOTE, by=by_teller(story))
    services.add_file(story, upload(png()), alt="A cake", words=OWN, by=by_teller(story))
    services.add_file(story, upload(png(colour="red")), alt="A hat", by=by_teller(story))
    services.send_story(story, by=by_teller(story))
    return services.take_up_story(story, by=curator)


@pytest.mark.parametrize("form", FORMS)
def test_a_curator_reads_the_tellers_words_under_a_file_and_writes_only_where_there_are_none(client, curator, form):
    story = with_own(curator)
    own, bare = story.media.all()
    client.force_login(curator)
    desk = f"{form}/team/stories/{story.slug}"
    pages = [client.get(f"{desk}/files/{one.pk}/change/") for one in (own, bare)]
    assert ["words" in page.context["form"].fields for page in pages] == [False, True]
    assert [page.content.decode().count(OWN) for page in pages] == [1, 0]
    assert pages[0].content.decode().count(f'href="{desk}/propose/?under={own.pk}"') == 1
    for one in (own, bare):
        client.post(f"{desk}/files/{one.pk}/change/", {"alt": "A big cake", "words": "A curator's words."})
    said = [(one.alt, one.words) for one in story.media.all()]
    assert said == [("A cake", OWN), ("A hat", "A curator's words.")]
    with pytest.raises(ValidationError) as refused:
        services.change_file(own, words="Smoother.", by=curator)
    assert refused.value.message_dict == {"words": [KEPT]}
    services.change_file(bare, words="Other words of the curator.", by=curator)


def test_words_that_the_teller_has_seen_under_a_file_are_the_tellers_whoever_wrote_them(curator):
    story = prepared(curator, files=[(png(), {"alt": "The drawing", "words": "It helped."})])
    services.rework_story(story, by=curator)
    with pytest.raises(ValidationError, match="teller's own words"):
        services.change_file(story.media.get(), words="It did help.", by=curator)


def test_the_teller_changes_their_own_words_under_a_file_when_it_comes_back(curator):
    story = with_own(curator)
    services.hand_back_story(story, reason="What is it?", by=curator)
    own, bare = story.media.all()
    services.change_file(own, words="", by=by_teller(story))
    services.change_file(bare, words="My hat.", by=by_teller(story))
    assert [one.words_of_the_teller for one in story.media.all()] == [["alt"], ["words", "alt"]]


@pytest.mark.parametrize("form", FORMS)
def test_other_words_under_a_file_are_suggested_and_the_teller_says_yes(client, curator, second_curator, form):
    files = [(png(), {"alt": "The drawing", "words": OWN, "shows_teller": False})]
    story = published(curator, second_curator, line(), files=files)
    picture = story.media.get()
    client.force_login(curator)
    where = f"{form}/team/stories/{story.slug}/propose/?under={picture.pk}"
    asked = client.get(where).context["form"]
    assert (asked["piece"].value(), asked["now"].value()) == (f"words-{picture.pk}", OWN)
    said = {"piece": f"words-{picture.pk}", "because": "It is shorter."}
    long = client.post(where, {**said, "now": "long " * 80}).context["form"].errors["now"]
    assert [one.count("300") for one in long] == [1]
    assert client.post(where, {**said, "now": "I was happy."}).status_code == 302
    assert [one.words for one in MediaFile.objects.all()] == [OWN]
    client.logout()
    proposal = Proposal.objects.get()
    mine = f"{form}/stories/mine/{sign(story)}/"
    page = client.get(mine).content.decode()
    assert [page.count(words) for words in ("The words under a picture", "<p>I was happy.</p>")] == [1, 1]
    client.post(f"{mine}suggestions/{proposal.pk}/", {"answer": "yes"})
    assert [one.words for one in MediaFile.objects.all()] == ["I was happy."]
    # The yes holds for the new words too.
    assert client.get(f"{form}/stories/{story.slug}/").content.decode().count("I was happy.") == 1


@pytest.mark.parametrize("form", FORMS)
def test_what_a_picture_shows_is_the_tellers_where_they_typed_it_and_another_is_suggested(client, curator, form):
    story = with_own(curator)
    own = story.media.first()
    theirs = services.add_file(story, upload(png(colour="blue")), alt="A tree", by=curator)
    with pytest.raises(ValidationError) as refused:
        services.change_file(own, alt="A big cake", by=curator)
    assert refused.value.message_dict == {"alt": [KEPT]}
    services.change_file(theirs, alt="A blue tree", by=curator)
    client.force_login(curator)
    desk = f"{form}/team/stories/{story.slug}"
    assert "alt" not in client.get(f"{desk}/files/{own.pk}/change/").context["form"].fields
    said = {"piece": f"alt-{own.pk}", "now": "A big cake", "because": "So people know how big."}
    assert client.post(f"{desk}/propose/", said).status_code == 302
    assert story.media.first().alt == "A cake"
    client.logout()
    mine = f"{form}/stories/mine/{sign(story)}/"
    assert client.get(mine).content.decode().count("<p>A big cake</p>") == 1
    client.post(f"{mine}suggestions/{Proposal.objects.get().pk}/", {"answer": "yes"})
    assert story.media.first().alt == "A big cake"


def test_names_that_the_teller_typed_are_theirs(client, curator, second_curator):
    story = services.take_up_story(told(full_name="", made_up_name=""), by=curator)
    with pytest.raises(ValidationError) as refused:
        services.prepare_story(story, first_name="Rose", full_name="Rosa Privat", by=curator)
    assert refused.value.message_dict == {
        "first_name": ["The teller told us this name themselves. Only the teller changes it."]
    }
    client.force_login(curator)
    fields = client.get(f"/team/stories/{story.slug}/prepare/").context["form"].fields
    assert [name in fields for name in Story.NAMES] == [True, False, True]
    story = published(curator, second_curator)
    release(story, line(name="made_up"), names={"made_up_name": "Iris"})
    services.rework_story(story, by=curator)
    with pytest.raises(ValidationError, match="teller's own words"):
        services.prepare_story(story, made_up_name="Flora", by=curator)
    said = {"piece": "made_up_name", "now": "Lily", "because": "There is another Iris."}
    proposal = services.propose_change(story, by=curator, **said)
    services.answer_proposal(proposal, accept=True, by=by_teller(story))
    assert Story.objects.get(pk=story.pk).made_up_name == "Lily"


def test_the_tellers_own_note_on_what_is_hard_is_theirs_and_another_is_suggested(client, curator):
    story = with_own(curator)
    with pytest.raises(ValidationError) as refused:
        services.prepare_story(story, content_note="Death.", by=curator)
    assert refused.value.message_dict == {"content_note": [KEPT]}
    client.force_login(curator)
    page = client.get(f"/team/stories/{story.slug}/prepare/")
    assert ("content_note" in page.context["form"].fields, page.content.decode().count(NOTE)) == (False, 1)
    said = {"piece": "content_note", "now": "Somebody dies.", "because": "Nobody is named."}
    proposal = services.propose_change(story, by=curator, **said)
    assert Story.objects.get(pk=story.pk).content_note == NOTE
    services.answer_proposal(proposal, accept=True, by=by_teller(story))
    assert Story.objects.get(pk=story.pk).content_note == "Somebody dies."
    bare = services.take_up_story(told(), by=curator)
    assert services.prepare_story(bare, content_note="Illness.", by=curator).content_note == "Illness."


YES = "The teller says that they can be seen in it. Only the teller changes that."


def test_a_yes_of_the_teller_to_being_seen_in_a_picture_stays(client, curator):
    story = with_own(curator)
    own, bare = story.media.all()
    services.hand_back_story(story, reason="Are you in it?", by=curator)
    services.change_file(own, shows_teller=True, by=by_teller(story))
    services.send_story(story, by=by_teller(story))
    services.take_up_story(story, by=curator)
    client.force_login(curator)
    for one in (own, bare):
        page = client.get(f"/team/stories/{story.slug}/files/{one.pk}/change/")
        assert ("shows_teller" in page.context["form"].fields) == (one == bare)
        client.post(f"/team/stories/{story.slug}/files/{one.pk}/change/", {"alt": "A cake"})
    assert [one.shows_teller for one in story.media.all()] == [True, False]
    with pytest.raises(ValidationError) as refused:
        services.change_file(own, shows_teller=False, by=curator)
    assert refused.value.message_dict == {"shows_teller": [YES]}
    services.change_file(bare, shows_teller=True, by=curator)
    services.change_file(bare, shows_teller=False, by=curator)


@pytest.mark.parametrize("form", FORMS)
def test_the_teller_reads_at_each_picture_whether_they_can_be_seen_in_it(client, curator, form):
    files = [(png(), {"alt": "Rosa"}), (png(colour="red"), {"alt": "A kite", "shows_teller": False}), (wav(1), {})]
    story = prepared(curator, files=files)
    says = ["People can see you in it.", "People cannot see you in it."] if form else []
    says = says or ["You can be seen in it.", "You cannot be seen in it."]
    own = f"{form}/stories/mine/{sign(story)}/"
    client.force_login(curator)
    for where in (own, f"{own}copy/", f"{form}/team/stories/{story.slug}/letter/"):
        page = client.get(where).content.decode()
        assert (where, [page.count(words) for words in says]) == (where, [1, 1])
    seen_by_others = client.get(f"{form}/team/stories/{story.slug}/").content.decode()
    assert [seen_by_others.count(words) for words in says] == [0, 0]


NAMED = "A name that the teller does not want to be shown stands in: "


def test_a_name_that_is_not_to_be_shown_is_looked_for_in_all_that_would_be_shown(client, curator, second_curator):
    files = [(png(), {"alt": "ROSA at the table", "shows_teller": False}), (wav(1), {"is_clip": True})]
    story = prepared(curator, files=files, title="Rosa's day", better="I told Rosa Privat.", quotes=())
    for said, where in (
        (line(name="none"), "the title, the story in words, the words of a picture."),
        (line(name="first"), "the story in words."),
        (line(forms=["clip"], name="made_up"), "the title."),
    ):
        release(story, said)
        with pytest.raises(services.NotReady) as refused:
            services.publish_story(story, by=second_curator)
        assert refused.value.messages[-1] == f"{NAMED}{where}"
    release(story, line(forms=["whole"], name="full"))
    client.force_login(curator)
    desk = f"/team/stories/{story.slug}/"
    assert client.get(desk).content.decode().count(f'href="{desk}name/"') == 0
    release(story, line(forms=["whole"], name="none"))
    assert client.get(desk).content.decode().count(f'href="{desk}name/"') == 1
    assert client.post(f"{desk}name/", {"reason": ""}).context["form"].errors.keys() == {"reason"}
    client.post(f"{desk}name/", {"reason": "She says that it may stay."})
    assert client.get(desk).context["gaps"] == []
    with pytest.raises(ValidationError, match="Somebody else must check it"):
        services.publish_story(story, by=curator)
    assert services.publish_story(story, by=second_curator).state == "published"
    services.rework_story(story, by=curator)
    services.prepare_story(story, summary="Another.", by=curator)
    assert Story.objects.get(pk=story.pk).name_stays == ""


def test_a_word_like_a_name_is_no_name(curator, second_curator):
    story = prepared(
        curator, first_name="Will", full_name="Will Privat", transcript="He will draw. Willing!", quotes=()
    )
    release(story, line(forms=["whole"], name="none"))
    assert services.publish_story(story, by=second_curator).state == "published"


def test_words_told_before_count_as_the_tellers_where_they_were_told_online(curator):
    online = with_own(curator)
    Story.objects.update(tellers_own=["title"])
    MediaFile.objects.update(typed_by_teller=False)
    import_module("stories.migrations.0006_whose_words_under_files_and_notes").know_whose(apps, None)
    assert [one.typed_by_teller for one in online.media.all()] == [True, False]
    assert Story.objects.get(pk=online.pk).tellers_own == ["content_note", "title"]
    Story.objects.update(came_by="phone", tellers_own=[])
    MediaFile.objects.update(typed_by_teller=False)
    import_module("stories.migrations.0006_whose_words_under_files_and_notes").know_whose(apps, None)
    assert [one.typed_by_teller for one in online.media.all()] == [False, False]
    assert Story.objects.get(pk=online.pk).tellers_own == []
