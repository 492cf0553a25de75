"""An organisation adopts the Charter: asked for without a sign-in, confirmed, pledged and reported by its own link."""

import html
import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from charter import services
from charter.models import Adopter, Pledge
from charter.signatories import Signatory, adopter_of, sign
from halton_coprod.record.models import AuditLine
from halton_coprod.record.stamp import forget_pages
from members import guard
from members.models import Message

from .conftest import day, easy
from .desk import said_easy, typed_day, typed_easy

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nobody_waits")]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
LIST, ASK, ASKED = (f"/charter/adopters/{last}" for last in ("", "ask/", "asked/"))
DESK = "/team/charter/"
SECRET = "Widnes Secret Club"
RLO = "\u202e"


def typed(**other):
    said = {"name": SECRET, "about": "A club.", "lead": "The chair", "contact_name": "Kim Green"}
    return {**said, "email": "kim@club.example", "token": str(uuid4()), "opened": guard.opened(), **other}


def asks(**other):
    said = {"name": SECRET, "about": "A club.", "lead": "The chair", "contact_name": "Kim Green"}
    return services.ask_to_adopt(**{**said, "email": "kim@club.example", "token": uuid4(), **other})


def confirmed(charter, **other):
    return services.confirm_adopter(
        asks(**other), signed_on=day(-5), about="A club.", easy=easy("We are a club."), by=charter.editor
    )


def mine(adopter, last="", form=""):
    return f"{form}/charter/adopters/mine/{sign(adopter)}/{last}"


def text(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


# Asking


@FORMS
def test_anybody_asks_and_nobody_but_the_team_sees_it(client, charter, form):
    assert client.get(form + LIST).content.decode().count(f'href="{form}{ASK}"') == 1
    assert client.post(form + ASK, typed())["Location"] == form + ASKED
    assert client.get(form + ASKED).status_code == 200
    adopter = Adopter.objects.get(name=SECRET)
    assert (adopter.state, adopter.signed_on, adopter.link) == ("asked", None, None)
    assert adopter.language == ("en-simple" if form else "en-gb")
    public = [form + LIST, f"{form}/charter/accountability/", f"{form}/search/?q=secret"]
    assert [text(client.get(page)).count(SECRET) for page in public] == [0, 0, 0]
    assert client.get(f"{form}/charter/adopters/{adopter.slug}/").status_code == 404
    client.force_login(charter.editor)
    assert text(client.get(form + DESK)).count(SECRET) == 1


def test_whom_we_write_to_is_sealed_and_in_no_line_of_the_log(client, charter):
    client.post(ASK, typed())
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_name, email FROM charter_adopter WHERE state = 'asked'")
        stored = " ".join(cursor.fetchone())
    assert [word for word in ("Kim", "club.example") if word in stored] == []
    (line,) = AuditLine.objects.filter(verb="charter.adopter.ask")
    assert f"{line.note} {line.fields}" == " ['about', 'contact_name', 'email', 'lead', 'name']"


@FORMS
@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"name": ""}, "name"),
        ({"name": "halton advocates"}, "name"),
        ({"about": " "}, "about"),
        ({"about": "x" * 100_000}, "about"),
        ({"lead": "x" * 201}, "lead"),
        ({"email": "kim@"}, "email"),
        ({"contact_name": ""}, "contact_name"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_kept(client, charter, form, said, fault):
    answer = client.post(form + ASK, typed(**said))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [fault])
    assert answer.content.decode().count('class="error-summary"') == 1
    assert answer.context["form"]["contact_name"].value() == said.get("contact_name", "Kim Green")
    assert not Adopter.objects.filter(state="asked").exists()


def test_two_presses_ask_once_a_robot_is_thanked_and_many_from_one_place_wait(client, charter, monkeypatch):
    said = typed()
    assert [client.post(ASK, said).status_code for _press in range(2)] == [302, 302]
    assert client.post(ASK, typed(website="http://spam.example"))["Location"] == ASKED
    assert Adopter.objects.asking().count() == 1
    monkeypatch.setattr("charter.views.adopting.MOST_ASKED", 2)
    assert client.post(ASK, typed(name="The third")).status_code == 429
    assert client.get(ASK).context["form"]["name"].value() == "The third"


# Deciding


