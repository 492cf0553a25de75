"""The words somebody looks for. A search finds the beginning of a word, so "voucher" finds "vouchers" by itself; for
"vouchers" its singular is looked for too, and for "story" its plural.
"""

# These end in s and are no plural: bus, glass, this.
NO_PLURALS = ("ss", "us", "is")
# After these the plural has es: buses, boxes, lunches. It may be e with s too: houses.
LONGER = ("ses", "xes", "zes", "ches", "shes", "oes")
VOWELS = "aeiou"
SHORTEST = 4


def other_numbers(word: str) -> list[str]:
    """What may be its singular, or its plural where that begins otherwise; by its spelling alone."""
    if len(word) < SHORTEST or word.endswith(NO_PLURALS):
        return []
    if word.endswith("ies"):
        return [f"{word[:-3]}y", word[:-1]]
    if word.endswith("y") and word[-2] not in VOWELS:
        return [f"{word[:-1]}ies"]
    if word.endswith(LONGER):
        return [word[:-1], word[:-2]]
    return [word[:-1]] if word.endswith("s") else []


def meant(word: str) -> list[str]:
    """The word as it was asked for, and what else finds it."""
    return [word, *other_numbers(word)]


def stands_in(word: str, text: str) -> bool:
    """Does a text in small letters hold it?"""
    return any(one in text for one in meant(word))
