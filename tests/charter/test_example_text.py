"""The example Charter: whole, in every state, in both forms, and written as we tell others to write."""

import io
from collections import Counter
from datetime import timedelta

import pikepdf
import pytest

import charter.example
from charter import services
from charter.doing import told_by_value
from charter.models import Adopter, Concern, Infrastructure, Part, Pledge, Promise, Version
from halton_coprod.easyread.blocks import Block
from halton_coprod.easyread.wordlists import glossary_words
from halton_coprod.easyread.writing import check

pytestmark = pytest.mark.once

Kind = Part.Kind
MOST_SHEETS = 24


@pytest.fixture
def example(example_charter, db):
    return Version.objects.in_force()


def count(version, kind):
    return version.parts.filter(kind=kind).count()


def test_it_is_a_complete_charter_with_two_older_versions_and_one_that_people_are_asked_about(example):
    states = ["superseded", "superseded", "in_force", "comment"]
    assert list(Version.objects.order_by("number").values_list("state", flat=True)) == states
    assert {kind: count(example, kind) for kind in Kind} == {
        Kind.FOREWORD: 1,
        Kind.DEFINITION: 1,
        Kind.VALUE: 7,
        Kind.BEHAVIOUR: 23,
        Kind.INFRASTRUCTURE: 8,
        Kind.PROMISE: 9,
    }
    for value in example.parts.filter(kind=Kind.VALUE):
        assert example.parts.filter(kind=Kind.BEHAVIOUR, value=value.value).count() >= 3


def names(version, kind):
    return set(version.parts.filter(kind=kind).values_list("name", flat=True))


def test_each_version_says_something_else(example):
    first, second, third, fourth = Version.objects.order_by("number")
    assert len(names(first, Kind.VALUE)) == 6
    assert names(second, Kind.VALUE) - names(first, Kind.VALUE) == {"We tell you what happened", "Taking part is easy"}
    assert names(second, Kind.BEHAVIOUR) - names(third, Kind.BEHAVIOUR) == {"We meet every month"}
    assert names(second, Kind.PROMISE) - names(third, Kind.PROMISE) == {"Every meeting is in Runcorn"}
    assert len({version.parts.get(kind=Kind.DEFINITION).text for version in (first, second, third, fourth)}) == 4
    assert names(third, Kind.BEHAVIOUR) ^ names(fourth, Kind.BEHAVIOUR) == {
        "We ask what people want to learn",
        "I phone before the first meeting",
    }


def test_what_a_version_says_of_itself_stays_true(example):
    asking = ("out for comment", "Tell us what you think")
    for version in Version.objects.all():
        said = [version.summary, *(block.words for block in version.summary_easy.blocks)]
        assert [words for words in said for one in asking if one in words] == []


def test_a_page_of_easy_read_tells_of_at_least_four_promises(client, example):
    step = client.get("/easy/charter/accountability/").context["step"]
    assert step.total > 1
    pages = [client.get(f"/easy/charter/accountability/?page={at}").context["step"] for at in range(1, step.total + 1)]
    assert [len(page["promises"]) >= 4 for page in pages[:-1]] == [True] * (step.total - 1)


def test_people_have_said_something_in_every_state_there_is(example):
    fourth = Version.objects.out_for_comment()
    assert Counter(fourth.comments.values_list("state", flat=True)) == {
        "held": 2,
        "shown": 2,
        "answered": 2,
        "not_shown": 2,
    }
    assert example.comments.shown().count() == 2


def test_it_is_loaded_once(example, editor):
    assert charter.example.load(by=editor) is False
    assert Version.objects.count() == 4


def test_promises_stand_in_every_way_that_there_is(example):
    standing = {part.promise.slug: part.promise.standing.key for part in example.parts.filter(kind=Kind.PROMISE)}
    assert standing == {
        "expenses-in-five-days": "late",
        "papers-a-week-before": "on_the_way",
        "an-answer-to-every-idea": "not_started",
        "half-the-seats": "done",
        "money-rules-in-easy-read": "done",
        "a-checking-group": "could_not",
        "meetings-outside-working-hours": "on_the_way",
        "trained-co-chairs": "on_the_way",
        "a-plan-for-co-production": "not_started",
    }
    assert Promise.objects.get(slug="expenses-in-five-days").readings.count() == 6
    assert [what for what, _was, _now in Promise.objects.get(slug="trained-co-chairs").corrections.get().lines] == [
        "By when"
    ]


def test_what_must_be_in_place_stands_in_every_way_that_there_is(example):
    assert {thing.slug: thing.standing.key for thing in Infrastructure.objects.all()} == {
        "boards": "in_place",
        "reimbursement-policy": "at_risk",
        "strategic-plan": "planned",
        "resident-pool": "in_place",
        "training": "in_place",
        "accessible-information": "at_risk",
        "quiet-places": "in_place",
        "supporters-and-advocates": "not_started",
    }


def test_four_organisations_have_signed_and_pledged(example):
    pledges = {
        adopter.slug: [one.standing.key for one in adopter.pledges.all()] for adopter in Adopter.objects.signed()
    }
    assert {slug: sorted(standing) for slug, standing in pledges.items()} == {
        "example-borough-council": ["could_not", "on_the_way"],
        "example-nhs-trust": ["done", "late"],
        "example-people-first": ["on_the_way"],
        "example-carers-network": ["not_started"],
    }


