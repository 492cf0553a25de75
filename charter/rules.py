"""Who may do what with the Charter. Deny by default; what everybody may read is decided in the QuerySet verbs."""

import rules

from members.rules import is_approver, is_editor

# who

rules.add_perm("charter.edit_version", is_editor)
rules.add_perm("charter.agree_version", is_editor)
rules.add_perm("charter.keep_promise", is_editor)
rules.add_perm("charter.keep_adopter", is_editor)
rules.add_perm("charter.keep_pledge", is_editor)  # and the organisation itself, by its link (signatories.py)
rules.add_perm("charter.handle_comment", is_editor)
rules.add_perm("charter.keep_assessment", is_editor)
rules.add_perm("charter.handle_concern", is_editor | is_approver)

# the admin pages, to read

rules.add_perm("charter", is_editor)
for thing in ("version", "part", "value", "infrastructure", "promise", "reading", "update", "adopter", "pledge"):
    rules.add_perm(f"charter.view_{thing}", is_editor)
for thing in ("comment", "correction", "acceptedfinding"):
    rules.add_perm(f"charter.view_{thing}", is_editor)
for thing in ("assessment", "statement", "meetingcode", "remark"):
    rules.add_perm(f"charter.view_{thing}", is_editor)
