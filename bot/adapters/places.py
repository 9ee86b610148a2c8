"""A place on earth -> the time zone that it most likely is in, without a network.

>>> zone_near(52.09, 5.12)
'Europe/Amsterdam'

The zone is that of the nearest known place: those of the tz database, one or more for each zone, and the
large cities of `cities.tab`. Near a border the nearest place may lie across it, so whoever uses this says
what was taken and how to set it right.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Point: TypeAlias = tuple[float, float, float]

#: Degrees, minutes and perhaps seconds, as ISO 6709 writes them: +5222+00454, -0130000+0340000.
_ISO_6709 = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?([+-])(\d\d\d)(\d\d)(\d\d)?")


def zone_near(latitude: float, longitude: float) -> str:
    """The IANA name of the zone of the nearest known place; degrees, north and east positive."""
    here = _on_the_globe(latitude, longitude)
    # On a unit sphere the nearest point is the one with the greatest dot product.
    return max(_known_places(), key=lambda place: _dot(here, place[0]))[1]


def _dot(one: Point, other: Point) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


@cache
def _known_places() -> tuple[tuple[Point, str], ...]:
    return (*_of_the_database(), *_cities())


def _of_the_database() -> Iterator[tuple[Point, str]]:
    for _country, where, zone, *_comment in _rows("tzdata", "zoneinfo/zone.tab"):
        found = _ISO_6709.fullmatch(where)
        if found:
            latitude, longitude = _degrees(*found.groups()[:4]), _degrees(*found.groups()[4:])
            yield _on_the_globe(latitude, longitude), zone


def _cities() -> Iterator[tuple[Point, str]]:
    for zone, _name, latitude, longitude in _rows("bot.adapters", "cities.tab"):
        yield _on_the_globe(float(latitude), float(longitude)), zone


def _rows(package: str, path: str) -> Iterator[list[str]]:
    lines = files(package).joinpath(path).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -size if sign == "-" else size


def _on_the_globe(latitude: float, longitude: float) -> Point:
    """A place as a point on the unit sphere."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
