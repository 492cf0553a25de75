"""The addresses of sessions."""

from django.urls import include, path

from .desk import people, plan, register, sessions, venues

app_name = "workshops"

who_comes = [
    path("", people.People.as_view(), name="team_people"),
    path("sign-up/", people.SignUpSomebody.as_view(), name="team_sign_up"),
    path("needs/<int:pk>/", people.AnswerRequest.as_view(), name="team_answer_request"),
    path("<int:place>/need/", people.NoteRequest.as_view(), name="team_need"),
    path("<int:place>/longer/", people.LongerOffer.as_view(), name="team_longer"),
    path("<int:place>/give-back/", people.GiveBack.as_view(), name="team_give_back"),
]

one = [
    path("", sessions.OneSession.as_view(), name="team_session"),
    path("change/", plan.ChangeFacts.as_view(), name="team_change"),
    path("words/", plan.ChangeWords.as_view(), name="team_words"),
    path("places/", plan.ChangePlaces.as_view(), name="team_places"),
    path("team/", plan.ChangeTeam.as_view(), name="team_people_of"),
    path("agenda/", plan.ChangeAgenda.as_view(), name="team_agenda"),
    path("another-day/", plan.MoveSession.as_view(), name="team_another_day"),
    path("people/", include(who_comes)),
    path("register/", register.Register.as_view(), name="team_register"),
    path("register/tap/", register.TakeTap.as_view(), name="team_tap"),
    path("register/sheet/", register.Sheet.as_view(), name="team_sheet"),
    path("copy/", sessions.CopySession.as_view(), name="team_copy"),
    path("cancel/", sessions.CancelSession.as_view(), name="team_cancel"),
    path("did-not-happen/", sessions.GiveUpSession.as_view(), name="team_give_up"),
    path("move/<slug:move>/", sessions.MoveState.as_view(), name="team_move"),
]

team = [
    path("", sessions.Desk.as_view(), name="team"),
    path("plan/", sessions.PlanSession.as_view(), name="team_plan"),
    path("doors/", register.Doors.as_view(), name="team_doors"),
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
