"""Hard words: linked once a page, said in both forms, changed by editors."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from halton_coprod import services
from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.models import Word
from halton_coprod.easyread.pictures import PICTURES
from halton_coprod.easyread.words import MOST_ON_A_PAGE, PageWords, WordList, any_of, shipped
from halton_coprod.models import CallBack
from halton_coprod.record.models import AuditLine
from halton_coprod.views.shell import word_list

from .pages import both, page

pytestmark = pytest.mark.django_db


def entry_list(*words):
    class Shipped:
        def __init__(self, word, forms=(), not_in=()):
            self.word, self.forms, self.slug, self.letter = word, forms, word.lower(), word[0].upper()
            self.not_in = not_in

    return WordList([Shipped(*word) for word in words])


def linked(words, *texts):
    on_page = PageWords(lambda: words)
    return [piece["text"] for one in texts for piece in on_page.link(one) if piece.get("entry")]


def test_a_hard_word_is_linked_once_a_page_in_any_of_its_forms():
    words = entry_list(("co-production", ("co-produce",)), ("charter", ("Co-production Charter",)))
    assert linked(words, "We co-produce. Co-production is good.", "co-production") == ["co-produce"]
    assert linked(words, "The Co-production Charter and co-production") == ["Co-production Charter", "co-production"]


def test_an_address_is_whole_and_leads_only_to_pages_of_the_hub(settings):
    on_page = PageWords(lambda: entry_list(("workshop", ("workshops",))))
    own, other = f"{settings.SITE_URL}/workshops/tools/", "https://workshop.example/a"
    pieces = on_page.link(f"Go to {own}. Or ({other}), at a workshop.")
    assert [(one["text"], one["address"]) for one in pieces if "address" in one and "entry" not in one] == [(own, own)]
    assert [one["text"] for one in pieces] == ["Go to ", own, ". Or (", other, "), at a ", "workshop", "."]


def test_parts_of_words_and_other_words_are_not_linked():
    words = entry_list(("SEND",), ("adopt",))
    assert linked(words, "We send it. Adopting, re-adopt, adopted.") == []
    assert linked(words, "SEND means this. ADOPT") == ["SEND", "ADOPT"]


def test_a_word_is_not_linked_where_it_means_something_else():
    words = entry_list(("pool", ("pool members",), ("swimming pool", "pool table")))
    assert linked(words, "The Swimming pool, a pool table, my whirlpool.") == []
    assert linked(words, "From the swimming pool came pool members to the pool.") == ["pool members"]


def test_a_word_that_an_editor_changed_is_still_not_linked_where_it_means_something_else(editor):
    services.save_word(Word(word="resident pool", forms="pool", means="People."), by=editor)
    assert linked(WordList.load(), "The pool.", "A swimming pool.") == ["pool"]


def test_a_word_goes_on_meaning_what_the_page_said_it_means():
    words = entry_list(("resident pool", ("pool", "pool members"), ("swimming pool",)))
    assert linked(words, "The swimming pool has a hoist.", "I go to the pool.", "The pool members.") == ["pool members"]
    assert linked(words, "I go to the pool. It is a swimming pool.") == []


def test_no_words_link_nothing():
    assert linked(entry_list(), "Any text") == []
    assert any_of([]) == "(?!)"


def test_a_hostile_text_stays_text(client):
    Word.objects.create(word="jargon", forms="<b>jargon</b>", means="<script>alert(1)</script>", easy="<i>x</i>")
    for address in both("words"):
        found = page(client, address)
        assert "<script>alert" not in found
        assert "<i>x" not in found


def test_the_word_list_says_each_word_in_both_forms(client):
    standard = page(client, both("words")[0])
    easy = [page(client, f"{both('words')[1]}?page={number}") for number in range(1, len(word_list().pages) + 1)]
    assert sorted(words_on(standard)) == sorted(entry.slug for entry in shipped())
    assert [slug for one in easy for slug in words_on(one)] == words_on(standard)
    whole = page(client, f"{both('words')[1]}?page=all")
    assert words_on(whole) == words_on(standard)
    for one in (standard, whole, *easy):
        ids = re.findall(r' id="([^"]+)"', one)
        assert len(set(ids)) == len(ids)


def words_on(found) -> list[str]:
    return re.findall(r'id="word-([^"]+)"', found)


def test_an_easy_page_has_at_most_twelve_words_and_each_link_leads_to_the_page_of_its_word(client):
    with override(EASY):
        addresses = {entry.slug: word_list().address_of(entry) for entry in shipped()}
    for address in {address.partition("#")[0] for address in addresses.values()}:
        found = words_on(page(client, f"/easy{address}"))
        assert 1 <= len(found) <= MOST_ON_A_PAGE
        assert set(found) == {slug for slug, where in addresses.items() if where.partition("#")[0] == address}
    last = sorted(addresses.values(), key=lambda address: int(re.search(r"page=(\d+)", address)[1]))[-1]
    assert words_on(page(client, "/easy/words/?page=99")) == words_on(page(client, f"/easy{last.partition('#')[0]}"))


def test_hard_words_in_a_page_lead_to_the_word_list_once(client):
    found = page(client, "/easy/")
    assert len(re.findall(r'href="/easy/words/\?page=\d#word-charter"', found)) == 1
    assert not re.search(r"<h\d[^>]*>[^<]*<a class=\"word-link", found)


def test_editors_change_a_word_and_pages_follow_at_once(client, editor, django_capture_on_commit_callbacks):
    page(client, "/words/")
    with django_capture_on_commit_callbacks(execute=True):
        services.save_word(Word(word="charter", means="Our own words."), by=editor)
    assert "Our own words." in page(client, "/words/")
    assert len(word_list().entries) == len(shipped())
    assert AuditLine.objects.get().verb == "easyread.word.add"
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_word(Word.objects.get(), by=editor)
    assert "Our own words." not in page(client, "/words/")


def test_only_editors_change_words(pool_staff):
    with pytest.raises(PermissionDenied):
        services.save_word(Word(word="a", means="b"), by=pool_staff)
    assert Word.objects.count() == 0


@pytest.mark.parametrize("deed", ["save", "remove", "ask", "finish"])
def test_without_its_audit_line_no_deed_is_done(editor, pool_staff, monkeypatch, deed):
    word = Word.objects.create(word="kept", means="Kept.")
    call = services.ask_for_call(name="Sam", phone="1", token=uuid4())
    word.means = "Changed."
    deeds = {
        "save": lambda: services.save_word(word, by=editor),
        "remove": lambda: services.remove_word(word, by=editor),
        "ask": lambda: services.ask_for_call(name="Other", phone="2", token=uuid4()),
        "finish": lambda: services.finish_call(call, by=pool_staff),
    }

    def full(*args, **kwargs):
        raise RuntimeError("The log is full.")

    monkeypatch.setattr(AuditLine.objects, "create", full)
    with pytest.raises(RuntimeError):
        deeds[deed]()
    assert Word.objects.get().means == "Kept."
    assert CallBack.objects.get().name == "Sam"


# The desk

DESK = "/team/words/"
QUORUM = {"word": "quorum", "shapes": "quorums", "means": "Enough people to decide.", "easy-total": "1"}
EASY_QUORUM = {"easy-0-words": "A quorum means enough people.\nThen we can decide.", "easy-0-picture": "decide"}


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_an_editor_explains_a_word_in_both_forms_with_a_picture(desk):
    assert desk.post(f"{DESK}add/", QUORUM | EASY_QUORUM)["Location"] == DESK
    word = Word.objects.get()
    assert (word.word, word.form_lines, word.means) == ("quorum", ("quorums",), "Enough people to decide.")
    assert (word.easy_lines, word.picture) == (("A quorum means enough people.", "Then we can decide."), "decide")
    assert AuditLine.objects.get().verb == "easyread.word.add"
    assert "Enough people to decide." in page(desk, DESK)


def test_the_picture_is_found_by_a_word_and_nothing_is_lost_meanwhile(desk):
    found = desk.post(f"{DESK}add/", QUORUM | {"easy-0-words": "Enough people.", "easy-0-find": "vote"})
    words = found.content.decode()
    assert (found.status_code, Word.objects.count()) == (200, 0)
    assert 'name="easy-0-pick" value="vote"' in words
    assert "Enough people." in words


@pytest.mark.parametrize("picture", ["no-such-idea", f"own/{'0' * 32}.webp"])
def test_a_picture_that_is_not_there_is_refused(desk, picture):
    answer = desk.post(f"{DESK}add/", QUORUM | EASY_QUORUM | {"easy-0-picture": picture})
    assert (answer.status_code, Word.objects.count()) == (200, 0)
    assert "Enough people to decide." in answer.content.decode()


def test_a_word_of_the_hub_is_said_in_our_own_words_and_as_before(desk, django_capture_on_commit_callbacks):
    begun = desk.get(f"{DESK}add/?word=charter").context["form"].initial
    assert (begun["word"], begun["means"]) == ("charter", next(one.means for one in shipped() if one.slug == "charter"))
    assert begun["easy"].blocks[0].picture == "charter"
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{DESK}add/", QUORUM | EASY_QUORUM | {"word": "charter", "means": "Our paper."})
    assert "Our paper." in page(desk, "/words/")
    desk.post(f"{DESK}{Word.objects.get().pk}/remove/")
    assert Word.objects.count() == 0


def test_two_editors_at_once_lose_nothing(desk):
    word = Word.objects.create(word="quorum", means="Enough.")
    seen = desk.get(f"{DESK}{word.pk}/").context["form"].initial["seen"]
    Word.objects.update(means="Theirs.")
    mine = QUORUM | EASY_QUORUM | {"means": "Mine.", "seen": seen}
    both_shown = desk.post(f"{DESK}{word.pk}/", mine)
    words = both_shown.content.decode()
    assert (both_shown.status_code, "Theirs." in words, "Mine." in words) == (409, True, True)
    assert Word.objects.get().means == "Theirs."
    seen = both_shown.context["form"]["seen"].value()
    assert desk.post(f"{DESK}{word.pk}/", mine | {"seen": seen}).status_code == 302
    assert Word.objects.get().means == "Mine."


def test_the_same_word_twice_is_refused_in_words(desk):
    Word.objects.create(word="quorum", means="Enough.")
    answer = desk.post(f"{DESK}add/", QUORUM)
    assert list(answer.context["form"].errors) == ["word"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_whatever_its_length(desk, count, django_assert_num_queries):
    for number in range(count):
        Word.objects.create(word=f"jargon {number}", means="Hard.")
    page(desk, DESK)
    with django_assert_num_queries(4):
        page(desk, DESK)


def test_the_team_can_look_at_all_pictures(client, curator):
    client.force_login(curator)
    assert len(re.findall(r"<strong>[\w-]+</strong>", page(client, "/team/pictures/"))) == len(PICTURES)
    assert "<strong>money</strong>" in page(client, "/easy/team/pictures/?q=pound")
