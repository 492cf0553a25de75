"""Who answers for a place without signing in: whoever has its signed link; and the clock, which serves the line."""

from dataclasses import dataclass

from .models.sign_up import ANSWER, SERVE


@dataclass(frozen=True)
class Holder:
    """Stands where services ask `by`: may answer for this one place, and nothing else."""

    place: int
    pk: None = None
    is_authenticated: bool = False

    def has_perm(self, permission, thing=None) -> bool:
        return permission == ANSWER and thing is not None and thing.pk == self.place


class Line:
    """The hub itself, when a place comes free or the time to answer is over."""

    pk = None
    is_authenticated = False

    def has_perm(self, permission, _thing=None) -> bool:
        return permission == SERVE
