"""Ground floor, what happened: moves between states, and the audit line of each deed. Imports no app of the hub."""
