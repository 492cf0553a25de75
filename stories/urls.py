"""Addresses of stories: the archive, telling, the teller's own pages, and the desk of the curators."""

from django.urls import include, path

from .views import archive

app_name = "stories"

pages = [
    path("", archive.archive, name="archive"),
    path("<slug:slug>/", archive.story, name="story"),
    path("<slug:slug>/files/<int:pk>/", archive.media, name="media"),
    path("<slug:slug>/files/<int:pk>/small/", archive.media, {"part": "small"}, name="small"),
    path("<slug:slug>/files/<int:pk>/captions/", archive.captions, name="captions"),
]

urlpatterns = [path("stories/", include(pages))]
