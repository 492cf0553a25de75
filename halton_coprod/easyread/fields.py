"""EasyReadField: the easy-read version of a text, kept in the row it belongs to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from .asked import meant
from .blocks import EasyRead


class EasyReadField(models.JSONField):
    """Stores an `EasyRead` as JSON: no joins, versioned with its object.

    A row whose JSON was damaged reads as "no easy read yet" on a page, and is refused when somebody saves it.
    """

    description = _("Easy-read text")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": EasyRead, "blank": True, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("blank", None)
        if kwargs.get("default") is EasyRead:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        try:
            return EasyRead.from_data(super().from_db_value(value, expression, connection))
        except ValueError:
            return EasyRead()

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, EasyRead):
            value = value.to_data()
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value):
        if isinstance(value, EasyRead):
            return value
        try:
            return EasyRead.from_data(value)
        except ValueError as fault:
            raise ValidationError(_("This is not an easy-read text.")) from fault

    def validate(self, value, model_instance):
        super().validate(value.to_data(), model_instance)

    def value_to_string(self, obj):
        return self.value_from_object(obj).to_data()

    def formfield(self, **kwargs):
        from .editor import EasyReadFormField  # noqa: PLC0415 -- forms are not needed to read a page

        return models.Field.formfield(self, **{"form_class": EasyReadFormField, **kwargs})


def holding(found, words, *texts: str, easy: str):
    """Of these rows those that hold all of the words, in one of their standard `texts` or in their easy read."""
    found = found.annotate(easy_text=Cast(easy, models.TextField()))
    for word in words:
        places = ((f"{name}__icontains", one) for name in (*texts, "easy_text") for one in meant(word))
        found = found.filter(Q(*places, _connector=Q.OR))
    return found
