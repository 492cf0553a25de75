"""Sign-ins and roles, for the keeper to look at. Changing them is a deed: `manage.py make_staff`."""

from django.contrib import admin

from halton_coprod.record.admin import ReadOnlyAdmin

from .models import User


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["email", "name", "is_active", "is_superuser", "joined_at"]
    list_filter = ["groups", "is_active"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "groups", "is_active", "is_staff", "is_superuser", "joined_at", "last_login"]
