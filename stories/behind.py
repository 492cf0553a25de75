"""The stories behind something of the Charter, and what stories say behind a recommendation: their names only, each as
far as releases go.
"""

from typing import NamedTuple

from django.db.models import Exists
from django.urls import reverse

from halton_coprod.record.stamp import until_next_deed

from .models import Finding, Story

MOST = 5


class Behind(NamedTuple):
    """One story that stands behind something else."""

    title: str
    easy_title: str
    address: str
    note: str


@until_next_deed
def stories_behind(kind: str, pk: int) -> list[Behind]:
    """The newest stories about a value or a promise that everybody may open today."""
    public = Story.objects.public().filter(**{kind: pk})
    found = public.annotate(
        shows_whole=Exists(Story.objects.lines_for(None, whole=True)),
        shows_summary=Exists(Story.objects.lines_for(None, summary=True)),
    )
    return [as_behind(story) for story in found[:MOST]]


def as_behind(story: Story) -> Behind:
    easy = (story.easy if story.shows_whole else None) or (story.summary_easy if story.shows_summary else None)
    title = (easy and easy.title) or story.title
    return Behind(story.title, title, reverse("stories:story", args=[story.slug]), story.content_note)


@until_next_deed
def findings_behind(pk: int) -> list[Finding]:
    """What several stories say together, and what was recommended because of it; as far as everybody may read it."""
    return list(Finding.objects.visible_to(None).filter(recommendation=pk)[:MOST])
