"""A story, what belongs to it, what its teller allows, and what was done with it."""

from .collection import Collection, CollectionPlace
from .curating import Proposal, ToTell, Use
from .insight import Finding, Ground, Insight, SenseMaking
from .kinds import AgreedBy, Kind
from .media import MediaFile, YesRecord
from .opening import Opening, OpeningLook
from .pieces import Quote, StoryTopic
from .project import Interview, Reporter, StoryProject
from .release import Audience, Consent, Form, Line, NameShown, Release
from .story import Story
from .words import StoryWords

__all__ = [
    "AgreedBy",
    "Audience",
    "Collection",
    "CollectionPlace",
    "Consent",
    "Finding",
    "Form",
    "Ground",
    "Insight",
    "Interview",
    "Kind",
    "Line",
    "MediaFile",
    "NameShown",
    "Opening",
    "OpeningLook",
    "Proposal",
    "Quote",
    "Release",
    "Reporter",
    "SenseMaking",
    "Story",
    "StoryProject",
    "StoryTopic",
    "StoryWords",
    "ToTell",
    "Use",
    "YesRecord",
]
