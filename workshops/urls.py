"""The addresses of sessions."""

app_name = "workshops"
urlpatterns: list = []
