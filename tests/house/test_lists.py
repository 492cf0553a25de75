"""The lists of the writing check: what editors do to them, who can see it, and that the check goes by it at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import Form
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from charter.services.readiness import sure_findings
from halton_coprod import services
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.listed import history, lists_in_force, standing
from halton_coprod.easyread.models import ListedWord, Word
from halton_coprod.easyread.writing import check
from halton_coprod.record.gate import saved
from halton_coprod.record.models import AuditLine

from .pages import page

pytestmark = pytest.mark.django_db

LISTS = "/team/words/lists/"
GADGET = {"word": "gizmotron", "swap": "tool", "why": "Few people know it."}
Kind = ListedWord.Kind


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def found(text):
    """What the check says of a text: the rule, the words, and what to do."""
    return [(one.rule, one.words, one.do) for one in check(text, lists=lists_in_force())]


def rules(text):
    return [(rule, words) for rule, words, _do in found(text)]


def listed(kind, word):
    return standing(kind)[word]


# What the check goes by


def test_an_everyday_word_of_ours_is_not_hard_any_more(editor):
    assert rules("Bring your gizmotron.") == [("WORD", "gizmotron")]
    services.add_listed_word(ListedWord(kind=Kind.EVERYDAY, word=" Gizmotron "), by=editor)
    assert rules("Bring your gizmotron.") == []
    services.take_out_listed_word(listed(Kind.EVERYDAY, "gizmotron"), by=editor)
    assert rules("Bring your gizmotron.") == [("WORD", "gizmotron")]
    services.put_back_listed_word(listed(Kind.EVERYDAY, "gizmotron"), by=editor)
    assert rules("Bring your gizmotron.") == []


def test_a_word_that_came_with_the_hub_can_be_taken_out_too(editor):
    assert rules("Bring a duvet.") == []
    services.take_out_listed_word(listed(Kind.EVERYDAY, "duvet"), by=editor)
    assert rules("Bring a duvet.") == [("WORD", "duvet")]


def test_an_office_word_asks_for_what_we_say_instead(editor):
    services.add_listed_word(
        ListedWord(kind=Kind.OFFICE, word="blue-sky day", swap="a free day", why="It is odd."), by=editor
    )
    (hit,) = found("We had a blue‑sky day.")
    assert hit == ("WORD", "blue‑sky day", "Write “a free day”, or explain the word in the next sentence.")
    word = listed(Kind.OFFICE, "accordingly")
    services.change_listed_word(word, swap="this is why", why="It is stiff.", seen=word.fingerprint, by=editor)
    assert [do for *_hit, do in found("Accordingly we met.")] == [
        "Write “this is why”, or explain the word in the next sentence."
    ]


def test_a_word_that_is_not_ours_is_found_with_either_apostrophe_and_for_many(editor):
    services.add_listed_word(
        ListedWord(kind=Kind.TERM, word="carer’s mate", swap="supporter", why="It is ours."), by=editor
    )
    for said in ("carer's mate", "carer’s mates"):
        assert ("TERM", said, "Our word is “supporter”.") in found(f"Ask the {said}.")
    services.take_out_listed_word(listed(Kind.TERM, "service user"), by=editor)
    assert "TERM" not in [rule for rule, _words in rules("Ask a service user.")]


def test_a_word_that_the_hub_explains_in_its_word_list_is_explained(editor):
    said = [(one.words, one.explained) for one in check("Bring gizmotrons.", lists=lists_in_force())]
    services.save_word(Word(word="gizmotron", forms="gizmotrons", means="A tool."), by=editor)
    now = [(one.words, one.explained) for one in check("Bring gizmotrons.", lists=lists_in_force())]
    assert (said, now) == ([("gizmotrons", False)], [("gizmotrons", True)])


def test_an_empty_list_finds_nothing(editor):
    for word in list(standing(Kind.TERM)):
        services.take_out_listed_word(listed(Kind.TERM, word), by=editor)
    assert [rule for rule, _words in rules("A customer is a client.") if rule == "TERM"] == []


def test_what_another_process_has_written_is_known_at_once():
    assert rules("Bring your gizmotron.") == [("WORD", "gizmotron")]
    ListedWord.objects.create(kind=Kind.EVERYDAY, word="gizmotron", deed="add", edition=1)
    assert rules("Bring your gizmotron.") == []


def test_a_check_without_a_hub_goes_by_the_delivered_lists(editor):
    services.add_listed_word(ListedWord(kind=Kind.EVERYDAY, word="gizmotron"), by=editor)
    assert [one.words for one in check("Bring your gizmotron.")] == ["gizmotron"]


def test_what_is_found_in_the_charter_follows(editor):
    easy = EasyRead("", (Block("person", "Bring a duvet."),))
    assert sure_findings(easy) == ()
    services.take_out_listed_word(listed(Kind.EVERYDAY, "duvet"), by=editor)
    assert [one.words for one in sure_findings(easy)] == ["duvet"]


class TwoTexts(Form):
    one = EasyReadFormField()
    other = EasyReadFormField()


def test_all_editors_of_a_form_look_at_the_lists_once(editor):
    easy = EasyRead("", (Block("person", "Bring a gizmotron."),))
    is_hard = "Many people do not know this word."
    with CaptureQueriesContext(connection) as asked:
        drawn = str(TwoTexts(initial={"one": easy, "other": easy}))
    assert (drawn.count(is_hard), looks_at_lists(asked)) == (2, 1)
    services.add_listed_word(ListedWord(kind=Kind.EVERYDAY, word="gizmotron"), by=editor)
    assert str(TwoTexts(initial={"one": easy, "other": easy})).count(is_hard) == 0


def looks_at_lists(asked) -> int:
    return sum("easyread_listedword" in one["sql"] for one in asked)


def test_pages_that_everybody_reads_do_not_look_at_the_lists(client):
    for address in ("/", "/words/", "/easy/words/", "/charter/", "/search/?q=plan"):
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
        assert looks_at_lists(asked) == 0


# The desk


def test_the_desk_leads_to_each_list_and_counts_its_words(desk, editor):
    services.take_out_listed_word(listed(Kind.EVERYDAY, "duvet"), by=editor)
    counts = [(kind, count) for kind, _says, count in desk.get(LISTS).context["lists"]]
    assert counts == [(kind, len(standing(kind)) - (kind == Kind.EVERYDAY)) for kind in Kind]
    assert f'href="{LISTS}"' in page(desk, "/team/words/")
    assert desk.get(f"{LISTS}nothing/").status_code == 404


def test_words_are_shown_by_letter_or_found_by_any_of_their_words(desk):
    shown = [one.word for one in desk.get(f"{LISTS}everyday/?letter=d").context["words"]]
    assert shown == sorted(word for word in standing(Kind.EVERYDAY) if word.startswith("d"))
    first = desk.get(f"{LISTS}everyday/").context
    assert {one.word[0] for one in first["words"]} == {first["letters"][0]}
    asked = [one.word for one in desk.get(f"{LISTS}office/?q=TALK").context["words"]]
    assert asked == [word for word, one in standing(Kind.OFFICE).items() if "talk" in f"{word} {one.swap}"]
    assert "There is none." in page(desk, f"{LISTS}term/?q=zzz")


@pytest.mark.parametrize("kind", Kind)
def test_an_editor_adds_a_word(desk, editor, kind):
    said = GADGET if kind != Kind.EVERYDAY else {"word": "gizmotron"}
    assert desk.post(f"{LISTS}{kind}/add/", said)["Location"] == f"{LISTS}{kind}/?letter=g"
    word = ListedWord.objects.get()
    assert {name: getattr(word, name) for name in said} == said
    assert (word.kind, word.deed, word.edition, word.done_by) == (kind, "add", 1, editor)
    (line,) = AuditLine.objects.about(word)
    assert (line.verb, line.actor_id) == ("easyread.listedword.add", editor.pk)
    assert "gizmotron" in page(desk, f"{LISTS}{kind}/?letter=g")


TOO_LONG = "This is too long. Use fewer words."
# What is wrong → the list, what is typed, and what is said at which question.
WRONG = {
    "nothing typed": (
        "office",
        {"word": " ", "swap": "", "why": ""},
        {
            "word": "Fill this in: The word",
            "swap": "Fill this in: What to write instead",
            "why": "Answer this question: Why do people stumble over it?",
        },
    ),
    "the list has it": ("office", {"word": "Accordingly"}, {"word": "This word is in the list."}),
    "another list has it": (
        "office",
        {"word": "duvet"},
        {"word": "This word is in the list “Everyday words”. Take it out there first."},
    ),
    "too long": ("office", {"word": "a" * 61, "why": "a" * 301}, {"word": TOO_LONG, "why": TOO_LONG}),
    "too long a swap": ("term", {"swap": "a" * 121}, {"swap": TOO_LONG}),
    "the same word": ("office", {"swap": "Gizmotron"}, {"swap": "This is the same word. Write another one."}),
    "no letters": ("term", {"word": "24/7"}, {"word": "Write the word in letters."}),
    "two everyday words": ("everyday", {"word": "nice mug"}, {"word": "Write 1 word."}),
    "many words": ("office", {"word": "one two three four five"}, {"word": "Write at most 4 words."}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_at_its_question_and_what_was_typed_stays(desk, wrong):
    kind, typed, says = WRONG[wrong]
    answer = desk.post(f"{LISTS}{kind}/add/", GADGET | typed)
    form = answer.context["form"]
    assert form.errors == {name: [words] for name, words in says.items()}
    assert (answer.status_code, ListedWord.objects.count()) == (200, 0)
    assert [form[name].value() for name in form.fields] == [(GADGET | typed)[name] for name in form.fields]


def test_a_word_that_was_taken_out_is_put_back_and_not_added_again(desk, editor):
    services.take_out_listed_word(listed(Kind.EVERYDAY, "duvet"), by=editor)
    answer = desk.post(f"{LISTS}everyday/add/", {"word": "duvet"})
    assert answer.context["form"].errors == {"word": ["This word was taken out of the list. Put it back."]}


def test_an_editor_takes_a_word_out_and_puts_it_back(desk):
    for deed in ("take-out", "take-out", "put-back", "put-back"):
        assert desk.post(f"{LISTS}office/care%20package/{deed}/")["Location"] == f"{LISTS}office/?letter=c"
    assert [one.deed for one in ListedWord.objects.all()] == ["take_out", "put_back"]
    assert listed(Kind.OFFICE, "care package").swap == "the help you get"
    assert [desk.post(f"{LISTS}office/nothing/{deed}/").status_code for deed in ("take-out", "put-back")] == [404, 404]


def test_an_editor_changes_what_the_check_says(desk):
    address = f"{LISTS}office/accordingly/change/"
    form = desk.get(address).context["form"]
    assert form.initial == {"swap": "so", "why": "It is a word from letters, not from talking.", "seen": "0"}
    desk.post(address, {"swap": "this is why", "why": "It is stiff.", "seen": "0"})
    now = listed(Kind.OFFICE, "accordingly")
    assert (now.deed, now.swap, now.why) == ("change", "this is why", "It is stiff.")
    answer = desk.post(address, {"swap": "Accordingly", "why": "It is stiff.", "seen": "1"})
    assert answer.context["form"].errors == {"swap": ["This is the same word. Write another one."]}
    assert listed(Kind.OFFICE, "accordingly").edition == 1


def test_nothing_to_change_in_an_everyday_word_or_in_one_that_is_out(desk, editor):
    assert desk.get(f"{LISTS}everyday/duvet/change/").status_code == 404
    services.take_out_listed_word(listed(Kind.OFFICE, "accordingly"), by=editor)
    assert desk.get(f"{LISTS}office/accordingly/change/").status_code == 404
    with pytest.raises(ValidationError, match="Put it back first"):
        services.change_listed_word(ListedWord(kind="office", word="accordingly"), swap="a", why="b", by=editor)


def test_two_editors_at_once_lose_nothing(desk, editor):
    address = f"{LISTS}term/client/change/"
    seen = desk.get(address).context["form"].initial["seen"]
    services.change_listed_word(listed(Kind.TERM, "client"), swap="neighbour", why="Theirs.", by=editor)
    mine = {"swap": "person", "why": "Mine.", "seen": seen}
    shown = desk.post(address, mine)
    words = shown.content.decode()
    assert (shown.status_code, "Theirs." in words, "Mine." in words) == (409, True, True)
    assert listed(Kind.TERM, "client").why == "Theirs."
    assert desk.post(address, mine | {"seen": shown.context["form"]["seen"].value()}).status_code == 302
    assert listed(Kind.TERM, "client").why == "Mine."


def test_of_two_deeds_on_the_same_words_the_database_takes_one(editor):
    ListedWord.objects.create(kind=Kind.EVERYDAY, word="gizmotron", deed="add", edition=1)
    second = ListedWord(kind=Kind.EVERYDAY, word="gizmotron", deed="take_out", edition=1)
    with pytest.raises(ValidationError, match="Somebody else has saved this meanwhile"):
        saved(second)


# The history


def test_the_history_says_who_changed_what_and_how_it_was_before(desk, editor):
    services.change_listed_word(listed(Kind.OFFICE, "amend"), swap="mend", why="Shorter.", by=editor)
    services.change_listed_word(listed(Kind.OFFICE, "amend"), swap="put right", why="Plainer.", by=editor)
    services.take_out_listed_word(listed(Kind.OFFICE, "cohort"), by=editor)
    services.take_out_listed_word(listed(Kind.EVERYDAY, "duvet"), by=editor)
    done = [(one.word, one.deed, one.swap, one.before.swap, one.done_by) for one in history(Kind.OFFICE)]
    assert done == [
        ("cohort", "take_out", "group", "group", editor),
        ("amend", "change", "put right", "mend", editor),
        ("amend", "change", "mend", "change", editor),
    ]
    words = page(desk, f"{LISTS}office/history/")
    assert [one in words for one in ("put right", "cohort", str(editor), "duvet")] == [True, True, True, False]
    assert [one.word for one in desk.get(f"{LISTS}office/history/?word=amend").context["page"]] == ["amend"] * 2
    editor.delete()
    assert [one.done_by for one in history(Kind.EVERYDAY)] == [None]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("of", ["", "office/", "office/history/"])
def test_the_desk_asks_the_same_whatever_was_done(desk, editor, of, count, django_assert_num_queries):
    for word in list(standing(Kind.OFFICE))[:count]:
        services.take_out_listed_word(listed(Kind.OFFICE, word), by=editor)
    page(desk, f"{LISTS}{of}")
    with django_assert_num_queries(4 if of else 6):
        page(desk, f"{LISTS}{of}")


def test_addresses_take_words_as_they_are():
    address = reverse("team_change_listed_word", args=["office", "carer's week"])
    assert address == "/team/words/lists/office/carer's%20week/change/"
