"""The words of lists that wait to be brought in: whoever is erased goes from them too."""

import csv
import io
import re

from members.models import Member, PeopleList


def forget_in_lists(member: Member) -> None:
    """Part of erasing: in lists that wait to be brought in, the rows that name this person are empty from now on."""
    for one in PeopleList.objects.filter(state=PeopleList.State.UPLOADED).select_for_update():
        sign = sign_of(one.words)
        rows = list(csv.reader(io.StringIO(one.words, newline=""), delimiter=sign))
        kept = [[] if names(row, member) else row for row in rows]
        if kept != rows:
            written = io.StringIO(newline="")
            csv.writer(written, delimiter=sign).writerows(kept)
            one.words = written.getvalue()
            one.save(update_fields=["words"])


def sign_of(words: str) -> str:
    """What stands between the columns of a list."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def names(row: list[str], member: Member) -> bool:
    """Every part of the name stands in it, in whichever order and columns; where it has only one part, also how to
    reach them.
    """
    said = words_in(" ".join(row))
    parts = words_in(member.name)
    reach = [words_in(one) for one in (member.email, member.phone, member.address, member.postcode) if one]
    return parts <= said and (len(parts) > 1 or any(one <= said for one in reach))


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
