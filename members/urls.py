"""A person's own pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/name/", views.my_name, name="my_name"),
]
