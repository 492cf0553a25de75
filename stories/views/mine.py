"""The teller's own pages, by a signed link and without signing in. Looking changes nothing; buttons do."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from charter.steps import step_of, words
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.record.flow import NotNow
from stories import services
from stories.forms.telling import ChangeForm
from stories.models import Audience, Insight, Story
from stories.services.ending import kept_until
from stories.services.quoting import is_said
from stories.showing import preview
from stories.tellers import Teller, for_the_teller
from stories.used import standing_of, uses_of

from .archive import captions_of, file_of
from .mine_who import SHOWN, found_by, said

# From so many days before the end the page asks whether it may go on.
SOON = 60


@never_cache
@login_not_required
def mine(request, link):
    """How my story stands, what is asked of me, and the piece as it will look."""
    story = found_by(link)
    is_shown = story.state in SHOWN
    showing = preview(story, "stories:mine_file", link) if is_shown else None
    release, nobody = story.release_in_force, story.is_for_nobody
    context = {
        "story": story,
        "link": link,
        "showing": showing,
        "step": step_of(request, words("told", story, showing.easy or EasyRead())) if showing else None,
        "proposals": story.proposals.filter(state="open") if not story.is_gone else [],
        "lines": said(story, release.lines.all()) if release else [],
        "ends": ends_soon(release) if story.state == Story.State.PUBLISHED and not nobody else None,
        "for_nobody": nobody,
        "kept_until": kept_until(story),
        "is_printed": bool(release) and release.printed and is_for_everybody(release),
        "release": release,
        "uses": uses_of(story),
        "standing": standing_of(story),
        "looks": story.looks.count(),
        "insights": insights_to_answer(story),
        "heading": _("My story"),
    }
    return TemplateResponse(request, "stories/mine/mine.html", context)


def insights_to_answer(story) -> list[Insight]:
    """With words that still stand in the story: to others nobody can say yes."""
    waiting = [] if story.is_gone else story.insights.filter(state=Insight.State.NOTED)
    return [one for one in waiting if is_said(one.excerpt, story)]


def is_for_everybody(release) -> bool:
    """Only what everybody may see is printed."""
    return any(line.audience == Audience.WEB and line.forms and not line.is_over for line in release.lines.all())


def ends_soon(release):
    """The day on which the first of the answers in force ends, where that is near."""
    days = [line.until for line in release.lines.all() if line.forms and not line.is_over] if release else []
    soon = timezone.localdate() + datetime.timedelta(days=SOON)
    return min(days) if days and min(days) <= soon else None


@never_cache
@login_not_required
def copy(request, link):
    """A copy to keep: my words, what I said yes to, my files. Made to be printed; there from the day it was sent."""
    story = found_by(link)
    if story.is_gone:
        return redirect("stories:mine", link)
    return TemplateResponse(
        request, "stories/mine/copy.html", {"link": link, **copy_of(story, "stories:mine_file", link)}
    )


def copy_of(story, door: str, key) -> dict:
    """What a teller keeps of their story, on the screen and on paper."""
    release = story.newest_release
    return {
        "story": story,
        "showing": preview(story, door, key),
        "release": release,
        "lines": said(story, release.lines.all()) if release else [],
        "heading": _("A copy of my story"),
    }


@never_cache
@login_not_required
@for_the_teller
def take_back(request, link):
    """One button. Nobody has to say why."""
    story = found_by(link)
    if request.method == "POST":
        services.withdraw_story(story, by=Teller(story.pk))
        return redirect("stories:mine", link)
    used = {"uses": uses_of(story), "standing": standing_of(story)}
    context = {"link": link, "story": story, "heading": _("Take my story back"), **used}
    return TemplateResponse(request, "stories/mine/take_back.html", context)


@never_cache
@login_not_required
@for_the_teller
def change(request, link):
    """What is to be changed in the finished piece: the story team gets it back with these words."""
    story = found_by(link)
    if story.state not in SHOWN:
        return redirect("stories:mine", link)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_for_change(story, by=Teller(story.pk), **form.cleaned_data)
        messages.success(request, _("Saved. We look at what you wrote."))
        return redirect("stories:mine", link)
    return TemplateResponse(
        request, "stories/mine/change.html", {"form": form, "link": link, "heading": _("Ask us to change something")}
    )


@require_POST
@login_not_required
@for_the_teller
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


@require_POST
@login_not_required
@for_the_teller
def stop(request, link, audience):
    """One press, and these people do not see it any more. Everything else stays as it was said."""
    return pressed(request, link, services.narrow_release, audience=audience)


@require_POST
@login_not_required
@for_the_teller
def go_on(request, link):
    """Still happy with it: one more year."""
    return pressed(request, link, services.extend_release)


def pressed(request, link, deed, **facts):
    """One button, one deed, and back to the story."""
    story = found_by(link)
    try:
        deed(story, by=Teller(story.pk), **facts)
    except (NotNow, ValidationError) as fault:
        messages.error(request, str(getattr(fault, "message", fault)))
    else:
        messages.success(request, _("Saved. It counts from now on."))
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
def record(request, link, pk):
    """The record of my yes: the sound of it, or the paper."""
    story = found_by(link)
    return file_of(request, None if story.is_gone else get_object_or_404(story.yes_records, pk=pk), "file")


@never_cache
@login_not_required
def captions(request, link, pk):
    return captions_of(own_file(link, pk))
