"""A story, what belongs to it, what its teller allows, and what was done with it."""

from .curating import Proposal, Use
from .media import MediaFile
from .release import Audience, Consent, Form, Line, NameShown, Release
from .story import AgreedBy, Kind, Quote, Story, StoryTopic

__all__ = [
    "AgreedBy",
    "Audience",
    "Consent",
    "Form",
    "Kind",
    "Line",
    "MediaFile",
    "NameShown",
    "Proposal",
    "Quote",
    "Release",
    "Story",
    "StoryTopic",
    "Use",
]
