"""Telling in pictures and by phone, answering a question, names that are asked for, what robots are told."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext

from halton_coprod.models import CallBack
from members.me.whose import find_whose
from stories import services
from stories.models import MediaFile, Release, Story
from stories.services import NotReady, files
from stories.tellers import sign

from .conftest import WORDS, by_teller, easy, line, of, prepared, published, release, told
from .files import png, upload
from .test_journeys import FORMS, begin, checked

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def returned(curator, **more):
    story = services.take_up_story(told(**more), by=curator)
    return services.hand_back_story(story, reason="Who is he?", by=curator)


@pytest.mark.parametrize("form", FORMS)
def test_a_teller_answers_our_question_by_their_link_and_sends_again(client, form, curator):
    story = returned(curator)
    mine = f"{form}/stories/mine/{sign(story)}/"
    assert client.get(mine).content.decode().count(f'action="{mine}say-more/"') == 1
    assert client.get(f"{mine}say-more/").status_code == 405
    answer = client.post(f"{mine}say-more/")
    assert answer.url == of(f"{form}/stories/tell/answer/")
    assert client.get(answer.url).content.decode().count("Who is he?") == 1
    assert len(client.post(answer.url, {"answer": ""}).context["form"].errors) == 1
    assert client.post(answer.url, {"answer": "My brother."}).url == of(f"{form}/stories/tell/story/")
    client.post(f"{form}/stories/tell/story/", {"transcript": "He is my brother."})
    assert client.post(f"{form}/stories/tell/check/").url == mine
    story.refresh_from_db()
    assert (story.state, story.answer, story.transcript, story.reason) == (
        "sent",
        "My brother.",
        "He is my brother.",
        "",
    )
    client.force_login(curator)
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count("My brother.") == 1


def test_a_story_that_is_not_back_cannot_be_opened_again(client, curator):
    story = told()
    assert client.post(f"/stories/mine/{sign(story)}/say-more/").status_code == 404
    assert client.post("/stories/mine/x.y/say-more/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("kind", "first"), [("words", "Go on"), ("pictures", "Add your own picture, sound or film")])
def test_whoever_only_writes_is_asked_first_to_go_on_without_a_file(client, form, kind, first):
    begin(client, form, kind=kind)
    page = client.get(f"{form}/stories/tell/files/").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'class="button"[^>]*>([^<]+)', main) == [first]
    assert main.count("You do not need any.") == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_story_in_pictures_from_our_own_pictures_with_words_and_in_order(client, form):
    begin(client, form, kind="pictures")
    shelf = f"{form}/stories/tell/files/pictures/"
    found = client.get(shelf, {"find": "bus"}).content.decode()
    assert found.count('name="idea" value="bus"') == 1
    for idea in ("bus", "doctor"):
        about = f"{form}/stories/tell/files/{MediaFile.objects.count() + 1}/about/"
        goes_on = about if form else of("/stories/tell/files/")
        assert client.post(shelf, {"idea": idea}).url == goes_on
    assert client.post(shelf, {"idea": "../secret"}).content.decode().count("Choose a picture from the list.") == 1
    bus, doctor = MediaFile.objects.order_by("place")
    words = {f"words-{bus.pk}": "I took the bus.", f"words-{doctor.pk}": "I saw the doctor."}
    client.post(f"{form}/stories/tell/files/arrange/", {**words, "press": f"later-{bus.pk}"})
    assert list(MediaFile.objects.values_list("idea", "words")) == [
        ("doctor", "I saw the doctor."),
        ("bus", "I took the bus."),
    ]
    went = client.post(f"{form}/stories/tell/files/arrange/", {f"words-{bus.pk}": "I took bus 61.", "press": "on"})
    assert went.url == of(f"{form}/stories/tell/story/")
    story = Story.objects.get()
    assert story.words.whole.count("i took bus 61") == 1
    assert client.get(f"{form}/stories/tell/files/{bus.pk}/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_pictures_of_the_library_are_shown_with_their_words_and_no_file(client, form, curator, second_curator):
    story = services.take_up_story(told(), by=curator)
    bus = services.add_picture(story, idea="bus", words="I took the bus.", by=curator)
    services.prepare_story(story, easy=prepared(curator).easy, by=curator)
    services.show_story(story, by=curator)
    release(story, line(forms=["whole"]))
    services.publish_story(story, by=second_curator)
    page = client.get(f"{form}/stories/{story.slug}/").content.decode()
    assert [page.count(one) for one in ("I took the bus.", "pictures/bus.", f"files/{bus.pk}/")] == [1, 1, 0]


@pytest.mark.parametrize("form", FORMS)
def test_only_words_by_which_somebody_can_be_reached_are_taken(client, form):
    begin(client, form)
    where = f"{form}/stories/tell/contact/"
    for said in ("nonsense ;;;", "01632 960", "rosa@", "7 Letter Lane"):
        refused = client.post(where, {"contact": said}).context["form"]
        assert (list(refused.errors), refused["contact"].value()) == (["contact"], said)
    for said in ("rosa@example.org", "My sister Ann: (01632) 960-777.", "7 Letter Lane, Widnes wa8 7qf"):
        assert client.post(where, {"contact": said}).url == of(f"{form}/stories/tell/topics/")
        assert Story.objects.get().contact == said


def test_somebody_who_left_goes_on_behind_their_last_answer(client):
    begin(client)
    client.post("/stories/tell/story/", {"transcript": WORDS})
    assert client.get("/stories/tell/").content.decode().count(f'href="{of("/stories/tell/files/")}"') == 1


@pytest.mark.parametrize("form", FORMS)
def test_two_stories_in_two_tabs_never_get_each_others_words(client, form):
    start = f"{form}/stories/tell/"
    tabs = [begin(client, form).url for _tab in range(2)]
    first, second = Story.objects.order_by("pk")
    assert tabs == [of(f"{start}story/", one) for one in (first, second)]
    # The tab that was opened first sends last, and in between it was shown in the other form.
    client.post(tabs[1], {"transcript": "Quite another one."})
    other_form = client.post(tabs[0], {"transcript": WORDS, "_switch": "1"}).url
    assert client.get(other_form).context["form"]["transcript"].value() == WORDS
    assert client.post(other_form, {"transcript": WORDS}).url == of(
        other_form.replace("/story/", "/files/").partition("?")[0], first
    )
    assert [one.transcript for one in Story.objects.order_by("pk")] == [WORDS, "Quite another one."]
    for story, shelf in ((first, f"{start}files/pictures/"), (second, f"{start}files/add/")):
        client.post(of(shelf, story), {"idea": "bus", "file": upload(png()), "agreed": "on"})
    assert [[one.idea for one in story.media.all()] for story in (first, second)] == [["bus"], [""]]
    client.post(of(f"{start}contact/", first), {"contact": "01632 960 777"})
    assert client.post(of(f"{start}check/", first)).url == f"{form}/stories/mine/{sign(first)}/"
    assert [one.state for one in Story.objects.order_by("pk")] == ["sent", "telling"]
    # The tab that is left behind changes nothing any more, and its words wait for the story gone on with.
    assert client.post(tabs[0], {"transcript": "Late words."}).url == start
    assert client.get(tabs[1]).context["form"]["transcript"].value() == "Late words."
    assert [one.transcript for one in Story.objects.order_by("pk")] == [WORDS, "Quite another one."]


@pytest.mark.parametrize("form", FORMS)
def test_stories_that_are_begun_wait_on_the_first_page_and_only_for_who_began_them(client, form):
    start = f"{form}/stories/tell/"
    begin(client, form)
    begin(client, form)
    stranger = services.begin_story(wording="Yes")
    second, first = Story.objects.exclude(pk=stranger.pk).order_by("-pk")
    client.post(of(f"{start}story/", first), {"transcript": WORDS})
    page = client.get(start).content.decode()
    waits = [of(f"{start}files/", first), of(f"{start}story/", second), of(f"{start}story/", stranger)]
    assert [page.count(f'href="{one}"') for one in waits] == [1, 1, 0]
    for of_which in (f"?of={stranger.pk}", "?of=0", "?of=x", f"?of={10**30}", ""):
        assert client.post(f"{start}story/{of_which}", {"transcript": "Mine."}).url == start
    assert sorted(Story.objects.values_list("transcript", flat=True)) == ["", "", WORDS]


@pytest.mark.parametrize("form", FORMS)
def test_words_sent_after_the_session_is_over_are_there_again_once_a_story_is_begun(client, form):
    where = f"{form}/stories/tell/"
    begin(client, form)
    del client.cookies["sessionid"]
    assert client.post(f"{where}story/", {"transcript": WORDS}).url == where
    assert client.get(where).content.decode().count(LOST[form]) == 1
    assert client.get(begin(client, form).url).content.decode().count(WORDS) == 1
    assert sorted(Story.objects.values_list("transcript", flat=True)) == ["", ""]


LOST = {
    "": "Your story is not open here any more. Your words are safe.",
    "/easy": "Your story is not open here now. Your words are safe.",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_nobody_knows_is_asked_and_counts_with_the_yes(client, form, curator):
    story = prepared(curator, full_name="")
    mine = f"{form}/stories/mine/{sign(story)}/"
    for audience in ("project", "partners", "training", "web", "press"):
        what = ["whole"] if audience == "web" else []
        went = client.post(f"{mine}who/{audience}/", {"what": what, "name": "full", "until": "year"})
    assert went.url == f"{mine}names/"
    assert len(client.post(went.url, {"full_name": ""}).context["form"].errors) == 1
    assert client.post(went.url, {"full_name": "Rosa Public"}).url == f"{mine}check/"
    story.refresh_from_db()
    assert story.full_name == ""
    check = checked(client, mine)
    assert check.content.decode().count("Rosa Public") == 1
    client.post(f"{mine}check/", {"others_agree": "on", "seen": story.mark})
    story.refresh_from_db()
    assert (story.full_name, story.release_in_force) == ("Rosa Public", Release.objects.get())


def test_a_story_told_for_somebody_else_needs_to_be_agreed_to(curator, second_curator):
    story = release(prepared(curator, for_whom="My son", for_whom_agrees="He nodded."), line())
    with pytest.raises(NotReady, match="told for somebody else"):
        services.publish_story(story, by=second_curator)
    with pytest.raises(ValidationError, match="how you know it"):
        services.agree_for_another(story, agreed_by="self", agreed_how=" ", by=curator)
    services.agree_for_another(story, agreed_by="self", agreed_how="I talked to him.", by=curator)
    assert services.publish_story(story, by=second_curator).state == "published"


@pytest.mark.parametrize("form", FORMS)
def test_from_whose_it_is_to_the_public_page_of_a_story_told_for_somebody_else(client, form, curator, second_curator):
    begin(client, form)
    said = {
        "story": {"transcript": WORDS},
        "whose": {"for_whom": "My son."},
    }
    later = {"agrees": {"for_whom_agrees": "He nodded."}, "contact": {"contact": "01632 960 777"}}
    for step, words in said.items():
        client.post(f"{form}/stories/tell/{step}/", words)
    # Nothing is sent that nobody could be asked about, whatever page somebody jumps to.
    for step, words in reversed(later.items()):
        client.post(f"{form}/stories/tell/check/")
        assert Story.objects.get().state == "telling"
        client.post(f"{form}/stories/tell/{step}/", words)
    client.post(f"{form}/stories/tell/check/")
    story = Story.objects.get()
    assert (story.state, story.for_whom, story.agreed_by) == ("sent", "My son.", "")
    release(made_ready(story, curator), line(forms=["whole"], name="none"))
    desk = f"/team/stories/{story.slug}/"
    client.force_login(curator)
    assert client.get(desk).content.decode().count(f'href="{desk}agree/"') == 1
    assert published_by(client, second_curator, story) == 404
    client.force_login(curator)
    client.post(f"{desk}agree/", {"agreed_by": "deputy", "agreed_how": "I read the paper of the court."})
    assert client.get(desk).content.decode().count("I read the paper of the court.") == 1
    assert published_by(client, second_curator, story) == 200


def made_ready(story, curator):
    services.take_up_story(story, by=curator)
    services.prepare_story(story, title="For my son", easy=easy("He was ill."), by=curator)
    return services.show_story(story, by=curator)


def published_by(client, person, story) -> int:
    """What everybody gets after this person has pressed the button."""
    client.force_login(person)
    client.post(f"/team/stories/{story.slug}/publish/")
    client.logout()
    return client.get(f"/stories/{story.slug}/").status_code


def test_microphone_and_camera_may_be_asked_for_on_one_page_only(client):
    begin(client)
    pages = [client.get(path) for path in ("/stories/tell/files/add/", "/stories/tell/story/")]
    for name, opened in (
        ("Permissions-Policy", "microphone=(self)"),
        ("Permissions-Policy", "camera=(self)"),
        ("Content-Security-Policy", "media-src 'self' blob:;"),
    ):
        assert [opened in page[name] for page in pages] == [True, False]
    assert [page.content.decode().count("js/record") for page in pages] == [1, 0]


@pytest.mark.parametrize("form", FORMS)
def test_what_a_file_may_be_is_said_before_and_only_what_fits_is_recorded(client, form):
    kinds = {"words": ["audio", "video"], "sound": ["audio"], "film": ["video"]}
    for kind, offered in kinds.items():
        Story.objects.all().delete()
        begin(client, form, kind=kind)
        page = client.get(f"{form}/stories/tell/files/add/").content.decode()
        assert re.findall(r'<button[^>]* value="(audio|video)"', page) == offered
        assert page.count("50 megabytes") == 1


def test_robots_keep_no_copy_and_learn_nothing_without_a_yes(client, curator, second_curator):
    story = published(curator, second_curator)
    client.cookies["sessionid"] = "none"
    page = client.get(f"/stories/{story.slug}/")
    assert (page["X-Robots-Tag"], page["TDM-Reservation"]) == ("noarchive, noimageindex, noai, noimageai", "1")
    release(story, line(), ai=True)
    assert client.get(f"/stories/{story.slug}/")["TDM-Reservation"] == "0"


def test_files_have_a_limit_together_and_phones_are_asked_for_what_we_read(client, monkeypatch):
    story = services.begin_story(wording="Yes")
    services.add_file(story, upload(png()), by=by_teller(story))
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    with pytest.raises(ValidationError, match="too big together"):
        services.add_file(story, upload(png()), by=by_teller(story))
    other = services.begin_story(wording="Yes")
    with pytest.raises(ValidationError, match="HEIC"):
        services.add_file(other, upload(b"\0\0\0\x18ftypheic" + bytes(40)), by=by_teller(other))
    begin(client)
    assert client.get("/stories/tell/files/add/").content.decode().count('accept="image/jpeg,') == 1


def test_robots_and_floods_begin_no_story(client, settings, monkeypatch):
    page = client.get("/stories/tell/")
    said = {"kind": "words", "agree": "on", "token": page.context["form"]["token"].value()}
    client.post("/stories/tell/", {**said, "website": "spam"})
    assert Story.objects.count() == 0
    monkeypatch.setattr("stories.views.telling.MOST_BEGUN", 0)
    assert client.post("/stories/tell/", said).status_code == 429
    assert Story.objects.count() == 0


@pytest.mark.parametrize("form", FORMS)
def test_who_would_rather_talk_is_phoned_by_a_curator_who_writes_it_down(client, form, curator, pool_staff, editor):
    start = client.get(f"{form}/stories/tell/").content.decode()
    assert start.count(f'href="{form}/help/call-me/?about=story"') == 1
    pages = [client.get(f"{form}/help/call-me/{about}").content.decode() for about in ("", "?about=story")]
    assert [page.count("You can tell us your story on the phone.") for page in pages] == [0, 1]
    page = client.get(f"{form}/help/call-me/?about=story").context["form"]
    said = {"name": "Sam Example", "phone": "01632 960 999"}
    client.post(f"{form}/help/call-me/", {**said, "about": page["about"].value(), "token": page["token"].value()})
    other = CallBack.objects.create(token="0" * 32, name="Ann Other", phone="01632 960 998")
    call = CallBack.objects.get(about="story")
    client.force_login(curator)
    calls = client.get("/team/calls/").content.decode()
    assert [name in calls for name in ("Sam Example", "Ann Other")] == [True, False]
    assert client.post(f"/team/calls/{other.pk}/finish/").status_code == 403
    where = f"/team/calls/{call.pk}/story/"
    assert client.get(where).context["form"]["contact"].value() == "01632 960 999"
    told = {
        "came_by": "phone",
        "agreed": "on",
        "explained_by": "Carl",
        "kept_where": "My note",
        "kind": "words",
        "transcript": WORDS,
    }
    client.post(where, {**told, "contact": "01632 960 999", "first_name": "Sam"})
    call.refresh_from_db()
    story = Story.objects.get()
    assert (story.contact, story.state, call.state, call.name) == ("01632 960 999", "sent", "done", "")
    assert client.get(where).status_code == 404
    for person, status in ((pool_staff, 403), (editor, 404)):
        call = CallBack.objects.create(token=f"{person.pk:032}", name="X", phone="01632 960 997", about="story")
        client.force_login(person)
        assert client.get(f"/team/calls/{call.pk}/story/").status_code == status


@pytest.mark.parametrize("form", FORMS)
def test_own_stories_stand_on_ones_own_page_and_not_on_that_of_a_supporter(client, form, member, resident):
    story = told(teller=member)
    told(title="Somebody else's")
    client.force_login(resident)
    page = client.get(f"{form}/me/places/").content.decode()
    says = (f"{form}/stories/mine/{sign(story)}/", "else's", "You have not signed up for anything yet.")
    assert [page.count(one) for one in says] == [1, 0, 1]
    assert find_whose(resident, None).is_own


@pytest.mark.parametrize("form", FORMS)
def test_a_story_that_cannot_be_sent_yet_says_so_like_every_other_page_and_there_is_a_way_back(client, form):
    begin(client, form)
    check = f"{form}/stories/tell/check/"
    seen, refused = (answer.content.decode() for answer in (client.get(check), client.post(check)))
    says = ("There is a problem", "There is nothing in your story yet. Tell us something first.")
    with translation.override("en-simple" if form else "en-gb"):
        problem, why = map(gettext, says)
    assert [words.count("<title>Error: ") for words in (seen, refused)] == [0, 1]
    assert [words.count(problem) for words in (seen, refused)] == [0, 1]
    assert [words.count(why) for words in (seen, refused)] == [0, 1]
    back = f'<a class="back-link" href="{of(f"{form}/stories/tell/hard/")}">'
    assert [words.count(back) for words in (seen, refused)] == [1, 1]
    assert Story.objects.get().state == "telling"


@pytest.mark.parametrize("form", FORMS)
def test_an_information_sheet_to_print_says_all_before_the_first_yes(client, form):
    sheet = f"{form}/stories/tell/sheet/"
    assert client.get(f"{form}/stories/tell/").content.decode().count(f'href="{sheet}"') == 1
    words = client.get(f"{sheet}?page=all").content.decode()
    asked = (
        "Taking it back",
        "We cannot get back what is printed",
        "about your health",
        "30 days",
        "The council runs this hub.",
        settings.HELP["phone"],
    )
    assert [one for one in asked if one not in words] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_first_yes_names_health_and_is_kept_in_the_words_that_were_read(client, form):
    """DOMAIN BR-16: stories may be about health; then only an explicit yes allows to keep them."""
    begin(client, form)
    wording = Story.objects.get().consent.wording
    assert wording.count("health and other private things" if not form else "my health or other private things") == 1
    assert client.get(f"{form}/privacy/?page=all").content.decode().count("may be about your health") == 1
