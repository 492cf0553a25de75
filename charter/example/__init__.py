"""The example Charter: our own text from the TOML files beside this one, built through the services.

Its shape: every day is counted from the day of loading (`..._days_ago`, `..._in_days`), `{day +30}` in a text becomes a
date in words, and an easy text is a list of [picture, words].
"""

from django.db import transaction

from charter.models import Version

from .adopting import adopt
from .assessing import assess
from .concerns import tell_concerns
from .keeping import keep
from .words import make_versions


@transaction.atomic
def load(*, by) -> bool:
    """Build the example Charter as the editor `by`; does nothing, and says False, when there is a Charter already."""
    if Version.objects.exists():
        return False
    make_versions(by)
    keep(by)
    adopt(by)
    assess(by)
    tell_concerns(by)
    return True
