"""What every machine that sends says when it could not: an email server, a service for texts.

A sender is used as a context, so that many messages go through one connection: `make(message)` writes what goes out,
`send(made)` hands it over. Whatever else it raises as OSError means that the machine does not answer.
"""


class RefusedError(Exception):
    """This address or number does not work, now or later."""


class LaterError(Exception):
    """Not this one now; the others go on."""


class TooLongError(Exception):
    """The words do not fit. They are never cut: somebody says them on the phone."""


class NotSureError(OSError):
    """The machine had all of it and then fell silent: perhaps it went out. Nobody sends it a second time by machine."""
