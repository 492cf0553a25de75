"""What the template pack asks of forms and fields."""

from django import forms, template

from ..editor import EDITING, EasyReadFormField
from ..forms import TimeField

register = template.Library()


def faults_of(errors) -> list[str]:
    """The messages of what is wrong; a pressed editor button is not a fault."""
    return [
        message for error in getattr(errors, "as_data", list)() if error.code != EDITING for message in error.messages
    ]


@register.filter
def faults(field) -> list[str]:
    return faults_of(field.errors)


@register.filter
def notes(field) -> list[str]:
    """What a pressed editor button did."""
    return [message for error in field.errors.as_data() if error.code == EDITING for message in error.messages]


@register.filter
def general_faults(form) -> list[str]:
    """What is wrong with the form as a whole, or with a field nobody sees."""
    hidden = [message for field in form.hidden_fields() for message in faults(field)]
    return faults_of(form.non_field_errors()) + hidden


@register.filter
def has_faults(form) -> bool:
    """Does this form, or any form of this formset, come back with something wrong?"""
    if not getattr(form, "is_bound", False):
        return False
    if hasattr(form, "forms"):
        return bool(faults_of(form.non_form_errors())) or any(has_faults(one) for one in form.forms)
    return bool(general_faults(form)) or any(faults(field) for field in form.visible_fields())


@register.filter
def first_control(field) -> str:
    """The id of the first control of a field that can take the focus: where the error summary leads."""
    parts = forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget
    return f"{field.auto_id}_0" if isinstance(field.field.widget, parts) else field.auto_id


@register.filter
def kind(field) -> str:
    """Which drawing of the pack a field gets. CheckboxSelectMultiple is a RadioSelect, so it is asked first."""
    widget = field.field.widget
    for name, cls in (
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("checkbox", forms.CheckboxInput),
        ("parts", forms.MultiWidget),
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
