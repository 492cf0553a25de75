"""The answers of all pages, turned into what the service asks for."""

from members.models import NEEDS
from workshops.services import Asking

from .questions import FORMATS
from .steps import GROUPS

REACH = ("email", "phone", "address")


def asking_of(answered: dict, language: str) -> Asking:
    """From page → what was said there, of the pages that were asked: a way that was given up again leaves nothing."""
    said = {(slug, name): value for slug, words in answered.items() for name, value in words.items()}
    return Asking(
        name=said.get(("name", "name"), ""),
        way=said.get(("way", "way"), ""),
        reach=next((said[slug, slug] for slug in REACH if (slug, slug) in said), ""),
        language=language,
        needs=needs_of(said),
        is_new=said.get(("before", "before")) != "yes",
        this_day=said.get(("this-day", "this_day")) or said.get(("other", "this_day"), ""),
        supporters=int(said["supporters", "supporters"]),
        supporter_name=said.get(("supporter", "supporter_name"), ""),
        travel_help=said.get(("travel", "travel")) == "yes",
        comes=said.get(("comes", "comes"), ""),
    )


def needs_of(said) -> list[str]:
    """Each tick in the words that were read."""
    ticked = [(group, item) for group in GROUPS for item in said.get((f"need-{group}", "items"), ())]
    formats = [FORMATS[item] for item in said.get(("other", "formats"), ())]
    return [str(one) for one in (*(NEEDS[group][item] for group, item in ticked), *formats)]
