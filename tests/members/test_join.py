"""Joining the pool, as anybody does it: question after question, in both forms, without an account."""

import re

import pytest

from halton_coprod.record.models import AuditLine
from members.joining.answers import NOT_SAID
from members.models import ConsentRecord, EqualityAnswer, JoinDraft, LookRecord, Member, Message, Need
from members.wording import EQUALITY, WORDINGS
from tests.conftest import HubClient

from .joining import ALL, FORMS, LEAST, LEFT_EMPTY, OTHER_WAYS, join, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]


@FORMS
def test_joining_with_as_little_as_possible(client, form):
    page, asked = walk(client, form)
    answered = [slug for slug in asked if slug in LEAST]
    assert answered == [slug for slug in LEAST if slug not in (*OTHER_WAYS, "agree-needs")]
    assert sorted(set(asked) - set(answered)) == sorted(LEFT_EMPTY)
    assert Member.objects.count() == 0
    send(client, page, {})
    rosa = Member.objects.get()
    assert (rosa.name, rosa.way, rosa.email, rosa.district, rosa.state) == (
        "Rosa Example",
        "email",
        "shared@home.example",
        "",
        "interested",
    )
    assert (rosa.easy_read, rosa.print_size, rosa.came_by, rosa.user) == (True, "large", "online", None)
    assert JoinDraft.objects.count() == 0


@FORMS
def test_all_that_can_be_said_is_kept(client, form):
    rosa = join(client, form, ALL)
    assert (rosa.postcode, rosa.district, rosa.age_band, rosa.other_format, rosa.language, rosa.reward) == (
        "WA8 7QF",
        "wa8",
        "35-49",
        "A recording",
        "Polish",
        "talk",
    )
    assert {(pick.kind, pick.item) for pick in rosa.picks.all()} == {
        ("connection", "lives"),
        ("interest", "homes"),
        ("interest", "safe"),
        ("taking_part", "phone"),
    }
    assert rosa.health_items == ["autistic"]
    assert [(need.group, need.item, need.words, need.who_sees) for need in rosa.needs.all()] == [
        ("surroundings", "quiet", "", "session"),
        ("surroundings", "breaks", "", "session"),
        ("surroundings", "", "Far from the door", "session"),
        ("other", "", "My dog comes too", "pool"),
    ]
    [link] = rosa.supporters.all()
    assert (link.name, link.relation, link.may_see, link.may_change, link.may_book, link.gets_copies) == (
        "Sunil Example",
        "My brother",
        True,
        False,
        False,
        True,
    )


@pytest.mark.parametrize(("form", "language"), [("", "en-gb"), ("/easy", "en-simple")])
def test_each_consent_is_asked_by_itself_and_keeps_the_words_that_were_shown(client, form, language):
    page, _asked = walk(client, form, ALL, until="agree-pool")
    shown = page.content.decode()
    for line in WORDINGS["pool"].shown(language).splitlines():
        assert shown.count(f">{line}<") >= 1
    rosa = join(client, form, ALL)
    kept = {one.purpose: one for one in rosa.consents.all()}
    assert {purpose: one.agreed for purpose, one in kept.items()} == {
        "pool": True,
        "needs": True,
        "partners": False,
        "photos": False,
    }
    assert {one.wording for one in kept.values()} == {wording.shown(language) for wording in WORDINGS.values()}
    assert {one.form for one in kept.values()} == {"easy" if form else "standard"}


@pytest.mark.parametrize(
    ("way", "asked", "kept"),
    [
        ("email", ["email"], ("shared@home.example", "", "")),
        ("text", ["phone", "best-time"], ("", "01632 960999", "")),
        ("phone", ["phone", "best-time"], ("", "01632 960999", "")),
        ("letter", ["address"], ("", "", "Flat 2\n1 Example Street\nWidnes")),
    ],
)
def test_one_real_way_is_enough_and_nothing_else_is_asked(client, way, asked, kept):
    answers = {**LEAST, "way": {"way": way}}
    page, steps = walk(client, "/easy", answers)
    assert [slug for slug in steps if slug in ("email", "phone", "address", "best-time")] == asked
    send(client, page, {})
    rosa = Member.objects.get()
    assert (rosa.email, rosa.phone.replace(" ", ""), rosa.address.replace("\r", "")) == (
        kept[0],
        kept[1].replace(" ", ""),
        kept[2],
    )
    [message] = rosa.messages.all()
    assert (message.way, message.occasion, message.form) == (way, "joined", "en-simple")