@pytest.mark.parametrize(("language", "form"), [("en-gb", ""), ("en-simple", "/easy")])
def test_confirmed_it_is_public_and_gets_its_own_link_in_its_form(client, charter, language, form):
    adopter = asks(language=language)
    client.force_login(charter.editor)
    page = f"{DESK}adopters/{adopter.pk}/confirm/"
    seen = client.get(page).context["form"].initial["seen"]
    said = {"about": "A club of friends.", **typed_easy("easy", ("group", "We are friends.")), "seen": seen}
    assert client.post(page, {**said, **typed_day("signed_on", day(1))}).context["form"].errors.keys() == {"signed_on"}
    for _press in range(2):
        assert client.post(page, {**said, **typed_day("signed_on", day(0))}).status_code == 302
    assert AuditLine.objects.filter(verb="charter.adopter.confirm").count() == 1
    adopter.refresh_from_db()
    (message,) = Message.objects.filter(occasion__startswith=f"adopter-{adopter.pk}-link")
    told = " ".join(words for _picture, words in message.ideas)
    assert (message.to, message.form, told.count(mine(adopter, form=form))) == ("kim@club.example", language, 1)
    client.logout()
    forget_pages()
    page = text(client.get(f"{form}/charter/adopters/{adopter.slug}/"))
    assert page.count("We are friends." if form else "A club of friends.") == 1
    assert [word for word in ("Kim Green", "kim@club.example") if word in page] == []


def test_confirming_needs_easy_read(charter):
    with pytest.raises(ValidationError):
        services.confirm_adopter(asks(), signed_on=day(0), about="A club.", easy=easy(), by=charter.editor)
    assert Adopter.objects.asking().count() == 1


def test_a_name_is_signed_once(charter):
    first, second = asks(), asks()
    facts = {"signed_on": day(0), "about": "A club.", "easy": easy("A club."), "by": charter.editor}
    services.confirm_adopter(first, **facts)
    with pytest.raises(ValidationError, match="of this name already"):
        services.confirm_adopter(second, **facts)
    assert second.slug == f"{first.slug}-2"


@pytest.mark.parametrize(("language", "says"), [("en-gb", "Come and talk first."), ("en-simple", "Talk with us.")])
def test_not_now_is_told_with_its_reason_and_whom_we_wrote_to_is_forgotten(client, charter, language, says):
    adopter = asks(language=language)
    client.force_login(charter.editor)
    page = f"{DESK}adopters/{adopter.pk}/refuse/"
    assert list(client.post(page, {"because": "No.", **typed_easy("easy")}).context["form"].errors) == ["easy"]
    said = {"because": "Come and talk first.", **typed_easy("easy", ("talk-together", "Talk with us."))}
    for _press in range(2):
        assert client.post(page, said).status_code == 302
    row, message = (
        Adopter.objects.get(pk=adopter.pk),
        Message.objects.get(to__isnull=False, occasion__contains="not-now"),
    )
    assert (row.state, row.contact_name, row.email, row.link) == ("not_now", "", "", None)
    assert (message.to, [words for _picture, words in message.ideas].count(says)) == ("kim@club.example", 1)
    assert client.get(f"/charter/adopters/{row.slug}/").status_code == 404


# Its own page


@FORMS
def test_an_organisation_pledges_and_reports_by_its_link(client, charter, form):
    adopter = confirmed(charter)
    assert client.get(mine(adopter, form=form)).status_code == 200
    pledge = {"text": "We open a quiet room.", **typed_day("due", day(0))}
    page = mine(adopter, "pledge/", form)
    without = client.post(page, {**pledge, **typed_easy("easy")})
    assert (list(without.context["form"].errors), without.context["form"]["text"].value()) == (["easy"], pledge["text"])
    for _press in range(2):
        answer = client.post(page, {**pledge, **typed_easy("easy", ("quiet-room", "A quiet room opens."))})
        assert answer["Location"] == mine(adopter, form=form)
    made = adopter.pledges.get()
    public, words = f"{form}/charter/adopters/{adopter.slug}/", "A quiet room opens." if form else pledge["text"]
    assert (text(client.get(public)).count(words), text(client.get(public)).count(" Late ")) == (1, 0)

    page = mine(adopter, f"pledges/{made.pk}/report/", form)
    seen = client.get(page).context["form"].initial["seen"]
    report = {"status": "done", "report": "It is open.", **typed_easy("easy", ("done", "The room is open."))}
    assert client.post(page, {**report, "seen": seen})["Location"] == mine(adopter, form=form)
    forget_pages()
    assert text(client.get(public)).count("The room is open." if form else "It is open.") == 1

    # Somebody else of the organisation had the old page open.
    stale = client.post(page, {**report, "report": "Not quite.", "seen": seen})
    assert (stale.status_code, text(stale).count("It is open."), text(stale).count("Not quite.")) == (409, 1, 1)
    lines = AuditLine.objects.filter(verb__startswith="charter.pledge", actor_id=None)
    assert sorted((line.verb, line.note) for line in lines.exclude(thing_id=str(charter.pledge.pk))) == [
        ("charter.pledge.make", "(by its link)"),
        ("charter.pledge.report", "done (by its link)"),
    ]


