"""Joining the pool, as anybody does it: question after question, in both forms, without an account."""

import pytest

from halton_coprod.record.models import AuditLine
from members import guard
from members.joining.steps import STEPS
from members.models import ConsentRecord, EqualityAnswer, JoinDraft, LookRecord, Member, Message, Need, Way
from members.wording import EQUALITY, WORDINGS
from tests.conftest import HubClient

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
LEAST = {
    "name": {"name": "Rosa Example"},
    "way": {"way": "email"},
    "email": {"email": "shared@home.example"},
    "phone": {"phone": "01632 960 999"},
    "address": {"address": "Flat 2\n1 Example Street\nWidnes"},
    "best-time": {"best_time": "morning"},
    "easy-read": {"easy_read": "yes"},
    "print": {"print_size": "large"},
    "postcode": {"unsaid": "on"},
    "help": {"help": "no"},
    "supporter": {"wants_supporter": "no"},
    **{f"agree-{purpose}": {"agreed": "yes" if purpose == "pool" else "no"} for purpose in WORDINGS},
}
OTHER_WAYS = ("phone", "address", "best-time")
LEFT_EMPTY = ("format", "language", "age", "connection", "interests", "taking-part", "reward")
ALL = {
    **LEAST,
    "postcode": {"postcode": "wa87qf"},
    "format": {"other_format": "A recording"},
    "language": {"language": "Polish"},
    "age": {"age_band": "35-49"},
    "connection": {"connections": ["lives", "autistic"]},
    "interests": {"interests": ["homes", "safe"]},
    "taking-part": {"taking_part": ["phone"]},
    "help": {"help": "yes"},
    "need-surroundings": {"items": ["quiet", "breaks"], "words": "Far from the door", "who_sees": "session"},
    "need-other": {"words": "My dog comes too", "who_sees": "pool"},
    "supporter": {"wants_supporter": "yes"},
    "supporter-who": {"name": "Sunil Example", "relation": "My brother", "phone": "", "email": ""},
    "supporter-may": {"rights": ["see", "copies"]},
    "reward": {"reward": "talk"},
    "agree-needs": {"agreed": "yes"},
}


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """The machine answers within a second, which people never do."""
    monkeypatch.setattr(guard, "QUICKEST", 0)


def send(client, page, said, **more):
    """Answer a page with what is written on it and in it."""
    hidden = {"opened": page.context["opened"], "draft": page.context["form"]["draft"].value() or ""}
    return client.post(page.wsgi_request.get_full_path(), {**hidden, **said, **more})


def walk(client, form="", answers=LEAST, *, until="check"):
    """From the first page to the check, or to the question `until`."""
    asked = []
    page = client.get(f"{form}/join/{STEPS[0].slug}/")
    while True:
        slug = page.context["step"].slug if "step" in page.context else "check"
        if slug == until or len(asked) > len(STEPS):
            return page, asked
        asked.append(slug)
        answer = send(client, page, answers.get(slug, {}))
        assert answer.status_code == 302, (slug, answer.context["form"].errors)
        page = client.get(answer["Location"])


def join(client, form="", answers=LEAST):
    page, _asked = walk(client, form, answers)
    done = send(client, page, {})
    assert done["Location"] == f"{form}/join/done/"
    return Member.objects.get()


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


# Nothing is lost


@FORMS
def test_the_code_brings_everything_back_on_another_device(client, form):
    page, _asked = walk(client, form, ALL, until="interests")
    saved = send(client, page, {"interests": ["work"]}, _save="1")
    assert saved["Location"] == f"{form}/join/saved/"
    code = client.get(saved["Location"]).context["code"]

    other = HubClient()
    typed = code.lower().replace("-", " ")
    back = other.post(f"{form}/join/back/", {"code": typed})
    assert back["Location"] == f"{form}/join/taking-part/"
    page = other.get(f"{form}/join/interests/")
    assert page.context["form"]["interests"].value() == ["work"]
    assert other.get(f"{form}/join/name/").context["form"]["name"].value() == "Rosa Example"


def test_saving_keeps_what_is_not_right_yet(client):
    page, _asked = walk(client, until="email")
    assert send(client, page, {"email": "rosa at home"}, _save="1")["Location"] == "/join/saved/"
    [draft] = JoinDraft.objects.all()
    other = HubClient()
    assert other.post("/join/back/", {"code": draft.code})["Location"] == "/join/email/"
    assert other.get("/join/email/").context["form"]["email"].value() == "rosa at home"


@FORMS
def test_a_session_that_ended_in_the_middle_loses_nothing(client, form):
    page, _asked = walk(client, form, until="print")
    other = HubClient()
    answer = send(other, page, LEAST["print"])
    assert answer["Location"] == f"{form}/join/format/"
    assert other.get(f"{form}/join/name/").context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 1


def test_a_draft_is_named_by_nobody_but_us(client):
    walk(client, until="way")
    [draft] = JoinDraft.objects.all()
    other = HubClient()
    page = other.get("/join/way/")
    for name in (str(draft.pk), f"{draft.pk}:forged", draft.code):
        data = {"opened": page.context["opened"], "draft": name, "way": "letter"}
        other.post("/join/way/", data)
        other.session.flush()
    assert JoinDraft.objects.get(pk=draft.pk).answers.keys() == {"name"}