def test_people_who_share_an_address_are_different_people():
    for name in ("Rosa Example", "Sam Example"):
        page, _asked = walk(client := HubClient(), "", {**LEAST, "name": {"name": name}})
        send(client, page, {})
    assert sorted(member.name for member in Member.objects.all()) == ["Rosa Example", "Sam Example"]
    assert len({member.email_mark for member in Member.objects.all()}) == 1


@FORMS
@pytest.mark.parametrize(
    ("slug", "said", "fault"),
    [
        ("name", {"name": ""}, ("name", "")),
        ("name", {"name": "<b>" * 40_000}, ("name", "<b><b>")),
        ("email", {"email": "rosa@"}, ("email", "rosa@")),
        ("postcode", {"postcode": "Widnes"}, ("postcode", "Widnes")),
        ("postcode", {}, ("postcode", "")),
        ("postcode", {"postcode": "wa8 7qf", "unsaid": "on"}, ("postcode", "wa8 7qf")),
        ("agree-pool", {}, ("agreed", "")),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_kept(client, form, slug, said, fault):
    page, _asked = walk(client, form, until=slug)
    answer = send(client, page, said)
    assert answer.status_code == 200
    name, typed = fault
    assert list(answer.context["form"].errors) == [name]
    assert str(answer.context["form"][name].value() or "").startswith(typed)
    assert answer.content.decode().count("<b><b>") == 0
    assert answer.content.decode().count('class="error-summary"') == 1


@FORMS
def test_a_postcode_and_rather_not_say_are_asked_again_with_both_kept(client, form):
    page, _asked = walk(client, form, until="postcode")
    both = {"postcode": "WA8 7QF", "unsaid": "on"}
    asked = send(client, page, both)
    assert {name: asked.context["form"][name].value() for name in both} == {"postcode": "WA8 7QF", "unsaid": True}
    assert client.get(f"{form}/join/check/")["Location"] == f"{form}/join/postcode/"
    assert send(client, asked, {"postcode": "WA8 7QF"}).status_code == 302


@FORMS
def test_a_need_that_was_left_empty_is_checked_as_not_said(client, form):
    page, _asked = walk(client, form, {**ALL, "need-other": {"words": "", "who_sees": "session"}})
    told = {one["step"].slug: one["lines"] for one in page.context["summary"]}
    assert (told["need-other"], told["need-contact"]) == ([NOT_SAID], [NOT_SAID])
    assert len(told["need-surroundings"]) == 3  # what was ticked, the words, who may see them


def test_hostile_words_are_only_words(client):
    hostile = "<script>alert(1)</script>\u202egpj.exe"
    page, _asked = walk(client, "", {**ALL, "name": {"name": hostile}})
    shown = page.content.decode()
    assert (shown.count("<script>alert"), shown.count("&lt;script&gt;alert")) == (0, 1)


def test_each_answer_can_be_changed_and_leads_back_to_the_check(client):
    walk(client, "", ALL)
    change = client.get("/join/interests/?change=1")
    assert send(client, change, {"interests": ["travel"]})["Location"] == "/join/check/"
    change = client.get("/join/way/?change=1")
    opened = send(client, change, {"way": "letter"})
    assert opened["Location"] == "/join/address/?change=1"
    address = client.get(opened["Location"])
    assert send(client, address, LEAST["address"])["Location"] == "/join/check/"
    send(client, client.get("/join/check/"), {})
    rosa = Member.objects.get()
    assert (rosa.way, rosa.email, rosa.ticked("interest")) == ("letter", "", ["Getting about"])


@pytest.mark.parametrize("answer", ["no", "unsaid"])
def test_what_is_taken_back_is_not_kept(client, answer):
    walk(client, "", ALL)
    change = client.get("/join/help/?change=1")
    assert send(client, change, {"help": answer})["Location"] == "/join/check/"
    send(client, client.get("/join/check/"), {})
    assert (Need.objects.count(), ConsentRecord.objects.filter(purpose="needs").count()) == (0, 0)


def test_pressing_the_last_button_twice_makes_one_person(client):
    page, _asked = walk(client)
    first, second = send(client, page, {}), send(client, page, {})
    assert first["Location"] == "/join/done/"
    assert (second["Location"], client.get("/join/check/")["Location"]) == ("/join/done/", "/join/done/")
    assert (Member.objects.count(), Message.objects.count()) == (1, 1)


@FORMS
def test_the_last_button_without_answers_says_why_and_asks_for_the_code(client, form):
    page, _asked = walk(client, form)
    client.post(f"{form}/join/close/")
    answer = client.post(f"{form}/join/check/", {"opened": page.context["opened"]}, follow=True)
    assert (answer.redirect_chain, len(answer.context["messages"])) == ([(f"{form}/join/back/", 302)], 2)
    assert (Member.objects.count(), client.get(f"{form}/join/check/")["Location"]) == (0, f"{form}/join/")


def test_the_last_button_first_leads_to_what_is_missing(client):
    walk(client, until="print")
    assert client.get("/join/check/")["Location"] == "/join/print/"
    assert client.post("/join/check/", {})["Location"] == "/join/print/"
    assert Member.objects.count() == 0


# No


@FORMS
def test_no_to_the_pool_keeps_nothing(client, form):
    page, asked = walk(client, form, {**ALL, "agree-pool": {"agreed": "no"}})
    assert (page.context["says_no"], [slug for slug in asked if slug.startswith("agree-")]) == (True, ["agree-pool"])
    assert send(client, page, {}).status_code == 200
    assert Member.objects.count() == 0
    assert client.post(f"{form}/join/forget/")["Location"] == f"{form}/join/"
    assert (JoinDraft.objects.count(), AuditLine.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_closing_on_a_shared_device_leaves_the_code_only(client):
    walk(client, until="way")
    [draft] = JoinDraft.objects.all()
    client.post("/join/close/")
    assert client.get("/join/name/").content.decode().count("Rosa Example") == 0
    assert client.get("/join/saved/")["Location"] == "/join/back/"
    assert client.post("/join/back/", {"code": draft.code})["Location"] == "/join/way/"


# At the end


@FORMS
def test_the_done_page_says_what_happens_next_by_their_way(client, form):
    rosa = join(client, form, {**LEAST, "way": {"way": "letter"}})
    page = client.get(f"{form}/join/done/").content.decode()
    assert (page.count('data-join="done"'), page.count(rosa.reference)) == (1, 1)
    says = {
        "": "In the next 5 working days we send you a letter",
        "/easy": "We send you a letter in the next 5 working days",
    }
    assert page.count(says[form]) == 1


@FORMS
def test_the_message_says_all_that_the_done_page_promises(client, form):
    rosa = join(client, form, {**LEAST, "easy-read": {"easy_read": "yes" if form else "no"}})
    page = client.get(f"{form}/join/done/").content.decode()
    message = rosa.messages.get()
    told = [message.title, *(words for _picture, words in message.ideas)]
    next_steps = page.partition("</h2>")[2].partition("<section")[0]
    promised = [" ".join(words.split()) for words in re.findall(r"<p>([^<]+)</p>", next_steps)]
    assert len(promised) == 4
    assert [words for words in promised[1:] if words not in told] == []
    assert [page.count(rosa.reference), sum(words.count(rosa.reference) for words in told)] == [1, 1]


@FORMS
def test_the_parts_are_as_many_whatever_is_said_and_in_easy_read_each_question_has_a_picture(client, form):
    said, page = [], client.get(f"{form}/join/name/")
    while "step" in page.context:
        words = page.content.decode()
        said += re.findall(r"Part (\d) of (\d)", words)
        assert words.count("question-head") == bool(form)
        page = client.get(send(client, page, ALL.get(page.context["step"].slug, {}))["Location"])
    assert len(said) > 20
    assert (sorted(said), {total for _number, total in said}) == (said, {"6"})
    assert {number for number, _total in said} == set("123456")


@FORMS
def test_the_done_page_is_only_for_whoever_joined_here_also_when_it_is_opened_again(client, form):
    rosa = join(client, form)
    for _again in range(2):
        assert client.get(f"{form}/join/done/").content.decode().count(rosa.reference) == 1
    stranger = HubClient().get(f"{form}/join/done/")
    assert (stranger["Location"], stranger.content.decode().count(rosa.reference)) == (f"{form}/join/", 0)


@FORMS
def test_equality_answers_are_counted_at_the_end_and_belong_to_nobody(client, form):
    join(client, form)
    slug = client.get(f"{form}/join/done/").context["asks_more"]
    for name in EQUALITY:
        assert (slug, EqualityAnswer.objects.count()) == (name, 0)
        path = f"{form}/join/equality/{name}/"
        choice = client.get(path).context["form"].fields["answer"].choices[0][0]
        answer = client.post(path, {"answer": choice})
        slug = answer["Location"].rstrip("/").rpartition("/")[2]
    assert slug == "done"
    assert sorted(row.question for row in EqualityAnswer.objects.filter(people=1)) == sorted(EQUALITY)
    names = {field.name for field in EqualityAnswer._meta.get_fields()}
    assert names == {"id", "question", "answer", "people"}
    assert AuditLine.objects.filter(verb__contains="quality").count() == 0


@FORMS
def test_back_leads_to_the_question_before_with_its_answer_and_only_the_last_word_counts(client, form):
    join(client, form)
    first, second, *later = EQUALITY
    page = client.get(f"{form}/join/equality/{first}/")
    choices = [value for value, _says in page.context["form"].fields["answer"].choices]
    assert page.content.decode().count(f'class="back-link" href="{form}/join/done/"') == 1
    answer = client.post(f"{form}/join/equality/{first}/", {"answer": choices[0]}, follow=True)
    assert answer.content.decode().count(f'class="back-link" href="{form}/join/equality/{first}/"') == 1
    again = client.get(f"{form}/join/equality/{first}/")
    assert again.context["form"]["answer"].value() == choices[0]
    for name, said in ((first, choices[1]), *((name, "unsaid") for name in (second, *later))):
        client.post(f"{form}/join/equality/{name}/", {"answer": said})
    assert [row.answer for row in EqualityAnswer.objects.filter(question=first)] == [choices[1]]


@FORMS
def test_equality_answers_wait_on_the_device_and_nowhere_else_until_somebody_comes_back(client, form):
    join(client, form)
    first, second, *_later = EQUALITY
    client.post(f"{form}/join/equality/{first}/", {"answer": "unsaid"})
    saved = client.post(f"{form}/join/equality/{second}/", {"_save": "1"})
    assert saved["Location"] == f"{form}/join/equality/"
    client.cookies.pop("sessionid")
    page = client.get(f"{form}/join/equality/").content.decode()
    assert page.count(f'class="button" href="{form}/join/equality/{second}/"') == 1
    assert client.get(f"{form}/join/equality/{first}/").context["form"]["answer"].value() == "unsaid"
    assert (first in client.cookies["equality"].value, EqualityAnswer.objects.count()) == (False, 0)
    assert HubClient().get(f"{form}/join/equality/")["Location"] == f"{form}/join/done/"
    client.post(f"{form}/join/equality/")
    assert client.get(f"{form}/join/equality/{first}/")["Location"] == f"{form}/join/done/"


def test_equality_answers_are_counted_once_and_only_after_joining(client):
    paths = [f"/join/equality/{name}/" for name in EQUALITY]
    assert client.post(paths[0], {"answer": "unsaid"})["Location"] == "/join/done/"
    join(client)
    for path in (*paths, paths[-1]):
        client.post(path, {"answer": "unsaid"})
    assert [row.people for row in EqualityAnswer.objects.all()] == [1] * len(EQUALITY)


@pytest.mark.parametrize(("whose", "is_mine"), [("mine", True), ("other", False)])
def test_somebody_who_is_signed_in_says_who_joins(client, resident, whose, is_mine):
    client.force_login(resident)
    page, _asked = walk(client)
    assert send(client, page, {}).status_code == 200
    send(client, page, {"whose": whose})
    rosa = Member.objects.get()
    assert (rosa.user == resident, rosa.recorded_by == resident) == (is_mine, not is_mine)


def test_nothing_of_it_stands_in_an_address_or_a_log_line(client, caplog):
    rosa = join(client, "", ALL)
    private = [rosa.name, rosa.email, rosa.postcode, "My dog", "Sunil"]
    lines = [f"{line.verb} {line.thing_id} {line.note} {line.fields}" for line in AuditLine.objects.all()]
    assert [word for word in private for line in [*lines, caplog.text] if word in line] == []
    assert LookRecord.objects.count() == 0


def test_the_question_page_asks_little_of_the_database(client, django_assert_max_num_queries):
    walk(client, "", ALL)
    with django_assert_max_num_queries(6):
        client.get("/join/check/")
    with django_assert_max_num_queries(6):
        client.get("/join/interests/")


NAMED = {"name": "Sunil Example", "relation": "My brother", "phone": ""}


@FORMS
def test_a_supporter_who_was_named_with_an_email_address_can_sign_in(client, form):
    rosa = join(client, form, {**ALL, "supporter-who": {**NAMED, "email": "sunil@home.example"}})
    [link] = rosa.supporters.all()
    assert (link.user.email, hasattr(link.user, "member")) == ("sunil@home.example", False)
    [told] = Message.objects.filter(occasion=f"supporter-{link.pk}")
    assert (told.to, told.way) == ("sunil@home.example", "email")


def test_a_supporter_at_the_same_address_signs_in_as_nobody(client):
    rosa = join(client, "", {**ALL, "supporter-who": {**NAMED, "email": "Shared@home.example"}})
    assert rosa.supporters.get().user is None
    assert Message.objects.filter(occasion__startswith="supporter-").count() == 0
