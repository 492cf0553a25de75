from django.contrib import admin

from .models import AuditLine


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at: only services change them."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditLine)
class AuditLineAdmin(ReadOnlyAdmin):
    """The log, to read."""

    list_display = ["at", "verb", "thing_kind", "thing_id", "actor_id", "note"]
    list_filter = ["verb"]
    date_hierarchy = "at"
