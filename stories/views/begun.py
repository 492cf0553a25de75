"""The story being told: which one it is, its pages in order, and where they are.

One browser may have several begun, in a tab each: every address of telling names its story, and the session says which
were begun in it.
"""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from halton_coprod.easyread.typed import keep_typed
from stories.forms import telling as forms
from stories.models import Kind, Story
from stories.rules import is_teller
from stories.tellers import Teller

# In the session: the links of all stories begun there. In an address: the story that it is about.
BEGUN, OF = "begun", "of"
OPEN = (Story.State.TELLING, Story.State.RETURNED)
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


def address_of(story: Story, step: str) -> str:
    path = reverse("stories:tell_step", args=[step]) if step in FORMS else reverse(f"stories:tell_{step}")
    return f"{path}?{OF}={story.pk}"


def after(story: Story, step: str) -> str:
    steps = steps_of(story)
    at = steps.index(step) + 1
    return address_of(story, steps[at] if at < len(steps) else "check")


def before(story: Story, step: str) -> str:
    steps = steps_of(story)
    at = steps.index(step)
    return address_of(story, steps[at - 1]) if at else reverse("stories:tell")


def place_left(story: Story) -> str:
    """Where somebody goes on who has left: behind the last page with an answer."""
    steps = steps_of(story)
    said = [step for step in steps if (story.media.exists() if step == "files" else answer_of(story, step)[1])]
    return after(story, said[-1]) if said else address_of(story, steps[0])


def is_needed(step: str, files) -> bool:
    """Must it be answered? A picture, sound or film tells a story without a word."""
    (field, *_more) = FORMS[step].base_fields.values()
    return field.required and not (step == "story" and files)


def answer_of(story: Story, step: str):
    """The question, what was said, and where to change it."""
    (name, field), *_more = FORMS[step].base_fields.items()
    if name == "topics":
        return field.label, ", ".join(one.get_topic_display() for one in story.topics.all()), address_of(story, step)
    return field.label, getattr(story, name), address_of(story, step)


def begun_here(request):
    """All that were begun in this session, sent or not, the newest first."""
    links = [UUID(link) for link in request.session.get(BEGUN, [])]
    return Story.objects.filter(link__in=links).order_by("-begun_at")


def stories_begun(request):
    return begun_here(request).filter(state__in=OPEN)


def story_being_told(request) -> Story | None:
    """The one that the address names; where it names none, the only one that is begun."""
    named = request.GET.get(OF)
    found = [story for story in stories_begun(request) if named in (None, str(story.pk))]
    return found[0] if len(found) == 1 else None


def of_the_story(view):
    """A page of the story that the address names, which is handed over; where there is none, back to the beginning."""

    @never_cache
    @login_not_required
    @wraps(view)
    def found(request, *args, **kwargs):
        story = story_being_told(request)
        return view(request, story, *args, **kwargs) if story else begin_first(request)

    return found


def remember_begun(request, story: Story) -> None:
    """From here on this session may go on telling it."""
    link = story.link.hex
    request.session[BEGUN] = [*(one for one in request.session.get(BEGUN, []) if one != link), link]


def begin_first(request, *, keeps: bool = True):
    """The story is not known in this session (any more). What was typed is shown again once one is begun."""
    if keeps and request.method == "POST" and keep_typed(request, request.path):
        says = _("Your story is not open here any more. Your words are safe. Begin or go on, and you see them again.")
    else:
        says = _("We do not know which story this is. Begin it here.")
    messages.warning(request, says)
    return redirect("stories:tell")


def teller_of(request, story: Story):
    """Whoever tells it in this session; somebody signed in stands in the log by their own name."""
    return request.user if is_teller(request.user, story) else Teller(story.pk)


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
