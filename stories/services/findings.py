"""From stories to change: insights checked with their tellers, sense-making sessions, findings, collections."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from stories.desk.readiness import IN_INSIGHT, lines_today, names_in, names_said
from stories.models import Audience, Collection, CollectionPlace, Finding, Ground, Insight, SenseMaking, Story

from .gate import NotReady, user_of
from .quoting import is_said

STEPS = {"earlier": -1, "later": 1}


@transaction.atomic
def note_insight(story: Story, *, excerpt: str, says: str, words: str, easy=None, by) -> Insight:
    """Curators note what a story tells us, with words that stand in it. Its teller says whether it is right.

    The same words twice are one. Nobody but the team sees it before.
    """
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    if not is_said(excerpt, row):
        raise ValidationError({"excerpt": _("These words are not in the story. Copy them from it.")})
    known = row.insights.filter(excerpt=excerpt, says=says, words=words).first()
    if known:
        return known
    facts = {"excerpt": excerpt, "says": says, "words": words, "easy": fitted(easy, words)}
    insight = saved(Insight(story=row, noted_by=user_of(by), **facts))
    if not row.name_stays and IN_INSIGHT in names_said(row, lines_today(row)):
        raise ValidationError(_("The teller does not want this name to be shown. Choose words without it."))
    audit.write("stories.insight.note", insight, by=user_of(by), note=says)
    return insight


@transaction.atomic
def answer_insight(insight: Insight, *, is_right: bool, how: str = "", explained_by: str = "", by) -> Insight:
    """The teller says whether it is right, online; curators write down what the teller says, how they said it and who
    explained it: never whoever noted it. Nobody says yes to words that are not in the story any more.
    """
    if is_right and not is_said(insight.excerpt, insight.story):
        raise flow.NotNow(_("The words have changed since. We will write to you again."))
    if by.has_perm("stories.curate_story", insight.story):
        refuse_answer_of_the_team(insight.noted_by_id, how, explained_by, by)
    told = {"checked_how": how, "explained_by": explained_by, "answered_by": user_of(by)}
    return flow.apply(insight, "agree" if is_right else "disagree", by=by, **told)


def refuse_answer_of_the_team(noted_by: int | None, how: str, explained_by: str, by) -> None:
    """As with a suggestion: somebody else asks the teller."""
    if not how.strip():
        raise ValidationError({"how": _("Say how the teller told you.")})
    if noted_by == by.pk:
        raise ValidationError(_("You noted this. Somebody else must ask the teller and write down the answer."))
    if not explained_by.strip():
        raise ValidationError({"explained_by": _("Say who explained it to the teller, and how.")})


@transaction.atomic
def drop_insight(insight: Insight, *, by) -> None:
    """Curators take an insight out. It goes from every finding too; doing it twice is once."""
    allow(by, "stories.curate_story", insight.story)
    row = Insight.objects.select_for_update().filter(pk=insight.pk).first()
    if row is not None:
        audit.write("stories.insight.drop", row, by=user_of(by))
        row.delete()


@transaction.atomic
def keep_sense_making(*, session, insights, tellers: int = 0, by) -> SenseMaking:
    """Curators note which insights were on the table of a session, and how many tellers were there."""
    allow(by, "stories.keep_finding")
    if any(one.state == Insight.State.REFUSED for one in insights):
        raise ValidationError({"insights": _("The teller says that one of these is not right.")})
    row = SenseMaking.objects.select_for_update().filter(session=session).first() or SenseMaking(session=session)
    row.tellers = tellers
    saved(row)
    row.insights.set(insights)
    audit.write("stories.sensemaking.keep", row, by=by, fields=["insights", "tellers"])
    return row


@transaction.atomic
def keep_finding(
    *,
    sense_making: SenseMaking,
    title: str,
    words: str,
    insights,
    easy=None,
    recommendation=None,
    finding: Finding | None = None,
    seen: str | None = None,
    is_example: bool = False,
    by,
) -> Finding:
    """Curators write what was found at a session, the insights it rests on, and what was asked because of it.

    Raises NotReady where everybody reads it already and something would be missing.
    """
    allow(by, "stories.keep_finding")
    row = locked(finding) if finding else Finding(is_example=is_example)
    if finding:
        refuse_stale(row, seen)
    on_the_table = set(sense_making.insights.values_list("pk", flat=True))
    if not insights or not {one.pk for one in insights} <= on_the_table:
        raise ValidationError({"insights": _("Choose insights that were on the table of this session.")})
    row.sense_making, row.title, row.words, row.recommendation = sense_making, title, words, recommendation
    row.easy = fitted(easy, words)
    refuse_names(row.all_words, [one.story for one in insights])
    saved(row)
    row.insights.set(insights)
    if row.state == Finding.State.SHOWN:
        refuse_unready(row)
        note_grounds(row)
    audit.write("stories.finding.keep", row, by=by, fields=["insights", "recommendation", "title", "words"])
    return row


@transaction.atomic
def show_finding(finding: Finding, *, by) -> Finding:
    """Everybody may read it, as long as one of its stories may be read, and nobody has to look at its words again.
    Raises NotReady without easy read.
    """
    allow(by, "stories.keep_finding", finding)
    row = locked(finding)
    if row.state == Finding.State.DRAFT:
        refuse_unready(row)
        note_grounds(row)
    return flow.apply(finding, "show", by=by)


@transaction.atomic
def let_finding_stand(finding: Finding, *, by) -> Finding:
    """A story behind it is not seen any more. Curators have looked: nothing in its words is of that story, and
    everybody may read them again. Raises NotReady as at the first time.
    """
    allow(by, "stories.keep_finding", finding)
    row = locked(finding)
    if row.state != Finding.State.SHOWN:
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    refuse_unready(row)
    note_grounds(row)
    audit.write("stories.finding.stand", row, by=by)
    return row


def note_grounds(row: Finding) -> None:
    """What its words rest on, as of now: each insight with whoever sees its story today."""
    row.grounds.all().delete()
    every = [Ground(finding=row, insight=one, audience=who) for one in row.insights.all() for who in Audience.values]
    kept = Ground.objects.bulk_create(every)
    Ground.objects.lost().filter(pk__in=[one.pk for one in kept]).delete()


def note_new_grounds(story: Story) -> None:
    """More of a story is seen than before: the findings that are shown rest on that too, from here on."""
    for finding in Finding.objects.filter(state=Finding.State.SHOWN, insights__story=story).distinct():
        known = set(finding.grounds.values_list("insight", "audience"))
        theirs = [(one, who) for one in finding.insights.filter(story=story) for who in Audience.values]
        new = [Ground(finding=finding, insight=one, audience=who) for one, who in theirs if (one.pk, who) not in known]
        kept = Ground.objects.bulk_create(new)
        Ground.objects.lost().filter(pk__in=[one.pk for one in kept]).delete()


def refuse_names(words: str, stories) -> None:
    """Nobody who tells a story is named in words about several."""
    if names := names_in(words, stories):
        raise ValidationError(
            _("Name nobody who tells a story here, so that nothing is left when they show less: %(names)s.")
            % {"names": ", ".join(names)}
        )


def refuse_unready(row: Finding) -> None:
    """What everybody reads has both forms, and rests on what its tellers call right."""
    insights = list(row.insights.select_related("story"))
    refuse_names(row.all_words, [one.story for one in insights])
    checks = [
        ("easy", not row.easy, _("It has no easy read.")),
        ("insights", any(not one.easy for one in insights), _("An insight has no easy read.")),
        (
            "insights",
            any(one.state != Insight.State.AGREED for one in insights),
            _("A teller has not said yet that an insight is right."),
        ),
    ]
    gaps = {field: [says for at, is_missing, says in checks if is_missing and at == field] for field, *_more in checks}
    if any(gaps.values()):
        raise NotReady({field: says for field, says in gaps.items() if says})


def take_down_finding(finding: Finding, *, by) -> Finding:
    """Nobody but the team reads it any more."""
    return flow.apply(finding, "take_down", by=by)


@transaction.atomic
def keep_collection(
    *,
    name: str,
    about: str,
    about_easy=None,
    stories=None,
    is_shown: bool = False,
    collection: Collection | None = None,
    seen: str | None = None,
    is_example: bool = False,
    by,
) -> Collection:
    """Curators say what a collection is about. Shown to everybody only with its easy read.

    `stories` are all of its stories, in order; without it they stay as they are.
    """
    allow(by, "stories.curate_story")
    row = locked(collection) if collection else Collection(is_example=is_example, slug=free_slug(name))
    if collection:
        refuse_stale(row, seen)
    if is_shown and not about_easy:
        raise ValidationError({"about_easy": _("Say it in easy read too. Everybody reads it.")})
    row.name, row.about, row.is_shown, row.about_easy = name, about, is_shown, fitted(about_easy, about)
    among = Story.objects.filter(in_collections__collection=row.pk) if stories is None and row.pk else stories or []
    refuse_names(row.all_words, among)
    saved(row)
    if stories is not None:
        set_places(row, [story.pk for story in stories])
    audit.write("stories.collection.keep", row, by=by, fields=["about", "is_shown", "name", "stories"])
    return row


@transaction.atomic
def arrange_collection(collection: Collection, *, story: Story, press: str, by) -> Collection:
    """Curators put a published story into a collection ("in", at its end), one place "earlier" or "later", or "out"."""
    allow(by, "stories.curate_story", story)
    row = locked(collection)
    order = list(row.places.values_list("story", flat=True))
    if press == "in" and story.state != Story.State.PUBLISHED:
        raise flow.NotNow(_("This story is not published."))
    if press == "in" and (names := names_in(row.all_words, [story])):
        says = _("This name stands in the words of the collection. Take it out first: %(names)s.")
        raise flow.NotNow(says % {"names": ", ".join(names)})
    at = order.index(story.pk) if story.pk in order else len(order)
    left = [pk for pk in order if pk != story.pk]
    if press == "in" or (story.pk in order and press in STEPS):
        left.insert(max(0, at + STEPS.get(press, 0)), story.pk)
    set_places(row, left)
    audit.write("stories.collection.arrange", row, by=by, fields=["stories"])
    return row


def set_places(row: Collection, stories: list[int]) -> None:
    row.places.all().delete()
    CollectionPlace.objects.bulk_create(
        CollectionPlace(collection=row, story_id=pk, place=place) for place, pk in enumerate(stories, start=1)
    )


def free_slug(name: str) -> str:
    """Nobody's yet: with a number behind it where the name was used before."""
    wanted = slugify(name)[:40] or "collection"
    taken = set(Collection.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
