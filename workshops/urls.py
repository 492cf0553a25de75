"""The addresses of sessions."""

from django.urls import include, path

from .desk import (
    after,
    booking,
    findings,
    papers,
    people,
    plan,
    register,
    reports,
    safeguarding,
    tables,
    tools,
    typing,
    venues,
)
from .desk import sessions as desk
from .signing import views as signing
from .views import day, happened, mine, recommendations, sessions
from .views import reports as report_pages
from .views import tools as tool_pages

app_name = "workshops"

own = [
    path("", mine.place, name="place"),
    path("yes/", mine.accept, name="place_accept"),
    path("wait/", mine.wait, name="place_wait"),
    path("still/", mine.confirm, name="place_confirm"),
    path("change/", mine.change, name="place_change"),
    path("give-back/", mine.give_back, name="place_give_back"),
    path("how-was-it/", mine.how_was_it, name="place_how_was_it"),
    path("not-what-we-said/", mine.not_said, name="place_not_said"),
    path("badge/", day.badge, name="place_badge"),
    path("report/", report_pages.check_report, name="place_report"),
]

sign_up = [
    path("", signing.start, name="sign_up"),
    path("check/", signing.check, name="sign_up_check"),
    path("forget/", signing.forget, name="sign_up_forget"),
    path("<slug:step>/", signing.question, name="sign_up_step"),
]

