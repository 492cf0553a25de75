"""The door for web servers: granian --interface wsgi halton_coprod.wsgi:application (gunicorn works too)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halton_coprod.settings")

application = get_wsgi_application()
