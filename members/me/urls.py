"""One's own pages. Each is also there for somebody whom one helps, by the link that lets one."""

from django.urls import include, path, re_path

from . import agreed, invitations, kept, leaving, needs, overview, reach, supporters

pages = [
    path("needs/", needs.Needs.as_view(), name="me_needs"),
    path("needs/right/", needs.Confirm.as_view(), name="me_confirm"),
    path("needs/<slug:group>/", needs.ChangeNeeds.as_view(), name="me_need"),
    path("reach/", reach.Reach.as_view(), name="me_reach"),
    path("reach/<slug:slug>/", reach.ChangeReach.as_view(), name="me_reach_change"),
    path("agreed/", agreed.Agreed.as_view(), name="me_agreed"),
    path("agreed/<slug:purpose>/", agreed.Agree.as_view(), name="me_agree"),
    path("agreed/<slug:purpose>/stop/", agreed.Stop.as_view(), name="me_stop"),
    path("supporter/", supporters.Supporters.as_view(), name="me_supporters"),
    path("supporter/add/", supporters.AddSupporter.as_view(), name="me_add_supporter"),
    path("supporter/<int:link>/change/", supporters.ChangeSupporter.as_view(), name="me_change_supporter"),
    path("supporter/<int:link>/invite/", supporters.InviteSupporter.as_view(), name="me_invite_supporter"),
    path("supporter/<int:link>/end/", supporters.EndSupporter.as_view(), name="me_end_supporter"),
    path("places/", kept.Held.as_view(), name="me_held"),
    path("invitations/", invitations.Invitations.as_view(), name="me_invitations"),
    re_path(
        rf"^invitations/(?P<invitation>\d+)/(?P<answer>{invitations.ANSWERS})/$",
        invitations.AnswerInvitation.as_view(),
        name="me_answer",
    ),
    path("messages/", kept.Messages.as_view(), name="me_messages"),
    path("information/", kept.Information.as_view(), name="me_information"),
    path("information/looks/", kept.Looks.as_view(), name="me_looks"),
    path("information/document/", kept.Document.as_view(), name="me_document"),
    path("information/file/", kept.File.as_view(), name="me_file"),
    path("information/erase/", leaving.Erase.as_view(), name="me_erase"),
    path("leave/", leaving.Leaving.as_view(), name="me_leaving"),
    path("leave/<slug:move>/", leaving.MoveSelf.as_view(), name="me_move"),
]

urlpatterns = [
    path("", overview.me, name="me"),
    path("", include(pages)),
    path("mine/", overview.claim, name="me_claim"),
    path("for/<int:whom>/", overview.ForSomebody.as_view(), name="me_for"),
    path("for/<int:whom>/", include(pages)),
]
