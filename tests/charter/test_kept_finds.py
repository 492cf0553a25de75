"""The Charter is asked of the database once a process and deed. A deed shows at once, an unfinished one never."""

import pytest
from django.db import transaction

import charter.example
from charter import services
from charter.models import Part, Version
from charter.views.page import parts_in_force
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.record.stamp import forget_pages

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def definition(editor):
    charter.example.load(by=editor)
    forget_pages()
    return Version.objects.in_force().parts.get(kind=Part.Kind.DEFINITION)


def mend(part, editor, words):
    easy = EasyRead(part.easy.title, (Block("decide", words),))
    services.change_part(part, seen=part.fingerprint, easy=easy, easy_fits=True, by=editor)


def said():
    return parts_in_force(Part.Kind.DEFINITION)[1][0].easy.blocks[0].words


def test_the_second_reader_asks_nothing(definition, django_assert_num_queries):
    first = said()
    with django_assert_num_queries(0):
        assert said() == first


def test_a_deed_is_told_at_once(definition, editor):
    said()
    mend(definition, editor, "These words are new.")
    assert said() == "These words are new."


def test_what_is_taken_back_was_never_kept(definition, editor):
    before = said()
    with transaction.atomic():
        mend(definition, editor, "These words are taken back.")
        assert said() == "These words are taken back."
        transaction.set_rollback(True)
    assert said() == before
