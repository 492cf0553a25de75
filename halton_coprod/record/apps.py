from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "halton_coprod.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
