"""What a session is made of: where, about what, when, who has signed up, what was said and what came of it."""

from .access import AccessRequest
from .feedback import Feedback
from .findings import Answer, Note, Recommendation, Theme
from .loop import Objection, Outcome, ToldByHand
from .planning import FACTS, Series, Topic, Venue
from .register import Attendance, Tap
from .session import AgendaItem, Session
from .sign_up import SignUp

__all__ = [
    "FACTS",
    "AccessRequest",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Feedback",
    "Note",
    "Objection",
    "Outcome",
    "Recommendation",
    "Series",
    "Session",
    "SignUp",
    "Tap",
    "Theme",
    "ToldByHand",
    "Topic",
    "Venue",
]
