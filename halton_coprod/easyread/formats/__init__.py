"""How Django itself writes and reads dates, times and numbers here. FORMAT_MODULE_PATH names this package."""
