"""What the words of a finding rest on: when a story behind them goes, nobody reads them before somebody looked."""

from importlib import import_module

import pytest
from django.apps import apps

from stories import services
from stories.models import Finding, Ground
from stories.tellers import sign
from tests.conftest import HubClient

from .conftest import by_teller, day, easy, line, published, release
from .test_findings import EXCERPT, agreed, found, gone

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("nothing_kept")]


def test_a_finding_keeps_the_insights_of_others_when_one_story_goes(client, curator, second_curator, session, story):
    other = published(curator, second_curator, line(forms=("whole",)), title="Other")
    finding = found(curator, session, agreed(story, curator), agreed(other, curator))
    where = f"/stories/what-we-heard/{finding.pk}/"
    both = client.get(where).content.decode()
    assert [both.count(one) for one in (story.slug, other.slug, EXCERPT)] == [1, 1, 1]  # one quote: the other said no
    release(story, line("partners", ("whole", "quote")))
    # Its words may be of the one that went: nobody reads them before a curator has looked at them again.
    assert gone(client, where)
    assert [one in client.get("/stories/what-we-heard/").content.decode() for one in (where, "Draw it")] == [False] * 2
    held_back = "On this website, in what stories tell us: “Draw it”. Nobody sees the story there now."
    assert client.get(f"/stories/mine/{sign(other)}/").content.decode().count(held_back) == 1
    stands = f"/team/stories/findings/{finding.pk}/stand/"
    team = HubClient()
    team.force_login(curator)
    for desk in ("/team/stories/", "/team/stories/findings/"):
        assert team.get(desk).content.decode().lower().count("look at its words again") == 1
    assert team.get("/team/stories/findings/").content.decode().count(f'action="{stands}"') == 1
    team.post(stands)
    assert team.get("/team/stories/").content.decode().count("look at its words again") == 0
    assert client.get(f"/stories/mine/{sign(other)}/").content.decode().count(held_back) == 0
    left = client.get(where).content.decode()
    assert [left.count(one) for one in (story.slug, other.slug, EXCERPT)] == [0, 1, 0]
    release(other)
    assert gone(client, where)


def test_words_of_a_finding_wait_for_a_look_whichever_way_a_story_behind_it_goes(
    curator, second_curator, session, story, wait
):
    """Partners alone, the time of a yes, back and forth, and long after its words are deleted."""
    partners = published(curator, second_curator, line("partners", ("quote",)), title="Partners")
    short = published(curator, second_curator, line(forms=("whole",), until=day(3)), title="Short")
    finding = found(curator, session, agreed(story, curator), agreed(partners, curator), agreed(short, curator))

    def waits():
        again = list(Finding.objects.to_look_at_again())
        assert (finding in Finding.objects.visible_to(None)) == (again == [])
        return again == [finding]

    assert waits() is False
    wait(4)
    assert waits() is True
    services.let_finding_stand(finding, by=curator)
    assert waits() is False
    services.rework_story(partners, by=curator)
    assert waits() is True
    services.publish_story(release(services.show_story(partners, by=curator), line("partners")), by=second_curator)
    assert waits() is False
    services.withdraw_story(partners, by=by_teller(partners))
    services.erase_story(partners, how="phone", by=curator)
    assert waits() is True
    words = {"title": "Draw", "words": "Other.", "easy": easy("Draw."), "insights": list(finding.insights.all())}
    services.keep_finding(finding=finding, sense_making=session.sense_making, **words, by=curator)
    assert waits() is False


def test_findings_shown_before_wait_for_a_look_only_where_less_is_seen_now(curator, second_curator, session, story):
    gone_since = published(curator, second_curator, line(forms=("whole",)))
    findings = [found(curator, session, agreed(story, curator)), found(curator, session, agreed(gone_since, curator))]
    services.withdraw_story(gone_since, by=by_teller(gone_since))
    Ground.objects.all().delete()
    import_module("stories.migrations.0015_grounds_of_what_is_shown").note_grounds(apps, None)
    assert list(Finding.objects.to_look_at_again()) == findings[1:]
