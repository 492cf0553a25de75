from django.contrib import admin

from .models import AuditLine


@admin.register(AuditLine)
class AuditLineAdmin(admin.ModelAdmin):
    """The log, to read."""

    list_display = ["at", "verb", "thing_kind", "thing_id", "actor_id", "note"]
    list_filter = ["verb"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
