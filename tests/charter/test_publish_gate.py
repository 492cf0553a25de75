"""Nothing goes out to people while its easy read is not ready, unless somebody says why and by when it follows."""

import html
import re

import pytest
from django.core.exceptions import ValidationError

from charter import services
from charter.models import AcceptedFinding, Part, Version
from charter.models.findings import mark_of
from charter.services.readiness import findings_of, gaps_of
from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine

from .conftest import LATER, day, easy
from .desk import change, opened, part_page, typed_day, typed_easy, version_page, why_later

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HARD = "Our procurement is fair."
SAYS_NO = ["The easy read of some parts is not ready. Mend it, or say why and by when it follows."]


def write(part, by, *words, **more):
    """Save these easy words, as fitting the text."""
    part = Part.objects.get(pk=part.pk)
    return services.change_part(part, seen=part.fingerprint, easy=easy(*words), easy_fits=True, by=by, **more)


def ready(charter):
    return write(charter.draft.parts.get(kind="definition"), charter.editor, "We decide.")


def agreed(charter):
    """Open and agreed, with a reason for whatever is not ready."""
    services.open_version(charter.draft, **LATER, by=charter.editor)
    services.agree_version(charter.draft, meeting="Board", on=day(-1), decided_by="All", by=charter.editor)


