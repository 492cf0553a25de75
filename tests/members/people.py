"""Make a person of the pool for a test, through the service."""

import uuid

from members.models import Way
from members.services import Joining, join_pool


def make_member(name="Rosa", *, by=None, user=None, token=None, language="en-gb", **said):
    """Somebody who joined by email, said nothing that need not be said, and agreed to the pool."""
    facts = {"name": name, "way": Way.EMAIL, "email": "shared@home.example", **said.pop("facts", {})}
    joining = Joining(facts, consents={"pool": True, **said.pop("consents", {})}, language=language, **said)
    return join_pool(joining, token=token or uuid.uuid4(), by=by, user=user)
