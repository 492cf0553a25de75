"""What the readers of sound and film have in common."""

from dataclasses import dataclass


class Broken(Exception):  # noqa: N818 -- says what is the matter with the file
    """The file is cut off, or not what its beginning says."""


@dataclass(frozen=True)
class Found:
    """A cleaned sound or film."""

    data: bytes
    content_type: str
    seconds: int | None


def whole(condition) -> None:
    """Go on only where the file holds what it says."""
    if not condition:
        raise Broken
