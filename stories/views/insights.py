"""What a story tells us, in front of its teller: is it right?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from halton_coprod.record.flow import NotNow
from stories import services
from stories.tellers import Teller, for_the_teller, story_of


@require_POST
@login_not_required
@for_the_teller
def answer_insight(request, link, pk):
    """Yes, this is right; or no."""
    story = story_of(link)
    if story is None or story.is_gone:
        raise Http404
    insight = get_object_or_404(story.insights, pk=pk)
    try:
        services.answer_insight(insight, is_right=request.POST.get("answer") == "yes", by=Teller(story.pk))
    except NotNow as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Saved. Thank you."))
    return redirect("stories:mine", link)
