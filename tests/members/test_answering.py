"""Answers to invitations: by the signed link, on one's own page, by a supporter, by the team; and the clock."""

import html
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from halton_coprod.easyread.said import said_date
from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members import services
from members.models import Invitation, Member, Message, Opportunity

from .asked import make_asked, make_opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@pytest.fixture
def rosa(pool_staff, resident):
    """Rosa, who signs in, was asked."""
    (invitation,) = make_asked(pool_staff, "Rosa", user=resident, picks={"interests": ["homes"]})
    return invitation


def link(invitation, name="", form=""):
    return f"{form}/invitations/{invitation.link}/{name}"


def state():
    return Invitation.objects.get().state


# by the link, without signing in


@FORMS
def test_looking_changes_nothing_and_pressing_answers(client, rosa, form):
    lines = AuditLine.objects.count()
    answer = client.get(link(rosa, form=form))
    assert (answer.status_code, state(), AuditLine.objects.count()) == (200, "asked", lines)
    for name in ("yes/", "maybe/", "no/"):
        assert client.get(link(rosa, name, form)).status_code == 405
    assert client.post(link(rosa, "yes/", form))["Location"] == link(rosa, form=form)
    found = Invitation.objects.get()
    assert (found.state, found.answered_how, found.answered_by) == ("yes", "online", None)
    assert 'data-invitation="yes"' in client.get(link(rosa, form=form)).content.decode()


@FORMS
def test_pressing_twice_is_one_answer_and_another_answer_counts(client, rosa, form):
    for _press in range(2):
        client.post(link(rosa, "maybe/", form))
    assert AuditLine.objects.filter(verb="members.invitation.say_maybe").count() == 1
    client.post(link(rosa, "no/", form))
    assert state() == "no"


@FORMS
def test_the_page_says_why_and_names_nobody(client, rosa, form):
    words = client.get(link(rosa, form=form)).content.decode()
    assert "Rosa" not in words
    assert [str(one) for one in client.get(link(rosa)).context["why"]] == [
        "You told us that you like: Where people live.",
        "We had not asked you before this.",
    ]


@FORMS
@pytest.mark.parametrize("bad", ["1:abc", "nonsense", "0"])
def test_a_link_that_is_not_ours_finds_nothing(client, rosa, form, bad):
    for where in (f"{form}/invitations/{bad}/", f"{form}/invitations/{rosa.link}x/"):
        assert client.get(where).status_code == 404
        assert client.post(f"{where}yes/").status_code == 404
    assert client.post(link(rosa, "perhaps/", form)).status_code == 404
    assert state() == "asked"


def test_somebody_chosen_and_not_asked_has_no_page(client, pool_staff):
    opportunity = make_opportunity(pool_staff)
    (invitation,) = make_asked(pool_staff, "Rosa", opportunity=opportunity)
    Invitation.objects.update(state="chosen", asked_at=None)
    assert client.get(link(invitation)).status_code == 404


@FORMS
@pytest.mark.parametrize("leaves", [services.leave_pool, services.erase_member])
def test_whoever_left_or_was_erased_reads_that_it_is_over_and_nobodys_name(client, rosa, pool_staff, form, leaves):
    leaves(rosa.member, by=pool_staff)
    over = "You cannot answer this now" if form else "This invitation is no longer open"
    for name in ("", "how-much/"):
        answer = client.get(link(rosa, name, form))
        words = html.unescape(answer.content.decode())
        assert (answer.status_code, words.count(f"<h1>{over}</h1>")) == (410, 1)
        assert [one for one in ("Rosa", rosa.opportunity.title) if one in words] == []
        assert words.count(f'href="{form}/me/">Your page') == 1
    assert (client.post(link(rosa, "yes/", form)).status_code, state()) == (410, "asked")


@FORMS
def test_after_the_last_day_the_page_says_so(client, rosa, form):
    Opportunity.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.get(link(rosa, form=form)).context["answers"] == []
    answer = client.post(link(rosa, "yes/", form), follow=True)
    assert (answer.status_code, state(), len(answer.context["messages"])) == (200, "asked", 1)


def test_on_the_last_day_itself_an_answer_counts(client, rosa):
    Opportunity.objects.update(closes_on=timezone.localdate())
    client.post(link(rosa, "yes/"))
    assert state() == "yes"


