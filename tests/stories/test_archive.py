"""The archive: everybody gets what the release in force covers, and nothing else."""

import datetime
import re

import pytest
from django.utils import timezone

import charter.example
from charter.models import Promise, Value
from halton_coprod.easyread.templatetags.easyread import picture_url
from halton_coprod.record import stamp
from stories import services
from stories.tellers import sign

from .conftest import BETTER, QUOTE, WORDS, by_teller, day, line, prepared, published, release, told
from .files import png

pytestmark = pytest.mark.django_db
FORMS = ["", "/easy"]


def page(client, story, form=""):
    return client.get(f"{form}/stories/{story.slug}/")


def text(answer):
    return answer.content.decode().replace("&#x27;", "'")


def names_in(client, where="/stories/"):
    return [showing.title for showing in client.get(where).context["showings"]]


@pytest.mark.parametrize("form", FORMS)
def test_only_published_stories_with_a_release_for_everybody_stand_in_the_archive(
    client, curator, second_curator, form
):
    published(curator, second_curator, title="For everybody")
    told(title="Only sent")
    prepared(curator, title="With its teller")
    release(prepared(curator, title="Released, not published"), line())
    published(curator, second_curator, line("partners"), title="For partners")
    release(published(curator, second_curator, title="All no"), line("web", []))
    published_then_gone = published(curator, second_curator, title="Taken back")
    services.withdraw_story(published_then_gone, by=by_teller(published_then_gone))
    answer = client.get(f"{form}/stories/")
    assert [showing.title for showing in answer.context["showings"]] == ["For everybody"]
    others = ("Only sent", "With its teller", "Released, not published", "For partners", "All no", "Taken back")
    assert [name for name in others if name in text(answer)] == []


def test_the_public_words_and_no_others_stand_on_the_page(client, curator, second_curator):
    story = published(curator, second_curator)
    standard, easy = text(page(client, story)), text(page(client, story, "/easy"))
    assert [standard.count(words) for words in (WORDS, BETTER, "Told by Rosa.", QUOTE)] == [1, 1, 1, 1]
    assert [easy.count(words) for words in (WORDS, "The doctor drew a picture.", "I understood.")] == [0, 1, 1]
    assert [one.count("Privat") for one in (standard, easy)] == [0, 0]


def test_in_easy_read_a_picture_of_ours_is_shown_once_and_its_teller_sees_both(client, curator, second_curator):
    story = services.rework_story(prepared(curator, kind="pictures"), by=curator)
    for idea, words in (("doctor", "I went there."), ("bus", "By bus.")):
        services.add_picture(story, idea=idea, words=words, by=curator)
    services.publish_story(release(services.show_story(story, by=curator), line()), by=second_curator)
    own = client.get(f"/easy/stories/mine/{sign(story)}/")
    found = [text(one) for one in (page(client, story), page(client, story, "/easy"), own)]
    assert [[words.count(one) for one in ("I went there.", "By bus.")] for words in found] == [[1, 1], [0, 1], [1, 1]]
    card = client.get("/easy/stories/").content.decode().partition('class="card story-card"')[2].partition("</li>")[0]
    assert [card.count(picture_url(idea)) for idea in ("picture", "story")] == [1, 0]


def test_a_summary_shows_no_other_words_and_no_files(client, curator, second_curator, with_files):
    story = published(curator, second_curator, line(forms=["summary"], name="made_up"), **with_files)
    for form in FORMS:
        words = text(page(client, story, form))
        assert [words.count(one) for one in (WORDS, BETTER, QUOTE, "Rosa", "<audio", "/files/")] == [0] * 6
        assert words.count("Told by Flora.") == 1
    for media in story.media.all():
        assert client.get(f"/stories/{story.slug}/files/{media.pk}/").status_code == 410
    for asked, found in (("explains", ["The drawing"]), ("wrong", []), ("understood", [])):
        assert (asked, names_in(client, f"/stories/?q={asked}")) == (asked, found)


def test_a_clip_shows_the_clip_alone(client, curator, second_curator, with_files):
    story = published(curator, second_curator, line(forms=["clip"], face=True), **with_files)
    answers = [client.get(f"/stories/{story.slug}/files/{one.pk}/").status_code for one in story.media.all()]
    assert answers == [410, 410, 410, 200]


def test_who_does_not_want_to_be_seen_is_not_seen(client, curator, second_curator, with_files):
    story = published(curator, second_curator, line(face=False, name="none"), **with_files)
    answers = [client.get(f"/stories/{story.slug}/files/{one.pk}/").status_code for one in story.media.all()]
    assert answers == [410, 200, 200, 200]
    assert [text(page(client, story)).count(one) for one in ("Rosa", "Told by", "The drawing")] == [0, 0, 5 - 1]


