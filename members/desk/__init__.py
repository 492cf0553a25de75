"""Where the team works with the pool."""
