"""The hub's own pages, in both forms: what they say, where their switch leads, what they keep."""

import re
from datetime import date
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse, set_script_prefix

from charter.models import Part, Version
from halton_coprod import services
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.models import Word
from halton_coprod.easyread.pictures import PICTURES
from halton_coprod.easyread.words import PageWords, WordList, any_of, shipped
from halton_coprod.easyread.writing import check
from halton_coprod.models import CallBack
from halton_coprod.record.models import AuditLine
from halton_coprod.texts import all_texts, text
from halton_coprod.views.calls import MOST_AN_HOUR, next_working_day
from halton_coprod.views.shell import word_list

pytestmark = pytest.mark.django_db

READING_PAGES = ["home", "words", "help", "search", "accessibility", "privacy", "pictures", "call_me_asked"]
FORM_PAGES = ["call_me", "reading"]
CALL = {"name": "Sam Example", "phone": "01632 960 999", "when": "morning"}


class Focusable(HTMLParser):
    """The links and buttons of a page, in order, with their words."""

    def __init__(self, page):
        super().__init__()
        self.found, self.words = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("a", "button"):
            self.found.append((tag, dict(attrs), []))
            self.words = self.found[-1][2]

    def handle_data(self, data):
        if self.words is not None and data.strip():
            self.words.append(data.strip())

    def handle_endtag(self, tag):
        if tag in ("a", "button"):
            self.words = None


