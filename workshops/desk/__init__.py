"""The sessions' desk: facilitators plan, open, move and run sessions. A plain form for each deed."""
