"""Fields that take what people write: words, a date in three parts, a time in any way, a phone number, a postcode;
and the form of a desk."""

import re
import unicodedata
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from .said import said_time

TIME = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}
NOT_IN_A_NUMBER = re.compile(r"[^\d+() ./-]")
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

BREAKS_A_PAGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
LINE_END = re.compile(r"\s*[\n\r\x85\u2028\u2029]\s*")
# Spaces, signs for the machine, and what only stands on another sign; and letters that are drawn as a gap.
UNSEEN_KINDS = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Mc", "Me")
GAPS = "\u115f\u1160\u2800\u3164\uffa0"


def clean_words(words: str) -> str:
    """The words without signs that databases refuse, that nobody sees, or that turn the reading direction of the rest
    of the page.
    """
    return BREAKS_A_PAGE.sub("", words).replace("\r\n", "\n")


def is_seen(words: str) -> bool:
    """Is there a sign in them that somebody can read?"""
    return any(unicodedata.category(sign) not in UNSEEN_KINDS and sign not in GAPS for sign in words)


class Number(int):
    """Said as people read it: 40,000."""

    def __str__(self):
        return f"{self:,}"


class AtMost(MaxLengthValidator):
    message = _("This is too long. Write %(limit_value)s letters or less. You wrote %(show_value)s.")

    def clean(self, words):
        return Number(super().clean(words))


class Words(forms.CharField):
    """A line of words, without signs that would break the page around them. Words of which nothing is seen are none.

    Where there is a box for them, several lines, with one kind of line end.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        others = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]
        self.validators = [*others, *([AtMost(Number(self.max_length))] if self.max_length else [])]
        # As it is made: a form that asks one thing at a time carries the others along in hidden boxes.
        self.has_lines = isinstance(self.widget, forms.Textarea)

    def widget_attrs(self, widget):
        """Without `maxlength`: a browser would cut what is pasted without a word. What is too long is said."""
        return {name: fact for name, fact in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value):
        words = self.cleaned(value) if isinstance(value, str) else value
        return super().to_python("" if isinstance(words, str) and not is_seen(words) else words)

    def bound_data(self, data, initial):
        """What is shown again is as clean as what is kept."""
        shown = super().bound_data(data, initial)
        return self.cleaned(shown) if isinstance(shown, str) else shown

    def cleaned(self, words: str) -> str:
        words = clean_words(words)
        return words if self.has_lines else LINE_END.sub(" ", words)


class Prose(Words):
    """Several lines of words."""

    def __init__(self, *, rows=3, max_length=5_000, **kwargs):
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class Seen(forms.CharField):
    """What the person started from, so that nobody's words are written over unseen."""

    def __init__(self):
        super().__init__(label=_("What stood here when you began"), max_length=40, widget=forms.HiddenInput)


ANSWER_IT, FILL_IT_IN = _("Answer this question: %(question)s"), _("Fill this in: %(question)s")


class DeskForm(forms.Form):
    """Says which question is not answered, so that the summary at the top makes sense alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            says = ANSWER_IT if str(field.label).endswith("?") else FILL_IT_IN
            field.error_messages["required"] = says % {"question": field.label}


class LookForm(forms.Form):
    """What somebody looks for. Nobody is asked anything, so no box says that it need not be answered."""


class DateParts(forms.MultiWidget):
    """Three short boxes with their own labels: day, month, year. No calendar to fight with."""

    template_name = "easyread/widgets/date_parts.html"
    use_fieldset = True
    LABELS = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs=None):
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(box), forms.TextInput({"autocomplete": "off"}), forms.TextInput(box)], attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.LABELS, strict=True):
            part["label"] = label
            part["attrs"].pop("aria-describedby", None)
        return context


class DateField(forms.MultiValueField):
    """A day. The month may be a number or its name."""

    widget = DateParts

    def __init__(self, **kwargs):
        parts = [forms.CharField(max_length=20, required=False, strip=True) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value):
        day, month, year = ((part or "").strip() for part in value or ["", "", ""])
        if not (day or month or year):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return date(int(year), month_number(month), int(day))
        except ValueError as fault:
            raise ValidationError(
                _("We cannot find this day. Write it like this: day 10, month 3, year 2026."), code="invalid"
            ) from fault


class TimeField(forms.CharField):
    """A time, however it is written: 2pm, 2.30 pm, 14:30, midday."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 20, **kwargs})

    def prepare_value(self, value):
        return said_time(value) if isinstance(value, time) else value

    def clean(self, value):
        words = super().clean(value).lower()
        if not words:
            return None
        if words in NAMED_TIMES:
            return NAMED_TIMES[words]
        found = TIME.fullmatch(words)
        try:
            return self.as_time(found)
        except (ValueError, TypeError) as fault:
            raise ValidationError(_("Write the time like this: 2pm or 2:30pm."), code="invalid") from fault

    @staticmethod
    def as_time(found) -> time:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
        if half:
            if not 1 <= hour <= 12:
                raise ValueError(hour)
            hour = hour % 12 + (12 if half == "p" else 0)
        return time(hour, minute)


class PhoneField(forms.CharField):
    """A phone number a person can dial, with the spaces they wrote."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 40, "widget": forms.TextInput({"type": "tel"}), **kwargs})

    def clean(self, value):
        phone = " ".join(super().clean(value).split())
        if phone and (NOT_IN_A_NUMBER.search(phone) or not 10 <= sum(sign.isdigit() for sign in phone) <= 15):
            raise ValidationError(_("Write the whole phone number in numbers, like 01632 960 123."), code="invalid")
        return phone


class PostcodeField(forms.CharField):
    """A postcode, with or without its space, in big or small letters; kept as WA8 7QF."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 12, **kwargs})

    def clean(self, value):
        letters = re.sub(r"[\s-]", "", super().clean(value)).upper()
        if not letters:
            return ""
        found = POSTCODE.fullmatch(letters)
        if not found:
            raise ValidationError(_("Write the whole postcode, like WA8 7QF."), code="invalid")
        return f"{found[1]} {found[2]}"


def month_number(words: str) -> int:
    """3, "3", "March" and "mar" are the same month."""
    name = words[:3].lower()
    return MONTHS.index(name) + 1 if name in MONTHS else int(words)
