"""Telling a story: one step a page, saved at each, sent at the end. Its address names it, its session knows it.

A story that came back with a question takes the same way again, from the teller's own page.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members import guard
from members.models import Member
from stories import services
from stories.forms import telling as forms
from stories.models import Story
from stories.tellers import for_the_teller, sign, story_of

from .begun import (
    FORMS,
    OF,
    address_of,
    after,
    answer_of,
    begin_first,
    begun_here,
    is_needed,
    of_the_story,
    page,
    page_of,
    place_left,
    remember_begun,
    steps_of,
    stories_begun,
    story_being_told,
    teller_of,
)

# Loose: a day centre or a library may share one address.
MOST_BEGUN = 30


@never_cache
@login_not_required
def start(request):
    """What happens with a story, who sees it, how to tell it; then the first consent. Or on with one that is begun."""
    form = forms.BeginForm(request.POST or None)
    if request.method == "POST" and guard.is_robot(request):
        return redirect("stories:tell")
    if request.method == "POST" and form.is_valid():
        if guard.is_too_often(request, "story", MOST_BEGUN):
            return guard.too_many(request)
        said = form.cleaned_data
        teller = Member.objects.filter(user=request.user).first() if request.user.is_authenticated else None
        story = services.begin_story(
            wording=str(forms.AGREE), kind=said["kind"], link=said["token"], teller=teller, by=request.user
        )
        remember_begun(request, story)
        return redirect(address_of(story, steps_of(story)[0]))
    begun = [(one, place_left(one)) for one in stories_begun(request)]
    return TemplateResponse(request, "stories/tell/start.html", {"form": form, "begun": begun})


@require_POST
@login_not_required
@for_the_teller
def say_more(request, link):
    """The teller goes through a story again that came back with a question, beginning with their answer."""
    story = story_of(link)
    if story is None or story.state != Story.State.RETURNED:
        raise Http404
    remember_begun(request, story)
    return redirect(address_of(story, steps_of(story)[0]))


@never_cache
@login_not_required
@for_the_teller
def again(request, link):
    """The teller took the story back, and begins again with its words and files."""
    story = story_of(link)
    if story is None or story.state != Story.State.WITHDRAWN:
        raise Http404
    form = forms.AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if guard.is_too_often(request, "story", MOST_BEGUN):
            return guard.too_many(request)
        facts = {"wording": str(forms.AGREE), "link": form.cleaned_data["token"]}
        new = services.begin_again(story, by=teller_of(request, story), **facts)
        remember_begun(request, new)
        return redirect(address_of(new, "check"))
    context = {"form": form, "link": link, "heading": _("Tell my story after all")}
    return TemplateResponse(request, "stories/mine/again.html", context)


@of_the_story
def step(request, story, step):
    """One question. Saved when it is answered."""
    if step not in steps_of(story):
        raise Http404
    form_class = FORMS[step]
    form = form_class(request.POST or None, initial=said_so_far(story, form_class))
    if step == "story" and story.media.exists():
        form.fields["transcript"].required = False
    if request.method == "POST" and form.is_valid():
        told = services.change_story(story, by=teller_of(request, story), **form.cleaned_data)
        return redirect(after(told, step))
    return page(request, "step", story, step, form=form)


def said_so_far(story: Story, form_class) -> dict:
    facts = {name: getattr(story, name) for name in form_class.base_fields if name != "topics"}
    return {**facts, "topics": [one.topic for one in story.topics.all()]}


@never_cache
@login_not_required
def check(request):
    """Everything once more, who will see it, and the button that sends it. Then the teller's own page says that it has
    arrived: the one address that they keep.
    """
    story = story_being_told(request)
    if story is None:
        sent = [one for one in begun_here(request) if str(one.pk) == request.GET.get(OF)]
        return redirect("stories:mine", sign(sent[0])) if sent else begin_first(request)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            services.send_story(story, by=teller_of(request, story))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("stories:mine", sign(story))
    files = story.media.all()
    steps = steps_of(story)
    answers = [(*answer_of(story, step), is_needed(step, files)) for step in steps if step != "files"]
    _number, total = page_of(story, steps[-1])
    context = {"story": story, "answers": answers, "form": form, "files": files, "total": total}
    context["back"] = address_of(story, steps[-1])
    return TemplateResponse(request, "stories/tell/check.html", context)
