"""The example hub's people: made up, one for each role of the demo. Built through the services."""

from dataclasses import dataclass

from members import services
from members.models import User
from members.roles import APPROVER, CURATOR, EDITOR, FACILITATOR, POOL_STAFF, SAFEGUARDING

from . import pool


@dataclass(frozen=True)
class Example:
    """A made-up person; `role` is the name the demo's sign-in knows."""

    role: str
    name: str
    groups: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.role}@example.org"


PEOPLE = (
    Example("resident", "Rosa Example"),
    Example("supporter", "Sunil Example"),
    Example("facilitator", "Farah Example", (FACILITATOR,)),
    Example("pool-staff", "Paul Example", (POOL_STAFF, SAFEGUARDING)),
    Example("editor", "Edith Example", (EDITOR,)),
    Example("curator", "Carl Example", (CURATOR,)),
    Example("second-curator", "Cora Example", (CURATOR,)),
    Example("approver", "Asha Example", (APPROVER,)),
)
ROLES = {person.role: person for person in PEOPLE}


def load() -> dict[str, User]:
    """Every role → its example person, made where missing; and the people of the example pool."""
    people = {person.role: find(person) or make(person) for person in PEOPLE}
    pool.load(people)
    return people


def find(person: Example) -> User | None:
    return User.objects.filter(email=person.email).first()


def make(person: Example) -> User:
    return services.make_user(email=person.email, name=person.name, roles=person.groups)
