"""A short mark of some words: when it has changed, somebody else has saved them meanwhile."""

import hashlib
import json


def fingerprint_of(*words) -> str:
    """The same words give the same mark, in every process and on every day."""
    return hashlib.sha256(json.dumps(words, default=as_data).encode()).hexdigest()[:20]


def as_data(word):
    """Easy read as its JSON; dates and numbers as they are written."""
    return word.to_data() if hasattr(word, "to_data") else str(word)