def test_nobody_says_yes_to_more_places_than_there_are(client, pool_staff):
    opportunity = make_opportunity(pool_staff, wanted=1)
    first, second = make_asked(pool_staff, "First", "Second", opportunity=opportunity)
    client.post(link(first, "yes/"))
    client.post(link(second, "yes/"))
    assert list(Invitation.objects.order_by("pk").values_list("state", flat=True)) == ["yes", "asked"]
    client.post(link(first, "no/"))
    client.post(link(second, "yes/"))
    assert list(Invitation.objects.order_by("pk").values_list("state", flat=True)) == ["no", "yes"]


def test_whoever_said_yes_may_take_it_back_until_it_is_over(client, rosa, pool_staff):
    client.post(link(rosa, "yes/"))
    opportunity = Opportunity.objects.get()
    services.fill_opportunity(opportunity, by=pool_staff)
    assert [one.key for one in client.get(link(rosa)).context["answers"]] == ["no"]
    services.begin_opportunity(opportunity, by=pool_staff)
    client.post(link(rosa, "no/"))
    assert state() == "no"
    client.post(link(rosa, "yes/"))
    assert state() == "no"


# While others can answer, then before it begins, then while it is under way: in standard and in easy words.
UNTIL, BY = "Other people can answer until {day}.", "You said maybe. We talk to you by {day}."
NO_HARM = "You said maybe. That is all right."
NEXT = [
    ("", "yes", [UNTIL, "We talk to you before it begins.", "When it is over, we tell you what came of it."]),
    ("/easy", "yes", [UNTIL, "We talk to you before it starts.", "When it is over, we tell you what changed."]),
    ("", "maybe", [BY, NO_HARM, NO_HARM]),
    ("/easy", "maybe", [BY, NO_HARM, NO_HARM]),
]


@pytest.mark.parametrize(("form", "said", "told"), NEXT)
def test_after_an_answer_the_page_says_what_happens_next_and_when(client, rosa, form, said, told):
    opportunity = Opportunity.objects.get()
    with translation.override("en-simple" if form else "en-gb"):
        day = said_date(opportunity.closes_on)
    pages = [html.unescape(client.post(link(rosa, f"{said}/", form), follow=True).content.decode())]
    for state_then in ("filled", "under_way"):
        Opportunity.objects.update(state=state_then)
        pages.append(html.unescape(client.get(link(rosa, form=form)).content.decode()))
    words = [one.format(day=day) for one in told]
    assert [[page.count(one) for one in dict.fromkeys(words)] for page in pages] == [
        [int(one == now) for one in dict.fromkeys(words)] for now in words
    ]


@FORMS
def test_the_team_reads_what_whoever_answered_was_promised(client, rosa, pool_staff, form):
    desk = f"{form}/team/invitations/{rosa.opportunity_id}/"
    told = ("Whoever said maybe was told", "Whoever said yes was told")
    counts = []
    for said in ("maybe", "yes"):
        client.post(link(rosa, f"{said}/"))
        client.force_login(pool_staff)
        counts.append([client.get(desk).content.decode().count(words) for words in told])
        client.logout()
    services.fill_opportunity(rosa.opportunity, by=pool_staff)
    client.force_login(pool_staff)
    counts.append([client.get(desk).content.decode().count(words) for words in told])
    assert counts == [[1, 0], [0, 0], [0, 1]]


def test_how_much_people_decided_is_asked_afterwards_and_shown(client, pool_staff):
    opportunity = make_opportunity(pool_staff, wanted=3)
    asked = make_asked(pool_staff, "A", "B", "C", opportunity=opportunity)
    for one in asked:
        client.post(link(one, "yes/"))
        assert client.get(link(one, "how-much/")).status_code == 404
    for deed in (services.fill_opportunity, services.begin_opportunity, services.finish_opportunity):
        deed(opportunity, by=pool_staff)
    for one, rung in zip(asked, ("informing", "consultation", "co_design"), strict=True):
        assert client.get(opportunity.get_absolute_url()).context["felt"] is None
        assert client.post(link(one, "how-much/"), {}).status_code == 200
        assert client.post(link(one, "how-much/"), {"rung": "coercion"}).status_code == 200
        assert client.post(link(one, "how-much/"), {"rung": rung})["Location"] == link(one)
    assert client.get(opportunity.get_absolute_url()).context["felt"] == ("You are asked what you think", 3)


# on one's own page


