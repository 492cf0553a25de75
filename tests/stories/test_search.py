"""Full text: the beginnings of words, in one piece that may be seen; kept true by the database itself."""

from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from charter.models import Promise, Value
from stories import services
from stories.models import Story, StoryWords
from stories.models.words import plain
from tests.conftest import make_person

from .conftest import WORDS, by_teller, day, easy, line, prepared, published, release, told
from .files import png
from .test_archive import names_in
from .test_journeys import FORMS

pytestmark = pytest.mark.django_db
ALONE = ("whole", "summary", "quote")


def found(*words, user=None):
    return sorted(story.title for story in Story.objects.matching(words, user))


def test_words_are_found_by_their_beginning_in_any_case_with_and_without_accents(curator, second_curator):
    published(
        curator, second_curator, title="Café", transcript="The Doctor-led clinic didn't listen. ZOË said 3.5 hours."
    )
    for words in (
        ["cafe"],
        ["CAFÉ"],
        ["doc", "clin"],
        ["doctor-led"],
        ["didn't"],
        ["zoe"],
        ["3.5"],
        ["doctor", "café"],
    ):
        assert (words, found(*words)) == (words, ["Café"])
    for words in (["octor"], ["doctor", "hospital"], ["ned"]):
        assert (words, found(*words)) == (words, [])


def test_a_word_is_found_by_its_plural_and_a_plural_by_its_word(curator, second_curator):
    published(curator, second_curator, title="One", transcript="A bus, a voucher, the house, my story, this glass.")
    published(curator, second_curator, title="Many", transcript="Buses, vouchers, houses, stories, glasses.")
    for word in ("bus", "buses", "voucher", "vouchers", "house", "houses", "story", "stories", "glass", "glasses"):
        assert (word, found(word)) == (word, ["Many", "One"])
    assert (found("buses", "vouchers"), found("thi", "buses"), found("boots")) == (["Many", "One"], ["One"], [])


@pytest.mark.parametrize(
    "asked", ['"', "*", "a OR b", "NEAR(a b)", "whole:doctor", "-doctor", "doctor)", "'; DROP", "%", "\x00", "&|!"]
)
def test_signs_are_no_language_of_the_database(client, curator, second_curator, asked):
    published(curator, second_curator, title="Drop")
    assert client.get("/stories/", {"q": asked}).status_code == 200
    assert client.get("/search/", {"q": asked}).status_code == 200
    assert found(*asked.split()) in ([], ["Drop"])


def test_each_piece_is_searched_only_where_it_may_be_seen(curator, second_curator, editor):
    words = {"summary": "clay", "summary_easy": easy("loam"), "easy": easy("sand"), "quotes": [("Chalk.", "lime")]}
    stories = {}
    for piece in ALONE:
        story = told(title=piece, transcript="granite, chalk", better="slate")
        services.take_up_story(story, by=curator)
        services.prepare_story(story, by=curator, made_up_name="Flora", **words)
        services.show_story(story, by=curator)
        stories[piece] = release(story, line(forms=[piece]), line("partners", ALONE))
        services.publish_story(story, by=second_curator)
    pieces = {"whole": ("granite", "slate", "sand"), "summary": ("clay", "loam"), "quote": ("lime",)}
    for piece, said in pieces.items():
        for word in said:
            assert (word, found(word)) == (word, [piece])
            assert (word, found(word, user=editor)) == (word, sorted(ALONE))
    assert found("chalk") == ["quote", "whole"]
    assert [found(piece) for piece in ALONE] == [[piece] for piece in ALONE]
    assert found("granite", "clay", user=editor) == []


def test_words_under_a_picture_of_the_teller_are_found_only_where_it_may_be_seen(client, curator, second_curator):
    files = [
        (png(), {"alt": "Rosa", "words": "Here I am smiling"}),
        (png(colour="red"), {"alt": "A kite", "words": "My kite", "shows_teller": False}),
    ]
    bare, seen = line(face=False), line("partners", face=True)
    story = published(curator, second_curator, bare, seen, files=files)
    for words, where in (("smiling", []), ("kite", [story.title]), ("kite doctor", [story.title])):
        assert (words, names_in(client, f"/stories/?q={words.replace(' ', '+')}")) == (words, where)
    editor = make_person("who sees pictures", "editor")
    assert (found("smiling", "doctor", user=editor), found("smiling", "kite", user=editor)) == ([story.title],) * 2
    release(story, bare)
    assert found("smiling", user=editor) == []


