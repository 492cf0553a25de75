"""The Charter's rows, to look at. Changing them is a deed of the desk."""

from django.contrib import admin

from halton_coprod.record.admin import ReadOnlyAdmin

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


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["number", "state", "in_force_from", "review_due"]
    list_filter = ["state"]


@admin.register(Part)
class PartAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "version", "is_ready"]
    list_filter = ["version", "kind"]
    list_select_related = ["version"]
    search_fields = ["name", "text"]

    @admin.display(boolean=True)
    def is_ready(self, part):
        return part.is_ready


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
    list_display = ["promise", "on", "number"]
    list_filter = ["promise"]
    list_select_related = ["promise"]


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
