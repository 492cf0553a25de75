"""The form template pack: whatever the question, its name, hint and mistake belong to its control (EASY_READ G)."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.db.models.fields.files import FieldFile, FileField
from django.template import Context, Template
from django.utils.translation import gettext, override

from halton_coprod.easyread.forms import Prose
from halton_coprod.easyread.mode import EASY

pytestmark = pytest.mark.once
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
PATH = "/team/components/"
NOTHING = {"easy-total": "0", "lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "0", "lines-0-what": "Tea"}
VOID = {"input", "img", "br", "hr", "meta", "link"}
CONTROLS = {"input", "select", "textarea"}


class Element:
    """A piece of a page: what it is, its words, and what it stands in."""

    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.inside = tag, attrs, parent, []

    @property
    def words(self):
        said = (one if isinstance(one, str) else one.words for one in self.inside)
        return " ".join("".join(said).split())

    def __iter__(self):
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one

    def up(self):
        return [] if self.parent is None else [self.parent, *self.parent.up()]

    def first(self, tag):
        return next(one for one in self if one.tag == tag)


class Page(HTMLParser):
    """The parts of a page, as a browser with nothing but HTML knows them."""

    def __init__(self, html):
        super().__init__()
        self.root = self.here = Element("page", {}, None)
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        made = Element(tag, dict(attrs), self.here)
        self.here.inside.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag):
        if tag not in VOID and tag in [self.here.tag, *(one.tag for one in self.here.up())]:
            while self.here.tag != tag:
                self.here = self.here.parent
            self.here = self.here.parent

    def handle_data(self, data):
        self.here.inside.append(data)

    def all(self, *tags, **attrs):
        return [
            one
            for one in self.root
            if (not tags or one.tag in tags) and all(one.attrs.get(name) == value for name, value in attrs.items())
        ]

    def by_id(self, name) -> Element:
        found = self.all(id=name)
        assert len(found) == 1, f"{len(found)} elements have the id {name}"
        return found[0]

    @property
    def controls(self):
        """What people fill in."""
        return [one for one in self.by_id("form") if one.tag in CONTROLS and one.attrs.get("type") != "hidden"]

    def described(self, element) -> list[Element]:
        return [self.by_id(name) for name in (element.attrs.get("aria-describedby") or "").split()]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Where each line of the error summary leads, and its words."""
        return [
            (one.attrs["href"].removeprefix("#"), one.words)
            for box in self.all("div")
            if box.attrs.get("class") == "error-summary"
            for one in box
            if one.tag == "a"
        ]


@pytest.fixture
def look(client, curator):
    """The page of all components, looked at or sent, in one of the two forms."""
    client.force_login(curator)

    def look(form, data=None):
        address = f"{form}{PATH}"
        answer = client.get(address) if data is None else client.post(address, data)
        return Page(answer.content.decode())

    return look


@FORMS
@pytest.mark.parametrize("data", [None, NOTHING], ids=["fresh", "sent empty"])
def test_each_control_has_one_label_with_words(look, form, data):
    page = look(form, data)
    labels = [one.attrs["for"] for one in page.all("label")]
    assert [one.attrs["id"] for one in page.controls if labels.count(one.attrs["id"]) != 1] == []
    assert [name for name in labels if page.by_id(name).tag not in CONTROLS] == []
    assert [one.attrs for one in page.all("label") if not one.words] == []


@FORMS
@pytest.mark.parametrize("data", [None, NOTHING], ids=["fresh", "sent empty"])
def test_what_belongs_together_stands_in_a_group_with_a_name(look, form, data):
    page = look(form, data)
    for name in ("id_one_0", "id_some_0", "id_day_0", "id_easy-0-words", "id_lines-0-what"):
        group = next(one for one in page.by_id(name).up() if one.tag == "fieldset")
        assert next(one for one in group.inside if isinstance(one, Element)).tag == "legend", name
        assert group.first("legend").words != "", name


@FORMS
def test_hint_then_mistake_describe_the_control_or_its_group(look, form):
    page = look(form, NOTHING)
    for name, holder in {
        "text": page.by_id("id_text"),
        "time": page.by_id("id_time"),
        "some": next(one for one in page.by_id("id_some_0").up() if one.tag == "fieldset"),
        "day": next(one for one in page.by_id("id_day_0").up() if one.tag == "fieldset"),
    }.items():
        described = page.described(holder)
        assert [one.attrs["id"] for one in described] == [f"id_{name}_helptext", f"id_{name}_error"]
        assert [one.attrs["class"] for one in described] == ["hint", "fault"]
    for name in ("email", "phone", "number", "choice", "tick", "lines-0-amount"):
        assert page.by_id(f"id_{name}").attrs["aria-describedby"] == f"id_{name}_error"


