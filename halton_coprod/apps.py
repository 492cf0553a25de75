from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "halton_coprod"
    label = "halton_coprod"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Whoever is erased from the pool is erased from the calls to make too."""
        from members.services.erasing import also_erased  # noqa: PLC0415 -- models are there only now

        from .services import erase_calls  # noqa: PLC0415 -- models are there only now

        also_erased.append(erase_calls)
