"""Addresses of stories: the archive, telling, the teller's own pages, and the desk of the curators."""

from django.urls import include, path, re_path

from .views import archive, begun, findings, insights, mine, mine_who, opened, telling, telling_files
from .views.desk import (
    arranging,
    gathering,
    interviews,
    openings,
    queue,
    releasing,
    safeguarding,
    told,
    work,
    yes_records,
)
from .views.desk import findings as desk_findings

app_name = "stories"
PRESSES = "|".join(arranging.PRESSED)
YESES = "|".join(yes_records.YESES)

tell = [
    path("", telling.start, name="tell"),
    path("check/", telling.check, name="tell_check"),
    path("files/", telling_files.files, name="tell_files"),
    path("files/<int:pk>/", telling_files.file, name="tell_file"),
    path("files/<int:pk>/about/", telling_files.about_file, name="tell_about_file"),
    path("files/add/", telling_files.add_file, name="tell_add_file"),
    path("files/arrange/", telling_files.arrange, name="tell_arrange"),
    path("files/pictures/", telling_files.pictures, name="tell_pictures"),
    re_path(rf"^(?P<step>{'|'.join(begun.FORMS)})/$", telling.step, name="tell_step"),
]

own = [
    path("", mine.mine, name="mine"),
    path("say-more/", telling.say_more, name="mine_say_more"),
    path("who/<str:audience>/", mine_who.who, name="mine_who"),
    path("names/", mine_who.names, name="mine_names"),
    path("check/", mine_who.check, name="mine_check"),
    path("stop/<str:audience>/", mine.stop, name="mine_stop"),
    path("go-on/", mine.go_on, name="mine_go_on"),
    path("change/", mine.change, name="mine_change"),
    path("copy/", mine.copy, name="mine_copy"),
    path("take-back/", mine.take_back, name="mine_take_back"),
    path("again/", telling.again, name="mine_again"),
    path("suggestions/<int:pk>/", mine.answer, name="mine_answer"),
    path("insights/<int:pk>/", insights.answer_insight, name="mine_insight"),
    path("files/<int:pk>/", mine.file, name="mine_file"),
    path("files/<int:pk>/small/", mine.file, {"part": "small"}, name="mine_small"),
    path("files/<int:pk>/captions/", mine.captions, name="mine_captions"),
    path("yes/<int:pk>/", mine.record, name="mine_record"),
]

opened_to = [
    path("", opened.archive, name="with"),
    path("<slug:slug>/", opened.story, name="with_story"),
    path("<slug:slug>/files/<int:pk>/", opened.media, name="with_media"),
    path("<slug:slug>/files/<int:pk>/small/", opened.media, {"part": "small"}, name="with_small"),
    path("<slug:slug>/files/<int:pk>/captions/", opened.captions, name="with_captions"),
]

pages = [
    path("", archive.archive, name="archive"),
    path("tell/", include(tell)),
    path("what-we-heard/", findings.findings, name="findings"),
    path("what-we-heard/<int:pk>/", findings.finding, name="finding"),
    path("collections/", findings.collections, name="collections"),
    path("collections/<slug:slug>/", findings.collection, name="collection"),
    path("collections/<slug:slug>/booklet.pdf", findings.booklet, name="booklet"),
    path("mine/<str:link>/", include(own)),
    path("with/<uuid:link>/", include(opened_to)),
    path("<slug:slug>/", archive.story, name="story"),
    path("<slug:slug>/files/<int:pk>/", archive.media, name="media"),
    path("<slug:slug>/files/<int:pk>/small/", archive.media, {"part": "small"}, name="small"),
    path("<slug:slug>/files/<int:pk>/captions/", archive.captions, name="captions"),
]

