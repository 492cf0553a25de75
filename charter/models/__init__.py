"""The Charter: its words (by version), what lives longer than a version, and who has adopted it."""

from .adopting import Adopter, Pledge
from .keeping import Infrastructure, Promise, Reading, Update, Value
from .standing import InfrastructureStatus, PromiseStatus
from .version import Part, Version

__all__ = [
    "Adopter",
    "Infrastructure",
    "InfrastructureStatus",
    "Part",
    "Pledge",
    "Promise",
    "PromiseStatus",
    "Reading",
    "Update",
    "Value",
    "Version",
]
