"""In which texts our own pictures are shown. A text holds the key of its picture, in the row it belongs to."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast

from .fields import EasyReadField
from .models import OWN_KEY, Word


def easy_fields() -> Iterator[tuple]:
    """Every model with an easy-read text, and the name of its field."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EasyReadField):
                yield model, field.name


def rows_with(model, name: str, words: str):
    """The rows of which the text in this field holds these letters."""
    return model._base_manager.annotate(letters=Cast(name, TextField())).filter(letters__contains=words)


def texts_with(key: str) -> Iterator[tuple]:
    """Every text that shows this picture: its row, the name of the field, and the text."""
    for model, name in easy_fields():
        for row in rows_with(model, name, key).select_for_update():
            yield row, name, getattr(row, name)


def keys_shown() -> set[str]:
    """The keys of all our own pictures that any text or any word of the word list shows."""
    found = set(Word.objects.filter(picture__startswith="own/").values_list("picture", flat=True))
    for model, name in easy_fields():
        for letters in rows_with(model, name, '"own/').values_list("letters", flat=True):
            found.update(OWN_KEY.findall(letters))
    return found
