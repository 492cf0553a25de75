"""The first people of the team are made at the server's console; later ones too, until there is a page for it."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from members import services
from members.models import User
from members.roles import STAFF_ROLES


class Command(BaseCommand):
    help = "Make a sign-in with staff roles, or give an existing one exactly these roles."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="What to call the person (only for a new sign-in).")
        parser.add_argument(
            "--role", action="append", default=[], choices=STAFF_ROLES, help="Say it again for each further role."
        )

    def handle(self, email, *, name, role, **options):
        user = User.objects.filter(email__iexact=email).first()
        try:
            user = services.change_roles(user, roles=role) if user else make(email, name, role)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        self.stdout.write(f"{user.email}: {', '.join(sorted(user.roles)) or 'no staff role'}")


def make(email, name, roles):
    return services.make_user(email=email, name=name, roles=roles)
