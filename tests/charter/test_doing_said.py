"""How means and gaps are said in easy read: without a decimal point (EASY_READ E1)."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from charter.doing import Told, said_gap
from halton_coprod.easyread.mode import EASY

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("mean", "says"),
    [
        ("1", "1"),
        ("1.2", "about 1"),
        ("1.3", "between 1 and 2"),
        ("3.7", "between 3 and 4"),
        ("4.8", "about 5"),
        ("5", "5"),
    ],
)
def test_easy_read_says_a_mean_without_a_decimal_point(mean, says):
    with override(EASY):
        assert Told(Decimal(mean), 5).says == says
    assert Told(Decimal(mean), 5).says == mean


@pytest.mark.parametrize(("gap", "says"), [("0.4", "a little"), ("0.5", "about 1"), ("1", "1"), ("2.6", "about 3")])
def test_easy_read_says_a_gap_without_a_decimal_point(gap, says):
    with override(EASY):
        assert said_gap(Decimal(gap)) == says
