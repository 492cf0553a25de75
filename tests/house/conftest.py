import pytest
from django.core.cache import caches

from halton_coprod.record.stamp import forget_pages


@pytest.fixture(autouse=True)
def fresh_house(settings, tmp_path):
    """Pages built anew, style sheets under their plain names, nothing kept on disk."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "house"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "house-pages"},
    }
    settings.SECURE_SSL_REDIRECT = False
    for name in settings.CACHES:
        caches[name].clear()
    forget_pages()
