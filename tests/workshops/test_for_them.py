"""Pages of a place that somebody else reads: they are asked about the person, by name, and never as if it were them."""

import uuid

import pytest

from halton_coprod.record.models import AuditLine
from tests.members.people import make_member
from workshops import services
from workshops.holders import Holder

from .conftest import asking, said_in, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
# What the person themselves reads, and what somebody reads who answers for them.
BEFORE = {
    "": ("Choose what is on your name badge", "Choose what is on the name badge of Rosa Privat"),
    "badge/": ("You get a badge with your name on it.", "Rosa Privat gets a badge with their name on it."),
}
AFTER = {
    "how-was-it/": ("Did people listen to you?", "Did people listen to them?"),
    "not-what-we-said/": ("We answer you.", "We answer Rosa Privat."),
}


def seen(client, address, pages) -> dict:
    """Which of its two sentences each page says."""
    found = {}
    for end, says in pages.items():
        shown = client.get(f"{address}{end}").content.decode()
        found[end] = [shown.count(words) > 0 for words in says]
    return found


@pytest.mark.parametrize("pages", [BEFORE, AFTER], ids=["before", "after"])
def test_a_helper_by_their_own_link_is_asked_about_the_person(client, request, pages):
    if pages is AFTER:
        request.getfixturevalue("published")
        rosa = request.getfixturevalue("places")["rosa"]
    else:
        rosa = sign_up(request.getfixturevalue("session"), "Rosa Privat")
    assert seen(client, rosa.helper_address, pages) == {end: [False, True] for end in pages}
    assert seen(client, rosa.address, pages) == {end: [True, False] for end in pages}


@FORMS
def test_the_team_reads_who_signed_somebody_up_and_when(client, session, pool_staff, form):
    """Ann gave it back herself, by a link that names nobody; another person's place is not among hers."""
    ann = make_member("Ann")
    services.sign_up(session, asking=asking("Ann"), token=uuid.uuid4(), member=ann, by=pool_staff)
    sign_up(session, "Bob")
    place = ann.sign_ups.get()
    services.give_back(place, by=Holder(place.pk))
    client.force_login(pool_staff)
    done = client.get(f"{form}/team/pool/{ann.pk}/what-happened/").context["moments"]
    done_at = set(AuditLine.objects.filter(thing_kind="workshops.signup").values_list("at", flat=True))
    assert [(str(one.says), one.by) for one in done if one.at in done_at] == [
        (said_in(form, "Does not come: %(what)s", what=session.name), None),
        (said_in(form, "Signed up: %(what)s", what=session.name), pool_staff),
    ]


@FORMS
def test_somebody_signed_in_changes_what_the_person_told_us(client, session, pool_staff, form):
    rosa = sign_up(session, "Rosa Privat")

    def asks():
        page = client.get(f"{form}/workshops/place/{rosa.link}/change/")
        return page.context["heading"], page.context["form"].fields["supporters"].label

    assert asks() == tuple(said_in(form, one) for one in ("Change what I told you", "Does somebody come with you?"))
    client.force_login(pool_staff)
    about = said_in(form, "Change what we know about %(person)s", person="Rosa Privat")
    assert asks() == (about, said_in(form, "Does somebody come with them?"))
