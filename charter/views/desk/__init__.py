"""The Charter's desk: pages on which editors change what everybody reads. A plain form for each deed."""
