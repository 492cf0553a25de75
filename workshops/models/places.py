"""The places of a session: who can sign up today, how many are free, and how that is said."""

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext

from halton_coprod.easyread.said import said_date


class Places:
    """`capacity` places, of which some may be kept for new people, to sign up for on certain days.

    How many are free is known of sessions that were found `with_held`.
    """

    @property
    def takes_sign_ups(self) -> bool:
        """Open, inside its sign-up days, and not begun."""
        now = timezone.now()
        has_begun = self.sign_up_from is None or self.sign_up_from <= now
        return self.state == self.State.OPEN and has_begun and now < self.last_moment

    @property
    def last_moment(self):
        """Until then people can sign up."""
        return min(self.sign_up_until or self.starts_at, self.starts_at)

    @property
    def opens_later(self) -> bool:
        return self.state == self.State.OPEN and self.sign_up_from is not None and self.sign_up_from > timezone.now()

    @property
    def sign_up_ended(self) -> bool:
        """Nobody has closed it, and its last day is over."""
        return self.state == self.State.OPEN and not (self.opens_later or self.takes_sign_ups)

    @property
    def has_last_day(self) -> bool:
        """Who wants to come has to know until when they can sign up."""
        return self.sign_up_until is not None and (self.opens_later or self.takes_sign_ups)

    @property
    def serves_line(self) -> bool:
        """Free places are offered until it begins, also when nobody new may sign up."""
        return self.state in (self.State.OPEN, self.State.CLOSED) and self.has_not_begun

    @property
    def free_for_new(self) -> int:
        """How many nobody holds: whoever comes for the first time can have each of them."""
        return max(0, self.capacity - self.held)

    @property
    def kept_free(self) -> int:
        """How many are free for people who come for the first time, and for nobody else."""
        return self.free_for_new - self.free_places

    @property
    def free_places(self) -> int:
        """How many are free for everybody."""
        return max(0, self.free_for_new - max(0, self.kept_for_new - self.held_by_new))

    def has_place_for(self, *, is_new: bool) -> bool:
        return bool(self.free_for_new if is_new else self.free_places)

    @property
    def outcome_now(self) -> str:
        """What signing up now comes to, whoever it is."""
        return "in" if self.free_for_new else "waiting" if self.has_waiting_list else "full"

    @property
    def supporters_are_full(self) -> bool:
        """More supporters are not refused: the team is told, and talks with the person."""
        if self.supporter_places is None:
            return False
        coming = self.sign_ups.with_place().aggregate(all=Sum("supporters"))["all"] or 0
        return coming >= self.supporter_places

    @property
    def sign(self) -> str:
        """The picture of what keeps people from a place, while it is still to come."""
        if self.is_off:
            return "stop" if self.is_called_off else "late"
        if self.is_over or self.opens_later:
            return ""
        if not self.takes_sign_ups:
            return "closed"
        return {"in": "", "waiting": "waiting-list", "full": "no"}[self.outcome_now]

    @property
    def stands(self) -> str:
        """Its state; of what is open, since when nobody can sign up any more."""
        if not self.sign_up_ended:
            return self.get_state_display()
        day = said_date(timezone.localtime(self.last_moment))
        return gettext("Sign-up has been over since %(day)s.") % {"day": day}