def page(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def both(name):
    # A request in easy read leaves its mount behind for reverse().
    set_script_prefix("/")
    return reverse(name), f"/easy{reverse(name)}"


# Each page


@pytest.mark.parametrize("name", READING_PAGES + FORM_PAGES)
def test_each_page_stands_in_both_forms(client, name):
    for address, lang, mode in zip(both(name), ("en-GB", "en-simple"), ("standard", "easy"), strict=True):
        found = page(client, address)
        assert f'<html lang="{lang}" data-mode="{mode}"' in found
        heading = re.search(r"<h1>(.*?)</h1>", found)[1]
        assert f"<title>{heading} – " in found
        assert found.count("<h1") == 1
        assert found.count('id="help-heading"') == 1


@pytest.mark.parametrize("name", READING_PAGES)
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


# The words


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


# Word list


def entry_list(*words):
    class Shipped:
        def __init__(self, word, forms=()):
            self.word, self.forms, self.slug, self.letter = word, forms, word.lower(), word[0].upper()

    return WordList([Shipped(*word) for word in words])


def linked(words, *texts):
    on_page = PageWords(lambda: words)
    return [piece["text"] for one in texts for piece in on_page.link(one) if piece.get("entry")]


def test_a_hard_word_is_linked_once_a_page_in_any_of_its_forms():
    words = entry_list(("co-production", ("co-produce",)), ("charter", ("Co-production Charter",)))
    assert linked(words, "We co-produce. Co-production is good.", "co-production") == ["co-produce"]
    assert linked(words, "The Co-production Charter and co-production") == ["Co-production Charter", "co-production"]


def test_parts_of_words_and_other_words_are_not_linked():
    words = entry_list(("SEND",), ("adopt",))
    assert linked(words, "We send it. Adopting, re-adopt, adopted.") == []
    assert linked(words, "SEND means this. ADOPT") == ["SEND", "ADOPT"]


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
    standard, easy = (page(client, address) for address in both("words"))
    for entry in shipped():
        assert f'id="word-{entry.slug}"' in standard
        assert f'id="word-{entry.slug}"' in easy
    assert standard.count('class="word"') == easy.count('class="word"') == len(shipped())
    assert len(set(re.findall(r' id="([^"]+)"', easy))) == len(re.findall(r' id="([^"]+)"', easy))


def test_hard_words_in_a_page_lead_to_the_word_list_once(client):
    found = page(client, "/easy/")
    assert found.count('href="/easy/words/#word-charter"') == 1
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
    call = services.ask_for_call(name="Sam", phone="1", when="any", token=uuid4())
    word.means = "Changed."
    deeds = {
        "save": lambda: services.save_word(word, by=editor),
        "remove": lambda: services.remove_word(word, by=editor),
        "ask": lambda: services.ask_for_call(name="Other", phone="2", when="any", token=uuid4()),
        "finish": lambda: services.finish_call(call, by=pool_staff),
    }

    def full(*args, **kwargs):
        raise RuntimeError("The log is full.")

    monkeypatch.setattr(AuditLine.objects, "create", full)
    with pytest.raises(RuntimeError):
        deeds[deed]()
    assert Word.objects.get().means == "Kept."
    assert CallBack.objects.get().name == "Sam"


def test_the_admin_page_of_a_word_goes_through_the_service(client, editor):
    editor.is_staff = True
    editor.save(update_fields=["is_staff"])
    client.force_login(editor)
    form = {"word": "quorum", "forms": "quorums", "means": "Enough people to decide.", "easy": "", "picture": ""}
    assert client.post("/admin/easyread/word/add/", form).status_code == 302
    assert AuditLine.objects.get().verb == "easyread.word.add"


# Call me back


def ask(client, **changed):
    return client.post("/easy/help/call-me/", {**CALL, "token": uuid4(), **changed})


def test_asking_for_a_call_needs_no_sign_in_and_says_when_we_call(client):
    answer = ask(client)
    assert answer["Location"] == "/easy/help/call-me/asked/"
    done = page(client, answer["Location"])
    assert re.search(r"(Monday|Tuesday|Wednesday|Thursday|Friday) \d+ \w+ \d{4}", done)
    call = CallBack.objects.get()
    assert (call.name, call.phone, call.when, call.state) == ("Sam Example", "01632 960 999", "morning", "asked")


def test_nothing_personal_stands_in_the_audit_or_in_an_address(client):
    answer = ask(client)
    line = AuditLine.objects.get()
    assert (line.verb, line.fields, line.note) == ("halton_coprod.callback.ask", ["name", "phone", "when"], "")
    assert "Sam" not in answer["Location"]


def test_pressing_twice_makes_one_call(client):
    token = uuid4()
    assert ask(client, token=token).status_code == ask(client, token=token, name="Other").status_code == 302
    assert CallBack.objects.get().name == "Sam Example"
    assert AuditLine.objects.count() == 1


def test_a_robot_is_thanked_and_nothing_is_kept(client):
    assert ask(client, website="spam").status_code == 302
    assert CallBack.objects.count() == 0


@pytest.mark.parametrize("phone", ["", "123", "call my sister", "0" * 39, "+44 1632 960 999 ext"])
def test_a_number_we_cannot_dial_is_sent_back_with_what_was_typed(client, phone):
    answer = ask(client, phone=phone)
    assert answer.status_code == 200
    found = answer.content.decode()
    assert "Sam Example" in found
    assert re.search(r"<title>[^<]+: ", found)
    assert CallBack.objects.count() == 0


@pytest.mark.parametrize("phone", ["01632960999", "+44 (0)1632 960-999", " 01632  960 999 ", "01632/960.999"])
def test_any_way_of_writing_a_number_is_fine(client, phone):
    assert ask(client, phone=phone).status_code == 302


def test_too_many_asks_from_one_place_wait(client):
    for _ in range(MOST_AN_HOUR):
        assert ask(client).status_code == 302
    answer = ask(client)
    assert answer.status_code == 429
    assert 'data-mode="easy"' in answer.content.decode()


def test_what_was_typed_survives_the_switch(client):
    token = uuid4()
    switched = client.post("/help/call-me/", {**CALL, "token": token, "_switch": "1"})
    assert switched["Location"] == "/easy/help/call-me/"
    found = page(client, switched["Location"])
    assert "Sam Example" in found
    assert str(token) in found
    assert "error" not in re.search(r"<main.*</main>", found, re.S)[0].lower().replace("error-", "")


def test_pool_staff_call_and_the_person_is_forgotten(client, pool_staff):
    ask(client)
    client.force_login(pool_staff)
    assert "01632 960 999" in page(client, "/team/calls/")
    client.post(f"/team/calls/{CallBack.objects.get().pk}/finish/")
    call = CallBack.objects.get()
    assert (call.state, call.name, call.phone) == ("done", "", "")
    assert AuditLine.objects.about(call).last().note == "asked → done"
    assert "01632 960 999" not in page(client, "/team/calls/")


def test_nobody_else_sees_or_finishes_calls(client, editor):
    ask(client)
    assert client.get("/team/calls/").status_code == 302
    client.force_login(editor)
    assert client.get("/team/calls/").status_code == 403
    assert client.post(f"/team/calls/{CallBack.objects.get().pk}/finish/").status_code == 403
    assert CallBack.objects.get().state == "asked"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_calls_asks_the_same_whatever_its_length(client, pool_staff, count, django_assert_num_queries):
    for _ in range(count):
        ask(client)
    client.force_login(pool_staff)
    page(client, "/team/calls/")
    with django_assert_num_queries(5):
        page(client, "/team/calls/")


def test_the_next_working_day_is_not_a_weekend():
    assert next_working_day(date(2026, 11, 26)) == date(2026, 11, 27)
    assert next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)


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


def test_search_treats_signs_as_words(client):
    version_saying(1, "in_force", "quokka in force")
    assert "quokka in force" not in page(client, "/search/?q=q%25a")
    assert "quokka in force" not in page(client, "/search/?q=q____a")


def test_search_without_words_shows_the_question_only(client):
    assert "<h2>" not in re.search(r"<main.*</main>", page(client, "/search/?q=++"), re.S)[0]


# Paper and listening


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
