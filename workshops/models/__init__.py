"""What a session is made of: where, about what, when, and who has signed up."""

from .access import AccessRequest
from .loop import Objection, Outcome, ToldByHand
from .planning import FACTS, Series, Topic, Venue
from .register import Attendance, Tap
from .session import AgendaItem, Session
from .sign_up import SignUp

__all__ = [
    "FACTS",
    "AccessRequest",
    "AgendaItem",
    "Attendance",
    "Objection",
    "Outcome",
    "Series",
    "Session",
    "SignUp",
    "Tap",
    "ToldByHand",
    "Topic",
    "Venue",
]
