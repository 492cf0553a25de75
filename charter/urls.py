"""The Charter's addresses: the pages anyone may read, and the desk where editors change it."""

from django.urls import include, path

from . import views

app_name = "charter"

pages = [
    path("", views.overview, name="overview"),
    path("definition/", views.definition, name="definition"),
    path("values/", views.values, name="values"),
    path("values/<slug:slug>/", views.value, name="value"),
    path("infrastructure/", views.infrastructure, name="infrastructure"),
    path("accountability/", views.accountability, name="accountability"),
    path("accountability/<slug:slug>/", views.promise, name="promise"),
    path("adopters/", views.adopters, name="adopters"),
    path("adopters/<slug:slug>/", views.adopter, name="adopter"),
    path("history/", views.history, name="history"),
    path("history/<int:number>/", views.version, name="version"),
    path("history/<int:number>/changes/", views.changes, name="changes"),
]

urlpatterns = [path("charter/", include(pages))]
