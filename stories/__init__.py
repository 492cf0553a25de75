"""What people tell: stories whose tellers stay in control. Not built yet. May import workshops and all below it."""