pages = [
    path("", sessions.sessions, name="sessions"),
    path("calendar.ics", sessions.calendar, name="calendar"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<int:pk>/", recommendations.recommendation, name="recommendation"),
    path("what-happened/", happened.happened, name="happened"),
    path("reports/", report_pages.reports, name="reports"),
    path("reports/<slug:slug>/", report_pages.report, name="report"),
    path("reports/<slug:slug>/report.pdf", report_pages.report_file, name="report_file"),
    path("series/<slug:slug>/", report_pages.series, name="series"),
    path("tools/", tool_pages.tools, name="tools"),
    path("tools/<slug:slug>/", tool_pages.tool, name="tool"),
    path("tools/<slug:slug>/tool.pdf", tool_pages.tool_file, name="tool_file"),
    path("place/<str:link>/", include(own)),
    path("<slug:slug>/", sessions.session, name="session"),
    path("<slug:slug>/sign-up/", include(sign_up)),
    path("<slug:slug>/ground-rules/", day.ground_rules, name="ground_rules"),
    path("<slug:slug>/feedback-sheet/", day.feedback_sheet, name="feedback_sheet"),
    path("<slug:slug>/what-happened/", happened.session_happened, name="what_happened"),
    path("<slug:slug>/card/", sessions.card, name="session_card"),
    path("<slug:slug>/calendar.ics", sessions.session_calendar, name="session_calendar"),
]

who_comes = [
    path("", people.People.as_view(), name="team_people"),
    path("sign-up/", people.SignUpSomebody.as_view(), name="team_sign_up"),
    path("needs/<int:pk>/", people.AnswerRequest.as_view(), name="team_answer_request"),
    path("needs/<int:pk>/met/", people.NoteMet.as_view(), name="team_note_met"),
    path("<int:place>/need/", people.NoteRequest.as_view(), name="team_need"),
    path("<int:place>/longer/", people.LongerOffer.as_view(), name="team_longer"),
    path("<int:place>/yes/", people.SaysYes.as_view(), name="team_yes"),
    path("<int:place>/still/", people.StillComes.as_view(), name="team_still"),
    path("<int:place>/wait/", people.WaitsAgain.as_view(), name="team_wait"),
    path("<int:place>/change/", people.ChangePlace.as_view(), name="team_change_place"),
    path("<int:place>/give-back/", people.GiveBack.as_view(), name="team_give_back"),
]

what_happened = [
    path("", after.After.as_view(), name="team_after"),
    path("write/", after.WriteOutcome.as_view(), name="team_outcome"),
    path("publish/", after.Publish.as_view(), name="team_publish"),
    path("close/", after.Finish.as_view(), name="team_finish"),
    path("told/<slug:kind>/<int:pk>/", after.NoteTold.as_view(), name="team_told"),
    path("feedback/", after.TypeUpFeedback.as_view(), name="team_feedback"),
    path("objections/add/", after.NoteObjection.as_view(), name="team_note_objection"),
    path("tell-again/", after.TellAgain.as_view(), name="team_tell_again"),
    path("objections/<int:pk>/", after.AnswerObjection.as_view(), name="team_objection"),
]

notes = [
    path("", findings.Notes.as_view(), name="team_notes"),
    path("add/", findings.AddNotes.as_view(), name="team_add_notes"),
    path("theme/", findings.ThemeOfNotes.as_view(), name="team_theme_of_notes"),
    path("<int:pk>/", findings.ChangeNote.as_view(), name="team_note"),
    path("<int:pk>/take-out/", findings.TakeOutNote.as_view(), name="team_take_out_note"),
]

one = [
    path("", desk.OneSession.as_view(), name="team_session"),
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
    path("register/type-up/", typing.TypeUp.as_view(), name="team_type_up"),
    path("register/badges/", papers.Badges.as_view(), name="team_badges"),
    path("register/expenses/", papers.Expenses.as_view(), name="team_expenses"),
    path("tables/", tables.Tables.as_view(), name="team_tables"),
    path("tables/lay/", tables.LayTables.as_view(), name="team_lay_tables"),
    path("tables/spread/", tables.SpreadPeople.as_view(), name="team_spread"),
    path("tables/seat/<slug:kind>/<int:pk>/", tables.SeatPerson.as_view(), name="team_seat"),
    path("tables/lists/", tables.TableLists.as_view(), name="team_table_lists"),
    path("on-paper/", papers.PlanOnPaper.as_view(), name="team_plan_on_paper"),
    path("ground-rules/", papers.AgreeGroundRules.as_view(), name="team_ground_rules"),
    path("safeguarding/", safeguarding.WriteNote.as_view(), name="team_write_safeguarding"),
    path("after/", include(what_happened)),
    path("notes/", include(notes)),
    path("drop/", desk.DropPlan.as_view(), name="team_drop"),
    path("copy/", desk.CopySession.as_view(), name="team_copy"),
    path("postpone/", desk.PostponeSession.as_view(), name="team_postpone"),
    path("cancel/", desk.CancelSession.as_view(), name="team_cancel"),
    path("did-not-happen/", desk.GiveUpSession.as_view(), name="team_give_up"),
    path("move/<slug:move>/", desk.MoveState.as_view(), name="team_move"),
]

themes = [
    path("", findings.Themes.as_view(), name="team_themes"),
    path("add/", findings.AddTheme.as_view(), name="team_add_theme"),
    path("<int:pk>/", findings.OneTheme.as_view(), name="team_theme"),
    path("<int:pk>/change/", findings.ChangeTheme.as_view(), name="team_change_theme"),
]

asked_for = [
    path("", findings.Recommendations.as_view(), name="team_recommendations"),
    path("add/", findings.AddRecommendation.as_view(), name="team_add_recommendation"),
    path("<int:pk>/", findings.ChangeRecommendation.as_view(), name="team_recommendation"),
    path("<int:pk>/ask/", findings.AskForAnswer.as_view(), name="team_ask"),
    path("<int:pk>/answer/", findings.AnswerIt.as_view(), name="team_answer"),
]

one_report = [
    path("", reports.OneReport.as_view(), name="team_report"),
    path("draft/", reports.DraftReport.as_view(), name="team_draft_report"),
    path("change/", reports.ChangeReport.as_view(), name="team_change_report"),
    path("parts/add/", reports.AddSection.as_view(), name="team_add_section"),
    path("parts/<int:pk>/", reports.ChangeSection.as_view(), name="team_section"),
    path("parts/<int:pk>/take-out/", reports.TakeOutSection.as_view(), name="team_take_out_section"),
    path("check/", reports.LetCheck.as_view(), name="team_check_report"),
    path("replies/add/", reports.NoteReply.as_view(), name="team_note_reply"),
    path("replies/<int:pk>/", reports.AnswerReply.as_view(), name="team_reply"),
    path("approve/", reports.Approve.as_view(), name="team_approve_report"),
    path("publish/", reports.PublishReport.as_view(), name="team_publish_report"),
    path("change-again/", reports.ReworkReport.as_view(), name="team_rework_report"),
    path("report.pdf", reports.paper, name="team_report_file"),
    path("series/", reports.DescribeSeries.as_view(), name="team_describe_series"),
]

practical = [
    path("", tools.Tools.as_view(), name="team_tools"),
    path("add/", tools.AddTool.as_view(), name="team_add_tool"),
    path("<slug:slug>/", tools.ChangeTool.as_view(), name="team_tool"),
    path("<slug:slug>/publish/", tools.PublishTool.as_view(), name="team_publish_tool"),
    path("<slug:slug>/withdraw/", tools.WithdrawTool.as_view(), name="team_withdraw_tool"),
    path("<slug:slug>/used/", tools.NoteUse.as_view(), name="team_tool_use"),
]

team = [
    path("", desk.Desk.as_view(), name="team"),
    path("plan/", desk.PlanSession.as_view(), name="team_plan"),
    path("book/<int:pk>/", booking.Book.as_view(), name="team_book"),
    path("doors/", register.Doors.as_view(), name="team_doors"),
    path("topics/add/", venues.NameTopic.as_view(), name="team_topic"),
    path("series/add/", venues.NameSeries.as_view(), name="team_series"),
    path("themes/", include(themes)),
    path("recommendations/", include(asked_for)),
    path("reports/", reports.Reports.as_view(), name="team_reports"),
    path("reports/<slug:slug>/", include(one_report)),
    path("tools/", include(practical)),
    path("safeguarding/", safeguarding.Notes.as_view(), name="team_safeguarding"),
    path("safeguarding/<int:pk>/", safeguarding.OneNote.as_view(), name="team_safeguarding_note"),
    path("safeguarding/<int:pk>/change/", safeguarding.ChangeNote.as_view(), name="team_change_safeguarding"),
    path("safeguarding/<int:pk>/send/", safeguarding.SendNote.as_view(), name="team_send_safeguarding"),
    path("safeguarding/<int:pk>/close/", safeguarding.CloseNote.as_view(), name="team_close_safeguarding"),
    path("venues/", venues.Venues.as_view(), name="team_venues"),
    path("venues/add/", venues.AddVenue.as_view(), name="team_add_venue"),
    path("venues/<int:pk>/", venues.ChangeVenue.as_view(), name="team_venue"),
    path("venues/<int:pk>/check/", venues.CheckVenue.as_view(), name="team_check_venue"),
    path("sessions/<slug:slug>/", include(one)),
]

urlpatterns = [
    path("workshops/", include(pages)),
    path("team/workshops/", include(team)),
]
