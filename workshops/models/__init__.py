"""What a session is made of: where, about what, when, and who has signed up."""

from .access import AccessRequest
from .planning import FACTS, Series, Topic, Venue
from .register import Attendance, Tap
from .session import AgendaItem, Session
from .sign_up import SignUp

__all__ = ["FACTS", "AccessRequest", "AgendaItem", "Attendance", "Series", "Session", "SignUp", "Tap", "Topic", "Venue"]
