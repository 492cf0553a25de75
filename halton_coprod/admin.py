"""Nobody signs in to the admin pages with a password: they send people to the one door there is."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

admin.site.login = secure_admin_login(admin.site.login)
