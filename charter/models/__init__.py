"""The Charter: its words (by version), what lives longer than a version, and who has adopted it."""

from .adopting import Adopter, Pledge
from .assessing import Assessment, Group, MeetingCode, Remark, Score, Sheet, Statement
from .comments import Comment
from .concerns import Concern
from .correcting import Correction
from .findings import AcceptedFinding
from .keeping import Infrastructure, Promise, Reading, Update, Value
from .standing import InfrastructureStatus, PromiseStatus
from .version import Part, Version

__all__ = [
    "AcceptedFinding",
    "Adopter",
    "Assessment",
    "Comment",
    "Concern",
    "Correction",
    "Group",
    "Infrastructure",
    "InfrastructureStatus",
    "MeetingCode",
    "Part",
    "Pledge",
    "Promise",
    "PromiseStatus",
    "Reading",
    "Remark",
    "Score",
    "Sheet",
    "Statement",
    "Update",
    "Value",
    "Version",
]
