"""Towns: which of them a map names, and from which of the page's zooms each finds room."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from geo.data_files import DATA
from geo.geodesy.projection import Projection
from geo.model.fields import LANGUAGES
from geo.prepared import Arrays, array_text, prepared, text_array
from geo.topology.simplify import pixel_m

TOWNS = DATA / "towns" / "towns.csv"
# Around what a map opens with, as a share of it.
ROOM = 0.15
# A map names so many towns of each member, the fewer the more members there are, and what of theirs lies so far from
# these, as long as it has not the most; then some of its neighbours, of other countries that hold a status, and the
# capitals of the rest.
ALL_MEMBERS, MEMBER, EMPTY_M, MOST, NEIGHBOUR, HOLDER, OTHER = 240, (3, 12), 195_000.0, 560, 5, 3, 1
# Towns that show from the same zoom are so many pixels apart, and no two are nearer than that at the finest.
APART_PX, NEAREST_PX = 56.0, 30.0
# From which zoom towns show at the earliest: those of members and their neighbours, and those of the rest.
FIRST_ZOOM, REST_ZOOM = 4, 5


@dataclass(frozen=True)
class Town:
    """A town of GeoNames; it has its English name, and those of other languages where they are known for certain."""

    name: Mapping[str, str]
    country: str
    lat: float
    lon: float
    capital: bool


@dataclass(frozen=True)
class TownInView:
    """A town that a map names, and the zoom of the page from which it does."""

    town: Town
    zoom: int


@cache
def known_towns() -> tuple[Town, ...]:
    """Return the towns of the table, the most wanted first."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Town(
                {language: row[f"name_{language}"] for language in LANGUAGES if row.get(f"name_{language}")},
                row["country"],
                float(row["lat"]),
                float(row["lon"]),
                row["capital"] == "yes",
            )
            for row in csv.DictReader(file)
        )


@cache
def _places() -> NDArray[np.float64]:
    return np.array([(town.lon, town.lat) for town in known_towns()])


@dataclass(frozen=True)
class Wanted:
    """Whose towns a map names before those of the rest, by code: of members, their neighbours, and other holders."""

    members: Collection[str]
    neighbours: Collection[str]
    holders: Collection[str]

    def __contains__(self, country: str) -> bool:
        return any(country in some for some in (self.members, self.neighbours, self.holders))

    def share(self, country: str) -> int:
        """Return how many towns of a country a map is to name."""
        if country in self.members:
            least, most = MEMBER
            return max(least, min(most, ALL_MEMBERS // len(self.members)))
        return NEIGHBOUR if country in self.neighbours else HOLDER if country in self.holders else OTHER


def towns_in_view(
    projection: Projection,
    extent: tuple[float, float, float, float],
    finest: int,
    wanted: Wanted,
    known: Sequence[tuple[float, float]] = (),
    apart_m: float = 15_000.0,
) -> list[TownInView]:
    """Return the towns that a map names, those that show from the first zoom first.

    Parameters
    ----------
    extent
        Left, bottom, right, top of what the map opens with, in metres of the plane.
    finest
        The finest of the page's zooms.
    known
        Longitude and latitude of what the map names already: no town is named within ``apart_m`` of it.
    """
    asked = (
        projection,
        extent,
        finest,
        *map(sorted, (wanted.members, wanted.neighbours, wanted.holders)),
        known,
        apart_m,
    )
    return prepared(
        "towns",
        [repr(asked).encode(), TOWNS.read_bytes()],
        lambda: _find_towns(projection, extent, finest, wanted, known, apart_m),
        to_arrays=_to_arrays,
        from_arrays=_from_arrays,
    )


def _to_arrays(found: list[TownInView]) -> Arrays:
    return [text_array(json.dumps([asdict(one.town) | {"zoom": one.zoom} for one in found]))]


def _from_arrays(arrays: Arrays) -> list[TownInView]:
    (found,) = arrays
    return [TownInView(Town(**row), zoom) for row in json.loads(array_text(found)) for zoom in [row.pop("zoom")]]


def _find_towns(
    projection: Projection,
    extent: tuple[float, float, float, float],
    finest: int,
    wanted: Wanted,
    known: Sequence[tuple[float, float]],
    apart_m: float,
) -> list[TownInView]:
    towns, plane = known_towns(), projection.forward(_places())
    left, bottom, right, top = extent
    room = ROOM * max(right - left, top - bottom)
    inside = (plane > (left - room, bottom - room)).all(axis=1) & (plane < (right + room, top + room)).all(axis=1)
    inside &= projection.contains(_places())
    for x, y in projection.forward(np.array(known).reshape(-1, 2)):
        inside &= np.hypot(*(plane - (x, y)).T) > apart_m
    chosen = _chosen(towns, plane, np.flatnonzero(inside).tolist(), wanted, NEAREST_PX * pixel_m(finest))
    near = {number for number in chosen if wanted.share(towns[number].country) >= NEIGHBOUR}
    return [TownInView(towns[number], zoom) for number, zoom in _zoomed(plane, chosen, near, finest)]


def _chosen(
    towns: Sequence[Town], plane: NDArray[np.float64], inside: Sequence[int], wanted: Wanted, apart_m: float
) -> list[int]:
    """Return the numbers of each country's share of the towns inside, none too near to another, members' first."""
    had: Counter[str] = Counter()
    shares = {town.country: wanted.share(town.country) for town in towns}
    kept: list[int] = []
    shown = _Shown(plane, inside)
    for number in sorted(inside, key=lambda number: (towns[number].country not in wanted.members, number)):
        country = towns[number].country
        if country not in wanted and not towns[number].capital:
            continue
        if had[country] < shares[country] and shown.clear(number, apart_m):
            had[country] += 1
            kept.append(number)
            shown.add(number)
    for number in inside:
        if len(kept) < MOST and towns[number].country in wanted.members and shown.clear(number, EMPTY_M):
            kept.append(number)
            shown.add(number)
    return sorted(kept, key=lambda number: (-shares[towns[number].country], number))


def _zoomed(
    plane: NDArray[np.float64], chosen: Sequence[int], near: Collection[int], finest: int
) -> Iterator[tuple[int, int]]:
    """Yield the towns by the zoom from which they are far enough from each other, the rest from the finest."""
    shown, left = _Shown(plane, chosen), list(chosen)
    for zoom in range(min(FIRST_ZOOM, finest), finest + 1):
        for number in list(left):
            if zoom < min(REST_ZOOM, finest) and number not in near:
                continue
            if zoom == finest or shown.clear(number, APART_PX * pixel_m(zoom)):
                shown.add(number)
                left.remove(number)
                yield number, zoom


class _Shown:
    """How far each of some towns is from the nearest that is taken: told once for all of them when one is."""

    def __init__(self, plane: NDArray[np.float64], towns: Sequence[int]) -> None:
        self._places, self._row = plane[list(towns)], {number: row for row, number in enumerate(towns)}
        self._nearest = np.full(len(towns), np.inf)

    def add(self, number: int) -> None:
        steps = self._places - self._places[self._row[number]]
        np.minimum(self._nearest, np.hypot(steps[:, 0], steps[:, 1]), out=self._nearest)

    def clear(self, number: int, apart_m: float) -> bool:
        """Tell whether all that are taken are so far from a town."""
        return bool(self._nearest[self._row[number]] >= apart_m)
