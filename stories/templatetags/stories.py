"""How pages say what belongs to stories."""

from django import template

from stories.behind import findings_behind as told_behind
from stories.behind import stories_behind as found_behind
from stories.transcripts import turns_of

register = template.Library()


@register.filter
def sentence(words: str) -> str:
    """What somebody wrote, with the full stop that it may lack."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


@register.inclusion_tag("stories/_transcript.html", takes_context=True)
def transcript(context, words):
    """What is said in it: who speaks, and what; where nobody is named, a text like any other."""
    return {"turns": turns_of(words), "text": words, "hub": context.get("hub"), "reading": context.get("reading")}


@register.inclusion_tag("stories/_behind.html", takes_context=True)
def stories_behind(context, **of):
    """The stories behind a value or a promise: `{% stories_behind values=value %}`."""
    ((kind, thing),) = of.items()
    reading = context.get("reading")
    return {"stories": found_behind(kind, thing.pk) if thing else [], "easy": bool(reading and reading.easy)}


@register.simple_tag
def findings_behind(recommendation):
    """What stories say behind a recommendation: `{% findings_behind recommendation as findings %}`."""
    return told_behind(recommendation.pk)