# what is the matter → the words it is done with
FAULTS = {
    "no easy read": {"easy": easy()},
    "a drift mark": {"text": "Quite other words."},
    "a hard word": {"easy": easy(HARD), "easy_fits": True},
    "a hard word in the heading": {"easy": easy("We decide.", title="Fair procurement"), "easy_fits": True},
    "a short form": {"easy": easy("Ask the CQC."), "easy_fits": True},
    "a percentage": {"easy": easy("It is 63% of us."), "easy_fits": True},
    "a long sentence": {"easy": easy(" ".join(["we"] * 26) + "."), "easy_fits": True},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_keeps_a_version_from_going_out_and_from_coming_in_force(charter, part, editor, fault):
    ready(charter)
    fresh = Part.objects.get(pk=part.pk)
    services.change_part(fresh, seen=fresh.fingerprint, by=editor, **FAULTS[fault])
    with pytest.raises(services.NotReady) as no:
        services.open_version(charter.draft, by=editor)
    assert ([one.pk for one in no.value.parts], Version.objects.get(number=3).state) == ([part.pk], "draft")

    agreed(charter)
    with pytest.raises(services.NotReady):
        services.put_version_in_force(charter.draft, by=editor)
    assert Version.objects.in_force() == charter.second


@pytest.mark.parametrize("words", [easy(), easy(HARD)])
def test_what_changed_is_said_in_easy_read_too(desk, charter, part, editor, words):
    ready(charter)
    services.describe_version(charter.draft, summary="It is clearer.", summary_easy=words, by=editor)
    with pytest.raises(services.NotReady):
        services.open_version(charter.draft, by=editor)
    for page in ("", "open/"):
        told = desk.get(f"{version_page(charter.draft)}{page}").content.decode()
        gaps = told.partition('id="gaps"')[2].partition("</div>")[0]
        assert gaps.count(f'href="{version_page(charter.draft)}describe/"') == 1
    services.describe_version(charter.draft, summary="It is clearer.", summary_easy=easy("It is clear."), by=editor)
    services.open_version(charter.draft, by=editor)


def test_without_a_fault_it_goes_out_and_no_reason_is_kept(charter, part, editor):
    ready(charter)
    services.open_version(charter.draft, **LATER, by=editor)
    now = Version.objects.get(number=3)
    assert (now.state, now.easy_follows_because, now.easy_follows_by) == ("comment", "", None)


def test_a_reason_from_before_goes_when_all_is_mended(charter, part, editor):
    agreed(charter)
    assert Version.objects.get(number=3).easy_follows_because == LATER["easy_follows_because"]
    ready(charter)
    services.put_version_in_force(charter.draft, by=editor)
    now = Version.objects.in_force()
    assert (now.number, now.easy_follows_because, now.easy_follows_by) == (3, "", None)


@pytest.mark.parametrize(
    "half",
    [
        {"easy_follows_because": "Illness"},
        {"easy_follows_by": day(3)},
        {"easy_follows_because": "  ", "easy_follows_by": day(3)},
    ],
)
def test_half_a_reason_is_none(charter, editor, half):
    with pytest.raises(services.NotReady):
        services.open_version(charter.draft, **half, by=editor)


def test_the_day_on_which_it_follows_is_still_to_come(charter, editor):
    with pytest.raises(ValidationError, match="This day has passed"):
        services.open_version(charter.draft, easy_follows_because="Illness", easy_follows_by=day(-1), by=editor)
    services.open_version(charter.draft, easy_follows_because="Illness", easy_follows_by=day(0), by=editor)
    assert Version.objects.get(number=3).easy_follows_by == day(0)


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_exception_is_shown_to_everybody_until_it_is_mended(client, charter, part, editor, form):
    path = f"{form}/charter/history/3/"
    agreed(charter)
    client.logout()
    told = html.unescape(client.get(path).content.decode())
    assert told.count('class="notice easy-follows"') == 1
    assert told.count(LATER["easy_follows_because"]) == 1
    ready(charter)
    assert client.get(f"{path}?again").content.decode().count('class="notice easy-follows"') == 0


@pytest.mark.parametrize("form", ["", "/easy"])
def test_when_its_day_has_passed_everybody_is_told(client, charter, part, form):
    agreed(charter)
    path = f"{form}/charter/history/3/"
    late = {"easy_follows_by": day(-1)}
    before = client.get(path).content.decode()
    Version.objects.filter(number=3).update(**late)
    after = client.get(f"{path}?again").content.decode()
    told = [re.search(r'class="notice easy-follows">(.*?)</p>', page)[1] for page in (before, after)]
    assert told[0] != told[1]
    assert (said_date(day(20)) in told[0], said_date(day(-1)) in told[1]) == (True, True)


def test_a_word_with_a_reason_is_closed_and_others_are_not(charter, part, editor):
    ready(charter)
    part = write(part, editor, HARD, "Ask the CQC.")
    found = {mark_of(one): one.words for one in findings_of(part)}
    assert sorted(found.values()) == ["CQC", "procurement"]
    (mark,) = [mark for mark, words in found.items() if words == "CQC"]
    services.accept_findings(part, reasons={mark: "It is the name on the door."}, by=editor)
    (gap,) = gaps_of(charter.draft)
    assert [one.words for one in gap.findings] == ["procurement"]

    services.accept_findings(part, reasons=dict.fromkeys(found, "People here know it."), by=editor)
    assert gaps_of(charter.draft) == []
    services.open_version(charter.draft, by=editor)


def test_a_reason_holds_in_the_next_version_and_for_its_part_only(charter, part, editor):
    ready(charter)
    part = write(part, editor, HARD)
    services.accept_findings(part, reasons={mark_of(one): "Known." for one in findings_of(part)}, by=editor)
    other = charter.draft.parts.get(kind="foreword")
    write(other, editor, HARD)
    assert [gap.part.pk for gap in gaps_of(charter.draft)] == [other.pk]
    write(other, editor, "Hello.")
    services.open_version(charter.draft, by=editor)
    services.agree_version(charter.draft, meeting="Board", on=day(-1), decided_by="All", by=editor)
    services.put_version_in_force(charter.draft, by=editor)
    assert gaps_of(services.draft_version(by=editor)) == []


def test_a_reason_is_given_changed_and_taken_away_at_the_desk(desk, charter, part, editor):
    write(part, editor, HARD)
    page = f"{part_page(part)}findings/"
    (mark,) = [mark_of(one) for one in findings_of(Part.objects.get(pk=part.pk))]
    for because, kept in (("Known.", ["Known."]), ("Everybody asks.", ["Everybody asks."]), ("", [])):
        answer = desk.post(page, {mark: because, **opened(desk, page)})
        assert (answer.status_code, answer["Location"]) == (302, version_page(charter.draft))
        assert list(AcceptedFinding.objects.values_list("because", flat=True)) == kept


def test_a_reason_of_somebody_else_is_not_taken_away_unseen(desk, charter, part, editor):
    write(part, editor, HARD)
    page = f"{part_page(part)}findings/"
    (mark,) = [mark_of(one) for one in findings_of(Part.objects.get(pk=part.pk))]
    mine = opened(desk, page)
    desk.post(page, {mark: "Their reason.", **mine})
    told = desk.post(page, {mark: "My reason.", **mine})
    words = html.unescape(told.content.decode())
    assert (told.status_code, words.count("Their reason."), words.count("My reason.")) == (409, 1, 1)
    assert AcceptedFinding.objects.get().because == "Their reason."


def test_a_reason_leaves_no_word_in_the_log(charter, part, editor):
    write(part, editor, HARD)
    part.refresh_from_db()
    services.accept_findings(part, reasons={mark_of(one): "Private." for one in findings_of(part)}, by=editor)
    line = AuditLine.objects.first()
    assert (line.verb, line.fields, line.note) == ("charter.part.accept_findings", [], "1 reasons")


@pytest.mark.parametrize("form", ["", "/easy"])
def test_the_desk_refuses_in_words_and_lists_what_to_mend(desk, charter, part, editor, form):
    write(part, editor, HARD)
    page = desk.post(f"{version_page(charter.draft, form)}open/", {})
    words = html.unescape(page.content.decode())
    assert (page.status_code, page.context["form"].non_field_errors()) == (200, SAYS_NO)
    assert (words.count("“procurement” (Hard word)"), words.count(f'href="{part_page(part, form)}findings/"')) == (1, 1)
    assert Version.objects.get(number=3).state == "draft"


def test_opening_is_one_press_where_all_is_ready_and_a_page_where_not(desk, charter):
    address = f"{version_page(charter.draft)}open/"
    assert desk.get(version_page(charter.draft)).content.decode().count(f'href="{address}"') == 1
    ready(charter)
    assert desk.get(version_page(charter.draft)).content.decode().count(f'action="{address}"') == 1


def test_a_reason_that_stood_before_is_filled_in_again_while_it_holds(desk, charter):
    desk.post(f"{version_page(charter.draft)}open/", why_later())
    decision = {"meeting": "The board", "decided_by": "All ten", "was_quorate": "on", **typed_day("on", day(0))}
    desk.post(f"{version_page(charter.draft)}agree/", decision)
    form = desk.get(f"{version_page(charter.draft)}put_in_force/").context["form"]
    assert (form.initial["easy_follows_because"], form.initial["easy_follows_by"]) == (
        "The group meets on Monday.",
        day(9),
    )
    Version.objects.filter(number=3).update(easy_follows_by=day(-1))
    assert desk.get(f"{version_page(charter.draft)}put_in_force/").context["form"].initial == {}
    Version.objects.filter(number=3).update(easy_follows_by=day(9))
    ready(charter)
    assert desk.get(f"{version_page(charter.draft)}put_in_force/").context["form"].initial == {}


def test_both_forms_stand_side_by_side(desk, charter):
    page = desk.get(f"{version_page(charter.draft)}preview/").content.decode()
    assert page.count('<div class="both-forms">') == charter.draft.parts.count()
    assert (page.count("Welcome to it."), page.count("Easy words of secret-promise.")) == (1, 1)


def test_words_can_be_looked_at_in_both_forms_before_they_are_saved(desk, charter, part):
    typed = change(part, text="<b>Not</b> saved.") | typed_easy("easy", ("decide", "An easy sentence."))
    page = desk.post(part_page(part), {**typed, "_preview": "1"})
    shown = page.content.decode().partition('id="preview"')[2].partition("</section>")[0]
    assert (page.status_code, shown.count("&lt;b&gt;Not&lt;/b&gt; saved."), shown.count("An easy sentence.")) == (
        200,
        1,
        1,
    )
    part.refresh_from_db()
    assert part.text == "Secret draft words."


def test_who_checked_the_easy_read_is_not_written_over_unseen(desk, charter):
    page = f"{version_page(charter.draft)}checked/"
    both = opened(desk, page)
    first = {"checked_by": "Their readers", **typed_day("on", day(0))}
    assert desk.post(page, {**first, **both}).status_code == 302
    told = desk.post(page, {**first, **both, "checked_by": "My readers"})
    words = told.content.decode()
    assert (told.status_code, words.count("Their readers"), words.count("My readers")) == (409, 1, 1)
    assert Version.objects.get(number=3).easy_checked_by == "Their readers"


@pytest.mark.parametrize("form", ["", "/easy"])
def test_whoever_puts_it_in_force_is_told_that_nobody_has_checked_the_easy_read(desk, charter, form):
    agreed(charter)
    page, asks = (f"{version_page(charter.draft, form)}{last}/" for last in ("put_in_force", "checked"))
    assert desk.get(page).content.decode().count(f'href="{asks}"') == 1
    services.check_easy_read(charter.draft, checked_by="Our readers", on=day(0), by=charter.editor)
    assert desk.get(page).content.decode().count(f'href="{asks}"') == 0


# What stands beside the words of a part


@pytest.mark.parametrize("faulty", [easy(), easy(HARD)])
def test_how_a_promise_is_known_and_what_is_next_need_easy_read_too(desk, charter, editor, faulty):
    ready(charter)
    services.open_version(charter.draft, by=editor)
    services.rework_version(charter.draft, by=editor)
    services.describe_promise(charter.papers, how_we_know="We look.", how_we_know_easy=faulty, by=editor)
    services.update_infrastructure(
        charter.thing, status="planned", words="W", next_step="Next.", next_step_easy=faulty, by=editor
    )
    with pytest.raises(services.NotReady):
        services.open_version(charter.draft, by=editor)
    gaps = {gap.part.name: gap.is_beside for gap in gaps_of(charter.draft)}
    assert gaps == {"Promise papers": True, "A board": True}
    page = desk.get(version_page(charter.draft)).content.decode()
    for mend in ("promises/papers/describe/", "infrastructure/board/update/"):
        assert page.count(f'href="/team/charter/{mend}"') == 1
    both = {"how_we_know": "We look.", **typed_easy("how_we_know_easy", ("look", "We look."))}
    mend = "/team/charter/promises/papers/describe/"
    assert desk.post(mend, {**both, **opened(desk, mend)}).status_code == 302
    assert [gap.part.name for gap in gaps_of(charter.draft)] == ["A board"]


def test_what_is_found_never_blocks_reading_nor_saving_a_draft(client, desk, charter, part, editor):
    assert desk.post(part_page(part), {**change(part), **typed_easy("easy", ("decide", HARD)), "easy_fits": "1"}).url
    assert Part.objects.get(pk=part.pk).easy.text == HARD
    services.open_version(charter.draft, **LATER, by=editor)
    desk.logout()
    for form, words in (("", "Secret draft words."), ("/easy", HARD)):
        page = desk.get(f"{form}/charter/history/3/")
        said = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.content.decode())).split())
        assert (form, page.status_code, said.count(words)) == (form, 200, 1)