@FORMS
def test_an_organisation_promises_nothing_for_a_day_that_is_over(client, charter, form):
    adopter = confirmed(charter)
    pledge = {"text": "We open a quiet room.", **typed_day("due", day(-1)), **said_easy()}
    answer = client.post(mine(adopter, "pledge/", form), pledge)
    asked = answer.context["form"]
    assert (list(asked.errors), asked["text"].value(), adopter.pledges.count()) == (["due"], pledge["text"], 0)
    client.force_login(charter.editor)
    assert client.post(f"{form}{DESK}adopters/{adopter.slug}/pledge/", pledge).status_code == 302
    assert adopter.pledges.count() == 1


def test_editors_hear_of_what_an_organisation_writes_itself(charter):
    adopter = confirmed(charter)
    services.make_pledge(adopter, text="We listen.", due=day(9), easy=easy("We listen."), by=Signatory(adopter.pk))
    (message,) = Message.objects.filter(to__isnull=False, occasion__startswith="pledge-")
    assert (message.to, " ".join(words for _picture, words in message.ideas).count(adopter.name)) == (
        charter.editor.email,
        1,
    )


def test_could_not_needs_a_reason(client, charter):
    adopter = confirmed(charter)
    made = services.make_pledge(adopter, text="We listen.", due=day(9), by=charter.editor)
    page = mine(adopter, f"pledges/{made.pk}/report/")
    said = {"status": "could_not", "report": " ", **typed_easy("easy", ("done", "No.")), "seen": made.fingerprint}
    assert list(client.post(page, said).context["form"].errors) == ["report"]


@pytest.mark.parametrize("link", ["x", "x.y", f"{'0' * 32}.abc"])
def test_other_words_are_no_link(client, charter, link):
    pages = [
        f"/charter/adopters/mine/{link}/{last}" for last in ("", "pledge/", f"pledges/{charter.pledge.pk}/report/")
    ]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert [client.post(page).status_code for page in pages[1:]] == [404] * 2


def test_one_organisation_does_nothing_for_another(client, charter):
    adopter = confirmed(charter)
    page = mine(adopter, f"pledges/{charter.pledge.pk}/report/")
    assert (client.get(page).status_code, client.post(page, {"status": "done"}).status_code) == (404, 404)
    own = Signatory(adopter.pk)
    for deed in (
        lambda: services.make_pledge(charter.adopter, text="T", due=day(1), by=own),
        lambda: services.report_pledge(charter.pledge, status="done", report="R", by=own),
        lambda: services.hide_pledge(charter.pledge, by=own),
        lambda: services.send_link(adopter, contact_name="K", email="k@x.example", by=own),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_new_link_makes_the_old_one_useless(client, charter):
    adopter = confirmed(charter)
    old = mine(adopter)
    client.force_login(charter.editor)
    page = f"{DESK}adopters/{adopter.pk}/link/"
    seen = client.get(page).context["form"].initial["seen"]
    said = {"contact_name": "Lee", "email": "lee@club.example", "seen": seen}
    for _press in range(2):
        assert client.post(page, said).status_code == 302
    assert client.post(page, {**said, "email": "max@club.example"}).status_code == 409
    adopter.refresh_from_db()
    client.logout()
    assert (client.get(old).status_code, client.get(mine(adopter)).status_code) == (404, 200)
    assert Message.objects.filter(occasion__startswith=f"adopter-{adopter.pk}-link").first().to == "lee@club.example"


def test_a_pledge_is_taken_off_the_public_page_and_shown_again(client, charter):
    adopter = confirmed(charter)
    made = services.make_pledge(adopter, text="Rude words.", due=day(-9), easy=easy("Rude."), by=charter.editor)
    public = f"/charter/adopters/{adopter.slug}/"
    for deed, shown in (("hide", 0), ("show", 1)):
        client.force_login(charter.editor)
        for _press in range(2):
            client.post(f"{DESK}pledges/{made.pk}/{deed}/")
        client.logout()
        forget_pages()
        assert (text(client.get(public)).count("Rude words."), text(client.get(LIST)).count("1 pledge is late.")) == (
            shown,
            1 + shown,
        )
    assert AuditLine.objects.filter(verb__in=["charter.pledge.hide", "charter.pledge.show"]).count() == 2


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", f"{RLO}abc", "nul\x00byte", "<img src=x onerror=a()>"]
)
def test_hostile_words_are_only_words(client, charter, hostile):
    client.post(ASK, typed(name=f"{hostile} club", about=f"{hostile} us"))
    adopter = Adopter.objects.asking().get()
    services.confirm_adopter(adopter, signed_on=day(0), about=adopter.about, easy=easy("Us."), by=charter.editor)
    adopter.refresh_from_db()
    said = {"text": f"{hostile} pledge", **typed_day("due", day(1)), **typed_easy("easy", ("decide", f"{hostile} yes"))}
    assert client.post(mine(adopter, "pledge/"), said).status_code == 302
    for page in (f"/charter/adopters/{adopter.slug}/", f"/easy/charter/adopters/{adopter.slug}/", mine(adopter)):
        words = client.get(page).content.decode()
        assert [words.count(sign) for sign in ("<script>alert", "<img src=x", RLO, "\x00")] == [0, 0, 0, 0]