@FORMS
def test_ones_own_page_shows_what_was_asked_why_and_takes_the_answer(client, rosa, resident, form):
    client.force_login(resident)
    page = f"{form}/me/invitations/"
    (row,) = client.get(page).context["rows"]
    assert (row["invitation"], len(row["why"]), len(row["answers"])) == (rosa, 2, 3)
    assert client.get(row["answers"][0][0]).status_code == 405
    assert client.post(row["answers"][0][0])["Location"] == page
    found = Invitation.objects.get()
    assert (found.state, found.answered_by) == ("yes", None)


@pytest.mark.parametrize(("form", "title"), [("", "Plan the new homes"), ("/easy", "Talk about homes")])
def test_each_button_names_what_it_answers_as_the_page_does(client, rosa, resident, form, title):
    client.force_login(resident)
    words = client.get(f"{form}/me/invitations/").content.decode()
    assert words.count(f'<span class="visually-hidden">: {title}</span></button>') == 3


def test_each_answer_has_its_own_picture_and_so_has_none(client, rosa, resident):
    client.force_login(resident)
    Opportunity.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    shown = []
    for said in ("yes", "maybe", "no", "asked"):
        Invitation.objects.update(state=said, answered_at=None if said == "asked" else timezone.now())
        words = client.get("/easy/me/invitations/").content.decode()
        shown.append(re.search(r'<div class="easy-picture">(.*?)</div>', words, re.DOTALL)[1])
    assert len(set(shown)) == 4


def test_the_invitations_of_others_are_not_there(client, rosa, resident, stranger, pool_staff):
    (other,) = make_asked(pool_staff, "Sam", user=stranger)
    client.force_login(resident)
    assert [row["invitation"] for row in client.get("/me/invitations/").context["rows"]] == [rosa]
    assert client.post(f"/me/invitations/{other.pk}/yes/").status_code == 404


@pytest.mark.parametrize(("right", "answers"), [("may_book", 3), ("may_see", 0)])
def test_a_supporter_answers_only_where_they_may_book(client, rosa, stranger, resident, right, answers):
    link_of = services.add_supporter(rosa.member, name="Sunil", user=stranger, by=resident, **{right: True})
    client.force_login(stranger)
    page = f"/me/for/{link_of.pk}/invitations/"
    answer = client.get(page)
    assert "data-acts-for" in answer.content.decode()
    assert len(answer.context["rows"][0]["answers"]) == answers
    assert client.post(f"{page}{rosa.pk}/yes/").status_code == (302 if answers else 403)
    found = Invitation.objects.get()
    assert (found.state, found.answered_by) == (("yes", stranger) if answers else ("asked", None))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_many(client, pool_staff, resident, rows, django_assert_num_queries):
    (first,) = make_asked(pool_staff, "Rosa", user=resident)
    for number in range(1, rows):
        other = make_opportunity(pool_staff, title=f"Number {number}")
        services.choose_people(other, numbers=[first.member_id], by=pool_staff)
        services.send_invitations(other, by=pool_staff)
    client.force_login(resident)
    client.get("/me/invitations/")
    with django_assert_num_queries(4):
        assert len(client.get("/me/invitations/").context["rows"]) == rows


def test_all_of_it_is_in_the_file_to_take_away(client, rosa, resident):
    client.force_login(resident)
    (asked,) = client.get("/me/information/file/").json()["asked"]
    assert (asked["title"], asked["state"]) == ("Plan the new homes", "asked")
    assert asked["why"] == "You told us that you like: Where people live. We had not asked you before this."


# by the team, and by nobody else


def test_the_team_writes_down_an_answer_also_after_the_last_day(rosa, pool_staff):
    Opportunity.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    services.answer_invitation(rosa, answer="yes", how="paper", words="With my sister.", by=pool_staff)
    found = Invitation.objects.get()
    assert (found.state, found.answered_how, found.words, found.answered_by) == (
        "yes",
        "paper",
        "With my sister.",
        pool_staff,
    )
    assert "With my sister." not in str(list(AuditLine.objects.values_list("note", "fields")))


def test_nobody_else_answers(rosa, stranger, facilitator):
    for somebody in (stranger, facilitator, None):
        with pytest.raises(PermissionDenied):
            services.answer_invitation(rosa, answer="yes", by=somebody)
    assert state() == "asked"


def test_nothing_is_answered_when_it_is_cancelled(rosa, pool_staff):
    services.cancel_opportunity(rosa.opportunity, because="Snow.", by=pool_staff)
    with pytest.raises(NotNow):
        services.answer_invitation(rosa, answer="yes", by=pool_staff)


