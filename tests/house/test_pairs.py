"""Standard text and easy read come in pairs: in every table, in every form, and never mixed on a page."""

import inspect
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.forms import Form, Textarea

import charter.example
from charter.forms import desk, desk_adopters, desk_keeping
from charter.models import Adopter, Comment, Concern, Infrastructure, Promise, Statement, Update, Version
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.fields import EasyReadField
from members.models.sealed import SealedField

pytestmark = pytest.mark.once

# Easy-read field → the standard text that it says in another way.
PAIRS = {
    "charter.adopter.easy": "about",
    "charter.adopter.because_easy": "because",
    "charter.comment.reply_easy": "reply",
    "charter.concern.answer_easy": "answer",
    "charter.concern.changed_easy": "changed",
    "charter.correction.easy": "because",
    "charter.infrastructure.next_step_easy": "next_step",
    "charter.part.easy": "text",
    "charter.pledge.easy": "text",
    "charter.pledge.report_easy": "report",
    "charter.promise.how_we_know_easy": "how_we_know",
    "charter.reading.easy": "words",
    "charter.update.easy": "words",
    "charter.statement.easy": "text",
    "charter.version.summary_easy": "summary",
    **{
        f"members.opportunity.{name}_easy": name
        for name in ("ask", "can_change", "cannot_change", "time", "reward", "how_chosen", "outcome")
    },
    "stories.story.easy": "transcript",
    "stories.collection.about_easy": "about",
    "stories.finding.easy": "words",
    "stories.insight.easy": "words",
    "stories.storyproject.question_easy": "question",
    "stories.storyproject.starters_easy": "starters",
    "stories.story.summary_easy": "summary",
    "workshops.session.about_easy": "about",
    "workshops.session.because_easy": "because",
    "workshops.session.can_change_easy": "can_change",
    "workshops.session.cannot_change_easy": "cannot_change",
    "workshops.session.online_how_easy": "online_how",
    "workshops.session.people_easy": "people",
    "workshops.session.reward_easy": "reward",
    "workshops.theme.summary_easy": "summary",
    "workshops.recommendation.easy": "words",
    "workshops.answer.easy": "words",
    "workshops.outcome.said_easy": "said",
    "workshops.outcome.did_easy": "did",
    "workshops.outcome.could_not_easy": "could_not",
    "workshops.venue.directions_easy": "directions",
    "workshops.series.about_easy": "about",
    "workshops.groundrules.easy": "words",
    "workshops.practicaltool.about_easy": "about",
    "workshops.practicaltool.items_easy": "items",
    "workshops.report.summary_easy": "summary",
    "workshops.reportsection.easy": "text",
}
# Long texts beside an easy-read field that have none of their own, and why.
SAID_IN_ANOTHER = {
    "charter.adopter.contact_name": "a name",
    "charter.adopter.email": "an address",
    "charter.comment.words": "somebody's own words, in whichever form they wrote them",
    "charter.concern.name": "a name",
    "charter.concern.reach": "an address or a number",
    "charter.concern.what_happened": "somebody's own words, in whichever form they wrote them",
    "charter.update.because": "the easy read of the update says the reason too",
    "charter.version.easy_follows_because": "one sentence about a missing easy read",
    **{
        f"stories.story.{name}": "the teller's, or the team's words to one teller"
        for name in (
            *("agreed_how", "answer", "better", "care_note", "contact"),
            *("first_name", "for_whom", "for_whom_agrees", "full_name", "name_stays", "reason"),
        )
    },
    "stories.insight.excerpt": "the teller's own words",
    "stories.insight.explained_by": "for the team only",
    "stories.storyproject.guide": "for trained reporters of the team only",
    "members.opportunity.because": "one plain sentence, sent in both forms",
}


def easy_fields():
    return [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, EasyReadField)]


def label(field) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


def standard_text(field):
    """What this easy read says in another way."""
    return field.model._meta.get_field(PAIRS[label(field)])


def test_each_easy_read_field_has_its_standard_text():
    assert {label(field) for field in easy_fields()} == set(PAIRS)
    kinds = {type(standard_text(field)) for field in easy_fields()}
    assert kinds == {models.CharField, models.TextField, SealedField}


def test_each_long_text_beside_them_has_its_easy_read():
    texts = {
        label(field)
        for model in {field.model for field in easy_fields()}
        for field in model._meta.fields
        if type(field) in (models.TextField, SealedField)
    }
    paired = {label(text) for text in map(standard_text, easy_fields()) if type(text) is not models.CharField}
    assert texts == paired | set(SAID_IN_ANOTHER)


