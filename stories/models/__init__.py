"""A story, what belongs to it, what its teller allows, and what was done with it."""

from .curating import Proposal, Use
from .media import MediaFile
from .project import Interview, Reporter, StoryProject
from .release import Audience, Consent, Form, Line, NameShown, Release
from .story import AgreedBy, Kind, Quote, Story, StoryTopic

__all__ = [
    "AgreedBy",
    "Audience",
    "Consent",
    "Form",
    "Interview",
    "Kind",
    "Line",
    "MediaFile",
    "NameShown",
    "Proposal",
    "Quote",
    "Release",
    "Reporter",
    "Story",
    "StoryProject",
    "StoryTopic",
    "Use",
]