# the clock


def reached(ago=timedelta(days=8), state="sent"):
    """Our question went out so long ago."""
    told = Message.objects.filter(occasion__endswith="-asked")
    assert told.update(state=state, done_at=timezone.now() - ago) >= 1


def again():
    return Message.objects.filter(occasion__endswith="-again")


def test_whoever_has_not_answered_is_asked_once_more_and_never_again(rosa):
    reached(timedelta(days=6))
    assert services.chase_invitations() == 0
    reached()
    assert [services.chase_invitations() for _tick in range(3)] == [1, 0, 0]
    (message,) = again()
    assert (message.member, message.about) == (rosa.member, "news")


@pytest.mark.parametrize("answer", ["yes", "maybe", "no"])
def test_nobody_is_asked_again_who_has_answered(rosa, pool_staff, answer):
    reached()
    services.answer_invitation(rosa, answer=answer, by=pool_staff, how="phone")
    assert (services.chase_invitations(), again().count()) == (0, 0)


@pytest.mark.parametrize(("days", "chased"), [(-1, 0), (0, 1), (1, 1)])
def test_nobody_is_asked_again_after_the_last_day(rosa, days, chased):
    reached()
    Opportunity.objects.update(closes_on=timezone.localdate() + timedelta(days=days))
    assert services.chase_invitations() == chased


@pytest.mark.parametrize("change", [{"state": "paused"}, {"wants_messages": False}, {"state": "left"}])
def test_nobody_is_asked_again_who_may_not_be_asked(rosa, change):
    reached()
    Member.objects.update(**change)
    assert (services.chase_invitations(), again().count()) == (0, 0)


def test_nobody_is_asked_again_for_what_is_full_or_off(rosa, pool_staff):
    reached()
    for state_of in ("filled", "under_way", "cancelled"):
        Opportunity.objects.update(state=state_of, because="Snow.")
        assert services.chase_invitations() == 0


def test_after_the_last_day_silence_is_written_down(rosa, pool_staff):
    assert services.lapse_invitations() == 0
    reached()
    Opportunity.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert (services.lapse_invitations(), services.lapse_invitations(), state()) == (1, 0, "silent")
    services.answer_invitation(rosa, answer="yes", by=pool_staff, how="paper")
    assert state() == "yes"


@pytest.mark.parametrize("state", ["waiting", "failed", "dropped"])
def test_nobody_is_chased_or_said_to_be_silent_whom_our_question_did_not_reach(rosa, pool_staff, client, state):
    """A call that nobody made, a letter that nobody posted: a month ago, and the last day is over."""
    Invitation.objects.update(asked_at=timezone.now() - timedelta(days=30))
    reached(timedelta(days=30), state)
    assert (services.chase_invitations(), again().count()) == (0, 0)
    Opportunity.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert (services.lapse_invitations(), services.lapse_invitations()) == (1, 0)
    client.force_login(pool_staff)
    page = client.get(f"/team/invitations/{rosa.opportunity_id}/").content.decode()
    assert [page.count(words) for words in ("Not reached before the last day: 1.", "Did not answer: 1.")] == [1, 0]
    services.answer_invitation(rosa, answer="yes", by=pool_staff, how="paper")
    assert Invitation.objects.get().state == "yes"


# what everybody can read


@FORMS
def test_everybody_can_read_what_is_open_and_no_names(client, rosa, pool_staff, form):
    draft = services.draft_opportunity(title="Secret", closes_on=timezone.localdate(), by=pool_staff)
    page = client.get(f"{form}/take-part/")
    assert ([one.title for one in page.context["open_now"]], "Secret" in page.content.decode()) == (
        ["Plan the new homes"],
        False,
    )
    words = client.get(f"{form}/take-part/{rosa.opportunity_id}/").content.decode()
    assert (rosa.opportunity.seed in words, "Rosa" in words) == (True, False)
    # Each way to say so is a sentence of its own, and the button is called as the sentence says.
    button = "Ask someone to phone you" if form else "Call me back"
    assert [
        words.count(part)
        for part in ("01632 960 123.", f"“{button}”", f'class="button" href="{form}/help/call-me/">{button}<')
    ] == [1, 1, 1]
    assert client.get(f"{form}/take-part/{draft.pk}/").status_code == 404
