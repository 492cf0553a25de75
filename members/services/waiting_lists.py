"""Words that wait, and name somebody who is erased: in lists to be brought in, and where they began to join anew."""

import csv
import io
import re

from members.models import ErasedMark, JoinDraft, Member, PeopleList, phone_mark
from members.models.lists import list_mark, said_of


def forget_in_lists(member: Member) -> None:
    """Part of erasing: in lists that wait to be brought in, the rows that name this person are empty from now on; of
    lists to come a mark tells that whoever they name so is not to come in.
    """
    named = said_of(member.name, member.email, member.phone, member.address)
    marks = {*member.list_marks.values_list("mark", flat=True), *map(list_mark, named)}
    ErasedMark.objects.bulk_create([ErasedMark(mark=mark) for mark in sorted(marks)], ignore_conflicts=True)
    for one in PeopleList.objects.filter(state=PeopleList.State.UPLOADED).select_for_update():
        sign = sign_of(one.words)
        rows = list(csv.reader(io.StringIO(one.words, newline=""), delimiter=sign))
        kept = [[] if names(row, member) else row for row in rows]
        if kept != rows:
            written = io.StringIO(newline="")
            csv.writer(written, delimiter=sign).writerows(kept)
            one.words = written.getvalue()
            one.save(update_fields=["words"])


def forget_in_drafts(member: Member) -> None:
    """Part of erasing: what they told us and did not send, joining once more."""
    for draft in JoinDraft.objects.all():
        said = {slug: typed for slug, typed in draft.answers.items() if isinstance(typed, dict)}
        texts = [str(value) for typed in said.values() for value in typed.values()]
        if is_called(member, said.get("name", {}).get("name", ""), texts):
            draft.delete()


def is_called(member: Member, name: str, texts: list[str]) -> bool:
    """Is this the person: by their full name, or by a part of it together with a way to reach them?"""
    called, parts = words_in(name), words_in(member.name)
    if len(parts) > 1 and parts <= called:
        return True
    return bool(called) and (called <= parts or parts <= called) and reaches(member, texts)


def reaches(member: Member, texts: list[str]) -> bool:
    said = words_in(" ".join(texts))
    words = [words_in(one) for one in (member.email, member.address) if one]
    numbers = {phone_mark(text) for text in texts} - {""}
    return member.phone_mark in numbers or any(one <= said for one in words)


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
