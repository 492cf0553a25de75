"""Who was erased, so that a backup from before does not bring them back.

Before restoring: `manage.py erasures > erased.txt`. After restoring, before anybody uses the hub:
`manage.py erasures --again erased.txt`. The list holds marks and no names.
"""

from pathlib import Path

from django.core.management.base import BaseCommand

from members.holders import Clock
from members.models import Member
from members.services import erase_member


class Command(BaseCommand):
    help = "List the marks of everybody who was erased; with --again, erase those who came back with a backup."

    def add_arguments(self, parser):
        parser.add_argument("--again", type=Path, metavar="FILE", help="a list that this command has made")

    def handle(self, again, **_options):
        if again:
            self.erase_again(again.read_text(encoding="ascii").split())
        else:
            for token in (
                Member.objects.filter(state=Member.State.ERASED).order_by("pk").values_list("token", flat=True)
            ):
                self.stdout.write(str(token))

    def erase_again(self, marks):
        back = Member.objects.filter(token__in=marks).exclude(state=Member.State.ERASED)
        erased = [erase_member(member, by=Clock()) for member in list(back)]
        self.stdout.write(f"{len(erased)} erased again.")
