"""Whatever people agree to, take back, grant, end or leave, in any order: nobody sees or is asked beyond it.

What may be seen is worked out twice: by the hub, and by the few lines of `Said` below.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members import services
from members.models import Member, Need
from members.services import Said as SaidNeed
from tests.conftest import make_person
from tests.workshops.conftest import plan, sign_up
from workshops import services as workshops

from .people import make_member

pytestmark = pytest.mark.django_db
RIGHTS = ("may_see", "may_change", "may_book", "gets_copies")
PURPOSES = ("pool", "needs", "partners", "photos")
FORMAT = "Braille"  # said with how to reach her
SECRETS = {"session": "For the session", "pool": "For the team of the pool"}
DEEDS = st.one_of(
    st.tuples(st.just("agree"), st.sampled_from(PURPOSES)),
    st.tuples(st.just("take_back"), st.sampled_from(PURPOSES)),
    st.tuples(st.just("need"), st.sampled_from([("session",), ("pool",), ("session", "pool"), ()])),
    st.tuples(st.just("grant"), st.sets(st.sampled_from(RIGHTS)).map(frozenset)),
    st.tuples(st.just("end"), st.none()),
    st.tuples(st.just("move"), st.sampled_from(["welcome", "pause", "resume", "leave"])),
    st.tuples(st.just("messages"), st.booleans()),
)


class Undo(Exception):  # noqa: N818 -- only takes an example back
    """Each example starts anew."""


@dataclass
class Said:
    """What follows from what was said, in the words of the rules: the hub must come to the same."""

    state: str = "interested"
    agreed: set = field(default_factory=lambda: {"pool"})
    needs: tuple = ()
    rights: frozenset = frozenset()
    wants: bool = True

    def to_the_session(self) -> list[str]:
        return [SECRETS["session"]] if "needs" in self.agreed and "session" in self.needs else []

    def formats_to_the_session(self) -> list[str]:
        return [FORMAT] if "needs" in self.agreed else []

    def follow_pool(self) -> None:
        if "pool" not in self.agreed:
            self.state = "left"
        elif self.state == "left":
            self.state = "interested"

    def may_be_asked(self) -> bool:
        return self.state == "active" and "pool" in self.agreed and self.wants

    def supporter_may(self) -> set[str]:
        granted = set() if self.state == "left" else self.rights
        return {name for name, right in PERMISSIONS.items() if right in granted}


PERMISSIONS = {
    "members.see_member": "may_see",
    "members.see_needs": "may_see",
    "members.change_member": "may_change",
    "members.record_needs": "may_change",
    "members.book_for": "may_book",
    "members.give_consent": None,
    "members.erase_member": None,
}
MOVES = {
    "welcome": (("interested",), "active"),
    "pause": (("active",), "paused"),
    "resume": (("paused",), "active"),
    "leave": (("interested", "active", "paused"), "left"),
}


@pytest.fixture
def scene(resident, stranger, pool_staff, facilitator):
    rosa = make_member("Rosa", user=resident, by=resident, facts={"other_format": FORMAT})
    own = workshops.open_session(plan(facilitator, capacity=9), by=facilitator)
    sign_up(own, "Somebody else")
    workshops.sign_up(own, asking=workshops.Asking(), member=rosa, token="1" * 32, by=resident)
    return rosa, own, resident, stranger, pool_staff, facilitator, make_person("other facilitator", "facilitator")


def do(deed, what, said, rosa, resident, stranger, pool_staff) -> None:
    rosa.refresh_from_db()
    match deed:
        case "agree":
            services.give_consent(rosa, purpose=what, language="en-gb", by=resident)
            said.agreed.add(what)
            said.follow_pool()
        case "take_back":
            services.withdraw_consent(rosa, purpose=what, by=resident)
            said.agreed.discard(what)
            said.follow_pool()
        case "need":
            needs = [SaidNeed("other", words=SECRETS[who], who_sees=who) for who in what]
            services.record_needs(rosa, needs=needs, by=resident)
            said.needs = what
        case "grant":
            end_all(rosa, resident)
            services.add_supporter(rosa, name="Sunil", user=stranger, by=resident, **dict.fromkeys(what, True))
            said.rights = what
        case "end":
            end_all(rosa, resident)
            said.rights = frozenset()
        case "move":
            sources, target = MOVES[what]
            if said.state in sources:
                services.move_member(rosa, what, by=pool_staff, comment="Said so.")
                said.state = target
                if what == "leave":
                    said.agreed.discard("pool")
        case "messages":
            services.change_member(rosa, wants_messages=what, by=resident)
            said.wants = what


def end_all(rosa, resident) -> None:
    for link in rosa.supporters.filter(ended_at=None):
        services.end_supporter(link, by=resident)


def check(said, rosa, own, stranger, facilitator, other) -> None:
    rosa.refresh_from_db()
    assert [need.says for need in Need.objects.for_session()] == said.to_the_session()
    (place,) = [one for one in workshops.look_at_sign_ups(own, by=facilitator) if one.member_id == rosa.pk]
    assert place.said_needs == [*said.formats_to_the_session(), *said.to_the_session()]
    assert Member.objects.may_be_asked().filter(pk=rosa.pk).exists() == said.may_be_asked()
    assert {name for name in PERMISSIONS if stranger.has_perm(name, rosa)} == said.supporter_may()
    assert [name for name in PERMISSIONS if other.has_perm(name, rosa) or facilitator.has_perm(name, rosa)] == []
    assert (other.has_perm("workshops.see_sign_ups", own), list(Member.objects.visible_to(other))) == (False, [])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, max_size=8))
def test_nobody_sees_or_asks_beyond_what_was_said(scene, deeds):
    rosa, own, resident, stranger, pool_staff, facilitator, other = scene
    said = Said()
    with pytest.raises(Undo), transaction.atomic():
        for deed, what in deeds:
            do(deed, what, said, rosa, resident, stranger, pool_staff)
            check(said, rosa, own, stranger, facilitator, other)
        raise Undo
