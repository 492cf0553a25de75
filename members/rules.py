"""Who may do what with sign-ins and the team's pages. Deny by default."""

import rules

from .roles import APPROVER, CURATOR, EDITOR, FACILITATOR, POOL_STAFF

# who


def has_role(role):
    """A predicate: does the user hold this staff role?"""
    return rules.predicate(lambda user: role in getattr(user, "roles", ()), name=f"is_{role.replace(' ', '_')}")


is_pool_staff = has_role(POOL_STAFF)
is_facilitator = has_role(FACILITATOR)
is_editor = has_role(EDITOR)
is_curator = has_role(CURATOR)
is_approver = has_role(APPROVER)
is_team = rules.predicate(lambda user: getattr(user, "is_team", False), name="is_team")

rules.add_perm("members.see_team_pages", is_team)

is_keeper = rules.predicate(lambda user: user.is_active and user.is_superuser, name="is_keeper")
is_self = rules.predicate(lambda user, person: person is not None and user.pk == person.pk, name="is_self")

rules.add_perm("members.make_user", is_keeper)
rules.add_perm("members.change_roles", is_keeper)
rules.add_perm("members.rename_user", is_self)
