"""What the forms of the Charter's desk send, for the tests."""

from tests.charter.conftest import day


def typed_easy(name, *blocks, title=""):
    """What the easy-read editor sends."""
    data = {f"{name}-total": str(len(blocks)), f"{name}-title": title, f"{name}-of": ""}
    for number, (picture, words) in enumerate(blocks):
        data |= {f"{name}-{number}-picture": picture, f"{name}-{number}-words": words}
    return data


def said_easy(name="easy"):
    """A text in easy read, where any will do."""
    return typed_easy(name, ("talk-together", "Easy words."))


def typed_day(name, when):
    return {f"{name}_0": str(when.day), f"{name}_1": str(when.month), f"{name}_2": str(when.year)}


def why_later():
    """Why a version goes on although some easy read is not ready, and by when that follows."""
    return {"easy_follows_because": "The group meets on Monday.", **typed_day("easy_follows_by", day(9))}


def opened(desk, page):
    """What a form brings back unseen: the mark of what the person started from."""
    return {"seen": desk.get(page).context["form"].initial["seen"]}


def version_page(version, form=""):
    return f"{form}/team/charter/versions/{version.number}/"


def part_page(part, form=""):
    return f"{form}/team/charter/parts/{part.pk}/"


def change(part, **words):
    """The form of a part, as its page gives it, with these words instead."""
    blocks = [(one.picture, one.words) for one in part.easy.blocks]
    return {"name": part.name, "text": part.text, "seen": part.fingerprint, **typed_easy("easy", *blocks), **words}
