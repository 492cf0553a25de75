"""The clock picture shows the time it is given."""

from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

import pytest

from halton_coprod.easyread.clock import clock_svg, context, hands


@pytest.mark.parametrize(
    ("at", "angles"),
    [
        (time(0, 0), (0, 0)),
        (time(3, 0), (90, 0)),
        (time(12, 0), (0, 0)),
        (time(14, 30), (75, 180)),
        (time(23, 59), (359.5, 354)),
    ],
)
def test_the_hands_point_to_the_time(at, angles):
    assert hands(at) == angles


def test_a_moment_is_shown_as_the_clocks_in_halton_show_it():
    assert context(datetime(2026, 7, 1, 13, 30, tzinfo=UTC)) == context(time(14, 30))


def test_the_face_is_a_silent_drawing_with_both_hands_turned():
    face = ET.fromstring(clock_svg(time(23, 59)))  # noqa: S314 - our own template
    turned = [part.get("transform") for part in face.iter() if part.get("transform")]
    assert turned == ["rotate(359.5 36 36)", "rotate(354 36 36)"]
    assert face.get("aria-hidden") == "true"
    assert not [part for part in face.iter() if part.get("style")]
