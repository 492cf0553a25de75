"""The hours of a session: how they are said, what happens when, and which times of the clock are among them."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from halton_coprod.easyread.said import said_date, said_time, said_time_range

# In minutes, as clocks on the wall count them.
A_DAY = 24 * 60


def minutes_of(at: time) -> int:
    """From midnight until then."""
    return 60 * at.hour + at.minute


class Hours:
    """From `starts_at` to `ends_at`, with an `agenda` between."""

    @property
    def when(self) -> str:
        """Tuesday 1 December 2026, 10am to 3pm. Over midnight the second day is said too."""
        begins, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        if self.ends_on_another_day:
            says = {"day": said_date(begins.date()), "begins": said_time(begins), "ends": said_time(ends)}
            return gettext("%(day)s, %(begins)s to %(ends)s on %(other)s") % {**says, "other": said_date(ends.date())}
        return f"{said_date(begins.date())}, {said_time_range(begins, ends)}"

    @property
    def ends_on_another_day(self) -> bool:
        """Midnight itself still belongs to the evening."""
        begins, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return ends.date() != begins.date() and not (
            ends.time() == time(0) and ends.date() - begins.date() == timedelta(days=1)
        )

    @property
    def day_plan(self) -> list:
        """The agenda by its times; where it goes on over midnight, what comes after that comes last."""
        begins, is_night = timezone.localtime(self.starts_at).time(), self.ends_on_another_day
        return sorted(self.agenda.all(), key=lambda item: (is_night and item.at < begins, item.at))

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at

    def has_time(self, at: time) -> bool:
        """Is there such a time on its day? There is none in the hour by which the clocks go forward."""
        begins = timezone.localtime(self.starts_at)
        day = begins.date() + timedelta(days=at < begins.time())
        there = timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)
        return timezone.localtime(there).time() == at

    def holds_time(self, at: time) -> bool:
        """Is it under way at this time of the day, or just ending?"""
        begins, ends = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        after = minutes_of(at) - minutes_of(begins.time())
        return after % A_DAY <= (minutes_of(ends.time()) - minutes_of(begins.time())) % A_DAY
