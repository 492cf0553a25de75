"""The way into the pool, a person's own pages, and signing in: of allauth's pages those that the hub needs."""

from allauth.account import views as account
from allauth.mfa.webauthn.views import login_webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView

from . import answering, signing_in, views
from .joining import equality
from .joining import views as joining
from .me import still, wish
from .signing_in import with_next


def shown(template):
    """A page of nothing but words."""
    return login_not_required(TemplateView.as_view(template_name=template))


accounts = [
    path("login/", with_next(account.request_login_code), name="account_login"),
    path(
        "login/code/",
        login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True)),
        name="account_request_login_code",
    ),
    path("login/code/confirm/", with_next(signing_in.TypeCode.as_view()), name="account_confirm_login_code"),
    path("login/passkey/", signing_in.Passkey.as_view(), name="passkey"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", shown("account/signup_closed.html"), name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/webauthn/login/", with_next(login_webauthn), name="mfa_login_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
]

join = [
    path("", joining.start, name="join"),
    path("saved/", joining.saved, name="join_saved"),
    path("close/", joining.close, name="join_close"),
    path("forget/", joining.forget, name="join_forget"),
    path("back/", joining.back, name="join_back"),
    path("check/", joining.check, name="join_check"),
    path("done/", joining.done, name="join_done"),
    path("own-page/", joining.own_page, name="join_own_page"),
    path("equality/", equality.saved, name="join_equality_saved"),
    path("equality/<slug:slug>/", equality.equality, name="join_equality"),
    path("<slug:slug>/", joining.question, name="join_step"),
]

take_part = [
    path("", answering.opportunities, name="opportunities"),
    path("<int:pk>/", answering.opportunity, name="opportunity"),
]

# By the signed link of a message, without signing in.
invitation = [
    path("", answering.invitation, name="invitation"),
    path("how-much/", answering.how_much, name="invitation_how_much"),
    path("<slug:answer>/", answering.answer, name="invitation_answer"),
]

urlpatterns = [
    path("join/", include(join)),
    path("messages/stop/<str:mark>/", views.stop_messages, name="stop_messages"),
    path("messages/stopped/", views.messages_stopped, name="messages_stopped"),
    path("me/name/", views.my_name, name="my_name"),
    path("me/still/<str:link>/", still.still, name="still"),
    path("me/still/<str:link>/right/", still.right, name="still_right"),
    path("me/still/<str:link>/leave/", still.leave, name="still_leave"),
    path("me/wish/<str:link>/", wish.wish, name="wish"),
    path("me/", include("members.me.urls")),
    path("team/outbox/", include("members.desk.outbox_urls")),
    path("team/pool/", include("members.desk.urls")),
    path("team/invitations/", include("members.desk.inviting_urls")),
    path("take-part/", include(take_part)),
    path("invitations/<str:link>/", include(invitation)),
    path("accounts/", include(accounts)),
]