@FORMS
def test_nothing_is_described_by_what_is_not_there(look, form):
    for data in (None, NOTHING):
        page = look(form, data)
        assert [page.described(one) for one in page.root if one.attrs.get("aria-describedby") == ""] == []
        for one in page.root:
            page.described(one)


@FORMS
def test_label_hint_mistake_and_control_come_in_this_order(look, form):
    page = look(form, NOTHING)
    field = next(one for one in page.by_id("id_text").up() if (one.attrs.get("class") or "").startswith("field "))
    kinds = [one.attrs.get("class") or one.tag for one in field.inside if isinstance(one, Element)]
    assert kinds == ["label", "hint", "fault", "input"]


@FORMS
def test_only_controls_that_can_be_wrong_say_so(look, form):
    page = look(form, NOTHING)
    wrong = {one.attrs["id"] for one in page.controls if one.attrs.get("aria-invalid") == "true"}
    assert wrong == {
        *(f"id_{name}" for name in ("text", "email", "phone", "number", "choice", "tick", "time", "lines-0-amount")),
        *(f"id_day_{part}" for part in range(3)),
    }
    assert [one.attrs for one in look(form).controls if "aria-invalid" in one.attrs] == []


@FORMS
def test_the_summary_leads_to_the_first_control_of_each_mistake_in_the_same_words(look, form):
    page = look(form, NOTHING)
    assert [name for name, _words in page.summary] == [
        *(f"id_{name}" for name in ("text", "email", "phone", "number", "choice")),
        *("id_one_0", "id_some_0", "id_tick", "id_day_0", "id_time", "id_lines-0-amount"),
    ]
    for name, words in page.summary:
        assert page.by_id(name).tag in CONTROLS
        fault = page.by_id(f"{re.sub(r'_0$', '', name)}_error")
        hidden = fault.first("span").words
        assert fault.words == f"{hidden} {words}"
    assert len({words for _name, words in page.summary}) == len(page.summary)
    assert page.all("title")[0].words.startswith(hidden)


def test_a_mistake_says_what_to_do(look):
    data = {**NOTHING, "email": "rosa", "phone": "none", "postcode": "Widnes", "number": "99", "choice": "pigeon"}
    says = dict(look("", {**data, "day_0": "31", "day_1": "2", "time": "soon", "text": "x" * 51}).summary)
    assert {name: words for name, words in says.items() if not name.startswith("id_lines")} == {
        "id_text": "This is too long. Write 50 letters or less. You wrote 51.",
        "id_email": "Type a whole email address, like name@example.org.",
        "id_phone": "Write the whole phone number in numbers, like 01632 960 123.",
        "id_postcode": "Write the whole postcode, like WA8 7QF.",
        "id_number": "This number is too big. Write 20 or less.",
        "id_choice": "You cannot choose “pigeon” here. Choose another answer.",
        "id_one_0": "Answer this question: One of a few",
        "id_some_0": "Answer this question: As many as you like",
        "id_tick": "Answer this question: I have read this.",
        "id_day_0": "We cannot find this day. Write it like this: day 10, month 3, year 2026.",
        "id_time": "Write the time like this: 2pm or 2:30pm.",
    }


def test_a_mistake_says_a_large_number_as_people_read_it():
    said = r"Write 40,000 letters or less\. You wrote 40,001\."
    with override(EASY), pytest.raises(forms.ValidationError, match=said):
        Prose(max_length=40_000).clean("x" * 40_001)


@FORMS
def test_what_was_typed_is_still_there(look, form):
    typed = {
        "text": 'High "Street" <b>',
        "email": "rosa",
        "phone": "01632",
        "number": "many",
        "day_0": "40",
        "day_1": "Marchember",
        "day_2": "2026",
        "time": "soon",
        "lines-0-what": "Tea",
        "lines-1-amount": "lots",
        "secret": "hidden & kept",
    }
    page = look(form, {**NOTHING, **typed, "long": "One.\nTwo.", "choice": "phone", "one": "email", "some": ["letter"]})
    assert {name: page.by_id(f"id_{name}").attrs["value"] for name in typed} == typed
    assert page.by_id("id_long").words == "One. Two."
    assert [one.attrs["value"] for one in page.by_id("id_choice") if "selected" in one.attrs] == ["phone"]
    assert [one.attrs["id"] for one in page.controls if "checked" in one.attrs] == ["id_one_2", "id_some_0"]


ABOUT_ALT = (
    "You must write this for a picture of your own. "
    "A picture from our list needs it only when it says more than the words."
)


