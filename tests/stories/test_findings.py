"""From stories to change: insights, findings, what they led to, collections, booklets; all gone with a release."""

import io

import pytest
from django.core.exceptions import ValidationError
from pdfminer.high_level import extract_text

import charter.example
from charter.models import Promise, Value
from stories import services
from stories.models import Collection, Finding, Insight
from stories.services import NotReady
from stories.tellers import sign
from tests.conftest import HubClient
from workshops import services as workshops

from .conftest import by_teller, day, easy, line, prepared, published, release, told
from .files import png
from .test_journeys import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nothing_kept")]
EXCERPT = "drew me a picture"
SAID = {"excerpt": EXCERPT, "says": "works", "words": "Drawings explain.", "easy": easy("A drawing helps.")}


def agreed(story, curator, **more):
    insight = services.note_insight(story, **{**SAID, **more}, by=curator)
    return services.answer_insight(insight, is_right=True, by=by_teller(story))


def found(curator, session, *insights, **more):
    made = services.keep_sense_making(session=session, insights=insights, tellers=2, by=curator)
    said = {"title": "Draw it", "words": "People want drawings.", "easy": easy("Draw it for us.", title="Draw, easy")}
    finding = services.keep_finding(sense_making=made, **said, insights=list(insights), **more, by=curator)
    return services.show_finding(finding, by=curator)


GONE = {"": "It was made of people's stories.", "/easy": "We made it from people's stories."}


def gone(client, where: str, form: str = "") -> bool:
    """Not here any more, with kind words."""
    answer = client.get(where)
    return (answer.status_code, answer.content.decode().count(GONE[form])) == (410, 1)


@pytest.fixture
def asked(facilitator):
    """Asked of somebody, and answered."""
    said = {"title": "Train doctors to draw", "words": "All of them.", "owner": "The hospital"}
    one = workshops.write_recommendation(**said, easy=easy("Doctors learn to draw."), by=facilitator)
    workshops.ask_for_answer(one, by=facilitator)
    answer = {"state": "accepted", "words": "We begin in May.", "easy": easy("We start in May.")}
    workshops.answer_recommendation(one, **answer, by=facilitator)
    return one


def test_an_insight_has_words_of_the_story_and_its_teller_says_whether_it_is_right(client, curator):
    story = told()
    with pytest.raises(ValidationError, match="not in the story"):
        services.note_insight(story, **{**SAID, "excerpt": "I never said it"}, by=curator)
    insight = services.note_insight(story, **SAID, by=curator)
    assert services.note_insight(story, **SAID, by=curator) == insight
    with pytest.raises(ValidationError, match="how the teller told you"):
        services.answer_insight(insight, is_right=True, by=curator)
    mine = f"/easy/stories/mine/{sign(story)}/"
    assert client.get(mine).content.decode().count("A drawing helps.") == 1
    client.post(f"{mine}insights/{insight.pk}/", {"answer": "no"})
    insight.refresh_from_db()
    assert (insight.state, client.get(mine).content.decode().count("A drawing helps.")) == ("refused", 0)
    assert client.post(f"/stories/mine/{sign(told())}/insights/{insight.pk}/", {"answer": "yes"}).status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_story_says_what_changed_because_of_it_and_all_of_it_goes_with_it(
    client, form, curator, second_curator, session, asked, story
):
    nothing = published(curator, second_curator)
    found(curator, session, agreed(nothing, curator))
    finding = found(curator, session, agreed(story, curator), recommendation=asked)
    words = ["Draw, easy", "We start in May."] if form else ["Draw it", "We begin in May."]
    page, one = f"{form}/stories/{story.slug}/", f"{form}/stories/what-we-heard/{finding.pk}/"
    told_by_story = client.get(page).content.decode()
    assert told_by_story.count(f'href="{one}"') == 1
    assert told_by_story.count(f'href="{form}/workshops/recommendations/{asked.pk}/"') == 1
    assert [client.get(one).content.decode().count(word) >= 1 for word in (*words, EXCERPT)] == [True] * 3
    assert client.get(f"{form}/stories/what-we-heard/").content.decode().count(one) == 1
    assert said_of_findings(curator) == [2, 0, 0]
    services.withdraw_story(story, by=by_teller(story))
    assert said_of_findings(curator) == [1, 1, 0]
    services.let_finding_stand(finding, by=curator)
    assert said_of_findings(curator) == [1, 0, 1]
    assert gone(client, one, form)
    assert client.get(f"{form}/stories/what-we-heard/").content.decode().count(one) == 0


def said_of_findings(curator) -> list[int]:
    """How often the desk says of a finding who can read it."""
    team = HubClient()
    team.force_login(curator)
    desk = team.get("/team/stories/findings/").content.decode()
    return [desk.count(words) for words in ("Everybody can read it", "Look at its words again", "Not everybody can")]


