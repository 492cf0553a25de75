"""The staff roles, as groups. Money duties are checked on each record, never by a role alone."""

POOL_STAFF = "pool staff"
FACILITATOR = "facilitator"
EDITOR = "editor"
CURATOR = "curator"
APPROVER = "approver"
STAFF_ROLES = (POOL_STAFF, FACILITATOR, EDITOR, CURATOR, APPROVER)
