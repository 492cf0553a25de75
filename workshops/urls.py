"""The addresses of sessions."""

from django.urls import include, path

from .desk import plan, sessions, venues

app_name = "workshops"

one = [
    path("", sessions.OneSession.as_view(), name="team_session"),
    path("change/", plan.ChangeFacts.as_view(), name="team_change"),
    path("words/", plan.ChangeWords.as_view(), name="team_words"),
    path("places/", plan.ChangePlaces.as_view(), name="team_places"),
    path("team/", plan.ChangeTeam.as_view(), name="team_people_of"),
    path("agenda/", plan.ChangeAgenda.as_view(), name="team_agenda"),
    path("another-day/", plan.MoveSession.as_view(), name="team_another_day"),
    path("copy/", sessions.CopySession.as_view(), name="team_copy"),
    path("cancel/", sessions.CancelSession.as_view(), name="team_cancel"),
    path("did-not-happen/", sessions.GiveUpSession.as_view(), name="team_give_up"),
    path("move/<slug:move>/", sessions.MoveState.as_view(), name="team_move"),
]

team = [
    path("", sessions.Desk.as_view(), name="team"),
    path("plan/", sessions.PlanSession.as_view(), name="team_plan"),
    path("topics/add/", venues.NameTopic.as_view(), name="team_topic"),
    path("series/add/", venues.NameSeries.as_view(), name="team_series"),
    path("venues/", venues.Venues.as_view(), name="team_venues"),
    path("venues/add/", venues.AddVenue.as_view(), name="team_add_venue"),
    path("venues/<int:pk>/", venues.ChangeVenue.as_view(), name="team_venue"),
    path("venues/<int:pk>/check/", venues.CheckVenue.as_view(), name="team_check_venue"),
    path("sessions/<slug:slug>/", include(one)),
]

urlpatterns = [
    path("team/workshops/", include(team)),
]
