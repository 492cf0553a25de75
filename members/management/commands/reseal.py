"""`manage.py reseal`: after a new key has been put in front of DATA_KEYS, seal everything again with it."""

from django.core.management.base import BaseCommand

from members import services


class Command(BaseCommand):
    help = "Seals needs, contact details and notes again with the first key of DATA_KEYS."

    def handle(self, **_options):
        self.stdout.write(f"{services.reseal()} rows sealed with the first key.")
