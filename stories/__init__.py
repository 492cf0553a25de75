"""What people tell: stories, the two consents to them, what came of them. May import workshops and all below."""
