"""How pages say what belongs to stories."""

from django import template

from stories.transcripts import turns_of

register = template.Library()


@register.inclusion_tag("stories/_transcript.html", takes_context=True)
def transcript(context, words):
    """What is said in it: who speaks, and what; where nobody is named, a text like any other."""
    return {"turns": turns_of(words), "text": words, "hub": context.get("hub"), "reading": context.get("reading")}