# In the forms: standard text → its easy read.
ASKED = {
    **dict.fromkeys(("about", "reply", "report", "text", "words"), "easy"),
    **{name: f"{name}_easy" for name in ("how_we_know", "next_step", "summary")},
}
ASKED_ALONE = {name.rpartition(".")[2] for name in SAID_IN_ANOTHER} - set(ASKED)
# Where a text that stands alone elsewhere has its easy read.
PAIRED_HERE = {
    "CorrectionForm": {"because": "easy"},
    "CorrectReadingForm": {"because": "because_easy"},
    "NotNowForm": {"because": "easy"},
}


def desk_forms():
    """Name → form, of everything that editors fill in."""
    for module in (desk, desk_adopters, desk_keeping):
        yield from inspect.getmembers(module, lambda thing: inspect.isclass(thing) and issubclass(thing, Form))


def test_each_form_that_asks_for_a_standard_text_asks_for_its_easy_read():
    for name, form in desk_forms():
        fields = form.base_fields
        prose = {one for one, field in fields.items() if isinstance(field.widget, Textarea)}
        easy = {one for one, field in fields.items() if isinstance(field, EasyReadFormField)}
        asked = ASKED | PAIRED_HERE.get(name, {})
        assert (name, easy) == (name, {asked[one] for one in prose if one in asked or one not in ASKED_ALONE})


@pytest.fixture
def marked(editor):
    """The example Charter; each text of a pair says which it is, and nothing else."""
    charter.example.load(by=editor)
    for field, row in pairs():
        mark(row, field.name, PAIRS[label(field)])
    return Version.objects.in_force()


def mark(row, easy: str, text: str):
    number = f"{row._meta.model_name}-{easy}-{row.pk}"
    words = f"standard-{number}."
    title = getattr(row, easy).title and f"easy-title-{number}."
    both = {text: words, easy: EasyRead(title, (Block("decide", f"easy-{number}."),)).checked_against(words)}
    if row._meta.model_name == "part":
        both["name"] = f"standard-title-{number}."
    # Some rows are never changed by their own verbs.
    models.QuerySet(type(row)).filter(pk=row.pk).update(**both)


def words_of_all_pages(client, form: str) -> dict[str, str]:
    """Every page of the Charter that can be reached from its overview."""
    pages, waiting = {}, [f"{form}/charter/"]
    while waiting:
        path = waiting.pop()
        pages[path] = client.get(path).content.decode()
        links = {urljoin(path, unescape(link)) for link in re.findall(r'href="([^"#]+)"', pages[path])}
        waiting += sorted(one for one in links - {*pages, *waiting} if one.startswith(f"{form}/charter/"))
    return pages


def texts(kind: str, pages: dict) -> set[str]:
    """Which texts of this kind, standard or easy, these pages say."""
    return set(re.findall(rf"{kind}-([a-z]+-[a-z_]+-\d+)\.", " ".join(pages.values())))


def only_kept(in_force: Version) -> set[str]:
    """Texts that no page of the Charter says: older words about what is in place, and about promises taken out."""
    latest = {thing.last_update.pk for thing in Infrastructure.objects.filter(updates__isnull=False)}
    gone = Promise.objects.exclude(parts__version=in_force)
    older = Update.objects.filter(Q(infrastructure__isnull=False) & ~Q(pk__in=latest) | Q(promise__in=gone))
    told = set(Concern.objects.that_changed_something())
    private = {f"concern-answer_easy-{one.pk}" for one in Concern.objects.all()}
    private |= {f"concern-changed_easy-{one.pk}" for one in Concern.objects.all() if one not in told}
    unanswered = {f"comment-reply_easy-{one.pk}" for one in Comment.objects.exclude(state=Comment.State.ANSWERED)}
    private |= {f"adopter-because_easy-{one.pk}" for one in Adopter.objects.all()}
    private |= {f"adopter-easy-{one.pk}" for one in Adopter.objects.exclude(state=Adopter.State.ADOPTED)}
    asked = {f"statement-easy-{one.pk}" for one in Statement.objects.all()}  # only with a code from a meeting
    return (
        private
        | unanswered
        | asked
        | {f"update-easy-{one.pk}" for one in older}
        | {f"promise-how_we_know_easy-{one.pk}" for one in gone}
    )


def test_no_page_mixes_the_forms_and_both_say_all_there_is(client, marked):
    standard, easy = (words_of_all_pages(client, form) for form in ("", "/easy"))
    assert (texts("easy", standard), texts("easy-title", standard)) == (set(), set())
    assert (texts("standard", easy), texts("standard-title", easy)) == (set(), set())
    every = {f"{field.model._meta.model_name}-{field.name}-{row.pk}" for field, row in pairs()}
    assert texts("standard", standard) == every - only_kept(marked)
    assert texts("easy", easy) == every - only_kept(marked)


def pairs():
    return [(field, row) for field in easy_fields() for row in field.model.objects.all()]