@pytest.mark.parametrize("form", FORMS)
def test_a_recommendation_says_which_stories_it_comes_from_as_long_as_everybody_may_see_one(
    client, form, curator, second_curator, session, asked, story
):
    finding = found(curator, session, agreed(story, curator), recommendation=asked)
    partners = published(curator, second_curator, line("partners", ("whole", "quote")))
    hidden = found(curator, session, agreed(partners, curator), recommendation=asked)
    page = last_page(client, f"{form}/workshops/recommendations/{asked.pk}/")
    link = f'<a href="{form}/stories/what-we-heard/{finding.pk}/">{"Draw, easy" if form else "Draw it"}</a>'
    shown = client.get(page).content.decode()
    assert [shown.count(one) for one in ("Where it comes from", link, f"/{hidden.pk}/")] == [1, 1, 0]
    # Who never could see it is not told that it exists.
    assert client.get(f"{form}/stories/what-we-heard/{hidden.pk}/").status_code == 404
    services.narrow_release(story, audience="web", by=by_teller(story))
    shown = client.get(page).content.decode()
    assert [shown.count(one) for one in ("Where it comes from", "what-we-heard")] == [0, 0]


@pytest.mark.parametrize("form", FORMS)
def test_words_of_a_hard_story_stay_closed_on_a_finding_too(client, form, curator, second_curator, session, story):
    hard = published(curator, second_curator, content_note="Somebody dies")
    finding = found(curator, session, agreed(story, curator), agreed(hard, curator))
    page = client.get(f"{form}/stories/what-we-heard/{finding.pk}/").content.decode()
    light_card, hard_card = page.split('<li class="card">')[1:]
    note = "There are hard parts in it: Somebody dies"
    assert [(card.count(note), card.count(EXCERPT)) for card in (light_card, hard_card)] == [(0, 1), (1, 1)]
    closed = hard_card.partition('<details class="hard-parts">')[2].partition("</details>")[0]
    assert (closed.count(EXCERPT), light_card.count("<details")) == (1, 0)


def test_words_that_the_teller_has_changed_stand_on_no_finding_any_more(client, curator, session, story):
    insight = agreed(story, curator)
    finding = found(curator, session, insight)
    heard, mine = f"/stories/what-we-heard/{finding.pk}/", f"/stories/mine/{sign(story)}/"
    assert client.get(heard).content.decode().count(EXCERPT) == 1
    said = {"piece": "transcript", "now": "The doctor showed me what was wrong.", "because": "Shorter."}
    services.answer_proposal(services.propose_change(story, **said, by=curator), accept=True, by=by_teller(story))
    insight.refresh_from_db()
    assert (insight.state, client.get(heard).status_code) == ("noted", 410)
    assert client.get(mine).content.decode().count(EXCERPT) == 0
    client.post(f"{mine}insights/{insight.pk}/", {"answer": "yes"})
    insight.refresh_from_db()
    assert (insight.state, client.get(heard).status_code) == ("noted", 410)


def test_a_finding_is_shown_only_when_all_of_it_is_checked(curator, session, story):
    insight = services.note_insight(story, **{**SAID, "easy": None}, by=curator)
    with pytest.raises(NotReady) as refused:
        found(curator, session, insight)
    assert [says.split(".")[0] for says in refused.value.messages] == [
        "An insight has no easy read",
        "A teller has not said yet that an insight is right",
    ]
    made = session.sense_making
    with pytest.raises(ValidationError, match="on the table"):
        services.keep_finding(sense_making=made, title="So", words="So.", insights=[], by=curator)
    services.answer_insight(insight, is_right=False, by=by_teller(story))
    with pytest.raises(ValidationError, match="not right"):
        services.keep_sense_making(session=session, insights=[insight], by=curator)
    assert Finding.objects.visible_to(None).count() == 0


EDITOR = {"easy-total": "1", "easy-title": "", "easy-of": "", "easy-0-picture": "doctor", "easy-0-words": "It helps."}


