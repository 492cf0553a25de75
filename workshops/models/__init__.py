"""What a session is made of: where, about what, when, who has signed up, what was said and what came of it."""

from .access import AccessRequest
from .agenda import AgendaItem
from .day import Badge, GroundRules, Seat, Table
from .feedback import Feedback
from .findings import Answer, Note, Recommendation, Theme
from .loop import Objection, Outcome, ToldByHand
from .planning import FACTS, Series, Topic, Venue
from .register import Attendance, Tap
from .report import Report, ReportReply, ReportSection
from .safeguarding import SafeguardingNote
from .session import Session
from .sign_up import SignUp
from .tools import PracticalTool, ToolUse

__all__ = [
    "FACTS",
    "AccessRequest",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Badge",
    "Feedback",
    "GroundRules",
    "Note",
    "Objection",
    "Outcome",
    "PracticalTool",
    "Recommendation",
    "Report",
    "ReportReply",
    "ReportSection",
    "SafeguardingNote",
    "Seat",
    "Series",
    "Session",
    "SignUp",
    "Table",
    "Tap",
    "Theme",
    "ToldByHand",
    "ToolUse",
    "Topic",
    "Venue",
]
