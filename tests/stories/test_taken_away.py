"""What is kept of the stories somebody told is in the file they take away, and nobody else's."""

import pytest

from stories import services

from .conftest import BETTER, WORDS, by_teller, line, published, told

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])


@FORMS
def test_ones_own_words_and_every_yes_are_taken_away(client, member, curator, second_curator, form):
    story = published(curator, second_curator, line("web"), teller=member)
    told(title="Of somebody else", contact="01632 960 777")
    client.force_login(member.user)
    data = client.get(f"{form}/me/information/file/").json()
    [kept], [release], [said] = data["stories"], data["story_releases"], data["story_lines"]
    names = ("story", "transcript", "better", "full_name")
    assert [kept[name] for name in names] == [story.title, WORDS, BETTER, "Rosa Privat"]
    assert kept["easy"] == story.easy.text
    assert (release["wording"], said["audience"], said["whole"]) == (story.newest_release.wording, "web", True)
    page = client.get(f"{form}/me/information/document/").content.decode()
    assert (page.count("Of somebody else"), page.count("01632 960 777")) == (0, 0)


def test_what_was_begun_or_taken_back_is_in_it_until_it_is_erased(client, member):
    begun = services.begin_story(wording="We may keep it.", teller=member)
    services.change_story(begun, transcript="Only begun", by=by_teller(begun))
    back = told(title="Taken back", teller=member)
    services.withdraw_story(back, by=by_teller(back))
    client.force_login(member.user)
    kept = client.get("/me/information/file/").json()["stories"]
    assert sorted(one["transcript"] for one in kept) == sorted(["Only begun", WORDS])
