#!/usr/bin/env python
"""The hub's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halton_coprod.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # A sentence for whoever set up the machine; a trace of our code would not help them.
        sys.exit(str(fault))
