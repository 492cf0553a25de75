"""On whose behalf a deed was done."""


def for_whom(member, by):
    """The person on whose behalf this was done, for the log; None when they did it themselves."""
    return None if by is not None and member.user_id == by.pk else member.pk
