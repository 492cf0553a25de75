"""The Charter's rows, to look at. Changing them is a deed of the desk; the words of a part can be changed here too."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.forms import Prose, Seen, Words
from halton_coprod.record.admin import ReadOnlyAdmin

from . import services
from .models import (
    AcceptedFinding,
    Adopter,
    Assessment,
    Comment,
    Correction,
    Infrastructure,
    MeetingCode,
    Part,
    Pledge,
    Promise,
    Reading,
    Remark,
    Statement,
    Update,
    Value,
    Version,
)
from .services.parts import wanted_words
from .services.readiness import keep_ready


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["number", "state", "in_force_from", "review_due"]
    list_filter = ["state"]


class PartForm(forms.ModelForm):
    """What the desk asks when a part is changed. Nothing is written over words that the person has not seen.

    `is_stale`: somebody else has saved it meanwhile. The page then shows both, and pressing save again is a decision.
    """

    is_stale = False

    name = Words(label=_("Name"), max_length=200)
    text = Prose(label=_("Standard text"), max_length=20_000, rows=12)
    easy_fits = forms.BooleanField(
        label=_("I have checked that the easy read says what the text says now."), required=False
    )
    seen = Seen()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.began_with = self.instance.fingerprint

    def clean(self):
        """Where everybody reads it at once, it may not be less ready than before: reasons are given at the desk."""
        said = super().clean()
        self.refuse_unseen()
        if "easy" in said and not self.instance.version.is_draft:
            easy = wanted_words(self.instance, None, None, said["easy"], said.get("easy_fits", False))["easy"]
            try:
                keep_ready(self.instance, easy, {})
            except ValidationError as fault:
                raise ValidationError(fault.messages) from fault
        return said

    def refuse_unseen(self):
        if not self.errors and self.cleaned_data["seen"] != self.began_with:
            self.is_stale, self.data = True, self.data.copy()
            self.data["seen"] = self.began_with
            raise ValidationError(
                _("Somebody else has saved this meanwhile. Nothing is lost, theirs or yours. Look at both.")
            )


@admin.register(Part)
class PartAdmin(ReadOnlyAdmin):
    """Editors may change the words of a part, and its easy read while its version is in force ."""

    form = PartForm
    FIXED = ("version", "kind")
    WORDS = ("name", "text")
    list_display = ["name", "kind", "version", "is_ready"]
    list_filter = ["version", "kind"]
    list_select_related = ["version"]
    search_fields = ["name", "text"]

    @admin.display(boolean=True)
    def is_ready(self, part):
        return part.is_ready

    def has_change_permission(self, request, obj=None):
        is_open = obj is not None and not obj.version.is_frozen
        return is_open and request.user.has_perm("charter.edit_version", obj.version)

    def get_fields(self, request, obj=None):
        if self.has_change_permission(request, obj):
            return [*self.FIXED, *self.WORDS, "easy", "easy_fits", "seen"]
        return super().get_fields(request, obj)

    def get_readonly_fields(self, request, obj=None):
        return self.FIXED if obj is None or obj.version.is_draft else (*self.FIXED, *self.WORDS)

    def save_model(self, request, obj, form, change):
        services.change_part(Part.objects.get(pk=obj.pk), by=request.user, **form.cleaned_data)


@admin.register(Value)
class ValueAdmin(ReadOnlyAdmin):
    list_display = ["slug"]


@admin.register(Infrastructure)
class InfrastructureAdmin(ReadOnlyAdmin):
    list_display = ["slug", "owner", "status"]
    list_filter = ["status"]


@admin.register(Promise)
class PromiseAdmin(ReadOnlyAdmin):
    list_display = ["slug", "owner", "due", "status"]
    list_filter = ["status"]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    list_display = ["promise", "on", "number", "replaces"]
    list_filter = ["promise"]
    list_select_related = ["promise", "replaces"]


@admin.register(Update)
class UpdateAdmin(ReadOnlyAdmin):
    list_display = ["at", "promise", "infrastructure", "status"]
    list_select_related = ["promise", "infrastructure"]


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ["at", "promise", "because"]
    list_select_related = ["promise"]


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ["at", "version", "about", "state"]
    list_filter = ["version", "state"]
    list_select_related = ["version"]


@admin.register(AcceptedFinding)
class AcceptedFindingAdmin(ReadOnlyAdmin):
    list_display = ["rule", "words", "because"]
    list_filter = ["rule"]


@admin.register(Adopter)
class AdopterAdmin(ReadOnlyAdmin):
    list_display = ["name", "lead", "signed_on"]


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyAdmin):
    list_display = ["adopter", "text", "due", "status"]
    list_filter = ["status"]
    list_select_related = ["adopter"]


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["name", "starts_on", "ends_on"]


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ["text", "value", "is_asked"]
    list_filter = ["is_asked"]
    list_select_related = ["value"]


@admin.register(MeetingCode)
class MeetingCodeAdmin(ReadOnlyAdmin):
    list_display = ["code", "assessment", "group", "closed_on"]
    list_select_related = ["assessment"]


@admin.register(Remark)
class RemarkAdmin(ReadOnlyAdmin):
    list_display = ["assessment", "group", "value", "state"]
    list_filter = ["state"]
    list_select_related = ["assessment", "value"]