# Where everybody reads the words as soon as they are saved


@pytest.fixture
def out(charter):
    """A part of a version that is out for comment, and ready."""
    ready(charter)
    services.open_version(charter.draft, by=charter.editor)
    return charter.draft.parts.get(kind="definition")


def mend(part, *blocks, **more):
    return {"seen": part.fingerprint, "easy_fits": "on", **typed_easy("easy", *blocks), **more}


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_hard_word_is_not_saved_while_people_are_asked(desk, out, form):
    page = desk.post(part_page(out, form), mend(out, ("decide", HARD)))
    words = html.unescape(page.content.decode())
    (mark,) = page.context["form"].errors
    assert (page.status_code, words.count("Hard word: procurement. Why may it stay?")) == (200, 1)
    assert (words.count(f'href="#id_{mark}"'), words.count(HARD + "</textarea>")) == (1, 1)
    label = words.partition(f'<label class="label" for="id_{mark}">')[2].partition("</label>")[0].strip()
    assert label == "Hard word: procurement. Why may it stay?"
    desk.logout()
    assert html.unescape(desk.get("/easy/charter/history/3/").content.decode()).count("procurement") == 0


def test_it_is_saved_when_it_is_said_why_it_may_stay_or_when_it_is_mended(desk, out):
    refused = desk.post(part_page(out), mend(out, ("decide", HARD)))
    (mark,) = refused.context["form"].errors
    too_long = desk.post(part_page(out), mend(out, ("decide", HARD), **{mark: "x" * 301}))
    assert (list(too_long.context["form"].errors), AcceptedFinding.objects.count()) == ([mark], 0)
    for _press in range(2):
        assert desk.post(part_page(out), mend(out, ("decide", HARD), **{mark: "Known."})).status_code == 302
    kept = AcceptedFinding.objects.get()
    assert (kept.because, kept.words, Part.objects.get(pk=out.pk).easy.text) == ("Known.", "procurement", HARD)
    assert (gaps_of(out.version), AuditLine.objects.first().verb) == ([], "charter.part.change")
    out.refresh_from_db()
    assert desk.post(part_page(out), mend(out, ("decide", "We all decide."))).status_code == 302


