"""What the pool looks like: nobody can be found in its numbers, however they are taken from each other."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.desk import shape
from members.models import BoroughShare, EqualityAnswer, Member, StateChange, TakingPart

from .people import make_member

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
PAGE = "/team/pool/looks/"


def people(number, **facts):
    for _one in range(number):
        make_member(facts=facts)


def rows(key, district=""):
    return {row.name: (row.number, row.share) for one in shape.tables(district) if one.key == key for row in one.rows}


@pytest.mark.parametrize(
    ("number", "told"), [(0, None), (1, None), (4, None), (5, 5), (6, 5), (7, 5), (8, 10), (12, 10), (13, 15)]
)
def test_a_number_is_told_to_the_nearest_five_and_not_under_five(number, told):
    assert shape.told(number) == told


def test_a_small_group_looks_like_none_at_all():
    people(6, postcode="WA7 2ES")
    people(4, postcode="WA8 7QF")
    assert rows("district") == {
        "Runcorn and around (WA7)": (5, None),
        "Widnes and around (WA8)": (None, None),
        "Near Halton": (None, None),
        "Further away": (None, None),
        "Not said": (None, None),
    }


def test_one_more_person_is_not_seen_between_two_filters_or_two_days():
    people(12, postcode="WA7 2ES", age_band="16-24")
    people(6, postcode="WA8 7QF", age_band="16-24")
    before = rows("age"), rows("age", "wa7")
    make_member(facts={"postcode": "L24 9ZZ", "age_band": "16-24"})
    assert (rows("age"), rows("age", "wa7")) == before
    assert rows("age")["16 to 24"] == (20, None)


def test_who_left_or_was_erased_is_not_counted_and_who_comes_and_goes_is_told_by_quarter(client, pool_staff):
    for number in range(6):
        member = make_member(f"Person {number}")
        services.leave_pool(member, by=pool_staff)
    people(7)
    today = timezone.localdate()
    assert sum(row[0] or 0 for row in rows("district").values()) == 5
    (now, *older) = shape.quarters(today)
    assert (now.joined, now.left, now.joined_share, now.left_share) == (15, 5, 100, 33)
    client.force_login(pool_staff)
    page = client.get("/team/pool/looks/").content.decode()
    assert page[page.index('id="quarters-heading"') :].partition("</section>")[0].count('class="share-bar"') == 2
    assert [(one.joined, one.left) for one in older] == [(None, None)] * 3
    assert shape.quarters(today - datetime.timedelta(days=91))[0].joined is None
    assert StateChange.objects.filter(after=Member.State.LEFT).count() == 6


def test_who_was_never_asked_is_told_of_the_active_people():
    people(12)
    Member.objects.update(state="active")
    Member.objects.filter(pk__in=Member.objects.values("pk")[:6]).update(last_asked_at=timezone.now())
    assert rows("asked") == {"Never asked": (5, 50), "Asked at least once": (5, 50)}


def test_one_person_who_ticked_several_counts_in_each_and_shares_are_of_the_people():
    for _one in range(10):
        make_member(picks={"taking_part": [*TakingPart.values]})
    people(10)
    found = rows("taking_part")
    assert (found["Meet online"], found["Join a board that meets often"]) == ((10, 50), (10, 50))


def test_where_a_group_is_hidden_no_share_is_told_or_judged(pool_staff):
    people(20, postcode="WA8 7QF")
    people(5, postcode="WA7 2ES")
    people(4, postcode="L24 9ZZ")
    shares = services.set_borough_shares("district", percents={"wa7": Decimal("49.5")}, source="2021", by=pool_staff)
    (table,) = [one for one in shape.tables("", shares) if one.key == "district"]
    assert {(row.share, row.is_short) for row in table.rows} == {(None, False)}
    assert [row.number for row in table.rows] == [5, 20, None, None, None]


@FORMS
@pytest.mark.parametrize("filtered", ["", "?district=near"])
def test_the_page_of_a_hidden_group_shows_numbers_and_no_shares(client, pool_staff, form, filtered):
    people(6, postcode="L24 9ZZ", age_band="25-34")
    people(3, postcode="L24 9ZZ", age_band="65+")
    percents = {"25-34": Decimal("60"), "65+": Decimal("40")}
    services.set_borough_shares("age", percents=percents, source="2021", by=pool_staff)
    client.force_login(pool_staff)
    page = client.get(f"{form}{PAGE}{filtered}").content.decode()
    ages = page[page.index('id="table-age"') :].partition("</section>")[0]
    assert [ages.count(one) for one in ("share-bar", "share-here", "<strong>", "of 100")] == [0, 0, 0, 2]


def test_the_borough_stands_beside_the_pool_and_says_where_there_are_too_few(pool_staff):
    percents = {"wa7": Decimal("49.5"), "wa8": None}
    for postcode in ("L24 9ZZ", "M1 1AE", ""):
        people(5, postcode=postcode)
    shares = services.set_borough_shares("district", percents=percents, source="Census 2021", by=pool_staff)
    people(5, postcode="WA7 2ES")
    people(20, postcode="WA8 7QF")
    (table,) = [one for one in shape.tables("", shares) if one.key == "district"]
    assert [(row.share, row.borough, row.is_short) for row in table.rows[:2]] == [
        (12, Decimal("49.5"), True),
        (50, None, False),
    ]


@FORMS
def test_needs_equality_and_names_stand_nowhere_on_the_page(client, facilitator, form):
    for _one in range(6):
        make_member("Rosa Privat", needs=[services.Said("other", words="A guide horse")], facts={"postcode": "WA8 7QF"})
    client.force_login(facilitator)
    page = client.get(f"{form}{PAGE}?district=wa8").content.decode()
    assert [page.count(one) for one in ("Rosa Privat", "guide horse", "WA8 7QF", "shared@home.example")] == [0] * 4


@FORMS
@pytest.mark.parametrize("asked", ["?district=wa8", "?district=<script>", "?district=unsaid", ""])
def test_the_page_asks_the_same_however_many_people_there_are(
    client, pool_staff, django_assert_max_num_queries, form, asked
):
    people(30, postcode="WA8 7QF")
    client.force_login(pool_staff)
    with django_assert_max_num_queries(12):
        answer = client.get(f"{form}{PAGE}{asked}")
    assert (answer.status_code, answer.content.decode().count("<script>")) == (200, 0)


@FORMS
def test_pool_staff_type_in_the_figures_of_the_borough(client, pool_staff, form):
    client.force_login(pool_staff)
    page = form + reverse("pool_shares", args=["district"])
    sent = {"wa7": "49.5", "wa8": "", "source": "Census 2021"}
    for _press in range(2):
        assert client.post(page, sent)["Location"] == f"{form}{PAGE}"
    assert list(BoroughShare.objects.values_list("group", "percent", "source")) == [
        ("wa7", Decimal("49.5"), "Census 2021")
    ]
    assert {line.verb for line in AuditLine.objects.filter(verb__startswith="members.shares")} == {"members.shares.set"}


@FORMS
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"wa7": "60", "wa8": "60", "source": "Census"}, ["__all__"]),
        ({"wa7": "", "wa8": "", "source": "Census"}, ["__all__"]),
        ({"wa7": "many", "wa8": "", "source": "Census"}, ["wa7"]),
        ({"wa7": "NaN", "wa8": "1e400", "source": "Census"}, ["wa7", "wa8"]),
        ({"wa7": "40", "wa8": "40", "source": ""}, ["source"]),
        ({"wa7": "40", "wa8": "40", "source": "x" * 100_000}, ["source"]),
    ],
)
def test_figures_that_cannot_be_are_refused_and_stay_typed(client, pool_staff, form, typed, wrong):
    client.force_login(pool_staff)
    answer = client.post(form + reverse("pool_shares", args=["district"]), typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, wrong)
    assert (answer.context["form"]["wa7"].value(), BoroughShare.objects.count()) == (typed["wa7"], 0)


@FORMS
def test_there_are_figures_for_two_questions_only(client, pool_staff, form):
    client.force_login(pool_staff)
    assert client.get(f"{form}{PAGE}needs/").status_code == 404


@FORMS
def test_equality_answers_are_shown_in_totals_that_hide_the_few(client, facilitator, form):
    for answer, people in (("yes", 7), ("no", 4)):
        EqualityAnswer.objects.create(question="carer", answer=answer, people=people)
    client.force_login(facilitator)
    tables = {table.key: table for table in client.get(f"{form}/team/pool/looks/equality/").context["tables"]}
    assert [(row.number, row.share) for row in tables["equality-carer"].rows] == [(5, None), (None, None), (None, None)]
    assert len(tables) == 7


@FORMS
def test_the_answers_of_a_paper_form_are_counted_once_and_leave_no_trail(client, pool_staff, facilitator, form):
    where = f"{form}/team/pool/looks/equality/count/"
    client.force_login(facilitator)
    assert (client.get(where).status_code, client.post(where, {"carer": "yes"}).status_code) == (403, 403)
    client.force_login(pool_staff)
    typed = {"token": client.get(where).context["form"].initial["token"], "carer": "yes", "sex": ""}
    lines = AuditLine.objects.count()
    for _press in range(2):
        assert client.post(where, typed).status_code == 302
    assert [(row.question, row.answer, row.people) for row in EqualityAnswer.objects.all()] == [("carer", "yes", 1)]
    assert AuditLine.objects.count() == lines
    for wrong in ({"carer": "perhaps"}, {}):
        assert client.post(where, {"token": typed["token"], **wrong}).status_code == 200