def test_words_kept_before_are_kept_apart_by_the_migration(curator, second_curator):
    files = [(png(), {"alt": "Rosa", "words": "Here I am smiling"})]
    story = published(curator, second_curator, line(face=False), files=files)
    right = StoryWords.objects.values().get()
    StoryWords.objects.update(whole=right["face"], face="")
    assert found("smiling") == [story.title]
    import_module("stories.migrations.0007_whose_it_is_and_where_it_is_found").keep_apart(apps, None)
    assert (StoryWords.objects.values().get(), found("smiling"), found("doctor")) == (right, [], [story.title])


def test_words_find_only_what_is_published_and_allowed_today(curator, second_curator, editor):
    told(title="Only sent")
    release(prepared(curator, title="Released, not published"), line())
    published(curator, second_curator, line("partners"), title="For partners")
    release(published(curator, second_curator, title="All no"), line("web", []))
    services.rework_story(published(curator, second_curator, title="Worked on again"), by=curator)
    published(curator, second_curator, title="For everybody")
    assert (found("doctor"), found("doctor", user=editor)) == (["For everybody"], ["For everybody", "For partners"])
    assert (found(), found("&|!")) == (["For everybody"], [])


def test_each_story_is_counted_once_for_whoever_may_open_it(curator, second_curator, editor, django_assert_num_queries):
    value = Value.objects.create(slug="honesty")
    promises = [Promise.objects.create(slug=slug, made_on=day(0)) for slug in ("listen", "answer")]
    prepared(curator, title="With its teller")
    for lines, topics, transcript in (
        ([line("web"), line("partners")], ["health", "work"], WORDS),
        ([line("partners")], ["work"], "word " * 900),
    ):
        story = prepared(curator, transcript=transcript)
        services.rework_story(story, by=curator)
        services.prepare_story(story, topics=topics, values=[value], promises=promises, by=curator)
        services.show_story(story, by=curator)
        services.publish_story(release(story, *lines), by=second_curator)
    one = {("kind", "words"): 1, ("length", "short"): 1, ("topic", "health"): 1, ("topic", "work"): 1}
    one |= {("value", "honesty"): 1, ("promise", "listen"): 1, ("promise", "answer"): 1}
    other = {("kind", "words"): 1, ("length", "long"): 1, ("topic", "work"): 1}
    other |= {("value", "honesty"): 1, ("promise", "listen"): 1, ("promise", "answer"): 1}
    with django_assert_num_queries(1):
        assert Story.objects.counts(None) == one
    assert Story.objects.counts(editor) == Counter(one) + Counter(other)


def test_what_is_taken_back_or_changed_is_not_even_in_the_index(curator, second_curator):
    story = published(curator, second_curator, transcript="granite")
    assert in_index("granite") == [story.pk]
    proposal = services.propose_change(story, piece="transcript", now="marble", because="So.", by=curator)
    services.answer_proposal(proposal, accept=True, by=by_teller(story))
    assert (in_index("granite"), in_index("marble")) == ([], [story.pk])
    services.withdraw_story(story, by=by_teller(story))
    assert (in_index("marble"), StoryWords.objects.count()) == ([], 0)


def in_index(word):
    return list(
        StoryWords.objects.filter(pk__in=StoryWords.objects.holding("whole", [word])).values_list("pk", flat=True)
    )


def test_the_database_keeps_the_index_true_whoever_writes(curator):
    story = prepared(curator)
    StoryWords.objects.filter(story=story).update(whole="obsidian")
    assert (in_index("obsidian"), in_index("doctor")) == ([story.pk], [])
    StoryWords.objects.all().delete()
    assert in_index("obsidian") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO stories_found(stories_found) VALUES('integrity-check')")


def test_plain_words_are_the_same_for_both_databases():
    assert plain("Don't  go_there: Zoë's 3.5 km — ÉCOLE\u00a0straße") == "don t go there zoe s 3 5 km ecole strasse"


@pytest.mark.parametrize("form", FORMS)
def test_the_choices_say_how_many_there_are_and_leave_out_what_is_not(client, curator, second_curator, form):
    published(curator, second_curator, title="Short")
    published(curator, second_curator, title="Long", transcript="word " * 900)
    published(curator, second_curator, line("partners"), title="Not for you")
    told(title="Only sent")
    page = client.get(f"{form}/stories/")
    choices = {name: field.choices[1:] for name, field in page.context["search_form"].fields.items() if name != "q"}
    numbers = {name: [(key, str(says)[-3:]) for key, says in chosen] for name, chosen in choices.items()}
    assert numbers == {
        "topic": [("health", "(2)")],
        "value": [],
        "promise": [],
        "kind": [("words", "(2)")],
        "length": [("short", "(1)"), ("long", "(1)")],
    }
    assert page.content.decode().count('href="?topic=health"') == 1
    assert names_in(client, f"{form}/stories/?topic=health&length=long") == ["Long"]
