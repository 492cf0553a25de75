"""What the pages of the desk have in common: the door, the story, a form and its service."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from charter.views.desk.deed import refuse, sentence_of
from halton_coprod.record.flow import NotNow
from stories.models import Story
from stories.services import Stale

TEAM = (_("The team's pages"), "team")
DESK = (_("Look after stories"), "stories:team")


def way(*above) -> list[tuple]:
    """The pages above this one, as (words, address)."""
    return [(words, reverse(name)) for words, name in (TEAM, DESK)] + list(above)


def page_of(story: Story) -> str:
    return reverse("stories:team_story", args=[story.slug])


@method_decorator(never_cache, name="dispatch")
class ForCurators(PermissionRequiredMixin):
    """Everybody else gets the page that says no."""

    permission_required = "stories.see_desk"
    raise_exception = True


class OfStory(ForCurators):
    """Something done to one story."""

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission() and "slug" in kwargs:
            stories = Story.objects.for_the_desk() | Story.objects.taken_back()
            self.story = get_object_or_404(stories, slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)


class Deed(OfStory, FormView):
    """A form, one service, and back to the story. What is refused stands at its question; nothing typed is lost."""

    template_name = "stories/desk/form.html"
    heading = ""
    says = _("Save")
    done = _("Saved.")

    def form_valid(self, form):
        try:
            self.do(form.cleaned_data, self.request.user)
        except Stale:
            form.add_error(None, _("The story has changed since you began. Look at it, then begin again."))
            return self.form_invalid(form)
        except ValidationError as fault:
            refuse(form, fault)
            return self.form_invalid(form)
        except NotNow as fault:
            form.add_error(None, sentence_of(fault))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.after())

    def after(self) -> str:
        """Where it goes on."""
        return page_of(self.story)

    def get_context_data(self, **kwargs):
        above = [(self.story.called_on_desk, page_of(self.story))] if hasattr(self, "story") else []
        back = above[-1][1] if above else reverse("stories:team")
        return super().get_context_data(heading=self.heading, says=self.says, crumbs=way(*above), back=back, **kwargs)
