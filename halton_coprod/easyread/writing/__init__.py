"""The writing check: things to look at in an easy-read text, each with why and what to do.

It never gives a score, never changes a text and never says that a text is good: only people can tell.
Nothing heavy is loaded before the first text is checked.
"""

from .check import MOST_CHARACTERS, check
from .finding import LOOK, RULES, STOP, Finding
from .lists import Lists

__all__ = ["LOOK", "MOST_CHARACTERS", "RULES", "STOP", "Finding", "Lists", "check"]