def test_what_everybody_reads_never_loses_its_easy_read(client, curator, session, story):
    finding = found(curator, session, agreed(story, curator))
    unfinished = agreed(story, curator, words="No easy read.", easy=None)
    session.sense_making.insights.add(unfinished)
    where = f"/team/stories/findings/{finding.pk}/change/"
    client.force_login(curator)
    said = {"title": "Draw", "words": "Quite other words.", "insights": [finding.insights.get().pk]}
    said["seen"] = client.get(where).context["form"]["seen"].value()
    for wrong, at in (
        ({"easy-total": "0", "easy-title": "", "easy-of": ""}, "easy"),
        ({**EDITOR, "insights": [unfinished.pk]}, "insights"),
    ):
        assert list(client.post(where, {**said, **wrong}).context["form"].errors) == [at]
    words = {"title": "Draw", "words": "Other.", "insights": list(finding.insights.all())}
    with pytest.raises(NotReady, match="It has no easy read"):
        services.keep_finding(finding=finding, sense_making=session.sense_making, **words, by=curator)
    finding.refresh_from_db()
    assert (finding.words, finding.easy.blocks[0].words) == ("People want drawings.", "Draw it for us.")
    client.post(where, {**said, **EDITOR})
    finding.refresh_from_db()
    assert (finding.words, finding.easy.blocks[0].words) == ("Quite other words.", "It helps.")


def test_what_the_writing_check_finds_in_a_finding_is_mended_or_somebody_says_that_it_may_stay(
    client, curator, session, story
):
    insight = agreed(story, curator)
    made = services.keep_sense_making(session=session, insights=[insight], by=curator)
    client.force_login(curator)
    hard = {**EDITOR, "easy-0-words": "We utilise drawings."}
    places = {
        f"/team/stories/findings/tables/{made.pk}/findings/add/": {
            "title": "Draw",
            "words": "Draw.",
            "insights": [insight.pk],
            "seen": "new",
        },
        f"/team/stories/{story.slug}/insights/note/": {"excerpt": EXCERPT, "says": "better", "words": "Draw more."},
    }
    for where, said in places.items():
        (tick,) = client.post(where, {**said, **hard}).context["form"].errors
        assert client.post(where, {**said, **hard, tick: "on"}).status_code == 302
    assert (Finding.objects.count(), Insight.objects.count()) == (1, 2)


@pytest.mark.parametrize("form", FORMS)
def test_a_value_and_a_promise_show_the_stories_behind_them(client, form, curator, second_curator, editor):
    charter.example.load(by=editor)
    title = "The drawing, easy" if form else "The drawing"
    story = services.take_up_story(told(), by=curator)
    linked = {"values": Value.objects.filter(slug="honesty"), "promises": Promise.objects.all()[:1]}
    services.prepare_story(story, easy=prepared(curator).easy, **linked, by=curator)
    services.show_story(story, by=curator)
    services.publish_story(release(story, line(forms=("whole",))), by=second_curator)
    pages = (f"{form}/charter/values/honesty/", f"{form}/charter/accountability/{Promise.objects.all()[0].slug}/")
    last = [last_page(client, page) for page in pages]
    link = f'<a href="{form}/stories/{story.slug}/">{title}</a>'
    assert [client.get(page).content.decode().count(link) for page in last] == [1, 1]
    services.withdraw_story(story, by=by_teller(story))
    assert [client.get(page).content.decode().count(story.slug) for page in last] == [0, 0]


def last_page(client, page: str) -> str:
    """Where an easy read ends."""
    return f"{page}?page={client.get(page).context['step'].total}"


@pytest.mark.parametrize("form", FORMS)
def test_a_booklet_holds_what_may_be_printed_and_nothing_else(client, form, curator, second_curator, story):
    photo = [(png(), {"alt": "The drawing", "shows_teller": False})]
    printed = published(curator, second_curator, files=photo, title="For paper", transcript="Printed words.")
    release(printed, line(), printed=True)
    facts = {"name": "At the doctor", "about": "About doctors.", "about_easy": easy("About doctors.", title="Doctors")}
    kept = services.keep_collection(**facts, stories=[story, printed], is_shown=True, by=curator)
    page = f"{form}/stories/collections/{kept.slug}/"
    shown = client.get(page).content.decode()
    assert [shown.count(f'/stories/{one.slug}/"') for one in (story, printed)] == [1, 1]
    paper = client.get(f"{page}booklet.pdf")
    assert [paper.content.count(mark) > 0 for mark in (b"/StructTreeRoot", b"pdfuaid:part")] == [True, True]
    words = " ".join(extract_text(io.BytesIO(paper.content)).split())
    names = ["The drawing, easy" if form else "For paper", "Told by Rosa."]
    assert [words.count(name) >= 1 for name in names] == [True, True]
    assert (words.count("drew me a picture"), paper["Cache-Control"].count("no-store")) == (0, 1)
    services.withdraw_story(printed, by=by_teller(printed))
    assert gone(client, f"{page}booklet.pdf", form)
    assert client.get(page).content.decode().count(printed.slug) == 0