@FORMS
def test_a_question_that_may_stay_open_says_so_in_words(look, form):
    page = look(form)
    optional = [one.parent for one in page.by_id("form") if one.attrs.get("class") == "optional"]
    named = [one.attrs.get("for") or one.words for one in optional]
    assert named == ["id_postcode", "id_long", "id_file"]
    # What a picture shows must be said of some pictures only: the words under the question say of which.
    hints = [page.by_id(f"id_easy-{block}-alt-hint").words for block in (0, 1)]
    assert hints == [gettext(ABOUT_ALT)] * 2
    assert [one.words for one in page.all("label", "legend") if "*" in one.words] == []


def test_the_browser_may_fill_in_what_people_say_about_themselves(look):
    filled = {one.attrs["name"]: one.attrs["autocomplete"] for one in look("").controls if "autocomplete" in one.attrs}
    assert filled == {
        "text": "address-line1",
        "email": "email",
        "phone": "tel",
        "postcode": "postal-code",
        **{f"day_{part}": "off" for part in range(3)},
    }


def test_the_server_looks_not_the_browser(look):
    for form in ("", "/easy"):
        assert "novalidate" in look(form).by_id("form").attrs


# Widgets that no page uses yet


class Rare(forms.Form):
    web = forms.URLField(assume_scheme="https")
    word = forms.CharField(widget=forms.PasswordInput, help_text="At least 12 letters.")
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.SelectMultiple)
    maybe = forms.NullBooleanField()
    when = forms.DateTimeField()
    fixed = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, disabled=True, initial="a")
    grouped = forms.ChoiceField(
        choices=[("Towns", [("w", "Widnes"), ("r", "Runcorn")]), ("", "None")], widget=forms.RadioSelect
    )
    same = forms.CharField(widget=forms.HiddenInput)
    begins = forms.SplitDateTimeField()
    born = forms.DateField(widget=forms.SelectDateWidget(years=[1980, 1990]))
    paper = forms.FileField(required=False, initial=FieldFile(None, FileField(), "paper.pdf"))

    def clean(self):
        raise forms.ValidationError("These two do not fit together. Change one of them.")


@pytest.fixture
def rare():
    form = Rare({"many": ["b"], "grouped": "r", "word": "secret"})
    drawn = Template(
        "{% load crispy_forms_tags %}{% include 'components/error_summary.html' %}"
        "<form id='form'>{{ form|crispy }}</form>"
    )
    return Page(drawn.render(Context({"form": form})))


def test_rarer_widgets_are_labelled_too(rare):
    labels = [one.attrs["for"] for one in rare.all("label")]
    assert {one.attrs["id"]: labels.count(one.attrs["id"]) for one in rare.controls} == {
        **dict.fromkeys(("id_web", "id_word", "id_many", "id_maybe", "id_when", "id_fixed_0"), 1),
        **dict.fromkeys(("id_grouped_0_0", "id_grouped_0_1", "id_grouped_1"), 1),
        **dict.fromkeys(("id_begins_0", "id_begins_1", "id_born_day", "id_born_month", "id_born_year"), 1),
        **dict.fromkeys(("paper-clear_id", "id_paper"), 1),
    }
    assert [rare.by_id(f"id_born_{part}").tag for part in ("day", "month", "year")] == ["select"] * 3
    assert {one.attrs["id"] for one in rare.controls if {"checked", "disabled"} & set(one.attrs)} == {
        "id_fixed_0",
        "id_grouped_0_1",
    }


def test_a_password_is_never_sent_back(rare):
    assert "value" not in rare.by_id("id_word").attrs


def test_what_is_wrong_with_the_whole_form_is_no_link(rare):
    plain = [one.words for one in rare.all("li") if not any(each.tag == "a" for each in one)]
    assert plain == ["These two do not fit together. Change one of them.", "Please answer this question."]
    assert [name for name, _words in rare.summary] == ["id_web", "id_when", "id_begins_0", "id_born_day"]


@pytest.mark.django_db
@FORMS
def test_what_another_answer_asks_for_is_not_said_to_be_left_as_you_like(client, form):
    """In easy read the questions come one by one: the one with the address is the last."""
    address, last = f"{form}/charter/concerns/tell/", {"what_happened": "Late.", "_at": "2"}
    page = Page((client.post(address, last) if form else client.get(address)).content.decode())
    optional = {one.attrs["for"] for one in page.all("label") for part in one if part.attrs.get("class") == "optional"}
    assert page.by_id("id_reach").tag == "textarea"
    assert optional == (set() if form else {"id_name"})


@pytest.mark.django_db
@FORMS
def test_a_search_is_no_question_so_no_box_says_that_it_need_not_be_answered(client, pool_staff, form):
    client.force_login(pool_staff)
    for address, box in (("/team/pool/", "id_words"), ("/stories/", "id_q"), ("/workshops/", "id_topic")):
        page = Page(client.get(f"{form}{address}").content.decode())
        assert page.by_id(box).up()
        assert [one.parent.words for one in page.root if one.attrs.get("class") == "optional"] == []
