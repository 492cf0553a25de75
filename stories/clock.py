"""What the clock does for stories: `manage.py tick`."""

from . import services


def forget() -> str:
    """What somebody began to tell and never sent."""
    return f"{services.forget_unfinished()} unfinished stories"


JOBS = {"keeping": forget}
