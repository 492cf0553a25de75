"""Where a story stands on this website beside its own page: its teller and the desk read it, before and after."""

import pytest

from members.models import Message
from stories import services
from stories.tellers import sign

from .conftest import by_teller, easy, line, published, release
from .test_ending import uses_on
from .test_findings import agreed, found
from .test_journeys import FORMS
from .test_told import copied

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = {
    "": [
        "On this website, in the collection “Doctors”.",
        "On this website, in what stories tell us: “Draw it”.",
    ],
    "/easy": [
        "On this website, with other stories: “Doctors, easy”.",
        "On this website, in what stories tell us: “Draw, easy”.",
    ],
}
PRINTED = {
    "": "It could be printed from there. We cannot get back what is printed.",
    "/easy": "People could print it. We cannot get paper back.",
}
NOT_NOW = {"": "Nobody sees the story there now.", "/easy": "Nobody can see the story there now."}


def collected(curator, story, **more):
    said = {"name": "Doctors", "about": "About.", "about_easy": easy("About.", title="Doctors, easy"), **more}
    return services.keep_collection(**said, stories=[story], by=curator)


def places_of(client, form, story, curator):
    """What stands on the teller's own page, on the one that takes it back, and on the desk."""
    mine = f"{form}/stories/mine/{sign(story)}/"
    shown = [uses_on(client, mine), [] if story.is_gone else uses_on(client, f"{mine}take-back/")]
    client.force_login(curator)
    desk = uses_on(client, f"{form}/team/stories/{story.slug}/")
    client.logout()
    return [*shown, desk]


@pytest.mark.parametrize("form", FORMS)
def test_the_teller_and_the_desk_read_where_it_stands_before_and_after_it_is_taken_back(
    client, form, curator, second_curator, session
):
    story = release(published(curator, second_curator), line(), printed=True)
    collected(curator, story, is_shown=True)
    collected(curator, story, name="Not shown", is_shown=False)
    finding = found(curator, session, agreed(story, curator))
    collection, heard = NOW[form]
    now = [f"{collection} {PRINTED[form]}", heard]
    assert places_of(client, form, story, curator) == [now, now, now]
    services.withdraw_story(story, by=by_teller(story))
    story.refresh_from_db()
    # What rested on this story alone is gone with its name.
    after = [f"{one} {NOT_NOW[form]}" for one in (now[0], "On this website, in what stories tell us.")]
    assert places_of(client, form, story, curator) == [after, [], after]
    services.take_down_finding(finding, by=curator)
    assert places_of(client, form, story, curator) == [after[:1], [], after[:1]]


def test_a_summary_stands_behind_no_finding_and_paper_is_named_only_where_it_may_be_printed(
    client, curator, second_curator, session
):
    story = published(curator, second_curator, line(forms=("summary",)))
    collected(curator, story, is_shown=True)
    found(curator, session, agreed(story, curator))
    assert places_of(client, "", story, curator) == [NOW[""][:1]] * 3


def test_a_message_that_was_not_sent_is_not_called_told(client, curator, second_curator):
    story = published(curator, second_curator)
    copied(story, curator)
    services.withdraw_story(story, by=by_teller(story))
    mine, desk = f"/stories/mine/{sign(story)}/", f"/team/stories/{story.slug}/"
    client.force_login(curator)
    says = ("The message to them has not gone yet.", "Told on", "The message to them was not sent.")
    assert [client.get(desk).content.decode().count(one) for one in says] == [1, 0, 0]
    Message.objects.filter(occasion__startswith="story-copy").update(state="dropped")
    assert [client.get(desk).content.decode().count(one) for one in says] == [0, 0, 1]
    page = client.get(mine).content.decode()
    assert [page.count(one) for one in ("We are telling them.", "We told them on")] == [0, 0]
