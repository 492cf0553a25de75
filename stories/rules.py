"""Who may do what with stories. Deny by default; what visitors may see is decided in the QuerySet verbs.

A teller without a sign-in acts through `tellers.Teller`. Curators may do a teller's deeds too: on the phone, or with a
letter in hand, the teller decides and a curator writes it down; the record says so.
"""

import rules

from members.rules import is_curator


@rules.predicate
def is_teller(user, thing):
    """The person whose story it is, signed in."""
    story = getattr(thing, "story", thing)
    teller = getattr(story, "teller", None)
    return teller is not None and user.is_active and user.is_authenticated and teller.user_id == user.pk


for deed in ("tell_story", "release_story", "withdraw_story", "answer_proposal"):
    rules.add_perm(f"stories.{deed}", is_teller | is_curator)
for deed in ("see_desk", "curate_story", "publish_story", "erase_story", "note_use"):
    rules.add_perm(f"stories.{deed}", is_curator)