@pytest.mark.parametrize("form", FORMS)
def test_a_booklet_prints_a_few_words_in_the_form_of_its_reader(client, form, curator, second_curator):
    quoted = prepared(curator, quotes=[(EXCERPT, "He drew it for me")])
    services.publish_story(release(quoted, line(forms=("quote",)), printed=True), by=second_curator)
    facts = {"name": "At the doctor", "about": "About doctors.", "about_easy": easy("About doctors.", title="Doctors")}
    kept = services.keep_collection(**facts, stories=[quoted], is_shown=True, by=curator)
    paper = client.get(f"{form}/stories/collections/{kept.slug}/booklet.pdf")
    words = " ".join(extract_text(io.BytesIO(paper.content)).split())
    each = [words.count(one) for one in (f"“{EXCERPT}”", "“He drew it for me”", "not in easy read yet")]
    assert each == ([0, 1, 0] if form else [1, 0, 0])


def test_a_collection_that_is_not_shown_is_not_there(client, curator, story):
    kept = services.keep_collection(name="At the doctor", about="About.", stories=[story], by=curator)
    again = services.keep_collection(name="At the doctor", about="About.", by=curator)
    assert (kept.slug, again.slug) == ("at-the-doctor", "at-the-doctor-2")
    paths = [f"/stories/collections/{kept.slug}/{file}" for file in ("", "booklet.pdf")]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    with pytest.raises(ValidationError, match="easy read too"):
        services.keep_collection(collection=kept, name="A", about="B", is_shown=True, by=curator)


def test_the_desk_goes_from_a_story_to_a_finding(client, curator, second_curator, session, story, asked):
    client.force_login(curator)
    where, empty = f"/team/stories/{story.slug}/insights/", (("total", "0"), ("title", ""), ("of", ""))
    client.post(f"{where}note/", {"excerpt": EXCERPT, "says": "works", "words": "Drawings help.", **EDITOR})
    insight = Insight.objects.get()
    answer, said = f"{where}{insight.pk}/answer/", {"is_right": "yes", "how": "On the phone", "explained_by": "Carl"}
    assert client.post(answer, said).context["form"].errors["__all__"][0].startswith("You noted this.")
    client.force_login(second_curator)
    assert client.post(answer, {**said, "explained_by": ""}).context["form"].errors.keys() == {"explained_by"}
    client.post(answer, said)
    client.force_login(curator)
    insight.refresh_from_db()
    assert (insight.state, insight.explained_by, insight.answered_by) == ("agreed", "Carl", second_curator)
    desk = "/team/stories/findings/"
    client.post(f"{desk}tables/add/", {"session": session.pk, "insights": [insight.pk], "tellers": 1})
    made = session.sense_making
    said = {"title": "Draw", "words": "Draw.", "insights": [insight.pk], "recommendation": asked.pk, "seen": "new"}
    client.post(f"{desk}tables/{made.pk}/findings/add/", {**said, **EDITOR})
    finding = Finding.objects.get()
    for press, state in (("show", "shown"), ("take_down", "draft"), ("show", "shown")):
        client.post(f"{desk}{finding.pk}/{press}/")
        finding.refresh_from_db()
        assert finding.state == state
    pages = (
        where,
        desk,
        f"{desk}tables/{made.pk}/change/",
        f"{desk}{finding.pk}/change/",
        "/team/stories/collections/",
    )
    assert [client.get(page).status_code for page in pages] == [200] * 5
    editor = {f"about_easy-{part}": value for part, value in empty}
    one = {"name": "Doctors", "about": "About.", "seen": "new", **editor}
    chosen = client.post("/team/stories/collections/add/", one).url
    client.post(chosen, {"press": f"in-{story.slug}"})
    assert list(Collection.objects.get().stories_for(None)) == [story]
    client.post(f"{where}{insight.pk}/drop/")
    assert (Insight.objects.count(), Finding.objects.visible_to(None).count()) == (0, 0)
    assert gone(client, f"/stories/what-we-heard/{finding.pk}/")


def test_the_pages_ask_the_same_few_questions_for_one_and_for_three(
    client, curator, second_curator, session, asked, django_assert_num_queries
):
    insights = []
    for count in (1, 3):
        while len(insights) < count:
            one = published(curator, second_curator, line(forms=("whole", "quote")))
            insights.append(agreed(one, curator))
        Finding.objects.all().delete()
        for _number in range(count):
            finding = found(curator, session, *insights, recommendation=asked)
        for path, most in (("/stories/what-we-heard/", 3), (f"/stories/what-we-heard/{finding.pk}/", 3)):
            client.get(path)
            with django_assert_num_queries(most):
                client.get(path)


def test_erasing_a_story_takes_its_words_out_of_insights_and_collections(curator, story):
    agreed(story, curator)
    services.keep_collection(name="A", about="B", stories=[story], by=curator)
    services.withdraw_story(story, by=by_teller(story))
    services.erase_story(story, how="phone", by=curator)
    assert (Insight.objects.count(), story.in_collections.count(), day(0) is not None) == (0, 0, True)