def test_organisations_stand_in_every_state_and_one_has_its_own_link(example):
    assert Counter(Adopter.objects.values_list("state", flat=True)) == {"adopted": 4, "asked": 1, "not_now": 1}
    assert [one.slug for one in Adopter.objects.exclude(link=None)] == ["example-nhs-trust"]
    assert Pledge.objects.late().get().adopter.email == "nina@example.org"


def test_concerns_stand_in_every_state_and_some_are_overdue_also_after_a_tick(example):
    assert {concern.state for concern in Concern.objects.all()} == set(Concern.State.values)
    assert Concern.objects.overdue().count() == 2
    services.escalate_overdue()
    assert {concern.state for concern in Concern.objects.all()} == set(Concern.State.values)
    assert Concern.objects.overdue().count() == 1
    assert [one.way for one in Concern.objects.filter(state="answered") if one.is_answer_on_its_way] == [
        "phone",
        "email",
    ]


def test_one_promise_is_measured_over_two_years_one_number_is_missing_and_one_owner_is_reminded(example):
    days = Promise.objects.get(slug="half-the-seats").readings.values_list("on", flat=True)
    assert max(days) - min(days) > timedelta(days=730)
    parts = example.parts.filter(kind=Kind.PROMISE)
    promises = Promise.objects.with_latest().filter(pk__in=parts.values("promise"))
    assert [promise.slug for promise in promises if promise.missing] == ["half-the-seats"]
    assert services.remind_owners() == 1
    assert Promise.objects.exclude(owner_email="").get().slug == "expenses-in-five-days"


def test_how_we_are_doing_has_a_trend_and_a_group_that_is_hidden(example):
    told = {tuple((bool(time.residents), bool(time.staff)) for time in times) for times in told_by_value().values()}
    assert told == {((True, True), (True, False), (True, True), (True, True))}


def test_each_text_has_an_easy_read_that_fits_and_has_nothing_to_mend(example):
    known = glossary_words()
    assert [place for place, easy in easy_texts() if not easy] == []
    assert [part.name for part in Part.objects.all() if part.is_drifted] == []
    found = {
        (finding.rule, finding.sentence)
        for _place, easy in easy_texts()
        for finding in check(list(easy.blocks), known=known)
        if not finding.maybe and not finding.explained
    }
    assert found == set()


def test_the_few_words_that_both_forms_say_are_easy_or_in_the_word_list(example):
    found = {
        (finding.rule, words)
        for words in said_in_both_forms()
        for finding in check([Block("person", f"{words}.")], known=glossary_words())
        if not finding.maybe and not finding.explained
    }
    assert found == set()


def said_in_both_forms():
    """Names of people's posts, of meetings and of papers: lines too short to be said in another way."""
    for thing in (*Promise.objects.all(), *Infrastructure.objects.all()):
        yield thing.owner
        yield from (update.evidence_label for update in thing.updates.exclude(evidence_label=""))
    yield from Promise.objects.exclude(unit="").values_list("unit", flat=True)
    yield from Adopter.objects.values_list("lead", flat=True)
    for version in Version.objects.all():
        yield version.written_by
        yield from filter(None, (version.decided_at_meeting, version.decided_by))


def easy_texts():
    """Every easy text of the example, with the place where it stands."""
    for version in Version.objects.all():
        yield f"summary of version {version.number}", version.summary_easy
        yield from ((f"{part.kind} {part.name}", part.easy) for part in version.parts.all())
        yield from (("answer", comment.reply_easy) for comment in version.comments.with_reply())
    for promise in Promise.objects.all():
        yield f"how we know: {promise.slug}", promise.how_we_know_easy
        yield from ((f"reading of {promise.slug}", reading.easy) for reading in promise.readings.all())
        yield from ((f"update of {promise.slug}", update.easy) for update in promise.updates.all())
        yield from ((f"correction of {promise.slug}", one.easy) for one in promise.corrections.all())
    for thing in Infrastructure.objects.all():
        yield f"next: {thing.slug}", thing.next_step_easy
        yield from ((f"update of {thing.slug}", update.easy) for update in thing.updates.all())
    for adopter in Adopter.objects.filter(state=Adopter.State.NOT_NOW):
        yield f"why not now: {adopter.slug}", adopter.because_easy
    for concern in Concern.objects.filter(state__in=Concern.ANSWERED):
        yield "answer to a concern", concern.answer_easy
        yield from [("what changed", concern.changed_easy)] if concern.changed else []
    for adopter in Adopter.objects.signed():
        yield f"about {adopter.slug}", adopter.easy
        for pledge in adopter.pledges.all():
            yield f"pledge of {adopter.slug}", pledge.easy
            yield from [(f"report of {adopter.slug}", pledge.report_easy)] if pledge.report else []


@pytest.mark.parametrize("address", ["/charter.pdf", "/easy/charter.pdf"])
def test_it_is_short_enough_to_print(client, example, address):
    with pikepdf.open(io.BytesIO(client.get(address).content)) as document:
        assert 4 < len(document.pages) <= MOST_SHEETS
