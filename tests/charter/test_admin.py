"""The Charter's rows in the admin pages: editors may look, nobody may change them there."""

import pytest
from django.apps import apps
from django.urls import reverse

from charter.models import Part

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


def test_a_row_shows_its_easy_read_as_words_and_takes_no_others(looking, charter):
    part = charter.draft.parts.get(kind="definition")
    page = reverse("admin:charter_part_change", args=[part.pk])
    shown = looking.get(page).content.decode()
    assert (shown.count("We decide."), shown.count("EasyRead(")) == (1, 0)
    assert looking.post(page, {"text": "Sneaked in."}).status_code == 403
    assert looking.post(reverse("admin:charter_part_delete", args=[part.pk]), {"post": "yes"}).status_code == 403
    assert Part.objects.get(pk=part.pk).text == "Secret draft words."
