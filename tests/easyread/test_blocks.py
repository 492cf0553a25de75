import pytest

from halton_coprod.easyread.blocks import Block, EasyRead, text_hash

TEXT = "We share papers a week before."


def test_an_easy_read_text_survives_the_database_shape():
    easy = EasyRead("Papers", (Block("letter", "You get papers early."), Block("own/a.webp", "Our office.", "A door")))
    assert EasyRead.from_data(easy.to_data()) == easy


def test_no_blocks_is_no_easy_read():
    assert not EasyRead("A title only")
    assert EasyRead("", (Block("", "Words."),))


def test_the_drift_mark_shows_when_the_standard_text_changes():
    easy = EasyRead("", (Block("letter", "You get papers early."),)).checked_against(TEXT)
    assert not easy.is_drifted(TEXT)
    assert not easy.is_drifted("  We share papers\na week before. ")
    assert easy.is_drifted(TEXT + " Or later.")


def test_never_checked_counts_as_drifted_but_missing_does_not():
    assert EasyRead("", (Block("letter", "Words."),)).is_drifted(TEXT)
    assert not EasyRead().is_drifted(TEXT)


def test_two_different_texts_have_different_hashes():
    assert text_hash("a b") != text_hash("ab")


@pytest.mark.parametrize(
    "broken",
    [["a"], "text", 7, {"title": "x"}, {"blocks": None}, {"blocks": ["a"]}, {"blocks": [{}]}, {"blocks": [None]}],
)
def test_a_broken_shape_is_refused(broken):
    with pytest.raises(ValueError, match="not an easy-read text"):
        EasyRead.from_data(broken)
