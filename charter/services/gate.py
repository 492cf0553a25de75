"""How the Charter says no."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import NotNow


class NotReady(ValidationError):  # noqa: N818 -- named for what is the matter, as NotNow is
    """Parts that everybody may read have no easy read that fits, or hard words are open in it. `parts` are these."""

    def __init__(self, parts):
        super().__init__(_("The easy read of some parts is not ready. Mend it, or say why and by when it follows."))
        self.parts = parts


def refuse_frozen(version) -> None:
    """What was replaced is history."""
    if version.is_frozen:
        raise NotNow(_("This version was replaced. It stays as it was."))
