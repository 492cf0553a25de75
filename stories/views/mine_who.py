"""Who may see my story: one audience a page, checked together, then said once. By the teller's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from halton_coprod.record.flow import NotNow
from stories import services
from stories.forms import releasing as forms
from stories.models import Audience, Form, NameShown, Story
from stories.services import LineAnswer
from stories.tellers import Teller, for_the_teller, story_of

# One for each audience; the names that are missing and the check are the last.
PARTS = len(Audience.values) + 1
SHOWN = (Story.State.REVIEW, Story.State.RELEASED, Story.State.PUBLISHED)


def found_by(link: str) -> Story:
    story = story_of(link)
    if story is None:
        raise Http404
    return story


def kept_in(story: Story) -> str:
    """Where the session keeps the answers so far."""
    return f"release-{story.pk}"


@never_cache
@login_not_required
@for_the_teller
def who(request, link, audience):
    """One audience a page. Nothing counts before the last page is sent."""
    story = found_by(link)
    if audience not in Audience.values:
        raise Http404
    if story.state not in SHOWN:
        messages.info(request, _("You cannot choose this now. This page says how your story stands."))
        return redirect("stories:mine", link)
    answers = answers_of(request, story)
    known = answers.get(audience, {})
    form = forms.AudienceForm(request.POST or None, initial=known, before=known.get("until", ""), story=story)
    if request.method == "POST" and form.is_valid():
        request.session[kept_in(story)] = {**answers, audience: form.cleaned_data}
        at = Audience.values.index(audience) + 1
        if at < len(Audience.values) and "one" not in request.GET:
            return redirect("stories:mine_who", link, Audience.values[at])
        return redirect("stories:mine_names" if missing_names(request, story) else "stories:mine_check", link)
    context = {
        "form": form,
        "link": link,
        "heading": Audience(audience).label,
        "number": 0 if "one" in request.GET else Audience.values.index(audience) + 1,
        "total": PARTS,
    }
    return TemplateResponse(request, "stories/mine/who.html", context)


def answers_of(request, story: Story) -> dict:
    """What was said before, and over it what was said just now: to change one thing nobody says all again."""
    release = story.release_in_force
    before = {line.audience: forms.answer_of(line) for line in release.lines.all()} if release else {}
    return {**before, **request.session.get(kept_in(story), {})}


def missing_names(request, story: Story) -> list[str]:
    """The names that the answers so far want to be shown, and nobody has told us."""
    answers = request.session.get(kept_in(story), {})
    wanted = {answer["name"] for answer in answers.values() if answer.get("what")}
    return [forms.NAMED[shown] for shown in forms.NAMED if shown in wanted and not story.name_shown(shown)]


@never_cache
@login_not_required
@for_the_teller
def names(request, link):
    """The names that are to be shown and are not known yet. They count with the answers, and not before."""
    story = found_by(link)
    missing = missing_names(request, story)
    if not missing or story.state not in SHOWN:
        return redirect("stories:mine_check", link)
    said = request.session.get(f"{kept_in(story)}-names", {})
    form = forms.NamesForm(request.POST or None, asked=missing, known=(story.full_name, story.first_name), initial=said)
    if request.method == "POST" and form.is_valid():
        request.session[f"{kept_in(story)}-names"] = form.cleaned_data
        return redirect("stories:mine_check", link)
    context = {"form": form, "link": link, "heading": _("Your name"), "number": PARTS, "total": PARTS}
    return TemplateResponse(request, "stories/mine/who.html", context)


@never_cache
@login_not_required
@for_the_teller
def check(request, link):
    """All the answers together, what cannot be called back, and the button that makes them count."""
    story = found_by(link)
    if kept_in(story) not in request.session or story.state not in SHOWN:
        return redirect("stories:mine", link)
    lines = lines_of(answers_of(request, story))
    form = forms.DecideForm(request.POST or None, initial=yes_of(story), some=bool(lines))
    named = request.session.get(f"{kept_in(story)}-names", {})
    if request.method == "POST" and form.is_valid() and say_yes(form, story, lines, named):
        del request.session[kept_in(story)]
        request.session.pop(f"{kept_in(story)}-names", None)
        messages.success(request, _("Saved. Your answers count from now on."))
        return redirect("stories:mine", link)
    context = {
        "form": form,
        "link": link,
        "heading": _("Check who may see it"),
        "answers": said(story, lines, named),
        "some": bool(lines),
        "total": PARTS,
        "first": Audience.values[0],
    }
    return TemplateResponse(request, "stories/mine/check.html", context)


def yes_of(story: Story) -> dict:
    """What they have seen, and what they said to the last questions before."""
    release = story.release_in_force
    names = ("others_agree", "printed", "research", "ai")
    return {"seen": story.mark, **{name: getattr(release, name) for name in names if release}}


def lines_of(answers: dict) -> list[LineAnswer]:
    lines = [line_of(audience, answers[audience]) for audience in Audience.values if answers.get(audience)]
    return [line for line in lines if line.forms]


def line_of(audience: str, answer: dict) -> LineAnswer:
    until = forms.until_of(answer["until"])
    return LineAnswer(audience, tuple(answer["what"]), until, answer["name"], bool(answer.get("face")))


def said(story: Story, lines, named=None) -> list[dict]:
    """Each audience with what it may see, under which name, with which pictures; or that it is a no."""
    by_audience, faces = {line.audience: line for line in lines}, forms.has_faces(story)
    every = [as_said(story, audience, by_audience.get(audience), named or {}) for audience in Audience]
    return [{**one, "has_faces": faces} for one in every]


def as_said(story: Story, audience: Audience, line, named) -> dict:
    """`line` is a line of a release, or an answer that is to become one; None where the answer is no."""
    if line is None:
        return {"who": audience.label, "what": []}
    return {
        "who": audience.label,
        "audience": audience.value,
        "what": [Form(one).label for one in line.forms],
        "name": NameShown(line.name).label,
        "name_words": story.name_shown(line.name) or named.get(forms.NAMED.get(line.name), ""),
        "face": line.face,
        "until": line.until,
        "is_over": line.until < timezone.localdate(),
    }


def say_yes(form, story: Story, lines, named) -> bool:
    facts = {"wording": forms.wording_shown(story), "names": named, **form.cleaned_data}
    try:
        services.release_story(story, lines=lines, by=Teller(story.pk), **facts)
    except services.Stale:
        form.add_error(None, _("Your story has changed. Look at it again before you say yes."))
    except (ValidationError, NotNow) as fault:
        form.add_error(None, getattr(fault, "messages", None) or str(fault))
    else:
        return True
    return False
