"""Who was erased and what was taken back, so that a backup from before does not bring them back.

Before restoring: `manage.py erasures > erased.txt`. After restoring, before anybody uses the hub:
`manage.py erasures --again erased.txt`. The list holds marks and no names: one a line for each person, and lines of
other floors that begin with their own word.
"""

from pathlib import Path

from django.core.management.base import BaseCommand

from members.holders import Clock
from members.models import Member
from members.services import erase_member
from members.services.erasing import also_again


class Command(BaseCommand):
    help = "List the marks of all that was erased or taken back; with --again, do it to what came back with a backup."

    def add_arguments(self, parser):
        parser.add_argument("--again", type=Path, metavar="FILE", help="a list that this command has made")

    def handle(self, again, **_options):
        if again:
            self.do_again([line.split() for line in again.read_text(encoding="ascii").splitlines() if line.strip()])
            return
        erased = Member.objects.filter(state=Member.State.ERASED).order_by("pk")
        for token in erased.values_list("token", flat=True):
            self.stdout.write(str(token))
        for kind, (lines, _deed) in also_again.items():
            for line in lines():
                self.stdout.write(f"{kind} {line}")

    def do_again(self, listed):
        marks = [words[0] for words in listed if len(words) == 1]
        back = Member.objects.filter(token__in=marks).exclude(state=Member.State.ERASED)
        erased = [erase_member(member, by=Clock()) for member in list(back)]
        self.stdout.write(f"{len(erased)} erased again.")
        for kind, (_lines, deed) in also_again.items():
            if theirs := [words[1:] for words in listed if words[0] == kind and len(words) > 1]:
                self.stdout.write(deed(theirs))
