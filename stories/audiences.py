"""Which audiences of a release a visitor belongs to."""


def audiences_of(user) -> tuple[str, ...]:
    """Everybody is the public web; the hub's team are partners too; whoever gathers stories is the project group."""
    if user is None or not getattr(user, "is_team", False):
        return ("web",)
    roles = user.roles
    gathers = roles & {"curator", "facilitator"}
    return ("web", "partners", *(("project", "training") if gathers else ()))
