"""Telling a story: one step a page, saved at each, sent at the end. The story being told is known by the session.

A story that came back with a question takes the same way again, from the teller's own page.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from halton_coprod.easyread.forms import clean_words
from halton_coprod.easyread.mode import SecurityHeadersMiddleware
from halton_coprod.easyread.pictures import PICTURES, search
from halton_coprod.easyread.typed import keep_typed
from members import guard
from members.models import Member
from stories import services
from stories.forms import telling as forms
from stories.models import Kind, MediaFile, Story
from stories.rules import is_teller
from stories.tellers import Teller, for_the_teller, sign, story_of

from .archive import file_of

PLACES = {"earlier": -1, "later": 1}
LONGEST_WORDS = 300
FIRST_PICTURES = (
    "one-person",
    "home",
    "family",
    "doctor",
    "bus",
    "work",
    "happy",
    "sad",
    "angry",
    "worried",
    "money",
    "friend",
)
# In the session: the story being told, all that were begun, and the one just sent.
TELLING, BEGUN, TOLD = "telling", "begun", "told"
GO_ON = "go_on"
OPEN = (Story.State.TELLING, Story.State.RETURNED)
# Loose: a day centre or a library may share one address.
MOST_BEGUN, MOST_FILES = 30, 200
FORMS = {
    "answer": forms.AnswerForm,
    "story": forms.StoryForm,
    "better": forms.BetterForm,
    "title": forms.TitleForm,
    "whose": forms.WhoseForm,
    "agrees": forms.AgreesForm,
    "name": forms.NameForm,
    "contact": forms.ContactForm,
    "topics": forms.TopicsForm,
    "hard": forms.HardForm,
}
# What is shut everywhere else → what stands there on the page for recording.
MAY_RECORD = (
    ("Permissions-Policy", "microphone=()", "microphone=(self)"),
    ("Permissions-Policy", "camera=()", "camera=(self)"),
    ("Content-Security-Policy", "media-src 'self'", "media-src 'self' blob:"),
)
PART_OF = {"agrees": "whose"}
REST = ("better", "title", "whose", "agrees", "name", "contact", "topics", "hard")


def steps_of(story: Story) -> list[str]:
    """The pages of this story, in order. Who is known to us is not asked how to reach them, and who tells their own
    story not how they know that they agree.
    """
    first = ("story", "files") if story.kind == Kind.WORDS else ("files", "story")
    asked = ("answer",) if story.state == Story.State.RETURNED else ()
    left_out = {"contact"} if story.teller_id else set()
    left_out |= set() if story.for_whom else {"agrees"}
    return [step for step in (*asked, *first, *REST) if step not in left_out]


def page_of(story: Story, step: str) -> tuple[int, int]:
    """Which page it is, and of how many with the last one, on which all is checked. How somebody else agrees is asked
    on a second part of its page, so that the end stays where it is, whatever is answered.
    """
    pages = [one for one in steps_of(story) if one not in PART_OF]
    return pages.index(PART_OF.get(step, step)) + 1, len(pages) + 1


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


def place_left(story: Story) -> str:
    """Where somebody goes on who has left: behind the last page with an answer."""
    steps = steps_of(story)
    said = [step for step in steps if (story.media.exists() if step == "files" else answer_of(story, step)[1])]
    return after(story, said[-1]) if said else address_of(steps[0])


def story_being_told(request) -> Story | None:
    link = request.session.get(TELLING)
    return Story.objects.filter(link=UUID(link), state__in=OPEN).first() if link else None


def stories_begun(request):
    """All that were begun in this session and are not sent, the newest first."""
    links = [UUID(link) for link in request.session.get(BEGUN, [])]
    return Story.objects.filter(link__in=links, state__in=OPEN).order_by("-begun_at")


def tell_now(request, story: Story) -> None:
    """From here on it is the story being told; the others wait on the first page."""
    link = story.link.hex
    request.session[TELLING] = link
    request.session[BEGUN] = [*(one for one in request.session.get(BEGUN, []) if one != link), link]


def begin_first(request, *, keeps: bool = True):
    """No story is being told in this session (any more). What was typed is shown again once one is begun."""
    if keeps and request.method == "POST" and keep_typed(request, request.path):
        says = _("We do not know any more which story this is. Your words are safe. Begin, and you see them again.")
    else:
        says = _("We do not know which story this is. Begin it here.")
    messages.warning(request, says)
    return redirect("stories:tell")


def teller_of(request, story: Story):
    """Whoever tells it in this session; somebody signed in stands in the log by their own name."""
    return request.user if is_teller(request.user, story) else Teller(story.pk)


@never_cache
@login_not_required
def start(request):
    """What happens with a story, who sees it, how to tell it; then the first consent. Or on with one that is begun."""
    form = forms.BeginForm(request.POST or None)
    begun, others = story_being_told(request), stories_begun(request)
    if request.method == "POST" and guard.is_robot(request):
        return redirect("stories:tell")
    if request.method == "POST" and GO_ON in request.POST:
        chosen = next((one for one in others if str(one.pk) == request.POST[GO_ON]), None)
        if chosen is None:
            raise Http404
        tell_now(request, chosen)
        return redirect(place_left(chosen))
    if request.method == "POST" and form.is_valid():
        if guard.is_too_often(request, "story", MOST_BEGUN):
            return guard.too_many(request)
        said = form.cleaned_data
        teller = Member.objects.filter(user=request.user).first() if request.user.is_authenticated else None
        story = services.begin_story(
            wording=str(forms.AGREE), kind=said["kind"], link=said["token"], teller=teller, by=request.user
        )
        tell_now(request, story)
        return redirect(address_of(steps_of(story)[0]))
    context = {
        "form": form,
        "begun": place_left(begun) if begun else "",
        "others": others.exclude(pk=begun and begun.pk),
    }
    return TemplateResponse(request, "stories/tell/start.html", context)


@require_POST
@login_not_required
@for_the_teller
def say_more(request, link):
    """The teller goes through a story again that came back with a question, beginning with their answer."""
    story = story_of(link)
    if story is None or story.state != Story.State.RETURNED:
        raise Http404
    tell_now(request, story)
    return redirect(address_of(steps_of(story)[0]))


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
        tell_now(request, new)
        return redirect("stories:tell_check")
    context = {"form": form, "link": link, "heading": _("Tell my story after all")}
    return TemplateResponse(request, "stories/mine/again.html", context)


@never_cache
@login_not_required
def step(request, step):
    """One question. Saved when it is answered."""
    story = story_being_told(request)
    if story is None:
        return begin_first(request)
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


def page(request, name: str, story: Story, step: str, **context):
    number, total = page_of(story, step)
    context = {
        "story": story,
        "number": number,
        "total": total,
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
        return begin_first(request)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and guard.is_too_often(request, "story-file", MOST_FILES):
        return guard.too_many(request)
    if request.method == "POST" and form.is_valid() and (brought := bring(request, story, form)):
        return go_on_from(request, brought, _("Saved. You can add another one, or go on."))
    return may_record(page(request, "files", story, "files", form=form, files=story.media.all()))


def may_record(response):
    """On this page alone, the browser may ask its person for microphone and camera, and play what they recorded."""
    for name, shut, opened in MAY_RECORD:
        policy = response.headers.get(name, SecurityHeadersMiddleware.HEADERS[name])
        response.headers[name] = policy.replace(shut, opened)
    return response


def bring(request, story: Story, form) -> MediaFile | None:
    """Keep the file, or say at its question why not."""
    try:
        return services.add_file(story, form.cleaned_data["file"], by=teller_of(request, story))
    except ValidationError as fault:
        form.add_error("file", fault)
        return None


def go_on_from(request, brought: MediaFile, says: str):
    """The questions about a file come after it. A picture of ours has only one, which stands in the list too where that
    is not one question a page.
    """
    asks = (request.reading.easy or not brought.idea) and forms.AboutFileForm.asked_of(brought)
    messages.success(request, _("Saved.") if asks else says)
    return redirect("stories:tell_about_file", brought.pk) if asks else redirect("stories:tell_files")


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


@never_cache
@login_not_required
def about_file(request, pk):
    """What a picture shows, whether its teller can be seen in it, and the words under it."""
    story, found = own_file(request, pk)
    asked = forms.AboutFileForm.asked_of(found)
    if not asked:
        raise Http404
    initial = {name: getattr(found, name) for name in asked if name != "shows_teller"}
    # Until somebody says no a file counts as one that shows its teller: a yes that nobody said is asked for.
    said = "yes" if found.yes_by_teller else ""
    initial["shows_teller"] = said if found.shows_teller else "no"
    form = forms.AboutFileForm(request.POST or None, media=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_file(found, by=teller_of(request, story), **form.cleaned_data)
        messages.success(request, _("Saved. You can add another one, or go on."))
        return redirect("stories:tell_files")
    return TemplateResponse(request, "stories/tell/about_file.html", {"form": form, "file": found})


@never_cache
@login_not_required
def pictures(request):
    """Look for a picture in the picture library, and put it into the story with one press."""
    story = story_being_told(request)
    if story is None:
        return begin_first(request)
    form = forms.FindPictureForm(request.GET or None)
    fault = ""
    if request.method == "POST":
        try:
            brought = services.add_picture(story, idea=request.POST.get("idea", ""), by=teller_of(request, story))
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        else:
            return go_on_from(request, brought, _("The picture is in your story. You can write words under it."))
    asked = form.cleaned_data["find"] if form.is_valid() else ""
    found = search(asked) if asked else [PICTURES[idea] for idea in FIRST_PICTURES]
    context = {"search_form": form, "found": found, "asked": asked, "fault": fault}
    return page(request, "pictures", story, "files", **context)


@require_POST
@login_not_required
def arrange(request):
    """The words under all pictures are saved, then the button does its own: earlier, later, out, or go on."""
    story = story_being_told(request)
    if story is None:
        return begin_first(request, keeps=False)
    by = teller_of(request, story)
    for one in story.media.all():
        words = clean_words(request.POST.get(f"words-{one.pk}", one.words))[:LONGEST_WORDS]
        if words != one.words:
            services.change_file(one, words=words, by=by)
    press, _dash, pk = request.POST.get("press", "").partition("-")
    found = story.media.filter(pk=pk).first() if pk.isdecimal() else None
    if found and press in PLACES:
        services.move_file(found, by_places=PLACES[press], by=by)
    if found and press == "out":
        services.remove_file(found, by=by)
        messages.success(request, _("The file is taken out."))
    return redirect(after(story, "files") if press == "on" else address_of("files"))


@never_cache
@login_not_required
def check(request):
    """Everything once more, who will see it, and the button that sends it. Then the teller's own page says that it has
    arrived: the one address that they keep.
    """
    story = story_being_told(request)
    if story is None:
        return redirect("stories:mine", request.session[TOLD]) if TOLD in request.session else begin_first(request)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            services.send_story(story, by=teller_of(request, story))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            request.session[TOLD] = sign(story)
            del request.session[TELLING]
            return redirect("stories:mine", request.session[TOLD])
    files = story.media.all()
    steps = steps_of(story)
    answers = [(*answer_of(story, step), is_needed(step, files)) for step in steps if step != "files"]
    _number, total = page_of(story, steps[-1])
    context = {"story": story, "answers": answers, "form": form, "files": files, "total": total}
    context["back"] = address_of(steps[-1])
    return TemplateResponse(request, "stories/tell/check.html", context)


def is_needed(step: str, files) -> bool:
    """Must it be answered? A picture, sound or film tells a story without a word."""
    (field, *_more) = FORMS[step].base_fields.values()
    return field.required and not (step == "story" and files)


def answer_of(story: Story, step: str):
    """The question, what was said, and where to change it."""
    (name, field), *_more = FORMS[step].base_fields.items()
    if name == "topics":
        return field.label, ", ".join(one.get_topic_display() for one in story.topics.all()), address_of(step)
    return field.label, getattr(story, name), address_of(step)
