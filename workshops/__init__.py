"""Where we meet: series, sessions, venues, sign-up and the waiting list.

May import charter, members and the ground floor.
"""