@pytest.mark.parametrize(
    ("form", "says"), [("", "You can only read its words here."), ("/easy", "You can only read the words here.")]
)
@pytest.mark.parametrize(("face", "said"), [(False, 1), (True, 0)])
def test_a_story_in_pictures_that_shows_none_says_so(client, curator, second_curator, form, says, face, said):
    photo = [(png(), {"alt": "Rosa at the table", "shows_teller": True})]
    story = published(curator, second_curator, line(face=face), kind="pictures", files=photo)
    pages = (f"{form}/stories/?kind=pictures", f"{form}/stories/{story.slug}/")
    assert [client.get(one).content.decode().count(says) for one in pages] == [said, said]


def test_the_team_sees_what_is_for_partners_and_nobody_else_does(client, curator, second_curator, editor, resident):
    story = published(curator, second_curator, line("partners", name="full"), line("web", ["summary"], name="none"))
    seen = {}
    people = {"nobody": None, "resident": resident, "editor by email alone": editor, "editor": editor}
    for who, person in people.items():
        client.logout()
        if person:
            client.force_login(person, second_step=not who.startswith("editor by"))
        words = text(page(client, story))
        seen[who] = (words.count(WORDS), words.count("Rosa Privat"))
    assert seen == {"nobody": (0, 0), "resident": (0, 0), "editor by email alone": (0, 0), "editor": (1, 1)}


def test_two_lines_are_never_mixed(client, curator, second_curator, editor):
    """The web has the whole story without a name, partners a summary with the name: nobody gets both together."""
    story = published(
        curator, second_curator, line("partners", ["summary"], name="full"), line("web", ["whole"], name="none")
    )
    client.force_login(editor)
    words = text(page(client, story))
    assert (words.count(WORDS), words.count("Rosa Privat")) == (1, 0)


def gone_at_once(client, story, *files):
    for form in FORMS:
        answer = page(client, story, form)
        assert (answer.status_code, text(answer).count(WORDS)) == (410, 0)
        assert text(answer).count("This story is not here any more") >= 1
    assert names_in(client) == names_in(client, "/stories/?q=doctor") == []
    assert text(client.get("/search/?q=drawing")).count(story.slug) == 0
    for media in files:
        for part in ("", "small/"):
            answer = client.get(f"/stories/{story.slug}/files/{media.pk}/{part}")
            assert (answer.status_code, answer["Content-Type"]) == (410, "text/plain; charset=utf-8")


def test_a_story_taken_back_is_gone_in_the_same_moment_also_from_kept_pages(
    client, curator, second_curator, with_files, django_capture_on_commit_callbacks
):
    story = published(curator, second_curator, **with_files)
    for where in ("/stories/", f"/stories/{story.slug}/", f"/easy/stories/{story.slug}/", "/search/?q=drawing"):
        assert text(client.get(where)).count(story.slug) >= 1 - ("search" in where)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_story(story, how="phone", by=curator)
    gone_at_once(client, story, *story.media.all())


def test_a_story_whose_time_is_over_is_gone_with_that_day_also_from_kept_pages(
    client, curator, second_curator, with_files, monkeypatch
):
    story = published(curator, second_curator, line(until=day(0)), **with_files)
    assert (page(client, story).status_code, names_in(client)) == (200, ["The drawing"])
    later = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    gone_at_once(client, story, *story.media.all())


def test_a_new_day_has_a_new_stamp(monkeypatch):
    today = stamp.page_stamp()
    later = timezone.now() + datetime.timedelta(days=1)
    assert stamp.page_stamp() == today
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert (stamp.page_stamp() == today, stamp.page_stamp() == stamp.page_stamp()) == (False, True)


def test_a_teller_narrows_to_partners_and_everybody_else_finds_it_gone(
    client, curator, second_curator, editor, django_capture_on_commit_callbacks
):
    story = published(curator, second_curator)
    page(client, story)
    with django_capture_on_commit_callbacks(execute=True):
        release(story, line("partners"))
    gone_at_once(client, story)
    client.force_login(editor)
    assert (page(client, story).status_code, names_in(client)) == (200, ["The drawing"])


def test_changed_words_are_not_shown_before_the_teller_has_seen_them(
    client, curator, second_curator, django_capture_on_commit_callbacks
):
    story = published(curator, second_curator)
    services.rework_story(story, by=curator)
    with django_capture_on_commit_callbacks(execute=True):
        services.prepare_story(story, summary="Words that nobody has allowed.", by=curator)
    gone_at_once(client, story)


def test_an_unknown_story_and_one_that_was_never_published_are_not_found(client, curator):
    story = prepared(curator)
    assert [client.get(f"/stories/{slug}/").status_code for slug in (story.slug, "story-00000000")] == [404, 404]


