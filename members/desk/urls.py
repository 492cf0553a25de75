"""The addresses of the pool's desk."""

from django.urls import path, re_path

from . import equality, export, keeping, lists, looks, person, pool, recording, same, saved, supporting, wishes

urlpatterns = [
    path("", pool.Pool.as_view(), name="pool"),
    path("looks/", looks.pool_looks, name="pool_looks"),
    path("looks/equality/", equality.Equality.as_view(), name="pool_equality"),
    path("looks/equality/count/", equality.CountEquality.as_view(), name="pool_count_equality"),
    path("looks/<slug:kind>/", looks.pool_shares, name="pool_shares"),
    path("import/", lists.upload, name="pool_import"),
    path("import/<int:pk>/", lists.look, name="pool_list"),
    path("import/<int:pk>/columns/", lists.columns, name="pool_list_columns"),
    path("import/<int:pk>/wrong-rows.csv", lists.faults, name="pool_list_faults"),
    re_path(r"^import/(?P<pk>\d+)/(?P<move>bring_in|undo|drop)/$", lists.move, name="pool_list_move"),
    path("export/", export.ExportPool.as_view(), name="pool_export"),
    path("lists/add/", saved.SaveQuestion.as_view(), name="pool_save"),
    path("lists/<int:pk>/drop/", saved.DropQuestion.as_view(), name="pool_drop"),
    path("keeping/", keeping.Keeping.as_view(), name="pool_keeping"),
    path("ask-for-yes/", wishes.AskForYes.as_view(), name="pool_ask_for_yes"),
    path("same/", same.Same.as_view(), name="pool_same"),
    path("add/", recording.AddPerson.as_view(), name="pool_add"),
    path("<int:pk>/", person.Person.as_view(), name="pool_person"),
    path("<int:pk>/what-happened/", person.Timeline.as_view(), name="pool_timeline"),
    path("<int:pk>/needs/", person.SeeNeeds.as_view(), name="pool_needs"),
    path("<int:pk>/needs/record/", recording.RecordNeeds.as_view(), name="pool_record_needs"),
    path("<int:pk>/record/<slug:what>/", recording.Record.as_view(), name="pool_record"),
    path("<int:pk>/consents/<slug:purpose>/", recording.RecordConsent.as_view(), name="pool_consent"),
    path("<int:pk>/supporters/add/", supporting.RecordSupporter.as_view(), name="pool_supporter"),
    path("<int:pk>/supporters/<int:link>/change/", supporting.ChangeSupporter.as_view(), name="pool_change_supporter"),
    path("<int:pk>/supporters/<int:link>/erase/", supporting.EraseSupporter.as_view(), name="pool_erase_supporter"),
    path("<int:pk>/supporters/<int:link>/end/", supporting.EndSupporter.as_view(), name="pool_end_supporter"),
    path("<int:pk>/supporters/<int:link>/invite/", supporting.InviteSupporter.as_view(), name="pool_invite_supporter"),
    path("<int:pk>/papers/<int:scan>/", recording.OpenScan.as_view(), name="pool_scan"),
    path("<int:pk>/same/<int:other>/", same.Merge.as_view(), name="pool_merge"),
    path("<int:pk>/notes/add/", person.AddNote.as_view(), name="pool_note"),
    path("<int:pk>/confirm/", keeping.ConfirmPerson.as_view(), name="pool_confirm"),
    path("<int:pk>/sign-in/", person.GiveSignIn.as_view(), name="pool_sign_in"),
    path("<int:pk>/move/<slug:move>/", person.MovePerson.as_view(), name="pool_move"),
]
