"""What we agreed: Charter versions, values, infrastructure, promises, adopters.

May import members and the ground floor.
"""
