"""A collection on the desk: its stories are chosen by their titles, and put in order by buttons."""

import pytest

from halton_coprod.record import stamp
from stories import services

from .conftest import by_teller, easy, line, prepared, published, release
from .files import wav

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_stories_are_chosen_by_their_titles_and_put_in_order(client, curator, second_curator, editor):
    names = ("The bus", "The doctor", "At work")
    bus, doctor, work = (published(curator, second_curator, title=name) for name in names)
    waiting = prepared(curator, title="Not yet")
    kept = services.keep_collection(name="Getting about", about="About.", by=curator)
    client.force_login(curator)
    where = f"/team/stories/collections/{kept.pk}/stories/"

    def press(name, story) -> list[str]:
        client.post(where, {"press": f"{name}-{story.slug}"})
        return [place.story.title for place in kept.places.select_related("story")]

    found = client.get(where, {"find": "BUS"}).content.decode()
    assert [found.count(f'value="in-{one.slug}"') for one in (bus, doctor, waiting)] == [1, 0, 0]
    there = client.get(where, {"find": "BUS", "_switch": "1"})["Location"]
    assert (there, found.count('type="submit" form="find" name="_switch"')) == (f"/easy{where}?find=BUS", 1)
    for story in (bus, bus, doctor, work, waiting):
        press("in", story)
    assert press("earlier", work) == ["The bus", "At work", "The doctor"]
    assert press("later", bus) == ["At work", "The bus", "The doctor"]
    assert press("earlier", work) == ["At work", "The bus", "The doctor"]
    page = client.get(where).content.decode()
    assert [page.count(f'value="{one}-{work.slug}"') for one in ("earlier", "later", "out", "in")] == [0, 1, 1, 0]
    services.withdraw_story(work, by=by_teller(work))
    assert [client.get(where).content.decode().count(words) for words in ("At work", work.slug)] == [0, 5]
    for _twice in range(2):
        assert press("out", work) == ["The bus", "The doctor"]
    assert client.post(where, {"press": f"up-{bus.slug}"}).status_code == 404
    services.keep_collection(collection=kept, name="On the way", about="About.", by=curator)
    assert press("later", doctor) == ["The bus", "The doctor"]
    client.force_login(editor)
    assert client.post(where, {"press": f"out-{bus.slug}"}).status_code == 403


def test_what_can_only_be_heard_is_in_no_booklet(client, curator, second_curator):
    story = prepared(curator, files=[(wav(1), {"is_clip": True})])
    services.publish_story(release(story, line(forms=["clip"]), printed=True), by=second_curator)
    words = {"name": "Heard", "about": "A", "about_easy": easy("A"), "stories": [story], "is_shown": True}
    kept = services.keep_collection(**words, by=curator)
    where = f"/stories/collections/{kept.slug}/"
    assert (client.get(where).status_code, client.get(f"{where}booklet.pdf").status_code) == (200, 410)


@pytest.mark.parametrize("form", ["", "/easy"])
def test_a_collection_is_listed_while_somebody_who_looks_may_see_a_story_of_it(client, curator, second_curator, form):
    """Once, however many stories are in it; what is for partners only is listed to nobody else."""
    theirs = published(curator, second_curator, line(audience="partners"), title="The doctor")
    open_to_all = [published(curator, second_curator, title=name) for name in ("The bus", "The train")]
    for name, stories in (("On the way", open_to_all), ("For partners", [theirs]), ("Nothing", [])):
        words = {"name": name, "about": "About.", "about_easy": easy(name), "stories": stories, "is_shown": True}
        services.keep_collection(**words, by=curator)

    def listed():
        stamp.forget_pages()
        return [one.name for one in client.get(f"{form}/stories/collections/").context["collections"]]

    def on_the_desk():
        client.force_login(curator)
        desk = client.get("/team/stories/collections/").content.decode()
        client.logout()
        nobody = "Not everybody can find it now: none of its stories is for everybody."
        return [desk.count(says) for says in ("Everybody can find it.", "For everybody: 1.", nobody)]

    assert (listed(), on_the_desk()) == (["On the way"], [1, 0, 2])
    services.withdraw_story(open_to_all[0], by=by_teller(open_to_all[0]))
    assert (listed(), on_the_desk()) == (["On the way"], [1, 1, 2])
    services.withdraw_story(open_to_all[1], by=by_teller(open_to_all[1]))
    assert (listed(), on_the_desk()) == ([], [0, 0, 3])
