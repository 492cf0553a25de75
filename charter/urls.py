"""The Charter's addresses: the pages anyone may read, and the desk where editors change it."""

from django.urls import include, path, re_path

from charter.models import Part

from .views import adopting, agreement, assessing, comments, concerns, history, paper, promises
from .views.desk import adopters, keeping, parts, readiness, versions
from .views.desk import assessing as desk_assessing
from .views.desk import comments as desk_comments
from .views.desk import concerns as desk_concerns

app_name = "charter"

pages = [
    path("", agreement.overview, name="overview"),
    path("definition/", agreement.definition, name="definition"),
    path("values/", agreement.values, name="values"),
    path("values/<slug:slug>/", agreement.value, name="value"),
    path("infrastructure/", agreement.infrastructure, name="infrastructure"),
    path("accountability/", promises.accountability, name="accountability"),
    path("accountability/<slug:slug>/", promises.promise, name="promise"),
    path("concerns/", concerns.numbers, name="concerns"),
    path("concerns/tell/", concerns.tell, name="concern"),
    path("concerns/sent/", concerns.sent, name="concern_sent"),
    path("concerns/answer/", concerns.look_up, name="concern_answer"),
    path("adopters/", agreement.adopters, name="adopters"),
    path("adopters/ask/", adopting.ask, name="adopters_ask"),
    path("adopters/asked/", adopting.asked, name="adopters_asked"),
    path("adopters/mine/<str:link>/", adopting.mine, name="adopter_mine"),
    path("adopters/mine/<str:link>/pledge/", adopting.OwnPledge.as_view(), name="adopter_pledge"),
    path("adopters/mine/<str:link>/pledges/<int:pk>/report/", adopting.OwnReport.as_view(), name="adopter_report"),
    path("adopters/<slug:slug>/", agreement.adopter, name="adopter"),
    path("how-are-we-doing/", assessing.doing, name="doing"),
    path("how-are-we-doing/say/", assessing.enter_code, name="assess_code"),
    path("how-are-we-doing/say/thank-you/", assessing.said, name="assess_said"),
    path("how-are-we-doing/say/<slug:code>/", assessing.answer, name="assess"),
    path("how-are-we-doing/<slug:slug>/", assessing.doing_value, name="doing_value"),
    path("history/", history.history, name="history"),
    path("history/<int:number>/", history.version, name="version"),
    path("history/<int:number>/changes/", history.changes, name="changes"),
    path("history/<int:number>/comments/", comments.of_version, name="comments"),
    path("history/<int:number>/comments/<uuid:key>/", comments.of_part, name="part_comments"),
    path("history/<int:number>/comments/<uuid:key>/say/", comments.say, name="comment"),
    path("history/<int:number>/comments/<uuid:key>/said/", comments.said, name="comment_said"),
]

version = [
    path("", versions.OneVersion.as_view(), name="team_version"),
    path("describe/", versions.DescribeVersion.as_view(), name="team_describe"),
    path("checked/", versions.CheckEasyRead.as_view(), name="team_checked"),
    path("preview/", readiness.PreviewVersion.as_view(), name="team_preview"),
    path("open/", versions.OpenVersion.as_view(), name="team_open"),
    path("agree/", versions.AgreeVersion.as_view(), name="team_agree"),
    path("put_in_force/", versions.PutVersionInForce.as_view(), name="team_put_in_force"),
    re_path(r"^(?P<move>rework)/$", versions.MoveVersion.as_view(), name="team_move"),
    re_path(rf"^add/(?P<kind>{'|'.join(Part.Kind.values)})/$", parts.BeginPart.as_view(), name="team_begin"),
]

