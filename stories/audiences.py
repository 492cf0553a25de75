"""Which audiences of a release a visitor belongs to. Curators open the archive for a time to partners, learners and the
press who have no sign-in here (`models/opening.py`): such a link stands where a user stands, and says its audiences."""


def audiences_of(user) -> tuple[str, ...]:
    """Everybody is the public web; the hub's team are partners too; whoever gathers stories is the project group."""
    if hasattr(user, "audiences"):
        return user.audiences if user.is_open else ("web",)
    if not getattr(user, "counts_as_team", False):
        return ("web",)
    roles = user.roles_in_force
    gathers = roles & {"curator", "facilitator"}
    return ("web", "partners", *(("project", "training") if gathers else ()))
