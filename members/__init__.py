"""Who takes part: logins, staff roles and (from the pool issue on) residents. May import easyread and record."""