# Late


@FORMS
def test_who_is_late_comes_first_and_the_list_says_so(client, charter, form):
    names = [confirmed(charter, name=name) for name in ("On time", "Late club")]
    for adopter, due in zip(names, (3, -3), strict=True):
        services.make_pledge(adopter, text="We listen.", due=day(due), easy=easy("We listen."), by=charter.editor)
    page = text(client.get(form + LIST))
    late = "1 promise is late." if form else "1 pledge is late."
    assert page.count(late) == 2
    assert page.index("Late club") < page.index("On time")
    services.make_pledge(names[1], text="First.", due=day(-30), easy=easy("Very late."), by=charter.editor)
    services.make_pledge(names[1], text="Next.", due=day(-90), easy=easy("Done."), by=charter.editor)
    services.report_pledge(Pledge.objects.get(text="Next."), status="done", report="Yes.", by=charter.editor)
    forget_pages()
    own = text(client.get(f"{form}/charter/adopters/{names[1].slug}/"))
    order = ["Very late.", "We listen.", "Done."] if form else ["First.", "We listen.", "Next."]
    assert sorted(order, key=own.index) == order


def test_who_leads_is_reminded_once_of_what_comes_near_and_of_what_is_late(charter):
    adopter = confirmed(charter)
    for text_, due in (("Late.", -1), ("Near.", 14), ("Far.", 15)):
        services.make_pledge(adopter, text=text_, due=day(due), easy=easy(text_), by=charter.editor)
    services.report_pledge(Pledge.objects.get(text="Near."), status="on_the_way", report="Begun.", by=charter.editor)
    assert [services.remind_adopters() for _tick in range(2)] == [2, 0]
    found = Message.objects.filter(occasion__startswith="pledge-").order_by("title", "pk")
    assert sorted((one.to, one.title, one.ideas[0][1]) for one in found) == [
        ("kim@club.example", "The day of your pledge is near", "Near."),
        ("kim@club.example", "Your pledge is late", "Late."),
    ]
    assert {" ".join(words for _picture, words in one.ideas).count(mine(adopter)) for one in found} == {1}
    assert AuditLine.objects.filter(verb="charter.pledge.remind", actor_id=None).count() == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "gone"},
        {"state": "adopted"},
        {"signed_on": "2026-01-01"},
        {"state": "not_now"},
        {"link": uuid4()},
    ],
)
def test_the_database_refuses_what_cannot_be(charter, facts):
    adopter = asks()
    with pytest.raises(IntegrityError), transaction.atomic():
        Adopter.objects.filter(pk=adopter.pk).update(**facts)


def test_the_list_asks_the_same_whatever_its_length(client, charter, django_assert_num_queries):
    client.get(LIST)
    forget_pages()
    with django_assert_num_queries(3) as short:
        client.get(f"{LIST}?a")
    for name in ("One", "Two"):
        services.make_pledge(confirmed(charter, name=name), text="We listen.", due=day(-3), by=charter.editor)
    forget_pages()
    with django_assert_num_queries(len(short)):
        client.get(f"{LIST}?b")


def test_nobody_finds_an_organisation_by_a_link_it_does_not_have(charter):
    adopter = confirmed(charter)
    assert adopter_of(sign(adopter)) == adopter
    Adopter.objects.filter(pk=adopter.pk).update(link=None)
    assert adopter_of(sign(adopter)) is None
