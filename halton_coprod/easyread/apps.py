from django.apps import AppConfig


class EasyReadConfig(AppConfig):
    name = "halton_coprod.easyread"
    label = "easyread"
    default_auto_field = "django.db.models.BigAutoField"
