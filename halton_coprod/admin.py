"""The word list in the admin pages; every change goes through a service."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from halton_coprod.easyread.models import Word

from . import services

# Nobody signs in with a password: the admin pages send people to the one door there is.
admin.site.login = secure_admin_login(admin.site.login)


@admin.register(Word)
class WordAdmin(admin.ModelAdmin):
    """The council's own words."""

    list_display = ["word", "means"]
    search_fields = ["word", "forms", "means"]
    actions = None

    def save_model(self, request, obj, form, change):
        services.save_word(obj, by=request.user)

    def delete_model(self, request, obj):
        services.remove_word(obj, by=request.user)
