"""What pool staff record for people: supporters, papers, what is about health, and looks; nothing shown unrecorded."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from PIL import Image

from halton_coprod.record.models import AuditLine
from members import services
from members.models import ConsentRecord, LookRecord, Member, Message, Pick, Scan, Supporter, Told
from members.scans import CleanScan
from members.services import HowTold
from members.wording import WORDINGS

from .people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORMS = pytest.mark.parametrize("form", ["", "/easy"])
HOW = {"how": "phone", "explained": "I read it aloud."}
PDF = b"%PDF-1.4\nRosa's own hand\n%%EOF\n"
ON_PAPER = HowTold("paper", "Read", CleanScan(PDF, "application/pdf"))


@pytest.fixture
def desk(client, pool_staff):
    client.force_login(pool_staff)
    return client


@pytest.fixture
def rosa():
    picks = {"connections": ["lives", "learning", "autistic"], "interests": ["homes"]}
    return make_member(facts={"way": "email", "email": "r@x.example", "postcode": "WA8 7QF"}, picks=picks)


def page(member, name="", form=""):
    return f"{form}/team/pool/{member.pk}/{name}"


def seen(desk, where):
    return {"seen": desk.get(where).context["form"].initial["seen"]}


def paper(data=PDF, name="paper.pdf"):
    return SimpleUploadedFile(name, data, "application/octet-stream")


def picture(kind="PNG", size=(30, 40)):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


# supporters


@FORMS
def test_a_supporter_is_recorded_once_with_how_it_was_told(desk, rosa, pool_staff, form):
    where = page(rosa, "supporters/add/", form)
    typed = {**HOW, "name": "Sunil", "email": "sunil@x.example", "rights": ["see", "book"], **seen(desk, where)}
    assert desk.post(where, typed)["Location"] == page(rosa, form=form)
    assert desk.post(where, typed).status_code == 409
    link = Supporter.objects.get()
    assert (link.name, link.may_see, link.may_book, link.may_change, link.user) == ("Sunil", True, True, False, None)
    assert [(told.what, told.how, told.taken_by) for told in Told.objects.all()] == [("support", "phone", pool_staff)]
    assert Message.objects.filter(member=None).count() == 0
    for _press in range(2):
        desk.post(page(rosa, f"supporters/{link.pk}/invite/", form))
    link.refresh_from_db()
    assert (link.user.email, Message.objects.filter(member=None).count()) == ("sunil@x.example", 1)


@FORMS
def test_a_supporter_is_ended_at_once_and_only_of_this_person(desk, rosa, stranger, form):
    link = services.add_supporter(rosa, name="Sunil", user=stranger, may_see=True, by=desk_user(desk))
    other = make_member("Other")
    assert desk.post(page(other, f"supporters/{link.pk}/end/", form), HOW).status_code == 404
    assert list(desk.post(page(rosa, f"supporters/{link.pk}/end/", form), {}).context["form"].errors) == [
        "how",
        "explained",
    ]
    for _press in range(2):
        desk.post(page(rosa, f"supporters/{link.pk}/end/", form), HOW)
    assert (Supporter.objects.active().count(), Told.objects.count()) == (0, 1)
    assert stranger.has_perm("members.see_member", rosa) is False


def desk_user(desk):
    return desk.get("/team/pool/").wsgi_request.user


@FORMS
@pytest.mark.parametrize(
    ("typed", "field"), [({"name": " "}, "name"), ({"email": "x"}, "email"), ({"rights": ["all"]}, "rights")]
)
def test_what_is_wrong_with_a_supporter_is_said_at_its_question(desk, rosa, typed, field, form):
    where = page(rosa, "supporters/add/", form)
    answer = desk.post(where, {**HOW, "name": "Sunil", **seen(desk, where), **typed})
    assert (answer.status_code, list(answer.context["form"].errors), Supporter.objects.count()) == (200, [field], 0)


# what is about health


def test_health_is_sealed_and_never_a_row(rosa):
    assert sorted(Pick.objects.values_list("item", flat=True)) == ["homes", "lives"]
    with connection.cursor() as cursor:
        cursor.execute("select health from members_member")
        ((kept,),) = cursor.fetchall()
    assert ("learning" in kept, "autistic" in kept, Member.objects.get().health) == (False, False, "learning,autistic")


@FORMS
def test_health_stands_only_behind_the_question_why(desk, rosa, form):
    for name in ("", "record/picks/", "what-happened/"):
        words = desk.get(page(rosa, name, form)).content.decode().lower()
        assert (name, "learning disability" in words, "autistic" in words) == (name, False, False)
    answer = desk.post(page(rosa, "needs/", form), {"why": "She rang."})
    assert (len(answer.context["health"]), "utistic" in answer.content.decode()) == (2, True)
    assert LookRecord.objects.filter(what="needs").count() == 1


def test_recording_what_they_like_leaves_their_health_alone(desk, rosa):
    where = page(rosa, "record/picks/")
    desk.post(where, {**HOW, "connections": ["uses"], **seen(desk, where)})
    rosa.refresh_from_db()
    assert sorted(map(str, rosa.picked("connection"))) == ["autistic", "learning", "uses"]
    refused = desk.post(where, {**HOW, "connections": ["autistic"], **seen(desk, where)})
    assert list(refused.context["form"].errors) == ["connections"]


def test_their_health_is_recorded_with_their_needs(desk, rosa):
    shown = desk.post(page(rosa, "needs/"), {"why": "She rang."}).context["change"]
    assert shown["health"].value() == ["learning", "autistic"]
    desk.post(page(rosa, "needs/record/"), {**HOW, "health": ["autistic"], "seen": shown.initial["seen"]})
    rosa.refresh_from_db()
    assert sorted(map(str, rosa.picked("connection"))) == ["autistic", "lives"]


def test_the_person_reads_and_takes_away_all_of_it(client, resident):
    rosa = make_member(user=resident, picks={"connections": ["lives", "autistic"]})
    client.force_login(resident)
    ticked = client.get("/me/information/file/").json()["ticked"]
    assert ticked[0]["connection"] == ["lives", "autistic"]
    services.erase_member(rosa, by=resident)
    assert Member.objects.get().health == ""


# looks


@FORMS
@pytest.mark.parametrize(
    ("name", "what"),
    [("record/reach/", "contact"), ("record/facts/", "contact"), ("record/picks/", "page"), ("sign-in/", "contact")],
)
def test_whoever_opens_what_stands_is_recorded(desk, rosa, pool_staff, name, what, form):
    assert desk.get(page(rosa, name, form)).status_code == 200
    assert [(look.what, look.looker) for look in LookRecord.objects.all()] == [(what, pool_staff)]


# papers


@FORMS
@pytest.mark.parametrize(("data", "kind"), [(PDF, "application/pdf"), (picture(), "image/webp")])
def test_a_paper_is_kept_with_what_was_told_on_it_sealed(desk, rosa, data, kind, form):
    where = page(rosa, "record/facts/", form)
    desk.post(where, {**HOW, "name": "Rosa", "reward": "", "age_band": "", "scan": paper(data), **seen(desk, where)})
    scan = Scan.objects.get()
    assert (scan.told.what, scan.content_type, scan.member) == ("facts", kind, rosa)
    with connection.cursor() as cursor:
        cursor.execute("select data from members_scan")
        ((kept,),) = cursor.fetchall()
    assert (b"own hand" in bytes(kept), b"RIFF" in bytes(kept)[:8]) == (False, False)
    answer = desk.get(page(rosa, f"papers/{scan.pk}/", form))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        kind,
        "nosniff",
        "sandbox",
    )
    assert answer["Content-Disposition"].startswith("attachment")
    assert LookRecord.objects.filter(what="scan").count() == 1
    assert f"papers/{scan.pk}/" in desk.get(page(rosa, "what-happened/", form)).content.decode()


def test_a_paper_is_kept_with_a_yes_and_of_somebody_new(desk, rosa):
    where = page(rosa, "consents/photos/")
    desk.post(where, {**HOW, "agreed": "yes", "language": "en-gb", "scan": paper(), **seen(desk, where)})
    assert Scan.objects.get().consent == ConsentRecord.objects.get(purpose="photos")
    new = {"name": "Nell", "way": "phone", "phone": "01632 960 999", "best_time": "any", "print_size": "normal"}
    new |= {**HOW, "agree_pool": "yes", "language_shown": "en-gb"}
    new["token"] = desk.get("/team/pool/add/").context["form"].initial["token"]
    for _press in range(2):
        desk.post("/team/pool/add/", {**new, "scan": paper()})
    nell = Member.objects.get(name="Nell")
    assert [(one.purpose, one.scan.content_type) for one in nell.consents.all()] == [("pool", "application/pdf")]


@FORMS
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ not a paper",
        b"%PDF-1.4 cut off",
        PDF.replace(b"own", b"/JavaScript"),
        b"GIF89a",
        b"%PDF-" + b"x" * 8_000_001,
    ],
)
def test_what_is_no_paper_is_refused_in_words_and_nothing_typed_is_lost(desk, rosa, data, form):
    where = page(rosa, "record/facts/", form)
    answer = desk.post(where, {**HOW, "name": "Rosa P", "scan": paper(data), **seen(desk, where)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["scan"])
    assert (answer.context["form"]["name"].value(), Scan.objects.count(), Told.objects.count()) == ("Rosa P", 0, 0)


def test_papers_are_for_pool_staff_only_and_of_one_person(desk, rosa, facilitator, resident, pool_staff):
    told = services.record_told(rosa, what="facts", told=ON_PAPER, name="Rosa", by=pool_staff)
    where = page(rosa, f"papers/{told.scan.pk}/")
    assert desk.get(page(make_member("Other"), f"papers/{told.scan.pk}/")).status_code == 404
    for somebody in (facilitator, resident):
        desk.force_login(somebody)
        assert desk.get(where).status_code == 403
    desk.logout()
    assert desk.get(where).status_code == 302
    assert LookRecord.objects.count() == 0


def test_papers_go_with_an_erased_person_and_survive_a_change_of_key(rosa, pool_staff, settings):
    services.record_told(rosa, what="facts", told=ON_PAPER, name="Rosa", by=pool_staff)
    with override_settings(DATA_KEYS=["a new key", *settings.DATA_KEYS]):
        services.reseal()
    with override_settings(DATA_KEYS=["a new key"]):
        assert bytes(Scan.objects.get().data) == PDF
        services.erase_member(Member.objects.get(), by=pool_staff)
    assert (Scan.objects.count(), "own hand" in str(list(AuditLine.objects.values()))) == (0, False)


# somebody new


@FORMS
def test_the_words_that_are_kept_with_the_yes_stand_on_the_page(desk, form):
    context = desk.get(f"{form}/team/pool/add/").context
    assert [name for name in context["form"].fields if name.startswith("agree_")] == ["agree_pool"]
    assert (context["words"], context["easy_words"]) == (
        WORDINGS["pool"].shown("en-gb"),
        WORDINGS["pool"].shown("en-simple"),
    )
