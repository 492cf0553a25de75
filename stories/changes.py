"""What came of a story: the findings that rest on it, as far as this visitor may read them."""

from django.db.models import Exists, OuterRef

from halton_coprod.record.stamp import until_next_deed

from .audiences import audiences_of
from .models import Finding, Insight, Story


def with_changes(stories, user):
    """Stories that know (`has_led_to`) whether something came of them."""
    return stories.annotate(has_led_to=Exists(findings_of(OuterRef("pk"), user)))


def findings_of(story, user):
    """`story` is a story's number, or an outer reference to it."""
    seen = Insight.objects.visible_to(user)
    return Finding.objects.visible_to(user).filter(insights__in=seen, insights__story=story)


def changes_of(story: Story, user) -> list[Finding]:
    """Asked only where something came of it; for everybody, once until the next deed."""
    if not story.has_led_to:
        return []
    return list(public_changes(story.pk)) if audiences_of(user) == ("web",) else asked_for(story.pk, user)


@until_next_deed
def public_changes(pk: int) -> list[Finding]:
    return asked_for(pk, None)


def asked_for(pk: int, user) -> list[Finding]:
    return list(findings_of(pk, user).distinct().select_related("recommendation"))
