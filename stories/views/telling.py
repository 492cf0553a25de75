"""Telling a story: one step a page, saved at each, sent at the end. The story being told is known by the session."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members.models import Member
from stories import services
from stories.forms import telling as forms
from stories.models import Kind, Story
from stories.tellers import Teller, sign

from .archive import file_of

TELLING, TOLD = "telling", "told"
FORMS = {
    "story": forms.StoryForm,
    "better": forms.BetterForm,
    "title": forms.TitleForm,
    "whose": forms.WhoseForm,
    "name": forms.NameForm,
    "contact": forms.ContactForm,
    "topics": forms.TopicsForm,
}
REST = ("better", "title", "whose", "name", "contact", "topics")


def steps_of(story: Story) -> list[str]:
    """The pages of this story, in order. Who is known to us is not asked how to reach them."""
    first = ("story", "files") if story.kind == Kind.WORDS else ("files", "story")
    return [step for step in (*first, *REST) if not (step == "contact" and story.teller_id)]


def address_of(step: str) -> str:
    return reverse("stories:tell_files") if step == "files" else reverse("stories:tell_step", args=[step])


def after(story: Story, step: str) -> str:
    steps = steps_of(story)
    at = steps.index(step) + 1
    return address_of(steps[at]) if at < len(steps) else reverse("stories:tell_check")


def before(story: Story, step: str) -> str:
    steps = steps_of(story)
    at = steps.index(step)
    return address_of(steps[at - 1]) if at else reverse("stories:tell")


def story_being_told(request) -> Story | None:
    link = request.session.get(TELLING)
    return Story.objects.filter(link=UUID(link), state=Story.State.TELLING).first() if link else None


def teller_of(request, story: Story):
    """Whoever tells it in this session; somebody signed in stands in the log by their own name."""
    return request.user if story.teller_id else Teller(story.pk)


@never_cache
@login_not_required
def start(request):
    """What happens with a story, who sees it, how to tell it; then the first consent."""
    form = forms.BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        teller = Member.objects.filter(user=request.user).first() if request.user.is_authenticated else None
        story = services.begin_story(
            wording=str(forms.AGREE), kind=said["kind"], link=said["token"], teller=teller, by=request.user
        )
        request.session[TELLING] = story.link.hex
        return redirect(address_of(steps_of(story)[0]))
    context = {"form": form, "begun": story_being_told(request)}
    return TemplateResponse(request, "stories/tell/start.html", context)


@never_cache
@login_not_required
def step(request, step):
    """One question. Saved when it is answered."""
    story = story_being_told(request)
    if story is None:
        return redirect("stories:tell")
    if step not in steps_of(story):
        raise Http404
    form_class = FORMS[step]
    form = form_class(request.POST or None, initial=said_so_far(story, form_class))
    if step == "story" and story.media.exists():
        form.fields["transcript"].required = False
    if request.method == "POST" and form.is_valid():
        services.change_story(story, by=teller_of(request, story), **form.cleaned_data)
        return redirect(after(story, step))
    return page(request, "step", story, step, form=form)


def said_so_far(story: Story, form_class) -> dict:
    facts = {name: getattr(story, name) for name in form_class.base_fields if name != "topics"}
    return {**facts, "topics": [one.topic for one in story.topics.all()]}


def page(request, name: str, story: Story, step: str, **context):
    steps = steps_of(story)
    context = {
        "story": story,
        "number": steps.index(step) + 1,
        "total": len(steps) + 1,
        "back": before(story, step),
        "go_on": after(story, step),
        **context,
    }
    return TemplateResponse(request, f"stories/tell/{name}.html", context)


@never_cache
@login_not_required
def files(request):
    """Bring pictures, sounds, films: one at a time, looked at as they come in."""
    story = story_being_told(request)
    if story is None:
        return redirect("stories:tell")
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and bring(request, story, form):
        messages.success(request, _("Saved. You can add another one, or go on."))
        return redirect("stories:tell_files")
    return page(request, "files", story, "files", form=form, files=story.media.all())


def bring(request, story: Story, form) -> bool:
    """Keep the file, or say at its question why not."""
    said = form.cleaned_data
    try:
        facts = {"alt": said["alt"], "shows_teller": said["shows_teller"]}
        services.add_file(story, said["file"], by=teller_of(request, story), **facts)
    except ValidationError as fault:
        form.add_error("file", fault)
        return False
    return True


def own_file(request, pk):
    story = story_being_told(request)
    found = story.media.filter(pk=pk).first() if story else None
    if found is None:
        raise Http404
    return story, found


@never_cache
@login_not_required
def file(request, pk):
    """The file just brought, for whoever brought it."""
    _story, found = own_file(request, pk)
    return file_of(request, found, "file")


@require_POST
@login_not_required
def remove_file(request, pk):
    story, found = own_file(request, pk)
    services.remove_file(found, by=teller_of(request, story))
    messages.success(request, _("The file is taken out."))
    return redirect("stories:tell_files")


@never_cache
@login_not_required
def check(request):
    """Everything once more, who will see it, and the button that sends it."""
    story = story_being_told(request)
    if story is None:
        return redirect("stories:tell_done" if TOLD in request.session else "stories:tell")
    fault = ""
    if request.method == "POST":
        try:
            services.send_story(story, by=teller_of(request, story))
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        else:
            request.session[TOLD] = sign(story)
            del request.session[TELLING]
            return redirect("stories:tell_done")
    answers = [(step, *answer) for step in steps_of(story) if (answer := answer_of(story, step))]
    context = {"story": story, "answers": answers, "fault": fault, "files": story.media.count()}
    return TemplateResponse(request, "stories/tell/check.html", context)


def answer_of(story: Story, step: str):
    """The question, what was said, and where to change it."""
    if step == "files":
        return None
    (name, field), *_more = FORMS[step].base_fields.items()
    if name == "topics":
        return field.label, ", ".join(one.get_topic_display() for one in story.topics.all()), address_of(step)
    return field.label, getattr(story, name), address_of(step)


@never_cache
@login_not_required
def done(request):
    """It has arrived, what happens next and by when, and the address to come back to."""
    if TOLD not in request.session:
        return redirect("stories:tell")
    return TemplateResponse(request, "stories/tell/done.html", {"link": request.session[TOLD]})