@FORMS
@pytest.mark.parametrize(
    ("slug", "said", "fault"),
    [
        ("name", {"name": ""}, ("name", "")),
        ("name", {"name": "<b>" * 40_000}, ("name", "<b><b>")),
        ("email", {"email": "rosa@"}, ("email", "rosa@")),
        ("postcode", {"postcode": "Widnes"}, ("postcode", "Widnes")),
        ("postcode", {}, ("postcode", "")),
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
    assert second.status_code == 302
    assert (Member.objects.count(), Message.objects.count()) == (1, 1)


def test_the_last_button_first_leads_to_what_is_missing(client):
    walk(client, until="print")
    assert client.get("/join/check/")["Location"] == "/join/print/"
    assert client.post("/join/check/", {})["Location"] == "/join/print/"
    assert Member.objects.count() == 0


# No


@FORMS
def test_no_to_the_pool_keeps_nothing(client, form):
    page, _asked = walk(client, form, {**ALL, "agree-pool": {"agreed": "no"}})
    assert page.context["says_no"]
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


# Robots and limits


def test_a_robot_is_thanked_and_nothing_is_kept(client):
    page = client.get("/join/name/")
    answer = send(client, page, {"name": "Robot", "website": "http://spam.example"})
    assert answer["Location"] == "/join/done/"
    assert (JoinDraft.objects.count(), Member.objects.count()) == (0, 0)


def test_too_quick_is_asked_to_press_again_with_the_words_kept(client, monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST", 600)
    page = client.get("/join/name/")
    answer = send(client, page, {"name": "Rosa Example"})
    assert [str(one) for one in answer.context["messages"]] == ["Nothing is lost. Press the button again."]
    assert answer.context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 0


@pytest.mark.parametrize("opened", ["", "forged", "open:1:forged"])
def test_a_page_that_we_did_not_draw_is_asked_again(client, opened):
    answer = client.post("/join/name/", {"name": "Rosa Example", "opened": opened})
    assert answer.context["form"]["name"].value() == "Rosa Example"
    assert JoinDraft.objects.count() == 0


def test_codes_cannot_be_guessed_all_day(client):
    answers = [client.post("/join/back/", {"code": f"BCDF-{number:04}"}).status_code for number in range(31)]
    assert answers == [200] * 30 + [429]


@FORMS
def test_a_wrong_code_says_what_to_do(client, form):
    answer = client.post(f"{form}/join/back/", {"code": "BCDF-3467"})
    [fault] = answer.context["form"].errors["code"]
    assert fault.count(" ") > 5
    assert answer.context["form"]["code"].value() == "BCDF-3467"


def test_a_draft_whose_time_is_over_is_found_by_nobody(client):
    walk(client, until="way")
    JoinDraft.objects.update(keep_until="2020-01-01T00:00:00Z")
    [draft] = JoinDraft.objects.all()
    assert client.post("/join/back/", {"code": draft.code}).status_code == 200
    assert client.get("/join/name/").context["form"]["name"].value() is None


@FORMS
def test_the_code_is_sent_once_to_an_address(client, form):
    walk(client, form, until="way")
    for _time in range(2):
        answer = client.post(f"{form}/join/saved/", {"email": "Rosa@home.example"})
        assert answer["Location"] == f"{form}/join/saved/"
    [message] = Message.objects.all()
    [draft] = JoinDraft.objects.all()
    assert (message.member, message.goes_to, message.way) == (None, "Rosa@home.example", Way.EMAIL)
    assert sum(words.count(draft.code) for _picture, words in message.ideas) == 1


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


def test_the_done_page_of_somebody_else_is_not_shown(client):
    rosa = join(client)
    assert HubClient().get("/join/done/").content.decode().count(rosa.reference) == 0


@FORMS
def test_equality_answers_are_counted_and_belong_to_nobody(client, form):
    join(client, form)
    page = client.get(f"{form}/join/done/")
    slug = page.context["asks_more"]
    for name in EQUALITY:
        assert slug == name
        path = f"{form}/join/equality/{name}/"
        choice = client.get(path).context["form"].fields["answer"].choices[0][0]
        answer = client.post(path, {"answer": choice})
        slug = answer["Location"].rstrip("/").rpartition("/")[2]
    assert slug == "done"
    assert sorted(row.question for row in EqualityAnswer.objects.filter(people=1)) == sorted(EQUALITY)
    names = {field.name for field in EqualityAnswer._meta.get_fields()}
    assert names == {"id", "question", "answer", "people"}
    assert AuditLine.objects.filter(verb__contains="quality").count() == 0


def test_an_equality_answer_is_counted_once_and_only_after_joining(client):
    question = next(iter(EQUALITY))
    path = f"/join/equality/{question}/"
    assert client.post(path, {"answer": "unsaid"})["Location"] == "/join/done/"
    join(client)
    for _press in range(2):
        client.post(path, {"answer": "unsaid"})
    assert [row.people for row in EqualityAnswer.objects.all()] == [1]


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
