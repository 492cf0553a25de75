"""Choosing people and asking them: reasons, the lot, fresh and familiar faces, and nothing about anybody's health."""

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from halton_coprod.record.flow import NotNow
from halton_coprod.record.models import AuditLine
from members import lot, picking, services
from members.faces import mix_of
from members.models import (
    BoroughShare,
    Draw,
    EqualityAnswer,
    Invitation,
    Member,
    Message,
    Need,
    Opportunity,
    Way,
)
from members.services import Said

from .asked import EASY, make_active, make_asked, make_opportunity, words
from .people import make_member

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=900)


def names(found):
    return [one.member.name for one in found]


def asked(name, when=LONG_AGO):
    Member.objects.filter(name=name).update(last_asked_at=when)


# what an opportunity needs


def test_it_opens_only_with_everything_in_both_forms(pool_staff):
    day = timezone.localdate() + timedelta(days=9)
    opportunity = services.draft_opportunity(title="Plan", closes_on=day, by=pool_staff)
    with pytest.raises(ValidationError) as fault:
        services.open_opportunity(opportunity, by=pool_staff)
    assert len(fault.value.messages) == 2 * len(Opportunity.TEXTS) + 2
    services.change_opportunity(opportunity, by=pool_staff, **words())
    opened = services.open_opportunity(opportunity, by=pool_staff)
    assert (opened.state, len(opened.seed)) == ("open", 16)


@pytest.mark.parametrize("lacks", [{"reward": " "}, {"rung": ""}, {"cannot_change": ""}, {"reward_easy": None}])
def test_what_is_open_stays_whole(pool_staff, lacks):
    opportunity = make_opportunity(pool_staff, is_choosing=False)
    with pytest.raises(ValidationError):
        services.change_opportunity(opportunity, by=pool_staff, **lacks)
    assert Opportunity.objects.get().reward == "The words about: reward."


