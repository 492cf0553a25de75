"""What `manage.py check --deploy` looks at before people's data is sealed."""

from django.conf import settings
from django.core import checks

SAYS = "DATA_KEYS is not set: needs, contact details and notes are sealed with SECRET_KEY."
HINT = (
    "Set DATA_KEYS to one long random value of its own before the first person joins, and keep it with the backups, "
    "away from the database. Without it nobody can open what was sealed; with it SECRET_KEY may be changed at any time."
)


def sealed_with_a_key_of_its_own(app_configs, **_more):
    """A key that also signs sessions is changed one day, and then nothing sealed can be opened."""
    if settings.SECRET_KEY in settings.DATA_KEYS:
        return [checks.Info(SAYS, hint=HINT, id="members.I001")]
    return []
