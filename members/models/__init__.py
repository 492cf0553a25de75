"""Who takes part: sign-ins, the people of the pool, what they need and agreed to, and the messages to them."""

from .asked import (
    AgeBand,
    BestTime,
    CameBy,
    Connection,
    District,
    Interest,
    Print,
    Reward,
    TakingPart,
    Way,
    district_of,
)
from .consents import ConsentRecord, EqualityAnswer, Purpose
from .desk import SavedQuestion, Told
from .drafts import JoinDraft
from .keeping import LookRecord, Note, StateChange
from .lists import PeopleList
from .member import Member, Pick
from .messages import Message, PrintBatch
from .needs import NEEDS, Need, NeedGroup, Supporter, WhoSees
from .retention import RetentionRun
from .sealed import mark_of
from .shares import BoroughShare
from .user import User

__all__ = [
    "NEEDS",
    "AgeBand",
    "BestTime",
    "BoroughShare",
    "CameBy",
    "Connection",
    "ConsentRecord",
    "District",
    "EqualityAnswer",
    "Interest",
    "JoinDraft",
    "LookRecord",
    "Member",
    "Message",
    "Need",
    "NeedGroup",
    "Note",
    "PeopleList",
    "Pick",
    "Print",
    "PrintBatch",
    "Purpose",
    "RetentionRun",
    "Reward",
    "SavedQuestion",
    "StateChange",
    "Supporter",
    "TakingPart",
    "Told",
    "User",
    "Way",
    "WhoSees",
    "district_of",
    "mark_of",
]
