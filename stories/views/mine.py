"""The teller's own pages, by a signed link and without signing in. Looking changes nothing; buttons do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from charter.steps import step_of, words
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record.flow import NotNow
from stories import services
from stories.forms import releasing as forms
from stories.models import Audience, Form, NameShown, Story
from stories.services import LineAnswer
from stories.showing import preview
from stories.tellers import Teller, story_of

from .archive import captions_of, file_of

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
def mine(request, link):
    """How my story stands, what is asked of me, and the piece as it will look."""
    story = found_by(link)
    is_shown = story.state in SHOWN
    showing = preview(story, "stories:mine_file", link) if is_shown else None
    release = story.release_in_force
    context = {
        "story": story,
        "link": link,
        "showing": showing,
        "step": step_of(request, words("told", story, showing.easy or EasyRead())) if showing else None,
        "proposals": story.proposals.filter(state="open") if not story.is_gone else [],
        "lines": said(story, release.lines.all()) if release else [],
        "release": release,
        "uses": story.uses.all(),
        "heading": _("My story"),
    }
    return TemplateResponse(request, "stories/mine/mine.html", context)


@never_cache
@login_not_required
def who(request, link, audience):
    """One audience a page. Nothing counts before the last page is sent."""
    story = found_by(link)
    if audience not in Audience.values or story.state not in SHOWN:
        raise Http404
    answers = request.session.get(kept_in(story), {})
    form = forms.AudienceForm(request.POST or None, initial=answers.get(audience, {}))
    if request.method == "POST" and form.is_valid():
        request.session[kept_in(story)] = {**answers, audience: form.cleaned_data}
        at = Audience.values.index(audience) + 1
        if at < len(Audience.values):
            return redirect("stories:mine_who", link, Audience.values[at])
        return redirect("stories:mine_names" if missing_names(request, story) else "stories:mine_check", link)
    context = {
        "form": form,
        "link": link,
        "heading": Audience(audience).label,
        "number": Audience.values.index(audience) + 1,
        "total": len(Audience.values) + 1,
    }
    return TemplateResponse(request, "stories/mine/who.html", context)


def missing_names(request, story: Story) -> list[str]:
    """The names that the answers so far want to be shown, and nobody has told us."""
    answers = request.session.get(kept_in(story), {})
    wanted = {answer["name"] for answer in answers.values() if answer.get("what")}
    return [forms.NAMED[shown] for shown in forms.NAMED if shown in wanted and not story.name_shown(shown)]


@never_cache
@login_not_required
def names(request, link):
    """The names that are to be shown and are not known yet. They count with the answers, and not before."""
    story = found_by(link)
    missing = missing_names(request, story)
    if not missing or story.state not in SHOWN:
        return redirect("stories:mine_check", link)
    said = request.session.get(f"{kept_in(story)}-names", {})
    form = forms.NamesForm(request.POST or None, asked=missing, initial=said)
    if request.method == "POST" and form.is_valid():
        request.session[f"{kept_in(story)}-names"] = form.cleaned_data
        return redirect("stories:mine_check", link)
    total = len(Audience.values) + 1
    context = {"form": form, "link": link, "heading": _("Your name"), "number": total, "total": total}
    return TemplateResponse(request, "stories/mine/who.html", context)


@never_cache
@login_not_required
def check(request, link):
    """All the answers together, what cannot be called back, and the button that makes them count."""
    story = found_by(link)
    answers = request.session.get(kept_in(story))
    if not answers or story.state not in SHOWN:
        return redirect("stories:mine", link)
    form = forms.SayYesForm(request.POST or None, initial={"seen": story.mark})
    lines = [line_of(audience, answers[audience]) for audience in Audience.values if answers.get(audience)]
    lines = [line for line in lines if line.forms]
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
        "first": Audience.values[0],
    }
    return TemplateResponse(request, "stories/mine/check.html", context)


def line_of(audience: str, answer: dict) -> LineAnswer:
    until = forms.until_of(answer["until"])
    return LineAnswer(audience, tuple(answer["what"]), until, answer["name"], answer["face"])


def said(story: Story, lines, named=None) -> list[dict]:
    """Each audience with what it may see, under which name, with which pictures; or that it is a no."""
    by_audience = {line.audience: line for line in lines}
    return [as_said(story, audience, by_audience.get(audience), named or {}) for audience in Audience]


def as_said(story: Story, audience: Audience, line, named) -> dict:
    """`line` is a line of a release, or an answer that is to become one; None where the answer is no."""
    if line is None:
        return {"who": audience.label, "what": []}
    return {
        "who": audience.label,
        "what": [Form(one).label for one in line.forms],
        "name": NameShown(line.name).label,
        "name_words": story.name_shown(line.name) or named.get(forms.NAMED.get(line.name), ""),
        "face": line.face,
        "until": line.until,
    }


def say_yes(form, story: Story, lines, named) -> bool:
    facts = {"wording": str(forms.WORDING), "names": named, **form.cleaned_data}
    try:
        services.release_story(story, lines=lines, by=Teller(story.pk), **facts)
    except services.Stale:
        form.add_error(None, _("Your story has changed. Look at it again before you say yes."))
    except (ValidationError, NotNow) as fault:
        form.add_error(None, getattr(fault, "messages", None) or str(fault))
    else:
        return True
    return False


@never_cache
@login_not_required
def take_back(request, link):
    """One button. Nobody has to say why."""
    story = found_by(link)
    if request.method == "POST":
        services.withdraw_story(story, by=Teller(story.pk))
        return redirect("stories:mine", link)
    context = {"link": link, "story": story, "uses": story.uses.all(), "heading": _("Take my story back")}
    return TemplateResponse(request, "stories/mine/take_back.html", context)


@require_POST
@login_not_required
def answer(request, link, pk):
    """Yes or no to a suggestion."""
    story = found_by(link)
    proposal = get_object_or_404(story.proposals, pk=pk)
    try:
        services.answer_proposal(proposal, accept=request.POST.get("answer") == "yes", by=Teller(story.pk))
    except NotNow as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Saved. Thank you."))
    return redirect("stories:mine", link)


def own_file(link: str, pk: int):
    story = found_by(link)
    return None if story.is_gone else story.media.filter(pk=pk).first()


@never_cache
@login_not_required
def file(request, link, pk, part="file"):
    """A file of my own story."""
    return file_of(request, own_file(link, pk), part)


@never_cache
@login_not_required
def captions(request, link, pk):
    return captions_of(own_file(link, pk))