team = [
    path("", versions.Desk.as_view(), name="team"),
    path("draft/", versions.DraftVersion.as_view(), name="team_draft"),
    path("versions/<int:number>/", include(version)),
    path("parts/<int:pk>/", parts.ChangePart.as_view(), name="team_part"),
    path("parts/<int:pk>/findings/", readiness.AcceptFindings.as_view(), name="team_findings"),
    path("parts/<int:pk>/remove/", parts.RemovePart.as_view(), name="team_remove"),
    re_path(r"^parts/(?P<pk>\d+)/(?P<way>up|down)/$", parts.ShiftPart.as_view(), name="team_shift"),
    path("promises/<slug:slug>/update/", keeping.UpdatePromise.as_view(), name="team_update"),
    path("promises/<slug:slug>/change/", keeping.ChangePromise.as_view(), name="team_change_promise"),
    path("promises/<slug:slug>/describe/", keeping.DescribePromise.as_view(), name="team_describe_promise"),
    path("promises/<slug:slug>/remind/", keeping.RemindOwner.as_view(), name="team_remind"),
    path("promises/<slug:slug>/reading/", keeping.TakeReading.as_view(), name="team_reading"),
    path("promises/<slug:slug>/readings/<int:pk>/", keeping.CorrectReading.as_view(), name="team_correct_reading"),
    path("infrastructure/<slug:slug>/update/", keeping.UpdateInfrastructure.as_view(), name="team_infrastructure"),
    path("comments/", desk_comments.Comments.as_view(), name="team_comments"),
    path("comments/<int:pk>/", desk_comments.OneComment.as_view(), name="team_comment"),
    path("comments/<int:pk>/show/", desk_comments.ShowComment.as_view(), name="team_show_comment"),
    path("comments/<int:pk>/hide/", desk_comments.HideComment.as_view(), name="team_hide_comment"),
    path("comments/<int:pk>/answer/", desk_comments.AnswerComment.as_view(), name="team_answer_comment"),
    path("concerns/", desk_concerns.Concerns.as_view(), name="team_concerns"),
    path("concerns/<slug:reference>/", desk_concerns.OneConcern.as_view(), name="team_concern"),
    path("concerns/<slug:reference>/answer/", desk_concerns.AnswerConcern.as_view(), name="team_answer_concern"),
    path("concerns/<slug:reference>/<slug:move>/", desk_concerns.MoveConcern.as_view(), name="team_move_concern"),
    path("assessing/", desk_assessing.Assessing.as_view(), name="team_assessing"),
    path("assessing/begin/", desk_assessing.BeginAssessment.as_view(), name="team_begin_assessment"),
    path("assessing/<int:pk>/change/", desk_assessing.ChangeAssessment.as_view(), name="team_change_assessment"),
    path("assessing/<int:pk>/code/", desk_assessing.MakeCode.as_view(), name="team_make_code"),
    path("assessing/codes/<int:pk>/close/", desk_assessing.CloseCode.as_view(), name="team_close_code"),
    path("assessing/statements/add/", desk_assessing.AddStatement.as_view(), name="team_add_statement"),
    path(
        "assessing/statements/<int:pk>/retire/", desk_assessing.RetireStatement.as_view(), name="team_retire_statement"
    ),
    re_path(
        r"^assessing/remarks/(?P<pk>\d+)/(?P<move>show|hide)/$", desk_assessing.MoveRemark.as_view(), name="team_remark"
    ),
    path("adopters/add/", adopters.SignAdopter.as_view(), name="team_sign"),
    path("adopters/<int:pk>/", adopters.OneAdopter.as_view(), name="team_adopter"),
    path("adopters/<int:pk>/confirm/", adopters.ConfirmAdopter.as_view(), name="team_confirm_adopter"),
    path("adopters/<int:pk>/refuse/", adopters.RefuseAdopter.as_view(), name="team_refuse_adopter"),
    path("adopters/<int:pk>/link/", adopters.SendLink.as_view(), name="team_send_link"),
    re_path(r"^pledges/(?P<pk>\d+)/(?P<deed>show|hide)/$", adopters.ShowPledge.as_view(), name="team_show_pledge"),
    path("adopters/<slug:slug>/pledge/", adopters.MakePledge.as_view(), name="team_pledge"),
    path("pledges/<int:pk>/report/", adopters.ReportPledge.as_view(), name="team_report"),
]

urlpatterns = [
    path("charter/", include(pages)),
    path("charter.pdf", paper.pdf, name="pdf"),
    path("team/charter/", include(team)),
]
