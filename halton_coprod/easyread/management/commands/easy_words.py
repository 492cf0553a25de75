"""Keep the easy-read wording of the interface whole: find phrases, list what has none, build the catalogue."""

import polib
from django.core.management.base import BaseCommand, CommandError

from ...phrases import catalogue_path, resident_phrases


class Command(BaseCommand):
    help = "Find the interface phrases residents can meet, add new ones to the easy-read catalogue, and build it."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Change nothing; fail when something is missing.")

    def handle(self, *args, check, **options):
        catalogue = polib.pofile(str(catalogue_path()))
        phrases = resident_phrases()
        known = {key(entry): entry for entry in catalogue}
        gone = known.keys() - phrases.keys()
        without = [phrase for phrase in phrases if phrase not in known or not is_worded(known[phrase])]
        if check:
            if gone or without:
                raise CommandError("\n".join(["No easy wording:", *without, "Not used any more:", *sorted(gone)]))
            return
        for phrase in phrases.keys() - known.keys():
            catalogue.append(entry_for(phrase))
        for phrase in gone:
            catalogue.remove(known[phrase])
        for entry in catalogue:
            entry.occurrences = [(phrases[key(entry)], "")]
        catalogue.sort(key=lambda entry: (entry.occurrences, entry.msgid))
        catalogue.save()
        catalogue.save_as_mofile(str(catalogue_path().with_suffix(".mo")))
        self.stdout.write(f"{len(phrases)} phrases, {len(without)} without easy wording.")


def key(entry) -> str:
    return "\x00".join(part for part in (entry.msgid, entry.msgid_plural) if part)


def is_worded(entry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def entry_for(phrase: str):
    one, _, many = phrase.partition("\x00")
    flags = ["python-format"] if "%(" in phrase else []
    if many:
        return polib.POEntry(msgid=one, msgid_plural=many, msgstr_plural={0: "", 1: ""}, flags=flags)
    return polib.POEntry(msgid=one, flags=flags)
