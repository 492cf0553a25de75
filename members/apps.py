from django.apps import AppConfig
from django.core import checks

from .checks import sealed_with_a_key_of_its_own


class MembersConfig(AppConfig):
    name = "members"
    label = "members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        checks.register(sealed_with_a_key_of_its_own, checks.Tags.security, deploy=True)
