"""`manage.py tick`: what is due now, of every app that has a `clock.py` with JOBS. Run it every few minutes."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Does what is due: sends messages, deletes what is kept no longer. Any number may run at once."

    def handle(self, **_options):
        """One job that fails never holds up another; the command then ends with a fault for whoever watches it."""
        broken = [name for name, job in jobs() if not self.run(name, job)]
        if broken:
            raise CommandError(f"Did not work: {', '.join(broken)}")

    def run(self, name, job) -> bool:
        try:
            self.stdout.write(f"{name}: {job()}")
        except Exception as fault:
            self.stderr.write(f"{name}: {type(fault).__name__}")
            return False
        return True


def jobs():
    """Every job by its name, "members.messages". The outbox comes last: what the others wrote goes out at once."""
    found = [
        (f"{app.label}.{name}", job)
        for app in apps.get_app_configs()
        if find_spec(f"{app.name}.clock")
        for name, job in getattr(import_module(f"{app.name}.clock"), "JOBS", {}).items()
    ]
    return sorted(found, key=lambda named: named[0] == "members.messages")
