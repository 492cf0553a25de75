"""Files are taken out, put in order and described anew on the desk: for a teller on the phone, and by a reporter."""

import pytest

from stories import services
from stories.models import MediaFile, Story

from .conftest import prepared
from .deeds import EXPLAINED
from .files import png, upload, wav

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def order() -> list[int]:
    return list(MediaFile.objects.order_by("place").values_list("pk", flat=True))


def test_what_a_teller_on_the_phone_wants_out_is_taken_out_alone(client, curator):
    drawings = [(png(), {"alt": "Me"}), (png(colour="orange"), {"alt": "The drawing"}), (wav(1), {})]
    story = prepared(curator, files=drawings)
    first, second, third = order()
    client.force_login(curator)
    desk = f"/team/stories/{story.slug}/"
    where = f"{desk}files/{first}/"
    assert client.get(desk).content.decode().count(f"{where}out/") == 0
    assert client.post(f"{where}out/").status_code == 403
    assert order() == [first, second, third]
    services.rework_story(story, by=curator)
    page = client.get(desk).content.decode()
    assert [page.count(f'action="{where}{press}/"') for press in ("earlier", "later", "out")] == [0, 1, 1]
    assert client.get(f"{where}out/").status_code == 405
    client.post(f"{where}later/")
    assert order() == [second, first, third]
    client.post(f"{desk}files/{third}/earlier/")
    assert order() == [second, third, first]
    for _press in range(2):
        assert client.post(f"{where}out/").url == desk
    assert order() == [second, third]


def test_a_reporter_takes_a_wrong_recording_out_and_describes_a_right_one_anew(
    client,
    facilitator,
    curator,
    interview,
):
    services.record_interview(interview, wording="Yes", **EXPLAINED, by=facilitator)
    page = f"/team/stories/projects/interviews/{interview.pk}/"
    for data, alt in ((wav(1), ""), (png(), "Somebody else")):
        services.add_recording(interview, upload(data), alt=alt, by=facilitator)
    wrong, photo = order()
    client.force_login(facilitator)
    shown = client.get(page).content.decode()
    assert [shown.count(f'="{page}files/{wrong}/{press}/"') for press in ("change", "later", "out")] == [1, 1, 1]
    client.post(f"{page}files/{wrong}/later/")
    assert order() == [photo, wrong]
    assert client.get(f"{page}files/{photo}/change/").context["form"]["alt"].value() == "Somebody else"
    client.post(f"{page}files/{photo}/change/", {"alt": "A bus stop"})
    assert MediaFile.objects.get(pk=photo).alt == "A bus stop"
    client.post(f"{page}files/{wrong}/change/", {"captions": "What I heard."})
    assert MediaFile.objects.get(pk=wrong).captions == "What I heard."
    client.force_login(curator)
    asked = [client.get(f"{page}files/{photo}/change/"), client.post(f"{page}files/{photo}/out/")]
    assert ([one.status_code for one in asked], order()) == ([404, 404], [photo, wrong])
    client.force_login(facilitator)
    for _press in range(2):
        assert client.post(f"{page}files/{wrong}/out/").url == page
    assert order() == [photo]
    services.change_story(interview.story, transcript="The bus was late.", by=facilitator)
    client.post(f"{page}send/")
    assert Story.objects.get().state == "sent"
    refused = [client.get(f"{page}files/{photo}/change/"), client.post(f"{page}files/{photo}/out/")]
    assert ([one.status_code for one in refused], order()) == ([403, 404], [photo])
