"""The forms around a sign-in."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import Words


class NameForm(forms.Form):
    """What we call somebody. Any name is right."""

    name = Words(
        label=_("What should we call you?"),
        help_text=_("The name that you want to hear."),
        max_length=100,
        error_messages={"required": _("Tell us what to call you.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class CodeField(forms.CharField):
    """Six numbers, however they are grouped: people type what they see."""

    default_error_messages = {"required": _("Type the code.")}

    def __init__(self, hint):
        numbers = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 10})
        super().__init__(label=_("Your code"), help_text=hint, max_length=20, widget=numbers)

    def to_python(self, value):
        return "".join(super().to_python(value).replace("-", " ").split())


class EmailForm(RequestLoginCodeForm):
    """Where to send the code."""

    email = forms.EmailField(
        label=_("What is your email address?"),
        error_messages={
            "required": _("Type your email address."),
            "invalid": _("Type a whole email address, like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(ConfirmLoginCodeForm):
    """The code from the email."""

    code = CodeField(_("It has 6 numbers. You find it in the email from us."))


APP_HINT = _("It has 6 numbers. Your app shows it. You can also type a recovery code.")


class OfWaysSetUp:
    """The code of a second step, which a person without an app finds among the recovery codes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ways = set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        if Authenticator.Type.TOTP not in self.ways:
            self.fields["code"].help_text = _("Type one of your recovery codes.")


class SecondStepForm(OfWaysSetUp, AuthenticateForm):
    """The second step of a sign-in."""

    code = CodeField(APP_HINT)


class SecondStepAgainForm(OfWaysSetUp, ReauthenticateForm):
    """The second step, before something that must be safe."""

    code = CodeField(APP_HINT)


class SetUpAppForm(ActivateTOTPForm):
    """The first code of a new app proves that it works, and counts as the second step of this sign-in."""

    code = CodeField(_("It has 6 numbers. Your app shows it."))

    def clean_code(self):
        code = super().clean_code()
        record_authentication(context.request, self.user, "mfa", type="totp", reauthenticated=True)
        return code


class SetUpPasskeyForm(AddWebAuthnForm):
    """A new passkey counts as the second step of this sign-in too."""

    name = Words(
        label=_("What do you call this passkey?"), help_text=_("For example: my phone."), required=False, max_length=100
    )
    passwordless = forms.BooleanField(label=_("I want to sign in with it alone, without an email."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            record_authentication(context.request, self.user, "mfa", type="webauthn", reauthenticated=True)
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = Words(
        label=_("What do you call this passkey?"),
        help_text=_("For example: my phone."),
        max_length=100,
        error_messages={"required": _("Type a name for this passkey.")},
    )
