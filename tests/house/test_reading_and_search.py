"""Reading settings and the search."""

import re

import pytest

from charter.models import Part, Version
from halton_coprod.easyread.blocks import Block, EasyRead

from .pages import both, page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Reading settings

CHOSEN = {"form": "standard", "size": "larger", "colours": "dark", "pictures": "off"}


def test_reading_settings_are_kept_and_the_person_goes_back(client):
    found = page(client, "/easy/reading/", headers={"referer": "http://testserver/easy/help/?a=1"})
    assert 'value="/easy/help/?a=1"' in found
    answer = client.post("/easy/reading/", {**CHOSEN, "next": "/easy/help/?a=1"})
    assert answer["Location"] == "/help/?a=1"
    assert client.cookies["reading"].value == "larger.dark.off"
    assert client.cookies["reading"]["httponly"]
    found = page(client, answer["Location"])
    assert 'data-size="larger" data-colours="dark" data-pictures="off"' in found
    assert 'role="status"' in found


@pytest.mark.parametrize("size", ["normal", "large", "larger"])
def test_the_doors_of_the_house_are_the_same_and_fold_only_under_large_words(client, size):
    for address in both("words"):
        client.cookies.clear()
        (doors,) = re.findall(r'<nav class="site-nav"[^>]*>\s*(<ul>.*?</ul>)\s*</nav>', page(client, address), re.S)
        client.cookies["reading"] = f"{size}.white.on"
        head = page(client, address).partition("<main")[0]
        assert (head.count(doors), head.count("<details")) == (1, int(size != "normal"))


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "", "x"]
)
def test_the_way_back_never_leaves_the_hub(client, where):
    assert client.post("/reading/", {**CHOSEN, "form": "easy", "next": where})["Location"] == "/easy/"


@pytest.mark.parametrize("name", ["form", "size", "colours", "pictures"])
def test_a_setting_that_does_not_exist_is_refused(client, name):
    answer = client.post("/reading/", {**CHOSEN, name: "hostile"})
    assert answer.status_code == 200
    assert "reading" not in client.cookies


def test_the_front_door_opens_in_the_form_somebody_chose(client):
    client.post("/reading/", {**CHOSEN, "form": "easy"})
    assert client.get("/")["Location"] == "/easy/"


def test_pages_of_one_persons_colours_are_not_served_to_another(client, django_user_model):
    page(client, "/help/")
    client.cookies["reading"] = "large.cream.on"
    assert 'data-colours="cream"' in page(client, "/help/")


def test_a_form_is_never_kept_for_somebody_else(client):
    """The csrf cookie of one reader must not reach another through a kept page."""
    client.cookies["csrftoken"] = "a" * 32
    tokens = {re.search(r'csrfmiddlewaretoken" value="(\w+)"', page(client, "/help/call-me/"))[1] for _ in range(2)}
    assert len(tokens) == 2


# Search


def test_search_finds_words_and_pages_in_both_forms(client):
    for address in both("search"):
        found = page(client, f"{address}?q=Co-Production")
        assert "#word-co-production" in found
        assert re.search(r'href="(/easy)?/"', found)


@pytest.mark.parametrize("asked", ["zzz", "<script>x</script>", "%00", "a" * 5000, "' OR 1=1 --", "%F0%9F%98%80" * 50])
def test_search_with_nothing_found_helps_on(client, asked):
    found = page(client, f"/easy/search/?q={asked}")
    assert "<script>x" not in found
    assert "01632 960 123" in found


def version_saying(number, state, words):
    decided = {"decided_at_meeting": "Board", "decided_on": "2026-01-01", "decided_by": "All"}
    version = Version.objects.create(
        number=number, state=state, **({**decided, "in_force_from": "2026-02-01"} if state == "in_force" else {})
    )
    easy = EasyRead("What it means", (Block("equal", f"Easy {words}."),))
    return Part.objects.create(version=version, kind="definition", name="Definition", text=words, easy=easy)


def test_search_finds_the_charter_in_force_and_never_a_draft(client):
    version_saying(1, "in_force", "quokka in force")
    version_saying(2, "draft", "quokka in a draft")
    standard, easy = (page(client, f"{address}?q=Quokka") for address in both("search"))
    assert "quokka in force" in standard
    assert "Easy quokka in force." in easy
    assert 'href="/easy/charter/definition/"' in easy
    assert "draft" not in standard + easy


def test_search_finds_a_word_by_its_plural_and_the_other_way_round(client):
    version_saying(1, "in_force", "One quokka tells its story.")
    for asked in ("quokka", "quokkas", "story", "stories", "quokkas+stories"):
        standard, easy = (page(client, f"{address}?q={asked}") for address in both("search"))
        assert (asked, standard.count("One quokka"), easy.count("Easy One quokka")) == (asked, 1, 1)


def test_search_says_a_title_once_and_then_the_words_below_it(client):
    version_saying(1, "in_force", "One quokka")
    for address, said in zip(both("search"), ("Definition One quokka", "What it means Easy One quokka."), strict=True):
        found = re.search(r'<ol class="found">(.*?)</ol>', page(client, f"{address}?q=quokka"), re.S)[1]
        found = re.sub(r'<span class="found-kind">.*?</span>', "", found)
        assert " ".join(re.sub(r"<[^>]*>", " ", found).split()) == said


@pytest.mark.parametrize("asked", ["promises", "Promise"])
def test_search_leads_to_a_room_of_the_charter_first(client, asked):
    titles = ("Are promises kept?", "Do we keep our promises?")
    for address, form, title in zip(both("search"), ("", "/easy"), titles, strict=True):
        found = page(client, f"{address}?q={asked}").partition('<ol class="found">')[2]
        first = re.search(r'<a href="([^"]*)">([^<]*)</a>', found)
        assert first.groups() == (f"{form}/charter/accountability/", title)


def test_search_treats_signs_as_words(client):
    version_saying(1, "in_force", "quokka in force")
    assert "quokka in force" not in page(client, "/search/?q=q%25a")
    assert "quokka in force" not in page(client, "/search/?q=q____a")


def test_search_shows_no_sign_again_that_breaks_the_page(client):
    for found in (page(client, f"{address}?q=a%00b%E2%80%AEc") for address in both("search")):
        assert (found.count("\0"), found.count("\u202e"), found.count('value="abc"')) == (0, 0, 1)


def test_search_without_words_shows_the_question_only(client):
    assert "<h2>" not in re.search(r"<main.*</main>", page(client, "/search/?q=++"), re.S)[0]
