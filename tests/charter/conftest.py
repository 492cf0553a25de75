"""A small Charter, built through the services: version 1 replaced, version 2 in force, version 3 a draft."""

import datetime
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from charter import services
from halton_coprod.easyread.blocks import Block, EasyRead
from members.roles import EDITOR, FACILITATOR


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def easy(*words: str, title: str = "") -> EasyRead:
    return EasyRead(title, tuple(Block("talk-together", one) for one in words))


def person(email: str, role: str = ""):
    """Somebody; the same again where the module has made them."""
    if user := get_user_model().objects.filter(email=email).first():
        return user
    user = get_user_model().objects.create_user(email, name=email.split("@", maxsplit=1)[0])
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def editor(db):
    return person("edith@example.org", EDITOR)


@pytest.fixture
def facilitator(db):
    return person("frank@example.org", FACILITATOR)


@pytest.fixture
def stranger(db):
    return person("stella@example.org")


# Why a draft with gaps in its easy read goes out all the same.
LATER = {"easy_follows_because": "The group meets on Monday.", "easy_follows_by": day(20)}


def in_force(version, by, **facts):
    """Open it, agree it, put it in force."""
    services.open_version(version, by=by)
    decided_on = facts.get("on", day(-1))
    agreed = {"meeting": "Co-production board", "on": decided_on, "decided_by": "Everybody who was there"}
    services.agree_version(version, by=by, **agreed)
    return services.put_version_in_force(version, by=by, **facts)


def add_promise(version, slug, by, *, name=None, **facts):
    promise = services.add_promise(slug=slug, owner="The council", made_on=day(-300), by=by, **facts)
    name = name or f"Promise {slug}"
    services.add_part(
        version,
        kind="promise",
        of=promise,
        name=name,
        text=f"Standard words of {slug}.",
        easy=easy(f"Easy words of {slug}.", title=f"Easy {slug}"),
        by=by,
    )
    return promise


def add_value(version, slug, by, behaviours=(("we", "everyone"),)):
    value = services.add_value(slug=slug, by=by)
    words = {"text": f"Standard words of {slug}.", "easy": easy(f"Easy words of {slug}.", title=f"Easy {slug}")}
    services.add_part(version, kind="value", of=value, name=f"Value {slug}", by=by, **words)
    for voice, who in behaviours:
        services.add_part(
            version,
            kind="behaviour",
            of=value,
            voice=voice,
            who=who,
            name=f"{voice} {who} {slug}",
            text=f"What {voice} {who} do.",
            easy=easy(f"Easy: what {voice} {who} do."),
            by=by,
        )
    return value


@pytest.fixture(scope="module")
def charter_of_module(rows_of_module):
    made = make_charter(person("edith@example.org", EDITOR))
    return SimpleNamespace(**{name: type(row).objects.get(pk=row.pk) for name, row in vars(made).items()})


@pytest.fixture
def charter(charter_of_module, db):
    """What the tests read; `charter.draft` holds words that nobody but editors may see."""
    return deepcopy(charter_of_module)


def make_charter(editor):
    first = services.draft_version(written_by="Ten local people", is_example=True, by=editor)
    definition = services.add_part(
        first, kind="definition", name="What it means", text="We decide together.", easy=easy("We talk."), by=editor
    )
    services.add_part(
        first, kind="foreword", name="Foreword", text="Welcome to it.", easy=easy("Hello to you."), by=editor
    )
    value = add_value(first, "respect", editor, [("we", "everyone"), ("i", "staff"), ("we", "everyone")][:2])
    old = add_promise(first, "old-promise", editor)
    in_force(first, editor, on=day(-400))

    second = services.draft_version(by=editor)
    part = second.parts.get(key=definition.key)
    services.change_part(
        part, seen=part.fingerprint, text="We all decide together.", easy=easy("We decide."), easy_fits=True, by=editor
    )
    services.remove_part(second.parts.get(promise=old), by=editor)
    expenses = add_promise(
        second,
        "expenses",
        editor,
        value=value,
        due=day(-10),
        target=5,
        direction="at_most",
        unit="days",
        unit_one="day",
        how_we_know="We count the days.",
        how_we_know_easy=easy("We count days."),
    )
    papers = add_promise(second, "papers", editor, due=day(30))
    thing = services.add_infrastructure(
        slug="board",
        owner="The board's chairs",
        next_step="Find a co-chair.",
        next_step_easy=easy("Next: a chair."),
        by=editor,
    )
    services.add_part(
        second,
        kind="infrastructure",
        of=thing,
        name="A board",
        text="A group.",
        easy=easy("A group.", title="Our board"),
        by=editor,
    )
    services.describe_version(
        second,
        summary="The definition is clearer.",
        summary_easy=easy("It is clearer."),
        review_due=day(200),
        by=editor,
    )
    in_force(second, editor, on=day(-100))

    draft = services.draft_version(by=editor)
    add_promise(draft, "secret-promise", editor)
    add_value(draft, "secret-value", editor)
    hidden = draft.parts.get(kind="definition")
    services.change_part(hidden, seen=hidden.fingerprint, text="Secret draft words.", by=editor)

    adopter = services.sign_adopter(
        slug="advocates",
        name="Halton Advocates",
        lead="Sam Green",
        signed_on=day(-90),
        about="A group of advocates.",
        easy=easy("They speak up with you."),
        by=editor,
    )
    pledge = services.make_pledge(
        adopter, text="Train ten people.", due=day(-3), easy=easy("We train people."), by=editor
    )
    return SimpleNamespace(
        editor=editor,
        first=first,
        second=second,
        draft=draft,
        value=value,
        expenses=expenses,
        papers=papers,
        old=old,
        thing=thing,
        adopter=adopter,
        pledge=pledge,
    )


@pytest.fixture
def desk(client, charter):
    client.force_login(charter.editor)
    return client


@pytest.fixture
def part(charter):
    return charter.draft.parts.get(kind="definition")
