"""The addresses of opportunities and invitations on the team's pages."""

from django.urls import path

from . import choosing, inviting

urlpatterns = [
    path("", inviting.Desk.as_view(), name="invitations"),
    path("add/", inviting.DraftOpportunity.as_view(), name="opportunity_add"),
    path("<int:pk>/", inviting.OneOpportunity.as_view(), name="opportunity_desk"),
    path("<int:pk>/change/", inviting.ChangeFacts.as_view(), name="opportunity_change"),
    path("<int:pk>/words/", inviting.ChangeWords.as_view(), name="opportunity_words"),
    path("<int:pk>/cancel/", inviting.CancelOpportunity.as_view(), name="opportunity_cancel"),
    path("<int:pk>/outcome/", inviting.TellOutcome.as_view(), name="opportunity_outcome"),
    path("<int:pk>/move/<slug:move>/", inviting.MoveOpportunity.as_view(), name="opportunity_move"),
    path("<int:pk>/choose/", choosing.Choose.as_view(), name="opportunity_choose"),
    path("<int:pk>/draw/", choosing.DrawLots.as_view(), name="opportunity_draw"),
    path("<int:pk>/person/", choosing.NamePerson.as_view(), name="opportunity_person"),
    path("<int:pk>/ask/", choosing.Ask.as_view(), name="opportunity_ask"),
    path("<int:pk>/ask/<int:invitation>/take-off/", choosing.TakeOff.as_view(), name="opportunity_take_off"),
    path("<int:pk>/answers/<int:invitation>/", choosing.RecordAnswer.as_view(), name="opportunity_answer"),
]
