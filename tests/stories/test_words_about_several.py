"""Words about several stories, of the team: findings and collections. They name no teller, and a story that goes takes
with it what the desk knew of it.
"""

import pytest
from django.core.exceptions import ValidationError

from halton_coprod.record import flow
from stories import services
from stories.models import Collection, Finding
from stories.tellers import sign

from .conftest import by_teller, easy, line, prepared, release
from .test_findings import agreed, found

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nothing_kept")]
NOBODY = "Name nobody who tells a story here"


@pytest.mark.parametrize("name", ["Rosa", "Privat", "Flora"])
def test_no_words_about_several_stories_name_a_teller(curator, session, story, name):
    """Neither their first or last name nor the made-up one, whatever is shown with their own story."""
    insight = agreed(story, curator)
    made = services.keep_sense_making(session=session, insights=[insight], tellers=1, by=curator)
    words = {"title": "Draw", "words": "Draw it.", "easy": easy("Draw it.")}
    for field, said in (("title", f"{name} says"), ("words", f"So says {name}."), ("easy", easy(f"{name} says it."))):
        with pytest.raises(ValidationError, match=f"{NOBODY}.*{name}"):
            services.keep_finding(sense_making=made, **{**words, field: said}, insights=[insight], by=curator)
    about = {"name": "Drawn", "about": "Of drawings.", "about_easy": easy("Of drawings.")}
    for field, said in (("name", f"With {name}"), ("about", f"By {name}."), ("about_easy", easy(f"{name} drew."))):
        with pytest.raises(ValidationError, match=f"{NOBODY}.*{name}"):
            services.keep_collection(**{**about, field: said}, stories=[story], by=curator)
    assert (Finding.objects.count(), Collection.objects.count()) == (0, 0)
    named = services.keep_collection(**{**about, "name": f"With {name}"}, by=curator)
    with pytest.raises(flow.NotNow, match=f"Take it out first: {name}"):
        services.arrange_collection(named, story=story, press="in", by=curator)
    services.keep_collection(collection=named, **about, stories=[story], by=curator)
    with pytest.raises(ValidationError, match=NOBODY):
        services.keep_collection(collection=named, **{**about, "about": f"By {name}."}, by=curator)


def test_a_name_that_a_teller_says_later_is_looked_for_there_too(client, curator, second_curator, session):
    story = prepared(curator, full_name="")
    services.publish_story(release(story, line(forms=("whole",), name="none")), by=second_curator)
    finding = found(curator, session, agreed(story, curator))
    insights = list(finding.insights.all())
    words = {"title": "Quillfeather says so", "words": "Draw.", "easy": easy("Draw.")}
    services.keep_finding(finding=finding, sense_making=finding.sense_making, **words, insights=insights, by=curator)
    where = f"/stories/what-we-heard/{finding.pk}/"
    assert client.get(where).content.decode().count("Quillfeather") > 0
    release(story, line(forms=("whole",), name="none"), names={"full_name": "Rosa Quillfeather"})
    story.refresh_from_db()
    assert (story.state, client.get(where).status_code) == ("released", 410)
    client.force_login(curator)
    assert client.get(f"/team/stories/{story.slug}/").content.decode().count("stands in: what stories tell us.") == 1


def test_a_finding_rests_on_a_story_from_the_day_it_is_shown(curator, second_curator, session, story):
    """Written while one of its stories was not shown to anybody yet."""
    waits = prepared(curator, title="Waits")
    finding = found(curator, session, agreed(story, curator), agreed(waits, curator))
    services.publish_story(release(waits, line("partners", ("whole",))), by=second_curator)
    assert list(Finding.objects.to_look_at_again()) == []
    release(waits, line("partners", ("whole",)), line(forms=("quote",)))
    services.narrow_release(waits, audience="web", by=by_teller(waits))
    assert list(Finding.objects.to_look_at_again()) == [finding]
    services.let_finding_stand(finding, by=curator)
    services.withdraw_story(waits, by=by_teller(waits))
    services.erase_story(waits, how="phone", by=curator)
    assert list(Finding.objects.to_look_at_again()) == [finding]


def test_nothing_of_what_a_story_taught_is_on_the_desk_once_it_is_taken_back(client, curator, session, story):
    said = agreed(story, curator, words="Drawings teach.")
    open_one = services.note_insight(
        story, excerpt="what was wrong", says="works", words="Nobody answered.", by=curator
    )
    finding = found(curator, session, said)
    client.force_login(curator)
    desk = "/team/stories/findings/"
    pages = (desk, f"{desk}{finding.pk}/change/", f"{desk}tables/{session.sense_making.pk}/findings/add/")

    def read():
        return [
            client.get(page).content.decode().count(words) for page in pages for words in (said.words, open_one.words)
        ]

    assert [number > 0 for number in read()] == [True, True, True, False, True, False]
    services.withdraw_story(story, by=by_teller(story))
    assert read() == [0] * 6


def test_a_teller_sees_the_heading_that_others_will_see(client, curator, second_curator):
    story = prepared(curator, title="The drawing")
    mine = f"stories/mine/{sign(story)}/"
    pages = [client.get(f"{form}{mine}").content.decode() for form in ("/", "/easy/")]
    assert [page.count(">The drawing</h2>") for page in pages] == [1, 0]
    assert [page.count(">The drawing, easy</h2>") for page in pages] == [0, 1]
    services.publish_story(release(story, line(forms=("whole",))), by=second_curator)
    assert client.get(f"/easy/stories/{story.slug}/").content.decode().count(">The drawing, easy</h1>") == 1
