"""Who may do what on the top floor. Deny by default."""

import rules

from members.rules import is_curator, is_editor, is_pool_staff, is_team


@rules.predicate
def is_about_a_story(_user, call):
    return call is not None and call.about == "story"


rules.add_perm("halton_coprod.see_calls", is_pool_staff | is_curator)
rules.add_perm("halton_coprod.see_every_call", is_pool_staff)
rules.add_perm("halton_coprod.finish_call", is_pool_staff | (is_curator & is_about_a_story))

for deed in ("change", "delete"):
    rules.add_perm(f"easyread.{deed}_word", is_editor)

# Somebody in the picture says so to whoever of the team they know.
rules.add_perm("easyread.take_picture_away", is_team)
