"""Who answers for a place without signing in: whoever has its signed link; and the clock, which serves the line."""

from dataclasses import dataclass

from members.models import User

from .models.sign_up import ANSWER, SERVE


@dataclass(frozen=True)
class Holder:
    """Stands where services ask `by`: may answer for this one place, and nothing else.

    The link alone lets them. Whoever is signed in as well stands on the record with their name.
    """

    place: int
    user: User | None = None
    is_authenticated: bool = False

    @property
    def pk(self) -> int | None:
        return self.user and self.user.pk

    def has_perm(self, permission, thing=None) -> bool:
        return permission == ANSWER and thing is not None and thing.pk == self.place


class Line:
    """The hub itself, when a place comes free or the time to answer is over."""

    pk = None
    is_authenticated = False

    def has_perm(self, permission, _thing=None) -> bool:
        return permission == SERVE
