"""Erasing somebody leaves no word of theirs anywhere: in no row of any floor, in no file, in no log; counts stay."""

import json
import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from halton_coprod.record.models import AuditLine
from members import services
from members.models import Member, Message, Supporter, User, WhoSees
from members.services import HowTold, Said, queue_message
from stories import services as stories
from stories.models import Story
from stories.tellers import Teller
from tests.stories.conftest import easy
from tests.stories.files import png, upload
from tests.workshops.conftest import on_the_day, plan
from workshops import services as workshops
from workshops.models import SignUp
from workshops.services import Asking

from .people import make_member

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE, ADDRESS = "Zelda Quillfeather", "zelda@quillfeather.example", "01632 960 444", "4 Quillfeather Row"
SECRET = "Quillfeather"  # in every word that somebody says of her or that she says here
WORDS = (SECRET, EMAIL, PHONE, "Zelda", "960 444", "960444", "9DW")


@pytest.fixture
def folders(settings, tmp_path):
    """Emails, texts and files are written, as on a hub without a mail server."""
    settings.HUB_DATA, settings.TEXT_BACKEND = tmp_path, "members.texts.FolderTexts"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def zelda(resident, stranger, pool_staff, folders):
    """In the pool with all that can be said about somebody, and her supporter."""
    resident.email, resident.name = EMAIL, NAME
    resident.save()
    facts = {"name": NAME, "email": EMAIL, "phone": PHONE, "address": ADDRESS, "postcode": "WA8 9DW"}
    facts |= {"other_format": SECRET, "language": SECRET}
    draft = services.save_draft(None, answers={"name": NAME})
    services.send_code(draft, to=EMAIL, language="en-gb")
    zelda = make_member(
        facts=facts,
        user=resident,
        by=resident,
        token=draft.token,
        needs=[Said("other", words=SECRET, who_sees=WhoSees.SESSION)],
        supporter={"name": "Sunil", "email": "sunil@home.example", "relation": SECRET, "may_see": True},
        consents={"needs": True, "photos": True},
    )
    told = HowTold("phone", SECRET)
    services.record_told(zelda, what="facts", told=told, name=NAME, by=pool_staff)
    services.give_consent(zelda, purpose="partners", language="en-gb", how="phone", explained_by=SECRET, by=pool_staff)
    services.write_note(zelda, words=SECRET, keep_until=timezone.localdate(), by=pool_staff)
    services.record_look(zelda, what="needs", why=SECRET, by=pool_staff)
    services.invite_supporter(zelda.supporters.get(), by=resident)
    services.move_member(zelda, "welcome", comment=SECRET, by=pool_staff)
    services.clear_message(call_to(zelda), "ring", answer=SECRET, by=pool_staff)
    queue_message(zelda, occasion="text", title=f"For {NAME}", ideas=[("phone", SECRET)], way="text")
    other = make_member("Other")
    services.add_supporter(other, name=NAME, relation=SECRET, email=EMAIL, user=resident, by=pool_staff)
    return zelda


def call_to(member):
    return queue_message(member, occasion="call", title=f"For {NAME}", ideas=[("phone", SECRET)], way="phone")


@pytest.fixture
def held(zelda, resident, facilitator, curator):
    """Her place with a need and an objection, and her story with a picture."""
    session = workshops.open_session(plan(facilitator), by=facilitator)
    asking = Asking(this_day=SECRET, supporter_name=SECRET, supporters=1)
    place = workshops.sign_up(session, asking=asking, member=zelda, token=uuid.uuid4(), by=resident)
    workshops.arrange_request(place.requests.first(), answer=SECRET, by=facilitator)
    return session, a_story(zelda, curator)


def a_story(zelda, curator) -> Story:
    story = stories.begin_story(wording="We may keep what you tell us.", teller=zelda)
    by = Teller(story.pk)
    said = {"title": SECRET, "transcript": SECRET, "better": SECRET, "first_name": "Zelda", "full_name": NAME}
    stories.change_story(story, topics=["health"], by=by, **said)
    stories.add_file(story, upload(png()), alt=SECRET, by=by)
    stories.send_story(story, by=by)
    stories.take_up_story(story, by=curator)
    more = {"quotes": [(SECRET, SECRET)], "made_up_name": f"{SECRET}s"}
    stories.prepare_story(story, summary=SECRET, summary_easy=easy(SECRET), easy=easy(SECRET), by=curator, **more)
    return story


def test_no_word_of_hers_is_left(held, zelda, resident, folders, django_capture_on_commit_callbacks):
    services.send_messages()
    assert {name.rpartition(".")[2] for name in found_in_files(folders)} >= {"log", "txt"}
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_member(zelda, by=resident)
    services.send_messages()
    assert found_in_rows() == []
    assert found_in_files(folders) == []


