"""The record of a yes that was said to somebody of the team: its file, who gets it, and when it is gone."""

import pytest

from halton_coprod.record.models import AuditLine
from members.scans import MOST_BYTES
from stories import services
from stories.media import clean_record
from stories.models import Story, YesRecord
from stories.tellers import sign

from . import files
from .conftest import by_teller, line, prepared, published, release, told
from .files import upload
from .test_journeys import FORMS
from .test_media import hidden_in, stored

pytestmark = pytest.mark.django_db
SECRET = b"Secret Street"
SOUND = files.wav(3, hidden=SECRET)
LETTER = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
BY_PHONE = {"how": "phone", "explained_by": "Carl", "kept_where": "Carl's note"}
REFUSED = {
    "nothing in it": (b"", "This file is empty. Choose another one."),
    "a PDF that runs": (LETTER.replace(b"/Type", b"/JS (x) /Type"), "This PDF can do things by itself."),
    "half a PDF": (LETTER[:30], "This PDF is not whole."),
    "a PDF that is too big": (LETTER + bytes(MOST_BYTES), "This file is too big. Choose one under 8 megabytes."),
    "half a photo": (files.photo_with_place()[:300], "We cannot read this picture."),
    "half a sound": (files.wav(2)[:9000], "We cannot keep this file."),
    "a film": (files.mp4(b"vide"), "We cannot keep this file."),
    "a page": (b"<!doctype html><script>alert(1)</script>", "We cannot keep this file."),
}


@pytest.fixture
def story(curator):
    """With a yes to showing it that was said on the phone; the yes to keeping it was given on the website."""
    return release(prepared(curator), line(), **BY_PHONE, by=curator)


def attached(story, by, data=SOUND):
    return services.attach_record(story.newest_release, clean=clean_record(upload(data)), by=by)


def attach_page(story, form=""):
    return f"{form}/team/stories/{story.slug}/yes/showing/{story.newest_release.pk}/attach/"


@pytest.mark.parametrize("form", FORMS)
def test_a_sound_is_attached_heard_by_curators_and_the_teller_and_taken_away(client, form, curator, settings, story):
    client.force_login(curator)
    desk, where = f"{form}/team/stories/{story.slug}/", attach_page(story, form)
    assert client.get(desk).content.decode().count(f'href="{where}"') == 1
    assert client.get(where).content.decode().count("Carl&#x27;s note") == 1
    said = client.post(where, {"file": upload(SOUND, "Rosa Privat.wav")})
    record = YesRecord.objects.get()
    assert (said.status_code, said["Location"], record.kind, record.by) == (302, desk, "sound", curator)
    assert [name for name in stored(settings) if "Rosa" in name] == []
    mine = f"{form}/stories/mine/{sign(story)}/"
    for page, file in ((desk, f"{desk}yes/{record.pk}/"), (f"{mine}copy/", f"{mine}yes/{record.pk}/")):
        assert client.get(page).content.decode().count(f'src="{file}"') == 1
        whole = client.get(file)
        told = (whole.status_code, whole["Content-Type"], whole["X-Content-Type-Options"])
        assert told == (200, "audio/wav", "nosniff")
        kept = b"".join(whole)
        assert (kept, SECRET in kept) == (clean_record(upload(SOUND)).data, False)
        part = client.get(file, headers={"Range": "bytes=4-9"})
        assert (part.status_code, b"".join(part)) == (206, kept[4:10])
    said = client.post(f"{desk}yes/{record.pk}/remove/")
    assert (said["Location"], YesRecord.objects.count()) == (desk, 0)
    assert client.get(desk).content.decode().count(f'href="{where}"') == 1
    lines = AuditLine.objects.filter(verb__startswith="stories.yesrecord").order_by("pk")
    assert [(one.verb, one.fields) for one in lines] == [
        ("stories.yesrecord.attach", ["file"]),
        ("stories.yesrecord.remove", ["file"]),
    ]
    assert client.get(f"{mine}yes/{record.pk}/").status_code == 404


def test_what_was_taken_away_is_gone_from_the_disk(curator, settings, story, django_capture_on_commit_callbacks):
    before = stored(settings)
    record = attached(story, curator)
    assert len(stored(settings)) == len(before) + 1
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_record(record, by=curator)
    story.refresh_from_db()
    assert (stored(settings), story.newest_release.record) == (before, None)


@pytest.mark.parametrize(
    ("data", "kind", "content_type", "handed"),
    [
        (files.photo_with_place(), "picture", "image/webp", "inline"),
        (LETTER, "paper", "application/pdf", "attachment"),
    ],
)
def test_a_photo_loses_what_is_hidden_and_a_pdf_is_only_handed_out_to_keep(
    client, curator, story, data, kind, content_type, handed
):
    record = attached(story, curator, data)
    answer = client.get(f"/stories/mine/{sign(story)}/yes/{record.pk}/")
    assert (record.kind, answer["Content-Type"], answer["Content-Disposition"]) == (kind, content_type, handed)
    assert (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]) == (
        "default-src 'none'; sandbox",
        "nosniff",
    )
    kept = b"".join(answer)
    assert (SECRET in kept, hidden_in(kept) if kind == "picture" else kept) == (
        False,
        (0, 0, False) if kind == "picture" else LETTER,
    )


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_record_is_refused_at_its_question_and_leaves_nothing(client, curator, settings, story, name):
    data, says = REFUSED[name]
    before = stored(settings)
    client.force_login(curator)
    page = client.post(attach_page(story), {"file": upload(data, "yes", "audio/wav")})
    [sentence] = page.context["form"].errors["file"]
    assert (page.status_code, sentence[: len(says)], stored(settings)) == (200, says, before)
    assert client.post(attach_page(story), {}).context["form"].errors["file"] == [
        "Choose the sound, photo or PDF first."
    ]
    assert YesRecord.objects.count() == 0


