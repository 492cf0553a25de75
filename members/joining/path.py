"""One question a page: pages in their order, which of them are asked, and where somebody goes on.

What was said is kept as it was typed: step → field → words. The way into the pool and the way to a place at a session
are such paths.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


def always(_answers) -> bool:
    return True


def said_yes(slug, name):
    return lambda answers: answers.get(slug, {}).get(name) == "yes"


@dataclass(frozen=True)
class Step:
    """One page: its place in the address, its title, its form, when it is asked, and what it explains; in easy read
    the picture of its title.
    """

    slug: str
    title: str
    form: type
    asked: Callable = always
    ideas: tuple = ()
    # The version of the words to agree to: an answer to older words is asked for again.
    version: str = ""
    picture: str = ""
    # The name of the part of the way to which it belongs.
    part: str = ""

    def form_for(self, said: dict | None, **more):
        """The form holding what was said, ready to be checked."""
        return self.form(said or {}, **more)

    def holds(self, answers) -> dict | None:
        """What was said, cleaned; None while there is no answer that holds."""
        said = answers.get(self.slug)
        if said is None or said.get("_version", "") != self.version:
            return None
        form = self.form_for(said)
        return form.cleaned_data if form.is_valid() else None


class Path:
    """Pages in their order."""

    def __init__(self, steps: Iterable[Step]):
        self.steps = tuple(steps)
        self.by_slug = {step.slug: step for step in self.steps}

    def part_of(self, step: Step) -> tuple[int, int]:
        """The number of the part that this step belongs to, and how many there are: the same for whatever is said."""
        names = list(dict.fromkeys(str(one.part) for one in self.steps))
        return names.index(str(step.part)) + 1, len(names)

    def asked(self, answers) -> list[Step]:
        """The steps for somebody who has said this so far."""
        return [step for step in self.steps if step.asked(answers)]

    def unsettled(self, answers) -> Step | None:
        """The first step that still needs an answer."""
        return next((step for step in self.asked(answers) if step.holds(answers) is None), None)

    def after(self, step: Step, answers) -> Step | None:
        """The step that follows; None at the end."""
        later = self.steps[self.steps.index(step) + 1 :]
        return next((one for one in later if one.asked(answers)), None)

    def before(self, step: Step, answers) -> Step | None:
        """The step that came before; None at the start."""
        earlier = self.steps[: self.steps.index(step)]
        return next((one for one in reversed(earlier) if one.asked(answers)), None)
