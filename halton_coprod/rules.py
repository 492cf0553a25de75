"""Who may do what on the top floor. Deny by default."""

import rules

from members.rules import is_editor, is_pool_staff

rules.add_perm("halton_coprod.see_calls", is_pool_staff)
rules.add_perm("halton_coprod.finish_call", is_pool_staff)

for deed in ("view", "add", "change", "delete"):
    rules.add_perm(f"easyread.{deed}_word", is_editor)
rules.add_perm("easyread", is_editor)
