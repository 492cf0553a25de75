"""Ground floor, what happened: moves from state to state, and the audit line each deed leaves. Imports no app of the hub."""
