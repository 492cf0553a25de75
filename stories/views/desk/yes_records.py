"""The record of a yes, on the desk: attached, heard or seen, taken away."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from charter.views.desk import deed
from stories import services
from stories.forms.desk import AttachRecordForm
from stories.models import Consent, Release, Story, YesRecord
from stories.views.archive import file_of

from .deed import Deed, ForCurators

# What was said yes to → where that yes is.
YESES = {"keeping": Consent, "showing": Release}


class AttachRecord(Deed):
    """To one yes, which stands above the question."""

    template_name = "stories/desk/attach.html"
    form_class = AttachRecordForm
    heading = _("Attach the record of a yes")

    @cached_property
    def yes(self) -> Consent | Release:
        return get_object_or_404(YESES[self.kwargs["to"]], story=self.story, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(yes=self.yes, **kwargs)

    def do(self, said, user):
        services.attach_record(self.yes, clean=said["file"], by=user)


def records_of(slug):
    """Of a story that the desk still works at."""
    return YesRecord.objects.filter(story__in=Story.objects.for_the_desk(), story__slug=slug).select_related("story")


class RemoveRecord(ForCurators, deed.Press):
    """A button. Twice is once."""

    done = _("Taken away.")

    def back(self, slug, **_which):
        return reverse("stories:team_story", args=[slug])

    def do(self, user, slug, pk):
        for record in records_of(slug).filter(pk=pk):
            services.remove_record(record, by=user)
        return self.back(slug)


@never_cache
@permission_required("stories.see_desk", raise_exception=True)
def record(request, slug, pk):
    """The file itself."""
    return file_of(request, get_object_or_404(records_of(slug), pk=pk), "file")
