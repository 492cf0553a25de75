from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"
    label = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """People find their stories on their own page."""
        from members.held import tellers  # noqa: PLC0415 -- models are there only now

        from .own import stories_of  # noqa: PLC0415 -- models are there only now

        tellers.append(stories_of)
