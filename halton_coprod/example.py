"""The example hub: people, then what they have written, each through the services of its app."""

from django.db import transaction

import charter.example
import members.example
import stories.example
import workshops.example


@transaction.atomic
def load() -> bool:
    """Fill an empty hub with example people and texts; False where there is a Charter already."""
    people = members.example.load()
    is_new = charter.example.load(by=people["editor"])
    workshops.example.load(by=people["facilitator"], pool_staff=people["pool-staff"], helper=people["curator"])
    stories.example.load(people=people)
    return is_new
