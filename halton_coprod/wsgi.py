"""The door for web servers: granian --interface wsgi halton_coprod.wsgi:application (gunicorn works too)."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halton_coprod.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as fault:
    sys.exit(str(fault))

# All addresses and their code are read in now, so that whoever comes first does not wait for it.
import_module(settings.ROOT_URLCONF)
