"""The bare Django view that the hub is measured beside: no middleware, as many bytes as the address asks for."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[])


def bare(request, size):
    return HttpResponse(b"x" * size, headers={"Content-Length": str(size)})


urlpatterns = [path("<int:size>/", bare), path("health/", bare, {"size": 2})]
application = get_wsgi_application()