def test_nobody_else_gets_it_or_may_attach_or_take_it_away(
    client, curator, story, resident, pool_staff, facilitator, editor, member
):
    record = attached(story, curator)
    other = told(title="Another teller's", teller=member)
    file, press = f"/team/stories/{story.slug}/yes/{record.pk}/", f"/team/stories/{story.slug}/yes/{record.pk}/remove/"
    assert [client.get(one).status_code for one in (file, f"/easy{file}", attach_page(story))] == [302] * 3
    for person in (resident, pool_staff, facilitator, editor):
        client.force_login(person)
        asked = [client.get(file), client.post(press), client.get(attach_page(story))]
        asked.append(client.post(attach_page(story), {"file": upload(SOUND)}))
        assert (person, [one.status_code for one in asked]) == (person, [403] * 4)
    client.logout()
    assert client.get(f"/stories/mine/{sign(other)}/yes/{record.pk}/").status_code == 404
    assert client.get(f"/stories/mine/{sign(story)[:-2]}/yes/{record.pk}/").status_code == 404
    assert YesRecord.objects.count() == 1
    client.force_login(curator)
    wrong = f"/team/stories/{other.slug}/yes/"
    assert client.get(f"{wrong}{record.pk}/").status_code == 404
    assert client.get(f"{wrong}showing/{story.newest_release.pk}/attach/").status_code == 404


def test_no_page_for_others_knows_of_it(client, curator, second_curator):
    story = published(curator, second_curator)
    services.release_story(
        story, lines=[line()], wording="Who?", seen=story.mark, others_agree=True, **BY_PHONE, by=second_curator
    )
    record = attached(story, curator)
    for page in (f"/stories/{story.slug}/", "/stories/", "/search/?q=drawing"):
        words = client.get(page).content.decode()
        assert (page, words.count("yes/"), words.count(record.file.name)) == (page, 0, 0)
    assert client.get(f"/stories/{story.slug}/files/{record.pk}/").status_code == 410


HAS_ONE = {
    "": "This yes has a record already. Take that one away first.",
    "/easy": "There is a file already. Take that one away first.",
}
ONLINE = {
    "": "This yes was given on this website. It needs no other record.",
    "/easy": "They said yes on this website. You do not need a file.",
}
GONE = {"": "This story was taken back.", "/easy": "This story was taken back."}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_said_why_nothing_is_attached(client, form, curator, story):
    client.force_login(curator)
    attached(story, curator)
    here, online = attach_page(story, form), f"{form}/team/stories/{story.slug}/yes/keeping/{story.consent.pk}/attach/"

    def times_said(where, sentence):
        page = client.post(where, {"file": upload(SOUND)})
        return page.status_code, page.content.decode().count(sentence)

    assert times_said(here, HAS_ONE[form]) == times_said(online, ONLINE[form])
    assert times_said(here, HAS_ONE[form])[1] > 0
    release(story, line("partners"))
    assert times_said(here, HAS_ONE[form]) == (200, 0)
    services.withdraw_story(story, by=by_teller(story))
    assert times_said(here, GONE[form])[1] > 0
    assert YesRecord.objects.count() == 1


def test_an_answer_that_is_carried_on_keeps_its_record_and_a_new_one_does_not(curator, story):
    record = attached(story, curator)
    services.narrow_release(story, audience="web", by=by_teller(story))
    assert story.newest_release.record == record
    release(story, line("web"))
    assert story.newest_release.record is None
    release(story, line("web"), **BY_PHONE, by=curator)
    again = attached(story, curator)
    services.extend_release(story, **BY_PHONE, by=curator)
    assert (story.newest_release.record, YesRecord.objects.count(), again.pk > record.pk) == (None, 2, True)


def test_it_is_gone_from_the_disk_with_its_story(client, curator, settings, story, django_capture_on_commit_callbacks):
    record = attached(story, curator)
    mine, desk = f"/stories/mine/{sign(story)}/yes/{record.pk}/", f"/team/stories/{story.slug}/yes/{record.pk}/"
    client.force_login(curator)
    assert (client.get(mine).status_code, client.get(desk).status_code) == (200, 200)
    services.withdraw_story(story, by=by_teller(story))
    assert (client.get(mine).status_code, client.get(desk).status_code) == (410, 404)
    assert stored(settings) != []
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_story(story, how="phone", by=curator)
    assert (stored(settings), YesRecord.objects.count()) == ([], 0)
    assert Story.objects.get().releases.get().record is None


@pytest.mark.parametrize("form", FORMS)
def test_it_stands_in_what_its_teller_takes_away(client, form, curator, member, settings):
    story = release(prepared(curator, teller=member), line(), **BY_PHONE, by=curator)
    record = attached(story, curator)
    other = services.begin_story(wording="Yes", came_by="phone", explained_by="Carl", kept_where="There", by=curator)
    services.attach_record(other.consent, clean=clean_record(upload(SOUND)), by=curator)
    client.force_login(member.user)
    [kept] = client.get(f"{form}/me/information/file/").json()["story_yes_records"]
    where = f"{settings.SITE_URL}{form}/stories/mine/{sign(story)}/yes/{record.pk}/"
    assert (kept["kind"], kept["address"]) == ("sound", where)
