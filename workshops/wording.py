"""What people are told about their place, in words: for each occasion a title, and ideas as (picture, words)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# occasion → its title, and each idea as (picture, words)
WHEN = ("calendar", _("It is on {when}."))
WHERE = ("place", _("It is here: {where}."))
STOP = ("undo", _("You cannot come? Tell us here: {link}"))
LOOK = ("look", _("You find it all here: {link}"))
# Where each stands, all that they need to know for the day follows: see `notices.details_of`.
DETAILS = object()
# What people get, in their form: see `notices.reward_of`.
REWARD = object()
ASK = ("question", _("You can ask: {contact}"))
CALENDAR = ("calendar", _("This puts it into your calendar: {calendar}"))
# What has changed, and what it was: see `notices.changes_of`.
CHANGED = object()
ANOTHER_DAY = ("change", _("It is on another day. It was to be on {was_when}."))
ANOTHER_TIME = ("change", _("It is at another time. It was to be on {was_when}."))
ANOTHER_PLACE = ("change", _("It is at another place. It was to be here: {was_where}."))
SOMETHING = ("change", _("The day or the place has changed."))
STILL = ("question", _("Can you still come? Please tell us here: {link}"))
KEPT = ("people", _("You keep your number in the line. We tell you when a place is free."))
BY_DAY = ("deadline", _("Please say yes or no by {until}. We keep the place for you until then."))
# By phone, text or letter nobody knows on which day it is read.
IN_A_DAY = ("deadline", _("Please say yes or no within 1 day. We keep the place for you until then."))
IN_DAYS = ("deadline", _("Please say yes or no within {days} days. We keep the place for you until then."))
HOW_LONG = object()
ANSWER = ("answer", _("Answer here: {link}"))
PHONE_US = ("phone", _("You can also phone us and say yes or no: {contact}"))
# In letters, after a web address that is long to type.
OR_PHONE = ("phone", _("You can also phone us: {phone}."))
ABOUT_NEEDS = _("About what you need: {name}")
YOU_SAID = _("You told us that you need: {need}.")
YES_PLACE = ("yes", _("You have a place at: {name}."))
WAITS = ("waiting-list", _("You are on the waiting list."))
FREE_PLACE = ("yes", _("A place is free for you at: {name}."))
HAS_PLACE = (
    _("You have a place: {name}"),
    YES_PLACE,
    WHEN,
    DETAILS,
    CALENDAR,
    STOP,
)
OFFER = (WHEN, WHERE, HOW_LONG, ANSWER, PHONE_US)
WHY = ("because", _("This is why: {because}"))
PAID = ("expenses", _("Have you paid for something already? Tell us. We pay it back."))
# Called off on short notice (DOMAIN BR-10).
LATE = ("pay", _("You hear it late. So you get what we offered, in full."))
PUT_OFF = (_("It is put off: {name}"), ("late", _("{name} is not on {was_when}.")), WHY)
NEW_DAY_FOLLOWS = ("told", _("You keep your place. We tell you the new day."))
NEW_DAY = ("calendar", _("The new day is: {when}."))
MOVED = (
    _("Something has changed: {name}"),
    CHANGED,
    YES_PLACE,
    WHEN,
    DETAILS,
    STILL,
    STOP,
)
CANCELLED = (
    _("It is cancelled: {name}"),
    ("stop", _("{name} does not take place. It was planned for {when}.")),
    WHY,
    PAID,
    ASK,
    LOOK,
)
DOES_NOT_COME = (
    _("You do not come: {name}"),
    ("leave", _("We know that you do not come. Thank you for telling us.")),
)
SAYS = {
    "in": HAS_PLACE,
    "in-yes": HAS_PLACE,
    "waiting": (
        _("You are on the waiting list: {name}"),
        ("waiting-list", _("All places at {name} are taken now. You are on the waiting list.")),
        WHEN,
        WHERE,
        ("people", _("Your number in the line is {number}.")),
        ("told", _("We tell you when a place is free. Then you say yes or no.")),
        STOP,
    ),
    "offered": (
        _("There is a place for you: {name}"),
        FREE_PLACE,
        *OFFER,
    ),
    "offered-moved": (
        _("Something has changed: {name}"),
        CHANGED,
        FREE_PLACE,
        *OFFER,
    ),
    "offered-again": (
        _("There is a new day: {name}"),
        FREE_PLACE,
        *OFFER,
    ),
    "longer": (
        _("You have more time to answer: {name}"),
        FREE_PLACE,
        BY_DAY,
        ANSWER,
        PHONE_US,
    ),
    "offer-soon": (
        _("Please say yes or no: {name}"),
        FREE_PLACE,
        BY_DAY,
        ANSWER,
        PHONE_US,
    ),
    "lapsed": (
        _("Your free place at {name} has gone to somebody else"),
        ("clock", _("We did not hear from you in time.")),
        ("waiting-list", _("You can wait for a place again here: {link}")),
    ),
    "no-place": (
        _("There was no free place: {name}"),
        ("say-sorry", _("No place came free for you at: {name}. We are sorry.")),
        ("next", _("You find the next workshops here: {workshops}")),
        ("phone", _("Do you want us to tell you about the next one? Phone us.")),
    ),
    "given_back": (
        *DOES_NOT_COME,
        ("expenses", _("Are you ill, and have you paid for something already? Tell us. We pay it back.")),
    ),
    "given_back-waiting": DOES_NOT_COME,
    "moved": MOVED,
    "moved-late": (*MOVED, PAID, LATE),
    "moved-waiting": (
        _("Something has changed: {name}"),
        CHANGED,
        WAITS,
        WHEN,
        WHERE,
        KEPT,
        STOP,
    ),
    "reward": (
        _("What you get has changed: {name}"),
        ("change", _("What people get when they come has changed.")),
        REWARD,
        ASK,
        STOP,
    ),
    "again": (
        _("There is a new day: {name}"),
        ("change", _("{name} takes place now. You keep your place.")),
        WHEN,
        DETAILS,
        STILL,
        STOP,
    ),
    "again-waiting": (
        _("There is a new day: {name}"),
        ("change", _("{name} takes place now.")),
        WAITS,
        WHEN,
        WHERE,
        KEPT,
        STOP,
    ),
    # Without a day; and with a new one, on which who has a place is asked whether they still come.
    "postponed": (*PUT_OFF, NEW_DAY_FOLLOWS, PAID, LOOK),
    "postponed-late": (*PUT_OFF, NEW_DAY_FOLLOWS, PAID, LATE, LOOK),
    "postponed-waiting": (*PUT_OFF, WAITS, KEPT, ("told", _("We tell you the new day.")), LOOK),
    "postponed-offered": (*PUT_OFF, FREE_PLACE, ("told", _("We tell you the new day.")), LOOK),
    "postponed-to": (*PUT_OFF, NEW_DAY, STILL, STOP, PAID),
    "postponed-to-late": (*PUT_OFF, NEW_DAY, STILL, STOP, PAID, LATE),
    "postponed-to-waiting": (*PUT_OFF, NEW_DAY, WAITS, KEPT, STOP),
    "postponed-to-offered": (*PUT_OFF, NEW_DAY, FREE_PLACE, LOOK),
    "cancelled": CANCELLED,
    "cancelled-late": (*CANCELLED, LATE),
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
        OR_PHONE,
        ("private", _("We do not see who said how it was. You do not have to answer.")),
    ),
    "missed": (
        _("We missed you: {name}"),
        ("hello", _("You could not come to: {name}. That is all right.")),
        ("question", _("What stopped you? You can tell us here: {feedback}")),
        OR_PHONE,
        ("private", _("We do not see who said it. You do not have to answer.")),
    ),
    "soon": (_("It is soon: {name}"), ("hello", _("We look forward to you at: {name}.")), WHEN, DETAILS, STOP),
}


def comes_with(supporters: int) -> tuple:
    """Who comes with them."""
    words = ngettext_lazy(
        "{supporters} supporter comes with you.", "{supporters} supporters come with you.", supporters
    )
    return ("supporter", words)


HAPPENED = {
    "said": ("speak-up", _("This is what people said:")),
    "did": ("done", _("This is what we did:")),
    "could_not": ("could-not", _("This is what we could not do, and why:")),
}
HAPPENED_TITLE = _("What happened next: {name}")
NOT_SO = ("question", _("Is it not what you said? Tell us here: {link}"))
TEAM_IS = ("people", _("These people will be there:"))
DAY_IS = ("clock", _("This is what happens, and when:"))
WAY_IS = ("map", _("This is how you get there:"))
MAP = ("map", _("See the place on a map: {map}"))
TAXI = ("taxi", _("A taxi with a ramp: {taxi}"))
TRAVEL = ("bus", _("You want help to get there. We talk with you about it."))
REWARD_IS = ("pay", _("This is what you get now:"))
JOIN_IS = ("video-call", _("This is how you join online:"))
ONLINE = _("online")