one = [
    path("", work.OneStory.as_view(), name="team_story"),
    re_path(r"^(?P<move>take_up|put_back|show|rework|publish)/$", work.MoveStory.as_view(), name="team_move"),
    path("prepare/", work.PrepareStory.as_view(), name="team_prepare"),
    path("hand_back/", work.HandBackStory.as_view(), name="team_hand_back"),
    path("ask-change/", work.AskForChange.as_view(), name="team_ask_change"),
    path("agree/", work.AgreeForAnother.as_view(), name="team_agree"),
    path("name/", work.LetNameStay.as_view(), name="team_name_stays"),
    path("insights/", desk_findings.Insights.as_view(), name="team_insights"),
    path("insights/note/", desk_findings.NoteInsight.as_view(), name="team_note_insight"),
    path("insights/<int:pk>/answer/", desk_findings.AnswerInsight.as_view(), name="team_answer_insight"),
    path("insights/<int:pk>/drop/", desk_findings.DropInsight.as_view(), name="team_drop_insight"),
    path("propose/", work.ProposeChange.as_view(), name="team_propose"),
    path("files/add/", work.AddFile.as_view(), name="team_add_file"),
    re_path(rf"^files/(?P<pk>\d+)/(?P<press>{PRESSES})/$", arranging.ArrangeFile.as_view(), name="team_arrange"),
    path("files/<int:pk>/change/", work.ChangeFile.as_view(), name="team_change_file"),
    path("files/<int:pk>/captions/check/", work.CheckCaptions.as_view(), name="team_check_captions"),
    path("files/<int:pk>/", work.file, name="team_file"),
    path("files/<int:pk>/small/", work.file, {"part": "small"}, name="team_small"),
    path("files/<int:pk>/captions/", work.captions, name="team_captions"),
    re_path(
        rf"^yes/(?P<to>{YESES})/(?P<pk>\d+)/attach/$", yes_records.AttachRecord.as_view(), name="team_attach_record"
    ),
    path("yes/<int:pk>/", yes_records.record, name="team_record"),
    path("yes/<int:pk>/remove/", yes_records.RemoveRecord.as_view(), name="team_remove_record"),
    path("suggestions/<int:pk>/", work.AnswerProposal.as_view(), name="team_answer_proposal"),
    path("care/", work.NoteCare.as_view(), name="team_care"),
    path("letter/", told.letter, name="team_letter"),
    path("told/<int:pk>/", told.TellTeller.as_view(), name="team_tell_teller"),
    path("narrow/<str:audience>/", releasing.NarrowRelease.as_view(), name="team_narrow"),
    path("go-on/", releasing.ExtendRelease.as_view(), name="team_go_on"),
    path("release/", releasing.ReleaseStory.as_view(), name="team_release"),
    path("withdraw/", releasing.WithdrawStory.as_view(), name="team_withdraw"),
    path("erase/", releasing.EraseStory.as_view(), name="team_erase"),
    path("again/", releasing.BeginAgain.as_view(), name="team_again"),
    path("safeguarding/", safeguarding.NoteOnStory.as_view(), name="team_story_safeguarding"),
    path("uses/", releasing.NoteUse.as_view(), name="team_use"),
    path("uses/<int:use>/tell/", releasing.TellUse.as_view(), name="team_tell"),
]

project = [
    path("", gathering.OneProject.as_view(), name="team_project"),
    path("change/", gathering.ChangeProject.as_view(), name="team_change_project"),
    path("interviews/plan/", interviews.PlanInterview.as_view(), name="team_plan_interview"),
]

interview = [
    path("", interviews.OneInterview.as_view(), name="team_interview"),
    path("record/", interviews.RecordInterview.as_view(), name="team_record_interview"),
    path("move/", interviews.MoveInterview.as_view(), name="team_move_interview"),
    path("call-off/", interviews.CallOff.as_view(), name="team_call_off"),
    path("words/", interviews.WriteDown.as_view(), name="team_write_down"),
    path("files/add/", interviews.AddRecording.as_view(), name="team_add_recording"),
    path("files/<int:file>/", interviews.recording, name="team_recording"),
    path("files/<int:file>/change/", arranging.ChangeRecording.as_view(), name="team_change_recording"),
    re_path(
        rf"^files/(?P<file>\d+)/(?P<press>{PRESSES})/$",
        arranging.ArrangeRecording.as_view(),
        name="team_arrange_recording",
    ),
    path("safeguarding/", safeguarding.NoteOnInterview.as_view(), name="team_interview_safeguarding"),
    path("take-back/", interviews.TakeBack.as_view(), name="team_take_back"),
    path("send/", interviews.SendGathered.as_view(), name="team_send_gathered"),
]

gather = [
    path("", gathering.Projects.as_view(), name="team_projects"),
    path("add/", gathering.AddProject.as_view(), name="team_add_project"),
    path("reporters/add/", gathering.AddReporter.as_view(), name="team_add_reporter"),
    path("reporters/<int:pk>/stop/", gathering.StopReporter.as_view(), name="team_stop_reporter"),
    path("interviews/<int:pk>/", include(interview)),
    path("<int:pk>/", include(project)),
]

change = [
    path("", desk_findings.Findings.as_view(), name="team_findings"),
    path("tables/add/", desk_findings.AddSenseMaking.as_view(), name="team_add_table"),
    path("tables/<int:pk>/change/", desk_findings.ChangeSenseMaking.as_view(), name="team_change_table"),
    path("tables/<int:made>/findings/add/", desk_findings.AddFinding.as_view(), name="team_add_finding"),
    path("<int:pk>/change/", desk_findings.ChangeFinding.as_view(), name="team_change_finding"),
    re_path(
        r"^(?P<pk>\d+)/(?P<move>show|stand|take_down)/$", desk_findings.MoveFinding.as_view(), name="team_move_finding"
    ),
]

collect = [
    path("", desk_findings.Collections.as_view(), name="team_collections"),
    path("add/", desk_findings.AddCollection.as_view(), name="team_add_collection"),
    path("<int:pk>/stories/", desk_findings.CollectionStories.as_view(), name="team_collection_stories"),
    path("<int:pk>/change/", desk_findings.ChangeCollection.as_view(), name="team_change_collection"),
]

team = [
    path("findings/", include(change)),
    path("collections/", include(collect)),
    path("projects/", include(gather)),
    path("", queue.Desk.as_view(), name="team"),
    path("links/", openings.Openings.as_view(), name="team_links"),
    path("links/<int:pk>/close/", openings.CloseOpening.as_view(), name="team_close_link"),
    path("begin/", queue.BeginStory.as_view(), name="team_begin"),
    path("<slug:slug>/", include(one)),
]

urlpatterns = [path("stories/", include(pages)), path("team/stories/", include(team))]