def test_nor_of_places_from_before_she_joined(resident, facilitator, folders, django_capture_on_commit_callbacks):
    """As a guest, with her own sign-in and another address, and as somebody who walked in; a housemate keeps theirs."""
    day = [workshops.open_session(plan(facilitator, name=name), by=facilitator) for name in ("One", "Two")]
    guest = {"needs": [SECRET], "this_day": SECRET, "supporter_name": SECRET, "supporters": 1}
    asked = Asking(name=NAME, way="text", reach=PHONE, **guest), Asking(name="Sam", way="text", reach=PHONE)
    for asking in asked:
        workshops.sign_up(day[0], asking=asking, token=uuid.uuid4())
    hers = Asking(name=SECRET, way="email", reach="other@quillfeather.example", **guest)
    workshops.sign_up(day[1], asking=hers, token=uuid.uuid4(), user=resident, by=resident)
    walked = {"name": NAME, "way": "email", "reach": EMAIL}
    workshops.add_walk_in(on_the_day(day[1]), **walked, token=uuid.uuid4(), by=facilitator)
    services.send_messages()
    zelda = make_member(NAME, user=resident, facts={"email": EMAIL, "phone": PHONE})
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_member(zelda, by=resident)
    services.send_messages()
    sams = SignUp.objects.get(state="in")
    told = Message.objects.get(occasion=f"place-{sams.pk}-in")
    assert (sams.name, sams.reach, told.to_name, told.to) == ("Sam", PHONE, "Sam", PHONE)
    sams_text = told.pk
    sams.delete()
    told.delete()
    assert found_in_rows() == []
    assert found_in_files(folders) == [f"message-{sams_text}.txt"]


@pytest.mark.parametrize("name", [{"full_name": NAME}, {"first_name": NAME.partition(" ")[0]}])
def test_nor_of_a_story_she_told_before_she_joined(name, resident, folders, django_capture_on_commit_callbacks):
    """Sent, and one that is begun; others of the same name, or with the same address, keep theirs."""
    for state in ("sent", "telling"):
        hers = stories.begin_story(wording="We may keep what you tell us.")
        facts = {"title": SECRET, "transcript": SECRET, "contact": f"Write to {EMAIL}", **name}
        stories.change_story(hers, by=Teller(hers.pk), **facts)
        stories.add_file(hers, upload(png()), alt=SECRET, by=Teller(hers.pk))
        if state == "sent":
            stories.send_story(hers, by=Teller(hers.pk))
    others = [{"full_name": "Sam Other", "contact": EMAIL}, {**name, "contact": "other@quillfeather.example"}]
    kept = [stories.begin_story(wording="We may keep what you tell us.") for _one in others]
    for story, facts in zip(kept, others, strict=True):
        stories.change_story(story, transcript="Mine.", by=Teller(story.pk), **facts)
    zelda = make_member(NAME, user=resident, facts={"email": EMAIL, "phone": PHONE})
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_member(zelda, by=resident)
    services.send_messages()
    assert sorted(Story.objects.values_list("state", "transcript")) == [
        ("erased", ""),
        ("telling", "Mine."),
        ("telling", "Mine."),
    ]
    Story.objects.filter(pk__in=[one.pk for one in kept]).delete()
    assert (found_in_rows(), found_in_files(folders)) == ([], [])


def test_what_counts_her_stays(held, zelda, resident):
    session, _story = held
    services.erase_member(zelda, by=resident)
    assert Member.objects.filter(state="erased").count() == 1
    assert [place.state for place in SignUp.objects.filter(session=session)] == ["cancelled"]
    assert AuditLine.objects.filter(verb="members.member.erase", thing_id=str(zelda.pk)).count() == 1
    assert [(link.user, link.ended_at is None) for link in Supporter.objects.exclude(member=zelda)] == [(None, False)]


def test_the_unused_sign_in_of_her_supporter_goes_with_her(zelda, resident):
    user = zelda.supporters.get().user
    assert user.email == "sunil@home.example"
    services.erase_member(zelda, by=resident)
    assert User.objects.filter(pk=user.pk).count() == 0


def has_signed_in(user):
    user.last_login = timezone.now()
    user.save()


def is_of_the_pool(user):
    make_member("Sunil", user=user, by=user)


def works_here(user):
    user.groups.add(Group.objects.get(name="curator"))


@pytest.mark.parametrize("known", [has_signed_in, is_of_the_pool, works_here])
def test_a_supporter_who_is_known_otherwise_keeps_the_sign_in(zelda, resident, known):
    user = zelda.supporters.get().user
    known(user)
    services.erase_member(zelda, by=resident)
    assert User.objects.get(pk=user.pk).email == "sunil@home.example"


def test_a_supporter_of_somebody_else_too_keeps_the_sign_in(zelda, resident, pool_staff):
    user, other = zelda.supporters.get().user, make_member("Other two")
    services.add_supporter(other, name="Sunil", user=user, by=pool_staff)
    services.erase_member(zelda, by=resident)
    assert [link.user for link in other.supporters.all()] == [user]


def test_others_who_share_her_address_keep_theirs(zelda, resident):
    housemate = make_member("Housemate", facts={"email": EMAIL})
    services.erase_member(zelda, by=resident)
    housemate.refresh_from_db()
    assert (housemate.name, housemate.email) == ("Housemate", EMAIL)
    assert Message.objects.filter(member=housemate).count() == 1


def found_in_rows() -> list[str]:
    """Every field of every row, opened, in which one of her words stands."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for row in model._default_manager.all()
        for field in model._meta.concrete_fields
        if holds(field.value_from_object(row))
    ]


def found_in_files(folder) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if holds(file.read_bytes().decode(errors="replace")) or "media" in file.parts]


def holds(value) -> bool:
    said = value if isinstance(value, str) else json.dumps(value, default=str)
    return any(word in said for word in WORDS)


def test_the_search_for_her_words_finds_them_while_they_are_there(held, zelda):
    """Else the tests above could not fail."""
    assert {"members.Member.name", "members.Need.words", "members.Message.ideas", "workshops.SignUp.this_day"} <= set(
        found_in_rows()
    )
    assert {"stories.Story.transcript", "stories.Story.easy", "stories.Quote.words"} <= set(found_in_rows())
