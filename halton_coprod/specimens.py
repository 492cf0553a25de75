"""One form with every kind of question there is, for the page that shows all components. Nothing is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.editor import EasyReadFormField
from halton_coprod.easyread.forms import DateField, PhoneField, PostcodeField, TimeField

WAYS = [("letter", _("A letter")), ("phone", _("A phone call")), ("email", _("An email"))]


class SpecimenForm(forms.Form):
    """Every widget, in the order of the design's list."""

    text = forms.CharField(
        label=_("A few words"),
        help_text=_("For example your street."),
        max_length=50,
        widget=forms.TextInput({"autocomplete": "address-line1"}),
    )
    email = forms.EmailField(label=_("An email address"), widget=forms.EmailInput({"autocomplete": "email"}))
    phone = PhoneField(label=_("A phone number"), widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}))
    postcode = PostcodeField(
        label=_("A postcode"), required=False, widget=forms.TextInput({"autocomplete": "postal-code"})
    )
    number = forms.IntegerField(label=_("A number"), min_value=1, max_value=20)
    long = forms.CharField(label=_("Many words"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    choice = forms.ChoiceField(label=_("One of a list"), choices=[("", _("Choose one")), *WAYS])
    one = forms.ChoiceField(label=_("One of a few"), choices=WAYS, widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(
        label=_("As many as you like"),
        choices=WAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that fit."),
    )
    tick = forms.BooleanField(label=_("I have read this."))
    day = DateField(label=_("A day"), help_text=_("For example 1 12 2026."))
    time = TimeField(label=_("A time"), help_text=_("For example 2pm."))
    file = forms.FileField(label=_("A file"), required=False)
    easy = EasyReadFormField(label=_("An easy-read text"), required=False, standard="long")
    secret = forms.CharField(required=False, widget=forms.HiddenInput)


class LineForm(forms.Form):
    """One of several alike."""

    what = forms.CharField(label=_("What"), max_length=50)
    amount = forms.DecimalField(label=_("How many pounds"), max_digits=6, decimal_places=2)


LineFormSet = forms.formset_factory(LineForm, extra=2)
