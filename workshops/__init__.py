"""Where we meet: sessions, sign-up, the day, what happened next. Not built yet.

May import charter, members and the ground floor.
"""
