"""A list that came in is taken out of the pool again: whoever nothing has happened with since, and nobody else."""

import re

import pytest
from django.utils import timezone

from members import services
from members.models import LookRecord, Member, PeopleList

from .people import make_member
from .test_lists import FORMS, LIST, PAGE, press, upload

pytestmark = pytest.mark.django_db
NOBODY = "Nobody of this list can be taken out again:"


@pytest.fixture
def staff(client, pool_staff):
    client.force_login(pool_staff)
    return client


def led_to(page, form):
    """The people whose pages in the pool the page leads to, in this order."""
    pages = re.findall(rf'href="{form}/team/pool/(\d+)/"', page.content.decode())
    return [Member.objects.get(pk=pk) for pk in pages]


@FORMS
def test_undoing_takes_out_whoever_nothing_has_happened_with(staff, pool_staff, form):
    found = upload(staff, LIST, form)
    make_member("Stays Anyway")
    press(staff, found, "bring_in", form)
    rosa, sam, _ida = Member.objects.filter(came_with=found).order_by("pk")
    services.move_member(rosa, "book_chat", by=pool_staff)
    services.write_note(sam, words="Rings on Monday.", keep_until=timezone.localdate(), by=pool_staff)
    page = press(staff, found, "undo", form)
    assert list(Member.objects.order_by("name").values_list("name", flat=True)) == [
        "Rosa Privat",
        "Sam Private",
        "Stays Anyway",
    ]
    found.refresh_from_db()
    assert (found.state, found.people, found.stayed, page.status_code) == ("undone", 3, 2, 200)
    assert [str(words) for words in page.context["messages"]] == [
        "Saved. 2 stayed, because something has happened with them since. The others are out again."
    ]
    assert led_to(page, form) == [rosa, sam]


@FORMS
def test_a_list_whose_people_were_all_looked_at_stays_in_the_pool_and_says_so(staff, pool_staff, form):
    found = upload(staff, LIST, form)
    press(staff, found, "bring_in", form)
    offered = []
    for member in Member.objects.all():
        offered.append(list(staff.get(f"{form}{PAGE}{found.pk}/").context["moves"]))
        services.record_look(member, what="export", by=pool_staff)
    assert offered == [["undo"]] * 3
    page = press(staff, found, "undo", form)
    found.refresh_from_db()
    assert (found.state, found.stayed, list(page.context["moves"])) == ("brought_in", 0, [])
    assert page.content.decode().count(NOBODY) == 1
    assert led_to(page, form) == list(found.members.order_by("name"))
    assert [str(words) for words in page.context["messages"]] == [
        "Nobody was taken out. Something has happened with everybody of this list since then."
    ]


def test_whoever_was_looked_at_or_named_since_stays_when_a_list_is_undone(staff, pool_staff, stranger):
    found = upload(staff, LIST)
    press(staff, found, "bring_in")
    rosa, sam, _ida = Member.objects.order_by("pk")
    services.record_look(rosa, what="page", by=pool_staff)
    services.add_supporter(sam, name="Sunil", by=pool_staff)
    press(staff, found, "undo")
    assert [one.name for one in Member.objects.order_by("pk")] == ["Rosa Privat", "Sam Private"]
    assert (PeopleList.objects.get().stayed, LookRecord.objects.count()) == (2, 1)