@pytest.mark.parametrize("form", FORMS)
def test_browsing_by_topic_kind_length_and_words(client, curator, second_curator, form):
    published(curator, second_curator, title="Short")
    published(curator, second_curator, title="Long", transcript="word " * 900)
    found = {
        asked: sorted(names_in(client, f"{form}/stories/?{asked}"))
        for asked in ("topic=health", "topic=work", "kind=words", "kind=film", "length=short", "length=long", "q=word")
    }
    assert found == {
        "topic=health": ["Long", "Short"],
        "topic=work": [],
        "kind=words": ["Long", "Short"],
        "kind=film": [],
        "length=short": ["Short"],
        "length=long": ["Long"],
        "q=word": ["Long"],
    }


def in_the_charter(story, curator, second_curator):
    """The same story, with a value and a promise that it is about."""
    services.rework_story(story, by=curator)
    promises = Promise.objects.filter(slug="papers-a-week-before")
    services.prepare_story(story, values=Value.objects.filter(slug="honesty"), promises=promises, by=curator)
    services.show_story(story, by=curator)
    release(story, line())
    return services.publish_story(story, by=second_curator)


@pytest.mark.parametrize("form", FORMS)
def test_a_story_is_found_by_its_value_and_promise_and_leads_to_both(client, curator, second_curator, editor, form):
    charter.example.load(by=editor)
    story = in_the_charter(published(curator, second_curator, title="Honest"), curator, second_curator)
    published(curator, second_curator, title="Of something else")
    asked = ("value=honesty", "value=respect", "promise=papers-a-week-before", "promise=money-rules-in-easy-read")
    found = [names_in(client, f"{form}/stories/?{one}") for one in asked]
    assert found == [["Honest"], [], ["Honest"], []]
    shown = text(page(client, story, form))
    belongs = shown.partition("Where it belongs in the Charter")[2].partition("</ul>")[0]
    links = re.findall('href="([^"]+)"', belongs)
    assert links == [f"{form}/charter/values/honesty/", f"{form}/charter/accountability/papers-a-week-before/"]
    assert [client.get(link).status_code for link in links] == [200, 200]


@pytest.mark.parametrize("form", FORMS)
def test_a_voice_stands_elsewhere_as_long_as_its_teller_says_so(
    client, curator, second_curator, form, django_capture_on_commit_callbacks
):
    def heard_after(deed, *what, **more):
        with django_capture_on_commit_callbacks(execute=True):
            deed(*what, **more)
        first = text(client.get(f"{form}/"))
        return first.count(f"“{QUOTE}”"), first.count(f'href="{form}/stories/{story.slug}/"')

    story = published(curator, second_curator)
    assert heard_after(release, story, line()) == (1, 1)
    assert heard_after(release, story, line(forms=["whole", "summary"]), line("partners", ["quote"])) == (0, 0)
    assert heard_after(release, story, line(forms=["quote"])) == (1, 1)
    assert heard_after(services.withdraw_story, story, by=by_teller(story)) == (0, 0)
    story = hard(curator, second_curator)
    assert heard_after(release, story, line()) == (0, 0)
    assert page(client, story, form).status_code == 200


def test_nonsense_in_the_address_is_no_question(client, curator, second_curator):
    published(curator, second_curator)
    for asked in ("topic=%00", "topic=../..", "kind[]=x", "page=999999", "page=-1", "q=" + "%25" * 90, "value=none"):
        assert client.get(f"/stories/?{asked}").status_code == 200


def hard(curator, second_curator, **more):
    """A published story with a content note."""
    return published(curator, second_curator, content_note="Somebody dies", **more)


@pytest.mark.parametrize(("form", "words"), [("", WORDS), ("/easy", "The doctor drew a picture.")])
def test_hard_parts_stay_closed_until_somebody_opens_them(client, curator, second_curator, form, words):
    story = hard(curator, second_curator)
    shown = text(page(client, story, form))
    order = ("There are hard parts in it: Somebody dies.</p>", "<details", words, "</details>", "Good to know")
    assert sorted(order, key=shown.index) == list(order)
    assert (shown.count(words), shown.count('<details class="hard-parts">')) == (1, 1)
    # Whoever goes on to another page of it, or prints the whole, has opened it already.
    assert text(client.get(f"{form}/stories/{story.slug}/?page=1")).count('<details class="hard-parts" open>') == 1


def test_pages_ask_the_database_the_same_few_questions(
    client, curator, second_curator, with_files, django_assert_max_num_queries
):
    stories = [published(curator, second_curator, **with_files) for _one in range(3)]
    client.get("/words/")
    with django_assert_max_num_queries(6):
        client.get("/stories/?kind=words")
    with django_assert_max_num_queries(6):
        page(client, stories[0])


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_the_desk_asks_the_same_few_questions(client, curator, django_assert_max_num_queries, count):
    for _one in range(count):
        services.take_up_story(told(contact="01632 960 777"), by=curator)
    client.force_login(curator)
    with django_assert_max_num_queries(12):
        desk = client.get("/team/stories/?state=preparing")
    assert len(desk.context["page"]) == count
