"""Who takes part: sign-ins, the people of the pool, what they need and agreed to, and the messages to them."""

from .asked import (
    HEALTH,
    AgeBand,
    BestTime,
    CameBy,
    Connection,
    District,
    Interest,
    Print,
    Reward,
    Rung,
    TakingPart,
    Way,
    address_mark,
    district_of,
)
from .consents import ConsentRecord, EqualityAnswer, Purpose
from .desk import SavedQuestion, Scan, Told
from .drafts import JoinDraft
from .invitations import Draw, Invitation
from .keeping import LookRecord, Note, StateChange
from .lists import ErasedMark, ListMark, PeopleList
from .member import Member, Pick
from .messages import Message, PrintBatch
from .needs import IN_THE_ROOM, NEEDS, Need, NeedGroup, Supporter, WhoSees
from .opportunities import Opportunity
from .retention import RetentionRun
from .sealed import email_mark, mark_of, marks_of, phone_mark
from .shares import BoroughShare
from .user import User

__all__ = [
    "HEALTH",
    "IN_THE_ROOM",
    "NEEDS",
    "AgeBand",
    "BestTime",
    "BoroughShare",
    "CameBy",
    "Connection",
    "ConsentRecord",
    "District",
    "Draw",
    "EqualityAnswer",
    "ErasedMark",
    "Interest",
    "Invitation",
    "JoinDraft",
    "ListMark",
    "LookRecord",
    "Member",
    "Message",
    "Need",
    "NeedGroup",
    "Note",
    "Opportunity",
    "PeopleList",
    "Pick",
    "Print",
    "PrintBatch",
    "Purpose",
    "RetentionRun",
    "Reward",
    "Rung",
    "SavedQuestion",
    "Scan",
    "StateChange",
    "Supporter",
    "TakingPart",
    "Told",
    "User",
    "Way",
    "WhoSees",
    "address_mark",
    "district_of",
    "email_mark",
    "mark_of",
    "marks_of",
    "phone_mark",
]
