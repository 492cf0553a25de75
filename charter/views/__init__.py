"""The Charter's pages: to read it, to see whether it is kept, its history, and the desk where editors change it."""
