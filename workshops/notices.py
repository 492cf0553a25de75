"""What people are told about their place, by their own way, written in the transaction of the deed."""

from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.mode import EASY
from halton_coprod.easyread.said import said_date
from members.models import Message
from members.services import queue_message
from members.services.outbox import drop_overtaken, queue_to_stranger

# occasion → its title, and each idea as (picture, words)
WHEN = ("calendar", _("It is on {when}."))
WHERE = ("place", _("It is here: {where}."))
STOP = ("undo", _("You cannot come? Tell us here: {link}"))
LOOK = ("look", _("You find it all here: {link}"))
ABOUT_NEEDS = _("About what you need: {name}")
YOU_SAID = _("You told us that you need: {need}.")
SAYS = {
    "in": (_("You have a place: {name}"), ("yes", _("You have a place at: {name}.")), WHEN, WHERE, STOP),
    "waiting": (
        _("You are on the waiting list: {name}"),
        ("waiting-list", _("All places at {name} are taken now. You are on the waiting list.")),
        ("told", _("We tell you when a place is free. Then you say yes or no.")),
        STOP,
    ),
    "offered": (
        _("There is a place for you: {name}"),
        ("yes", _("A place is free for you at: {name}.")),
        WHEN,
        ("deadline", _("Please say yes or no by {until}. We keep the place for you until then.")),
        ("answer", _("Answer here: {link}")),
    ),
    "lapsed": (
        _("Your free place at {name} has gone to somebody else"),
        ("clock", _("We did not hear from you in time.")),
        ("waiting-list", _("You can wait for a place again here: {link}")),
    ),
    "given_back": (
        _("You do not come: {name}"),
        ("done", _("We know that you do not come. Thank you for telling us.")),
    ),
    "moved": (
        _("Something has changed: {name}"),
        ("change", _("The day or the place has changed.")),
        WHEN,
        WHERE,
        ("question", _("Can you still come? Then you do not have to do anything.")),
        STOP,
    ),
    "postponed": (
        _("It is put off: {name}"),
        ("late", _("{name} is not on the day that we said.")),
        ("told", _("You keep your place. We tell you the new day.")),
        LOOK,
    ),
    "cancelled": (
        _("It is cancelled: {name}"),
        ("stop", _("{name} does not take place.")),
        ("because", _("This is why: {because}")),
        ("expenses", _("Have you paid for something already? Tell us. We pay it back.")),
        ("pay", _("Is it on one of the next 2 working days? Then you get what we offered, in full.")),
    ),
    "request-arranged": (
        ABOUT_NEEDS,
        ("told", YOU_SAID),
        ("yes", _("It will be there. {answer}")),
    ),
    "request-agreed": (
        ABOUT_NEEDS,
        ("told", YOU_SAID),
        ("change", _("This is what we do instead: {answer}")),
    ),
    "request-cannot": (
        ABOUT_NEEDS,
        ("told", YOU_SAID),
        ("no", _("We cannot do it. This is why: {answer}")),
        ("question", _("Do you want to talk about it? Phone us.")),
        STOP,
    ),
    "objection": (
        _("About what you told us: {name}"),
        ("told", _("You said that we wrote something wrong.")),
        ("answer", _("This is our answer: {answer}")),
        LOOK,
    ),
    "how-was-it": (
        _("How was it? {name}"),
        ("thank-you", _("Thank you that you came to: {name}.")),
        ("happy", _("Tell us how it was: {feedback}")),
        ("private", _("We do not see who said it. You do not have to answer.")),
    ),
    "missed": (
        _("We missed you: {name}"),
        ("hello", _("You could not come to: {name}. That is all right.")),
        ("question", _("What stopped you? You can tell us here: {feedback}")),
        ("private", _("We do not see who said it. You do not have to answer.")),
    ),
    "soon": (_("It is soon: {name}"), ("hello", _("We look forward to you at: {name}.")), WHEN, WHERE, STOP),
}


# These are wrong after a day: the one that the session or the place itself says.
NO_USE_AFTER = {
    "soon": lambda place: place.session.starts_at,
    "moved": lambda place: place.session.starts_at,
    "offered": lambda place: place.offered_until,
}
# Which messages that still wait are wrong once this one is sent.
OVERTAKES = {
    **dict.fromkeys(("moved", "postponed", "cancelled"), ("soon", "moved")),
    **dict.fromkeys(("in", "lapsed"), ("offered",)),
    "given_back": ("soon", "moved", "offered"),
}
# Asked of whoever wants news; all the rest they must know about their place.
NEWS = ("how-was-it", "missed")
HAPPENED = {
    "said": ("speak-up", _("This is what people said:")),
    "did": ("done", _("This is what we did:")),
    "could_not": ("could-not", _("This is what we could not do, and why:")),
}
HAPPENED_TITLE = _("What happened next: {name}")
NOT_SO = ("question", _("Is it not what you said? Tell us here: {link}"))


def tell(place, occasion: str, *, once: str = "", **more) -> None:
    """One message to the person of this place. `once` tells occasions apart that come more than once."""
    title, *ideas = SAYS[occasion]
    facts = facts_of(place) | more
    words = [(picture, format_lazy(says, **facts)) for picture, says in ideas]
    overtaken = [f"place-{place.pk}-{one}" for one in OVERTAKES.get(occasion, ())]
    if overtaken:
        drop_overtaken(place.member, *overtaken)
    queue(
        place,
        f"{occasion}-{once}".rstrip("-"),
        format_lazy(title, **facts),
        words,
        about=Message.About.NEWS if occasion in NEWS else Message.About.PLACE,
        no_use_after=NO_USE_AFTER.get(occasion, lambda _place: None)(place),
    )


def tell_what_happened(place, outcome) -> None:
    """What people said and what came of it, in full, in this person's form; and how to say that it is not so."""
    facts = facts_of(place)
    ideas = []
    for name, heading in HAPPENED.items():
        if words := getattr(outcome, name).strip():
            easy = [(block.picture, block.words) for block in getattr(outcome, f"{name}_easy").blocks]
            ideas += [heading, *(easy if form_of(place) == EASY else [("", words)])]
    ideas += [(picture, format_lazy(says, **facts)) for picture, says in (NOT_SO, LOOK)]
    queue(place, "happened", format_lazy(HAPPENED_TITLE, **facts), ideas)


def queue(place, occasion: str, title, ideas, *, about=Message.About.PLACE, no_use_after=None) -> None:
    """By the way the pool knows, or as a stranger told us. Whoever was erased has no way left."""
    words = {"occasion": f"place-{place.pk}-{occasion}", "title": title, "ideas": ideas, "no_use_after": no_use_after}
    if place.member:
        queue_message(place.member, about=about, **words)
    elif place.reach:
        queue_to_stranger(to=place.reach, name=place.name, way=place.way, language=place.language, **words)


def form_of(place) -> str:
    return place.member.reads if place.member else place.language


def facts_of(place) -> dict:
    session = place.session
    return {
        "name": session.name,
        "when": session.when,
        "where": session.venue or _("online"),
        "because": session.because,
        "link": link_of(place),
        "feedback": f"{link_of(place)}how-was-it/",
        "until": said_date(timezone.localtime(place.offered_until).date()) if place.offered_until else "",
    }


def link_of(place) -> str:
    form = "/easy" if form_of(place) == EASY else ""
    return f"{settings.SITE_URL.rstrip('/')}{form}/workshops/place/{place.link}/"
