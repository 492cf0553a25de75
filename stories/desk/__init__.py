"""What only curators meet: what a story still needs, their pages and forms."""
