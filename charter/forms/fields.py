"""What the Charter's forms ask with: words that break no page."""

from django import forms

from halton_coprod.easyread.editor import clean_words


class Words(forms.CharField):
    """A line of words, without signs that would break the page around them, and with one kind of line end."""

    def to_python(self, value):
        return super().to_python(clean_words(value) if isinstance(value, str) else value)


class Prose(Words):
    """Several lines of words."""

    def __init__(self, *, rows=3, max_length=5_000, **kwargs):
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
