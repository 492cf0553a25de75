"""The hub's own pages, in both forms: what they say, where their switch leads, what they keep."""

import re
from uuid import uuid4

import pytest

from halton_coprod.easyread.pictures import PICTURES
from halton_coprod.easyread.writing import check
from halton_coprod.texts import all_texts, text

from .pages import Focusable, both, page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

READING_PAGES = [
    "home",
    "words",
    "help",
    "search",
    "accessibility",
    "privacy",
    "story_sheet",
    "pictures",
    "call_me_asked",
]
FORM_PAGES = ["call_me", "reading"]


@pytest.mark.parametrize("name", READING_PAGES + FORM_PAGES)
def test_each_page_stands_in_both_forms(client, name):
    for address, lang, mode in zip(both(name), ("en-GB", "en-simple"), ("standard", "easy"), strict=True):
        found = page(client, address)
        assert f'<html lang="{lang}" data-mode="{mode}"' in found
        heading = re.search(r"<h1>(.*?)</h1>", found)[1]
        assert f"<title>{heading} – " in found
        assert found.count("<h1") == 1
        assert found.count('id="help-heading"') == 1


@pytest.mark.parametrize("name", [name for name in READING_PAGES if name != "search"])
def test_the_switch_is_a_link_to_this_page_in_the_other_form(client, name):
    standard, easy = both(name)
    for address, other in ((standard, easy), (easy, standard)):
        second = Focusable(page(client, f"{address}?q=a&b=%26")).found[1]
        assert second[:1] == ("a",)
        assert second[1]["href"] == f"{other}?q=a&b=%26"


@pytest.mark.parametrize("name", FORM_PAGES)
def test_the_switch_of_a_form_page_is_a_button_of_the_form_in_the_same_place(client, name):
    for address in both(name):
        found = page(client, address)
        assert Focusable(found).found[1][1]["form"] == "form"
        assert len(re.findall(r'<form[^>]* id="form"', found)) == 1


@pytest.mark.parametrize("name", ["search", "stories:archive", "workshops:sessions"])
def test_the_switch_takes_along_what_was_typed_to_look_for(client, name):
    """Sent or not. Which page of the list it was stays too, and nothing stands in the address that nobody typed."""
    for address, other in (both(name), both(name)[::-1]):
        found = page(client, f"{address}?page=2")
        (form,) = re.findall(r'<form[^>]* id="find"[^>]*>', found)
        switch = Focusable(found).found[2][1]
        assert (switch["form"], switch["name"], 'method="get"' in form) == ("find", "_switch", True)
        typed = {"q": "the money", "words": "", "_switch": "page=2"}
        there = client.get(address, typed)
        assert (there.status_code, there["Location"]) == (303, f"{other}?page=2&q=the+money")
        assert client.get(address, {"q": "", "_switch": "1"})["Location"] == other


@pytest.mark.parametrize("name", READING_PAGES + FORM_PAGES)
def test_all_links_of_an_easy_page_stay_in_easy_read(client, name):
    links = [attrs.get("href", "") for tag, attrs, _words in Focusable(page(client, both(name)[1])).found[2:]]
    assert [link for link in links if link.startswith("/") and not link.startswith("/easy/")] == []


def test_home_offers_at_most_five_choices_and_none_leads_nowhere(client):
    for address in both("home"):
        choices = re.search(r"<nav[^>]* data-choices.*?</nav>", page(client, address), re.S)[0]
        links = Focusable(choices).found
        assert 0 < len(links) <= 5
        assert choices.count('class="picture') == len(links)
        for _tag, attrs, _words in links:
            assert client.get(attrs["href"]).status_code == 200


def test_public_pages_are_kept_for_people_without_a_session(client, django_assert_num_queries):
    for name in READING_PAGES:
        if name != "call_me_asked":
            page(client, both(name)[0])
            with django_assert_num_queries(0):
                page(client, both(name)[0])


def test_public_pages_ask_little_of_the_database(client, django_assert_max_num_queries, settings):
    for name in READING_PAGES:
        with django_assert_max_num_queries(2):
            page(client, f"{both(name)[0]}?{uuid4()}")


def test_the_words_of_the_pages_pass_the_writing_check():
    """Nothing too long, no initials, no dates in figures, a picture beside each idea."""
    for one in all_texts():
        for part in one.parts:
            findings = [
                (one.name, finding.rule, finding.sentence)
                for finding in check(part.easy.blocks)
                if finding.rule not in ("WORD", "PASSIVE") and "example.org" not in finding.sentence
            ]
            # The postal address has commas; it is one idea.
            assert [found for found in findings if "Example Street" not in found[2]] == []


def test_each_page_has_few_enough_blocks_and_known_pictures():
    for one in all_texts():
        blocks = [block for part in one.parts for block in part.easy.blocks]
        assert {block.picture for block in blocks} <= set(PICTURES)
        assert all(1 <= len(part.easy.blocks) <= 5 or len(one.parts) == 1 for part in one.parts)


def test_the_contact_of_this_hub_stands_in_the_help_page():
    assert "01632 960 123" in text("help").parts[0].text
    assert "{" not in "".join(part.text + part.easy.text for part in text("help").parts)


def test_the_page_about_the_pictures_leads_to_their_makers_and_their_licence(client):
    for address in both("pictures"):
        links = [attrs.get("href") for _tag, attrs, _words in Focusable(page(client, address)).found]
        makers = [link for link in links if link and link.startswith("https://")]
        assert makers == ["https://openmoji.org/", "https://creativecommons.org/licenses/by-sa/4.0/"]


def test_listening_and_printing_are_hidden_until_the_browser_can(client):
    found = page(client, "/easy/help/")
    assert re.search(r"<div class=\"page-tools[^>]* hidden>", found)
    assert re.search(r"data-listen hidden>", found)


def test_each_printed_page_carries_its_address_and_a_code(client, settings):
    found = page(client, "/easy/help/?secret=1")
    foot = re.search(r'<div class="print-only">.*?</div>', found, re.S)[0]
    assert f"{settings.SITE_URL}/easy/help/" in foot
    assert "secret" not in foot
    assert '<svg class="qr"' in foot
    assert "style=" not in foot


@pytest.mark.parametrize("form", ["", "/easy"])
def test_how_to_reach_us_goes_on_in_the_next_line_only_where_it_can_be_read(client, settings, form):
    settings.HELP = {**settings.HELP, "email": "<us>@halton.example", "address": "1 Example Street, Widnes, WA8 0XX"}
    told = client.get(f"{form}/help/").content.decode().partition('class="help-block"')[2].partition("</section>")[0]
    assert told.count(">&lt;us&gt;<wbr>@halton<wbr>.example</a>") == 1
    assert told.count("1 Example Street, Widnes, WA8\N{NO-BREAK SPACE}0XX") == 1
