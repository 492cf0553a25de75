"""The top floor's pages: home, help, reading settings, search, word list, and the pages for when something goes wrong.

The top floor may see every app. Settings name two of its functions, so they stand here.
"""

from .errors import csrf_failure
from .shell import hub

__all__ = ["csrf_failure", "hub"]
