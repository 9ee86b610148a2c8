"""A place and its time zone, without a network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.places import zone_near
from bot.domain.wallclock import zone_of


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.09, 5.12, "Europe/Amsterdam"),  # Utrecht
        (48.14, 11.58, "Europe/Berlin"),  # Munich
        (28.61, 77.21, "Asia/Kolkata"),  # Delhi; Kathmandu is nearer than Calcutta
        (39.1, -94.58, "America/Chicago"),  # Kansas City
        (33.75, -84.39, "America/New_York"),  # Atlanta
        (-33.45, -70.66, "America/Santiago"),
        (-36.85, 174.76, "Pacific/Auckland"),
        (-18.14, 178.43, "Pacific/Fiji"),  # beside the date line
        (64.13, -21.9, "Atlantic/Reykjavik"),
    ],
)
def test_a_city_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    """Large cities of every part of the world."""
    assert zone_near(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_zone_that_exists(latitude: float, longitude: float) -> None:
    """Oceans and poles included."""
    assert zone_of(zone_near(latitude, longitude)) is not None
