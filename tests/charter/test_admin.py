"""The Charter's rows in the admin pages: editors look at them, and change the words of a part as on the desk."""

import pytest
from django.apps import apps
from django.urls import reverse

from charter import services
from charter.models import Part
from halton_coprod.easyread.models import OwnPicture
from halton_coprod.record.models import AuditLine
from tests.easyread.test_uploads import image, upload

pytestmark = pytest.mark.once
# Concerns are looked at on their own page, which records who looked; what one person scored is nobody's to see.
SEALED = {"concern", "score", "sheet"}
MODELS = sorted({model._meta.model_name for model in apps.get_app_config("charter").get_models()} - SEALED)


@pytest.fixture
def looking(client, charter):
    charter.editor.is_staff = True
    charter.editor.save()
    client.force_login(charter.editor)
    return client


@pytest.mark.parametrize("name", MODELS)
def test_editors_look_at_each_kind_of_row_and_cannot_change_it(looking, name):
    assert looking.get(reverse(f"admin:charter_{name}_changelist")).status_code == 200
    assert looking.get(reverse(f"admin:charter_{name}_add")).status_code == 403


def page_of(part) -> str:
    return reverse("admin:charter_part_change", args=[part.pk])


def typed(page, **changes) -> dict:
    """What the form of the open page would send, with these changes."""
    form = page.context["adminform"].form
    easy = form["easy"].value()
    blocks = [(one.picture, one.words, one.alt) for one in easy.blocks]
    sent = {name: form[name].value() for name in form.fields if name not in ("easy", "easy_fits")}
    sent |= {"easy-title": easy.title, "easy-of": easy.of, "easy-total": len(blocks)}
    for number, (picture, words, alt) in enumerate(blocks):
        key = f"easy-{number}"
        sent |= {f"{key}-picture": picture, f"{key}-words": words, f"{key}-alt": alt}
    return sent | changes


def test_nobody_adds_or_takes_out_a_part_here(looking, charter):
    part = charter.draft.parts.get(kind="definition")
    assert looking.post(reverse("admin:charter_part_delete", args=[part.pk]), {"post": "yes"}).status_code == 403
    assert Part.objects.filter(pk=part.pk).count() == 1


def test_an_editor_changes_both_forms_of_a_draft_without_javascript(looking, charter):
    part = charter.draft.parts.get(kind="definition")
    sent = typed(looking.get(page_of(part)), text="New words.")
    added = looking.post(page_of(part), sent | {"easy-press": "add"})
    assert added.context["adminform"].form["text"].value() == "New words."
    sent = typed(added) | {"easy-total": 2, "easy-1-words": "We meet."}
    sent |= {"easy-1-find": "meeting", "easy-press": "find-1"}
    found = looking.post(page_of(part), sent).context["adminform"].form["easy"].value().blocks[1].found
    part.refresh_from_db()
    assert (part.text, len(part.easy.blocks)) == ("Secret draft words.", 1)

    del sent["easy-press"], sent["easy-1-find"]
    sent |= {"easy-1-pick": found[0].idea, "easy_fits": "on"}
    assert looking.post(page_of(part), sent)["Location"] == reverse("admin:charter_part_changelist")
    part.refresh_from_db()
    assert (part.text, [one.words for one in part.easy.blocks]) == ("New words.", ["We decide.", "We meet."])
    assert (part.easy.blocks[1].picture, part.is_ready) == (found[0].idea, True)
    line = AuditLine.objects.filter(verb="charter.part.change").order_by("pk").last()
    assert (line.thing_id, line.actor_id, line.fields) == (str(part.pk), charter.editor.pk, ["easy", "text"])


def test_words_that_somebody_else_saved_meanwhile_are_not_written_over(looking, charter):
    part = charter.draft.parts.get(kind="definition")
    photo = {"easy-0-upload": upload(image()), "easy-0-consent": "1", "easy-0-alt": "A round table"}
    sent = typed(looking.get(page_of(part)), text="Mine.") | photo
    services.change_part(part, seen=part.fingerprint, text="Theirs.", by=charter.editor)
    both = looking.post(page_of(part), sent)
    form, page = both.context["adminform"].form, both.content.decode()
    assert list(form.errors) == ["__all__"]
    assert (form["text"].value(), page.count("<p>Theirs.</p>")) == ("Mine.", 1)
    assert page.count(f'<a href="{page_of(part)}">Open the newest words') == 1
    assert Part.objects.get(pk=part.pk).text == "Theirs."

    # Whoever has seen both and saves again has decided; the picture they brought is still there.
    again = typed(both)
    assert looking.post(page_of(part), again | {"easy-press": "add"}).context["adminform"].form.is_stale is False
    looking.post(page_of(part), again | {"easy_fits": "on"})
    saved = Part.objects.get(pk=part.pk)
    assert (saved.text, saved.easy.blocks[0].picture) == ("Mine.", OwnPicture.objects.get().file.name)


def test_of_a_version_in_force_the_easy_read_alone_and_of_one_before_nothing(looking, charter):
    now, before = (one.parts.get(kind="definition") for one in (charter.second, charter.first))
    sent = typed(looking.get(page_of(now)), **{"text": "Sneaked in.", "easy-0-words": "We all decide."})
    looking.post(page_of(now), sent)
    standing = Part.objects.get(pk=now.pk)
    assert (standing.text, standing.easy.blocks[0].words) == (now.text, "We all decide.")
    assert looking.post(page_of(before), sent).status_code == 403
    assert Part.objects.get(pk=before.pk).easy == before.easy


def test_of_a_version_in_force_it_cannot_become_less_ready(looking, charter):
    part = charter.second.parts.get(kind="definition")
    sent = typed(looking.get(page_of(part)), **{"easy-0-words": "Our procurement is fair.", "easy_fits": "on"})
    refused = looking.post(page_of(part), sent).context["adminform"].form
    (says,) = refused.non_field_errors()
    assert (says.startswith("Hard word: “procurement”."), Part.objects.get(pk=part.pk).easy) == (True, part.easy)
    assert refused["easy"].value().blocks[0].words == "Our procurement is fair."


def test_a_facilitator_sees_none_of_it(client, charter, facilitator):
    facilitator.is_staff = True
    facilitator.save()
    client.force_login(facilitator)
    assert client.get(page_of(charter.draft.parts.get(kind="definition"))).status_code == 403
