"""The answers of all pages, turned into what the service asks for."""

from members.joining.answers import cleaned
from members.joining.path import Path
from members.models import NEEDS
from workshops.services import Asking

from .steps import GROUPS

REACH = ("email", "phone", "address")


def asking_of(path: Path, answers, language: str) -> Asking:
    """Only what was asked counts: a way that was given up again leaves nothing."""
    said = {}
    for step in path.asked(answers):
        said |= {(step.slug, name): value for name, value in cleaned(step, answers.get(step.slug)).items()}
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
    return [str(NEEDS[group][item]) for group, item in ticked]
