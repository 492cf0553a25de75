"""The Charter's addresses: the pages anyone may read, and the desk where editors change it."""

from django.urls import include, path

from .views import agreement, history, paper, promises

app_name = "charter"

pages = [
    path("", agreement.overview, name="overview"),
    path("definition/", agreement.definition, name="definition"),
    path("values/", agreement.values, name="values"),
    path("values/<slug:slug>/", agreement.value, name="value"),
    path("infrastructure/", agreement.infrastructure, name="infrastructure"),
    path("accountability/", promises.accountability, name="accountability"),
    path("accountability/<slug:slug>/", promises.promise, name="promise"),
    path("adopters/", agreement.adopters, name="adopters"),
    path("adopters/<slug:slug>/", agreement.adopter, name="adopter"),
    path("history/", history.history, name="history"),
    path("history/<int:number>/", history.version, name="version"),
    path("history/<int:number>/changes/", history.changes, name="changes"),
]

urlpatterns = [path("charter/", include(pages)), path("charter.pdf", paper.pdf, name="pdf")]
