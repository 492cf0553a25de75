"""The staff roles, as groups. Money duties are checked on each record, never by a role alone."""

POOL_STAFF = "pool staff"
FACILITATOR = "facilitator"
EDITOR = "editor"
CURATOR = "curator"
APPROVER = "approver"
SAFEGUARDING = "safeguarding lead"
STAFF_ROLES = (POOL_STAFF, FACILITATOR, EDITOR, CURATOR, APPROVER, SAFEGUARDING)

# In a session of the demo: the role that was signed in with one press (counts only while HUB_DEMO is set).
DEMO_ROLE = "demo_role"