def test_a_hard_word_in_the_heading_is_not_saved_either_and_is_the_same_as_in_a_block(desk, out):
    headed = {**mend(out), **typed_easy("easy", ("decide", "We decide."), title="Fair procurement")}
    page = desk.post(part_page(out), headed)
    (mark,) = page.context["form"].errors
    words = html.unescape(page.content.decode())
    assert words.count("Hard word in the heading: procurement. Why may it stay?") == 1
    assert desk.post(part_page(out), {**headed, mark: "Known."}).status_code == 302
    out.refresh_from_db()
    assert (out.easy.title, gaps_of(out.version)) == ("Fair procurement", [])
    assert desk.post(part_page(out), mend(out, ("decide", HARD))).status_code == 302


def test_easy_read_that_is_there_is_not_taken_away(desk, out):
    page = desk.post(part_page(out), mend(out))
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["easy"])
    assert Part.objects.get(pk=out.pk).easy.text == "We decide."


def test_what_was_not_ready_before_is_mended_step_by_step(charter, part, editor):
    """The version went out with a reason and a day: everybody is told so. Mending half of it is better than none."""
    write(part, editor, HARD, "Ask the CQC.")
    services.open_version(charter.draft, **LATER, by=editor)
    write(part, editor, "We buy things.", "Ask the CQC.")
    with pytest.raises(ValidationError, match="Mend it, or say why it may stay"):
        write(part, editor, "We buy things.", "Ask the CQC.", "It is holistic.")
    assert Part.objects.get(pk=part.pk).easy.text == "We buy things.\nAsk the CQC."


@pytest.mark.parametrize("words", [[], [("write", HARD)]])
def test_what_changed_cannot_become_less_ready_either(desk, charter, out, words):
    page = f"{version_page(charter.draft)}describe/"
    said = {"summary": "It is clearer.", **opened(desk, page)}
    refused = desk.post(page, {**said, **typed_easy("summary_easy", *words)})
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["summary_easy"])
    assert Version.objects.get(number=3).summary == ""
    saved = desk.post(page, {**said, **typed_easy("summary_easy", ("write", "It is clear now."))})
    assert (saved.status_code, Version.objects.get(number=3).summary_easy.text) == (302, "It is clear now.")


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_day_that_passes_shows_to_everybody_and_on_the_desk(desk, charter, form):
    late = {"review_due": day(-1), "easy_follows_by": day(-1), "easy_follows_because": "Illness"}
    Version.objects.filter(pk=charter.second.pk).update(**late)
    definition = charter.second.parts.get(kind="definition")
    Part.objects.filter(pk=definition.pk).update(easy=easy())
    page = desk.get(f"{form}/team/charter/").content.decode()
    assert page.count('class="mark"') == 2
    desk.logout()
    assert desk.get(f"{form}/charter/history/").content.decode().count("We are late. We have not looked at it") == 1
