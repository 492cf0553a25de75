"""The sessions' rows, to look at. Sign-ups are not shown here: their page records who looked."""

from django.contrib import admin

from halton_coprod.record.admin import ReadOnlyAdmin

from .models import AgendaItem, Series, Session, Topic, Venue


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ["name", "starts_at", "state", "capacity"]
    list_filter = ["state", "mode"]


@admin.register(Venue)
class VenueAdmin(ReadOnlyAdmin):
    list_display = ["name", "checked_on", "checked_by"]


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadOnlyAdmin):
    list_display = ["at", "words", "session"]
    list_select_related = ["session"]


admin.site.register([Series, Topic], ReadOnlyAdmin)
