"""One question a page in easy read (EASY_READ G1), for short forms that stand on one page in the standard version.

What was answered goes along in the page, hidden, until all of it is sent at once; nothing is kept before that.
"""

from typing import ClassVar

AT, BACK = "_at", "_back"


class OneByOne:
    """Mixin for a form. `QUESTIONS` are its fields, those together that are one question.

    A view does with it what it does with any form: it is valid only when its last question is answered.
    """

    QUESTIONS: tuple[tuple[str, ...], ...]
    # The first field of a question → the idea that its picture shows. Answers that are pictures need none.
    PICTURES: ClassVar[dict[str, str]] = {}
    at: int | None = None

    def is_valid(self):
        return super().is_valid() and self.is_at_the_end

    @property
    def answered(self) -> int | None:
        """The question that the pressed button stood under; None when the page showed them all."""
        said = self.data.get(AT, "")
        return min(int(said), self.last) if said.isdecimal() and len(said) < 3 else None

    @property
    def is_at_the_end(self) -> bool:
        return BACK not in self.data and self.answered in (None, self.last)

    @property
    def last(self) -> int:
        return len(self.QUESTIONS) - 1

    @property
    def is_last(self) -> bool:
        return self.at == self.last

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def count(self) -> int:
        return sum(map(bool, self.QUESTIONS))

    @property
    def asks(self) -> bool:
        """Is something asked on this page? A last page may be there to check what was answered."""
        return bool(self.QUESTIONS[self.at])

    @property
    def picture(self) -> str:
        return self.PICTURES.get(self.QUESTIONS[self.at][0], "") if self.asks else ""

    def ask_one(self, *, pressed: bool) -> None:
        """Before it is drawn: leave the question that is to be asked now, and hide the rest.

        `pressed`: somebody has answered one just now. Else the page is new, or shown again as it was.
        """
        if pressed:
            self.at = self.next_one()
        else:
            self.at = self.answered or 0
        for name in {name for names in self.QUESTIONS for name in names} - set(self.QUESTIONS[self.at]):
            self.fields[name].widget = self.fields[name].hidden_widget()
            self.errors.pop(name, None)

    def next_one(self) -> int:
        """The one before, where they want to go back; the first that needs mending; or the next."""
        answered = self.last if self.answered is None else self.answered
        if BACK in self.data:
            self.errors.clear()
            return max(0, answered - 1)
        for at, names in enumerate(self.QUESTIONS[: answered + 1]):
            if set(names) & set(self.errors):
                return at
        if answered < self.last:
            self.errors.clear()
            return answered + 1
        return answered
