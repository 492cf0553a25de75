"""The top floor: settings, addresses, home, help, search, health and the example hub. It may see every app."""