def test_the_database_refuses_an_open_one_without_reward_or_rung(pool_staff):
    opportunity = make_opportunity(pool_staff)
    for lacks in ({"reward": ""}, {"rung": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opportunity.objects.filter(pk=opportunity.pk).update(**lacks)


def test_coercion_cannot_be_chosen(pool_staff):
    with pytest.raises(ValidationError):
        services.draft_opportunity(
            title="Plan", closes_on=timezone.localdate(), by=pool_staff, rung="coercion", interests=[]
        )


def test_the_words_stay_as_they_are_when_people_are_asked(pool_staff):
    opportunity = make_opportunity(pool_staff)
    with pytest.raises(NotNow):
        services.change_opportunity(opportunity, by=pool_staff, ask="Something else.")
    services.change_opportunity(opportunity, by=pool_staff, wanted=5)
    assert (Opportunity.objects.get().ask, Opportunity.objects.get().wanted) == ("The words about: ask.", 5)


# whom to ask, and why


@pytest.fixture
def borough():
    for kind, group, percent in (("district", "wa7", 50), ("district", "wa8", 50), ("age", "65+", 90)):
        BoroughShare.objects.create(kind=kind, group=group, percent=Decimal(percent), source="Census")


def test_suggestions_say_why_and_those_with_more_reasons_come_first(pool_staff, borough):
    make_active("Nothing", by=pool_staff, facts={"district": "wa7"})
    make_active("Home", by=pool_staff, facts={"district": "wa7"}, picks={"interests": ["homes", "travel"]})
    make_active("All", by=pool_staff, facts={"district": "wa8", "age_band": "65+"}, picks={"interests": ["homes"]})
    make_active("Sent", by=pool_staff, facts={"district": "wa7"}, picks={"interests": ["homes"]})
    asked("Nothing", timezone.now())
    asked("Sent")
    found = picking.suggested(make_opportunity(pool_staff))
    assert [(one.member.name, one.reasons) for one in found] == [
        ("All", [("interest", "homes"), ("never", ""), ("district", "wa8"), ("age", "65+")]),
        ("Home", [("interest", "homes"), ("never", "")]),
        ("Sent", [("interest", "homes"), ("rested", "")]),
        ("Nothing", []),
    ]
    assert list(map(str, found[0].says)) == [
        "Likes: Where people live",
        "Never asked before",
        "Few people of the pool live here: Widnes and around (WA8)",
        "Few people of the pool are of this age: 65 or older",
    ]


def test_only_people_who_may_be_asked_are_suggested(pool_staff):
    make_active("Active", by=pool_staff)
    for name, move in (("Paused", "pause"), ("Left", "leave")):
        services.move_member(make_active(name, by=pool_staff), move, by=pool_staff)
    services.withdraw_consent(make_active("Stopped", by=pool_staff), purpose="pool", by=pool_staff)
    services.change_member(make_active("Quiet", by=pool_staff), wants_messages=False, by=pool_staff)
    make_member("Interested")
    assert names(picking.suggested(make_opportunity(pool_staff))) == ["Active"]


def test_needs_health_picks_and_equality_answers_change_nothing(pool_staff, borough):
    """The same people twice: once with nothing said, once with everything there is to say about health."""
    opportunity = make_opportunity(pool_staff)
    people = [make_active(f"P{number}", by=pool_staff, picks={"interests": ["homes"]}) for number in range(4)]
    before = ([(one.member.pk, one.reasons) for one in picking.suggested(opportunity)], picking.equals(opportunity))
    for one in people[:2]:
        services.record_needs(one, needs=[Said("professional", "bsl"), Said("other", words="I faint.")], by=pool_staff)
        services.change_member(one, connections=["learning", "autistic"], by=pool_staff)
    services.count_equality_answer(question="disability", answer="yes")
    after = ([(one.member.pk, one.reasons) for one in picking.suggested(opportunity)], picking.equals(opportunity))
    assert (before, Need.objects.count(), EqualityAnswer.objects.count()) == (after, 4, 1)


def test_no_question_to_the_database_names_what_is_private(pool_staff, borough):
    make_active(by=pool_staff, picks={"interests": ["homes"]})
    opportunity = make_opportunity(pool_staff)
    with CaptureQueriesContext(connection) as asked_of:
        picking.suggested(opportunity)
        picking.equals(opportunity)
        services.draw_people(opportunity, points=2, many=1, by=pool_staff)
    found = [one["sql"].lower() for one in asked_of if one["sql"].startswith("SELECT")]
    private = (Need._meta.db_table, EqualityAnswer._meta.db_table, "connection", "learning", "autistic")
    said = [sql.replace("members_pick_", "") for sql in found]
    assert [word for word in private for sql in said if word in sql] == []


@pytest.mark.parametrize("many", [1, 30])
def test_suggestions_cost_the_same_for_one_and_for_many(pool_staff, borough, many, django_assert_num_queries):
    for number in range(many):
        make_active(f"P{number}", by=pool_staff, picks={"interests": ["homes"]})
    opportunity = make_opportunity(pool_staff)
    with django_assert_num_queries(5):
        picking.suggested(opportunity)


# the lot


def test_the_lot_is_the_same_for_the_same_seed_and_people():
    numbers = list(range(1, 200))
    order = sorted(numbers, key=lambda number: hashlib.sha256(f"round table:{number}".encode()).hexdigest())
    assert lot.drawn("round table", numbers, 5) == lot.drawn("round table", reversed(numbers), 5) == order[:5]
    assert lot.drawn("another", numbers, 5) != order[:5]


def test_drawing_among_equals_takes_only_them_and_can_be_done_again(pool_staff):
    equal = [make_active(f"P{number}", by=pool_staff, picks={"interests": ["homes"]}) for number in range(9)]
    make_active("Other", by=pool_staff)
    opportunity = make_opportunity(pool_staff)
    assert picking.equals(opportunity) == [(2, 9), (1, 1)]
    rows = services.draw_people(opportunity, points=2, many=3, by=pool_staff)
    numbers = [one.pk for one in equal]
    assert [one.member_id for one in rows] == lot.drawn(opportunity.seed, numbers, 3)
    assert {tuple(one.reasons[-1]) for one in rows} == {("lot", "")}
    draw = Draw.objects.get()
    assert (draw.among, draw.drawn, draw.reasons, draw.mark) == (9, 3, 2, lot.mark_of_draw(numbers))
    again = services.draw_people(opportunity, points=2, many=9, by=pool_staff)
    assert [one.member_id for one in [*rows, *again]] == lot.drawn(opportunity.seed, numbers, 9)


# choosing and asking


def test_asking_writes_one_message_to_each_by_their_way_and_remembers_when(pool_staff, settings):
    opportunity = make_opportunity(pool_staff)
    mail = make_active("Mail", by=pool_staff, picks={"interests": ["homes"]})
    post = make_active("Post", by=pool_staff, facts={"way": "letter", "address": "1 Road", "easy_read": True})
    services.choose_people(opportunity, numbers=[mail.pk, post.pk, 999_999], by=pool_staff)
    assert Message.objects.filter(about="news").count() == 0
    sent = services.send_invitations(opportunity, by=pool_staff)
    assert (sent, services.send_invitations(opportunity, by=pool_staff)) == ((2, 0), (0, 0))
    by_way = {message.way: message for message in Message.objects.filter(about="news")}
    assert {way: message.member for way, message in by_way.items()} == {Way.EMAIL: mail, Way.LETTER: post}
    standard = [says for _picture, says in by_way[Way.EMAIL].ideas]
    assert "The words about: ask." in standard
    assert "Why we ask you: You told us that you like: Where people live. We had not asked you before this." in standard
    (invitation,) = mail.invitations.all()
    (link,) = [says for says in standard if "/invitations/" in says]
    assert link == f"Answer here: {settings.SITE_URL.rstrip('/')}/invitations/{invitation.link}/"
    easy = by_way[Way.LETTER]
    # Each of the five texts is the same easy read here.
    assert (easy.form, easy.ideas.count(["meeting", "Come and talk with us."])) == ("en-simple", 5)
    assert not any("/invitations/" in says for _picture, says in easy.ideas)
    assert Member.objects.filter(last_asked_at=None).count() == 0


def test_whoever_was_asked_to_something_else_meanwhile_is_not_told_that_this_is_the_first_time(pool_staff):
    rosa = make_active("Rosa", by=pool_staff, picks={"interests": ["homes"]})
    first, second = make_opportunity(pool_staff), make_opportunity(pool_staff)
    for one in (first, second):
        services.choose_people(one, numbers=[rosa.pk], by=pool_staff)
    for one in (first, second):
        services.send_invitations(one, by=pool_staff)
    kept = list(rosa.invitations.order_by("pk").values_list("reasons", flat=True))
    assert kept == [[["interest", "homes"], ["never", ""]], [["interest", "homes"]]]
    said = [" ".join(words for _picture, words in one.ideas) for one in rosa.messages.filter(about="news")]
    assert [words.count("not asked you before") for words in said] == [0, 1]


def test_braces_in_words_of_the_team_are_no_gaps(pool_staff):
    opportunity = make_opportunity(pool_staff, ask="Use {link} and {nothing}.", title="A {title}")
    make_asked(pool_staff, "Rosa", opportunity=opportunity)
    message = Message.objects.get(about="news")
    assert ["", "Use {link} and {nothing}."] in message.ideas
    assert message.title == "Will you take part? A {title}"


def test_nobody_is_chosen_twice_or_against_their_wish(pool_staff):
    opportunity = make_opportunity(pool_staff)
    rosa, sam = make_active("Rosa", by=pool_staff), make_active("Sam", by=pool_staff)
    for _press in range(2):
        services.choose_people(opportunity, numbers=[rosa.pk, sam.pk, rosa.pk], by=pool_staff)
    assert Invitation.objects.count() == 2
    services.pause_member(sam, by=pool_staff)
    assert services.send_invitations(opportunity, by=pool_staff) == (1, 1)
    assert [one.member for one in Invitation.objects.all()] == [rosa]
    assert Message.objects.filter(member=sam, about="news").count() == 0
    with pytest.raises(ValidationError):
        services.name_person(opportunity, member=sam, by=pool_staff)


def test_all_choices_are_logged_with_who_and_why(pool_staff):
    (invitation,) = make_asked(pool_staff, "Rosa")
    assert (invitation.chosen_by, invitation.reasons) == (pool_staff, [["never", ""]])
    verbs = set(AuditLine.objects.filter(actor_id=pool_staff.pk).values_list("verb", flat=True))
    assert {"members.opportunity.choose_people", "members.invitation.send"} <= verbs


def test_only_pool_staff_choose_and_ask(pool_staff, facilitator, resident):
    opportunity = make_opportunity(pool_staff)
    rosa = make_active(by=pool_staff)
    for somebody in (facilitator, resident):
        for deed in (
            lambda by: services.choose_people(opportunity, numbers=[rosa.pk], by=by),
            lambda by: services.send_invitations(opportunity, by=by),
            lambda by: services.draw_people(opportunity, points=1, many=1, by=by),
        ):
            with pytest.raises(PermissionDenied):
                deed(somebody)
    assert Invitation.objects.count() == 0


def test_nobody_is_asked_after_the_last_day(pool_staff):
    opportunity = make_opportunity(pool_staff)
    rosa = make_active(by=pool_staff)
    Opportunity.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotNow):
        services.choose_people(opportunity, numbers=[rosa.pk], by=pool_staff)


# fresh and familiar faces


def held(pool_staff, title, *members, days_ago):
    """Something that these people took part in."""
    opportunity = make_opportunity(pool_staff, title=title, wanted=9)
    for one in members:
        (invitation,) = services.choose_people(opportunity, numbers=[one.pk], by=pool_staff)
        services.send_invitations(opportunity, by=pool_staff)
        services.answer_invitation(invitation, answer="yes", by=pool_staff, how="phone")
    for deed in (services.fill_opportunity, services.begin_opportunity, services.finish_opportunity):
        deed(opportunity, by=pool_staff)
    Opportunity.objects.filter(pk=opportunity.pk).update(begun_at=timezone.now() - timedelta(days=days_ago))


def test_the_mix_is_counted_and_the_same_faces_are_noticed(pool_staff):
    people = [make_active(f"P{number}", by=pool_staff) for number in range(5)]
    held(pool_staff, "First", *people[:3], days_ago=30)
    held(pool_staff, "Second", *people[:3], days_ago=20)
    mix = mix_of([one.pk for one in people])
    assert (mix.people, mix.new, mix.returning, mix.never_asked, mix.came_to_both) == (5, 2, 3, 2, 3)
    # 60 of 100 is not more than 60.
    assert (mix.are_same_faces, mix_of([one.pk for one in people[:4]]).are_same_faces) == (False, True)
    held(pool_staff, "Third", people[4], days_ago=10)
    assert mix_of([one.pk for one in people]).came_to_both == 0
    assert mix_of([]).are_same_faces is False


# to the end


def test_whoever_was_asked_is_told_when_it_is_cancelled(pool_staff):
    opportunity = make_opportunity(pool_staff, wanted=3)
    yes, no, _silent = make_asked(pool_staff, "Yes", "No", "Silent", opportunity=opportunity)
    services.answer_invitation(yes, answer="yes", by=pool_staff, how="phone")
    services.answer_invitation(no, answer="no", by=pool_staff, how="phone")
    with pytest.raises(ValidationError):
        services.cancel_opportunity(opportunity, because=" ", by=pool_staff)
    services.cancel_opportunity(opportunity, because="Snow.", by=pool_staff)
    told = Message.objects.filter(occasion__endswith="-cancelled").order_by("pk")
    assert [(one.member.name, one.about) for one in told] == [("Yes", "place"), ("Silent", "news")]


def test_it_is_closed_only_when_everybody_who_took_part_was_told(pool_staff):
    opportunity = make_opportunity(pool_staff)
    invitation, _other = make_asked(pool_staff, "Rosa", "Sam", opportunity=opportunity)
    with pytest.raises(NotNow):
        services.fill_opportunity(opportunity, by=pool_staff)
    services.answer_invitation(invitation, answer="yes", by=pool_staff, how="phone")
    for deed in (services.fill_opportunity, services.begin_opportunity, services.finish_opportunity):
        deed(opportunity, by=pool_staff)
    assert Member.objects.exclude(last_came_at=None).get().name == "Rosa"
    with pytest.raises(NotNow):
        services.feed_back_opportunity(opportunity, by=pool_staff)
    services.tell_what_came(opportunity, outcome="It changed.", outcome_easy=EASY, by=pool_staff)
    with pytest.raises(NotNow):
        services.tell_what_came(opportunity, outcome="Again.", outcome_easy=EASY, by=pool_staff)
    with pytest.raises(NotNow):
        services.feed_back_opportunity(opportunity, by=pool_staff)
    message = Message.objects.get(occasion__endswith="-outcome")
    assert (message.member.name, message.about) == ("Rosa", "place")
    services.clear_message(message, "ring", by=pool_staff)
    assert services.feed_back_opportunity(opportunity, by=pool_staff).state == "fed_back"


# other deeds around the person


def test_erasing_somebody_keeps_the_count_and_nothing_they_said(pool_staff):
    (invitation,) = make_asked(pool_staff, "Rosa", picks={"interests": ["homes"]})
    services.answer_invitation(invitation, answer="no", by=pool_staff, how="phone", words="I move away.")
    services.erase_member(invitation.member, by=pool_staff)
    kept = Invitation.objects.get()
    assert (kept.state, kept.reasons, kept.words) == ("no", [], "")


def test_two_records_of_one_person_hold_one_invitation(pool_staff):
    kept, other = make_asked(pool_staff, "Rosa", "Rosa")
    services.answer_invitation(other, answer="yes", by=pool_staff, how="phone")
    services.merge_members(kept.member, other=other.member, by=pool_staff)
    (invitation,) = Invitation.objects.all()
    assert (invitation.member, invitation.state) == (kept.member, "yes")


def test_a_number_that_nobody_has_chooses_nobody(pool_staff):
    opportunity = make_opportunity(pool_staff)
    assert (services.choose_people(opportunity, numbers=[10**12], by=pool_staff), Invitation.objects.count()) == ([], 0)
