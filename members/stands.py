"""Nothing is written over unseen: a form that begins with what stands notices when somebody else changed it."""

import hashlib
import json

from django import forms
from django.utils.translation import gettext_lazy as _


def mark_of_what_stands(stands: dict) -> str:
    """Tells whether somebody else has changed it meanwhile, and says nothing about it."""
    return hashlib.sha256(json.dumps(stands, sort_keys=True, default=as_data).encode()).hexdigest()[:32]


def as_data(value):
    """Easy read with its pictures; days and numbers as they are written."""
    return value.to_data() if hasattr(value, "to_data") else str(value)


def with_mark(form, mark):
    data = form.data.copy()
    data["seen"] = mark
    return data


class NothingUnseen:
    """For a form view. `stands()` is what the form begins with; `form_valid_now` goes on when it still does."""

    # Did somebody else change it since this form was opened?
    is_stale = False

    def stands(self) -> dict:
        raise NotImplementedError

    def get_initial(self):
        return {**self.stands(), "seen": mark_of_what_stands(self.stands())}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields.setdefault("seen", forms.CharField(required=False, widget=forms.HiddenInput))
        return form

    def form_valid(self, form):
        mark = mark_of_what_stands(self.stands())
        if form.cleaned_data.pop("seen") == mark:
            return self.form_valid_now(form)
        self.is_stale = True
        form.data = with_mark(form, mark)
        form.add_error(
            None,
            _("This was changed after you opened it. Nothing is saved yet. Press the button again to put yours there."),
        )
        return self.render_to_response(self.get_context_data(form=form), status=409)
