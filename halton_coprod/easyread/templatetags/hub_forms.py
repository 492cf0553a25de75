"""What the template pack asks of forms and fields. Filters that take a form take a formset too, or nothing at all."""

from django import forms, template
from django.core import validators
from django.forms import fields, models
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ..editor import EDITING, EasyReadFormField
from ..forms import LookForm, TimeField
from ..mode import EASY

register = template.Library()

REQUIRED = forms.Field.default_error_messages["required"]


def django_messages():
    """What Django's fields and validators say when nobody has given them words."""
    for kind in [*vars(fields).values(), *vars(models).values(), *vars(validators).values()]:
        yield from getattr(kind, "default_error_messages", {}).values()
        if isinstance(getattr(kind, "message", None), Promise):
            yield kind.message


# Kept as objects: a field hands on the very message that it was given.
DJANGO_MESSAGES = list(django_messages())


def in_plain_words(error, label="") -> list[str]:
    """What an error says. Django's own messages have plain words in the easy catalogue: said in both forms."""
    if error.message is REQUIRED and label:
        return [_("Answer this question: %(question)s") % {"question": label}]
    is_djangos = any(error.message is message for message in DJANGO_MESSAGES)
    with override(EASY if is_djangos else get_language()):
        return error.messages


def true_errors(errors) -> list:
    """The errors that are faults: a pressed editor button is none."""
    return [error for error in getattr(errors, "as_data", list)() if error.code != EDITING]


@register.filter
def faults(field) -> list[str]:
    return [words for error in true_errors(field.errors) for words in in_plain_words(error, field.label)]


@register.filter
def faults_of_whole(field) -> list[str]:
    """What is wrong with an easy-read text as a whole; a fault of one block stands at the block."""
    return [words for error in true_errors(field.errors) if error.code != "block" for words in error.messages]


@register.filter
def has_drifted(field) -> bool:
    """Has the standard text of this form changed since the easy read was checked against it?"""
    if not field.field.standard:
        return False
    value = field.field.widget.format_value(field.value())
    return value.easy.is_drifted(field.form[field.field.standard].value() or "")


def forms_of(form) -> list:
    """A form that was sent; or the forms of a formset."""
    if not getattr(form, "is_bound", False):
        return []
    return form.forms if hasattr(form, "forms") else [form]


@register.filter
def general_faults(form) -> list[str]:
    """What is wrong with the form as a whole, or with a field nobody sees."""
    errors = [form.non_form_errors()] if hasattr(form, "non_form_errors") and form.is_bound else []
    for one in forms_of(form):
        errors += [one.non_field_errors(), *(field.errors for field in one.hidden_fields())]
    return [words for each in errors for error in true_errors(each) for words in in_plain_words(error)]


@register.filter
def fault_links(form) -> list[tuple[str, str]]:
    """One line of the error summary for each question: the id to go to, and the words."""
    return [link for one in forms_of(form) for field in one.visible_fields() for link in links_of(field)]


def links_of(field) -> list[tuple[str, str]]:
    """A question has one line; an editor has one for each of its mistakes, which are in different places."""
    if kind(field) == "editor":
        return [
            (control_of(field, error), words)
            for error in true_errors(field.errors)
            for words in in_plain_words(error, field.label)
        ]
    words = faults(field)
    return [(first_control(field), " ".join(words))] if words else []


def control_of(field, error) -> str:
    inside = (error.params or {}).get("control")
    return f"{field.auto_id}-{inside}" if inside else field.auto_id


@register.filter
def can_be_left(field) -> bool:
    """A question that may stay empty, whatever else was answered. What one answer asks for is in `SOMETIMES_NEEDED`."""
    needed = field.field.required or field.name in getattr(field.form, "SOMETIMES_NEEDED", ())
    return not needed and not isinstance(field.form, LookForm)


@register.filter
def has_faults(form) -> bool:
    """Does this come back with something wrong?"""
    return bool(general_faults(form) or fault_links(form))


@register.filter
def first_control(field) -> str:
    """The id of the first control of a field that can take the focus: where the error summary leads."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def kind(field) -> str:
    """Which drawing of the pack a field gets. CheckboxSelectMultiple is a RadioSelect, so it is asked first."""
    widget = field.field.widget
    for name, cls in (
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("checkbox", forms.CheckboxInput),
        ("parts", (forms.MultiWidget, forms.SelectDateWidget)),
        ("file", forms.FileInput),
        ("select", forms.Select),
        ("textarea", forms.Textarea),
    ):
        if isinstance(widget, cls):
            return name
    return "editor" if isinstance(field.field, EasyReadFormField) else "input"


@register.filter
def is_short(field) -> bool:
    """A number, a time or a code gets a short box, so that its width says what fits in."""
    return isinstance(field.field, forms.IntegerField | forms.DecimalField | TimeField)
