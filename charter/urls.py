"""The Charter's addresses."""

from django.urls import path

app_name = "charter"
urlpatterns: list[path] = []
