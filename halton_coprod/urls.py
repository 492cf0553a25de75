"""Every address of the hub. Each page also exists under /easy/ (see easyread/mode.py)."""

from django.contrib import admin
from django.urls import include, path

from halton_coprod.easyread.views import own_picture

from .views import calls, components, demo, errors, lists, pages, pictures, reading, shell, team, words

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.broken

# What can be done to a word of a list of the writing check.
LISTED_WORD = [
    path("change/", lists.ChangeListedWord.as_view(), name="team_change_listed_word"),
    path("take-out/", lists.TakeOutListedWord.as_view(), name="team_take_out_listed_word"),
    path("put-back/", lists.PutBackListedWord.as_view(), name="team_put_back_listed_word"),
]

urlpatterns = [
    path("", pages.home, name="home"),
    path("words/", pages.words, name="words"),
    path("help/", pages.fixed, {"name": "help"}, name="help"),
    path("help/call-me/", calls.call_me, name="call_me"),
    path("help/call-me/asked/", calls.call_me_asked, name="call_me_asked"),
    path("reading/", reading.reading, name="reading"),
    path("search/", pages.look_for, name="search"),
    path("accessibility/", pages.fixed, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", pages.fixed, {"name": "privacy"}, name="privacy"),
    path("stories/tell/sheet/", pages.story_sheet, name="story_sheet"),
    path("pictures/", pages.fixed, {"name": "pictures"}, name="pictures"),
    path("pictures/<path:key>", own_picture, name="own_picture"),
    path("", include("charter.urls")),
    path("", include("workshops.urls")),
    path("", include("stories.urls")),
    path("", include("members.urls")),
    path("team/", team.team, name="team"),
    path("team/help/", team.team_help, name="team_help"),
    path("team/calls/", calls.calls, name="calls"),
    path("team/calls/<int:pk>/story/", calls.TellFromCall.as_view(), name="tell_from_call"),
    path("team/calls/<int:pk>/finish/", calls.finish_call, name="finish_call"),
    path("team/words/", words.words, name="team_words"),
    path("team/words/add/", words.AddWord.as_view(), name="team_add_word"),
    path("team/words/<int:pk>/", words.ChangeWord.as_view(), name="team_word"),
    path("team/words/<int:pk>/remove/", words.RemoveWord.as_view(), name="team_remove_word"),
    path("team/words/lists/", lists.Lists.as_view(), name="team_lists"),
    path("team/words/lists/<str:kind>/", lists.OneList.as_view(), name="team_list"),
    path("team/words/lists/<str:kind>/history/", lists.ListHistory.as_view(), name="team_list_history"),
    path("team/words/lists/<str:kind>/add/", lists.AddListedWord.as_view(), name="team_add_listed_word"),
    path("team/words/lists/<str:kind>/<str:word>/", include(LISTED_WORD)),
    path("team/pictures/", pictures.pictures, name="team_pictures"),
    path("team/pictures/own/", pictures.own_pictures, name="team_own_pictures"),
    path("team/pictures/own/<int:pk>/take-away/", pictures.TakePictureAway.as_view(), name="team_take_picture_away"),
    path("team/components/", components.components, name="components"),
    path("demo/", demo.demo, name="demo"),
    path("demo/sign-in/", demo.demo_sign_in, name="demo_sign_in"),
    path("health/", shell.health, name="health"),
    path("admin/", admin.site.urls),
]
