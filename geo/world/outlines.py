"""Is a point in a country, for certain? Plain numbers, so that a check needs no geometry for what is plain to see.

Nothing here ever says no: where the answer is not yes beyond doubt, shapes decide.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from geo.reading.shapefile import Ring
from geo.world.border_views import Move

# More than the kilometres of any degree of a meridian, and how much of a tolerance counts as beyond doubt.
KM_PER_DEGREE = 111.7
_SURE = 0.99
# Vertices of a ring for which numpy pays.
_LONG = 200
_Box = tuple[float, float, float, float]


class Outlines:
    """The outer and inner rings of the units of a bundled layer, as a border view has them.

    Parameters
    ----------
    rings : gives the rings of a unit by its code, as ``PolygonFile.rings`` does.
    codes : of all units.
    moves : of the view.
    """

    def __init__(self, rings: Callable[[str], list[Ring]], codes: Iterable[str], moves: Sequence[Move]) -> None:
        self._all = frozenset(codes)
        self._moves = [move for move in moves if move.from_unit in self._all]
        self._rings = cache(lambda code: [(ring, _box(ring)) for ring in rings(code)])
        self._kept, self._given = cache(self._find_kept), cache(self._find_given)

    def drawn(self, code: str) -> bool:
        """Tell whether a unit surely has land in the view."""
        north = self._cut_south_of(code)
        return code in self._all and any(box[3] > north for _, box in self._kept(code))

    def hold(self, code: str, lon: float, lat: float, tolerance_km: float) -> bool:
        """Tell whether a point surely lies in a unit, or nearer to it than a tolerance."""
        if code not in self._all or lat < self._cut_south_of(code) + tolerance_km / 100:
            return False
        gained = (number for number, move in self._whole_parts() if move.to == code)
        return any(
            _near(rings, lon, lat, tolerance_km * _SURE) for rings in (self._kept(code), *map(self._given, gained))
        )

    def _cut_south_of(self, code: str) -> float:
        """Return the latitude north of which a unit surely keeps its land though a parallel cuts it.

        The cut is made at the vertex nearest to the parallel; a degree is more than the distance to it.
        """
        return max((move.south_of + 1 for move in self._moves if move.from_unit == code and move.south_of), default=-90)

    def _find_kept(self, code: str) -> list[tuple[Ring, _Box]]:
        lost = (number for number, move in self._whole_parts() if move.from_unit == code)
        given = [ring for number in lost for ring, _ in self._given(number)]
        return [(ring, box) for ring, box in self._rings(code) if not any(ring is other for other in given)]

    def _whole_parts(self) -> Iterator[tuple[int, Move]]:
        """Yield the moves that give a polygon as it is, with their numbers."""
        return ((number, move) for number, move in enumerate(self._moves) if move.south_of is None)

    def _find_given(self, number: int) -> list[tuple[Ring, _Box]]:
        """Return the rings of the part that a move gives away."""
        move = self._moves[number]
        rings = self._rings(move.from_unit)
        if move.whole:
            return rings
        return [entry for part in _polygons(rings) if _inside(part, move.lon, move.lat) for entry in part]


def _polygons(rings: Iterable[tuple[Ring, _Box]]) -> Iterator[list[tuple[Ring, _Box]]]:
    part: list[tuple[Ring, _Box]] = []
    for entry in rings:
        if part and _is_outer(entry[0]):
            yield part
            part = []
        part.append(entry)
    yield part


def _is_outer(ring: Ring) -> bool:
    xs, ys = ring
    # From the first vertex, so that no digit is lost in small rings far from 0.
    x, y = xs[0], ys[0]
    return sum((x0 - x) * (y1 - y) - (x1 - x) * (y0 - y) for x0, y0, x1, y1 in _edges(ring)) < 0


def _edges(ring: Ring) -> Iterator[tuple[float, float, float, float]]:
    xs, ys = ring
    return zip(xs, ys, xs[1:], ys[1:], strict=False)


def _box(ring: Ring) -> _Box:
    xs, ys = ring
    return min(xs), min(ys), max(xs), max(ys)


def _near(rings: Sequence[tuple[Ring, _Box]], lon: float, lat: float, distance_km: float) -> bool:
    return _inside(rings, lon, lat) or any(_edge_near(ring, box, lon, lat, distance_km) for ring, box in rings)


def _inside(rings: Iterable[tuple[Ring, _Box]], lon: float, lat: float) -> bool:
    """Tell whether a ray to the east crosses the rings an odd number of times."""
    crossed = 0
    for ring, (west, south, east, north) in rings:
        if west <= lon <= east and south <= lat <= north:
            edges = _edges_across(ring, lat)
            crossed += sum(x0 + (lat - y0) * (x1 - x0) / (y1 - y0) > lon for x0, y0, x1, y1 in edges)
    return crossed % 2 == 1


def _edges_across(ring: Ring, lat: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the edges that cross a parallel: those between a vertex north of it and one that is not."""
    xs, ys = ring
    for edge in _steps(_are_above(ys, lat)):
        yield xs[edge], ys[edge], xs[edge + 1], ys[edge + 1]


def _are_above(ys: array[float], lat: float) -> bytes:
    """Return a byte for each latitude, 1 for one north of a parallel."""
    if len(ys) <= _LONG or "numpy" not in sys.modules:
        return bytes(map(float(lat).__lt__, ys))
    import numpy as np

    return (np.frombuffer(ys) > lat).tobytes()


def _steps(marks: bytes) -> Iterator[int]:
    """Yield the places at which the next byte is the other one of two; bytes are searched far faster than a list."""
    for step in (b"\0\1", b"\1\0"):
        place = marks.find(step)
        while place >= 0:
            yield place
            place = marks.find(step, place + 1)


def _edge_near(ring: Ring, box: _Box, lon: float, lat: float, distance_km: float) -> bool:
    high = distance_km / KM_PER_DEGREE
    # The widest that a degree of longitude is within the distance.
    shrink = math.cos(math.radians(max(abs(lat) - high, 0.0)))
    wide = high / max(shrink, 1e-9)
    west, south, east, north = box
    if lon + wide < west or lon - wide > east or lat + high < south or lat - high > north:
        return False
    return any(
        _distance(shrink * (x0 - lon), y0 - lat, shrink * (x1 - lon), y1 - lat) <= high
        for x0, y0, x1, y1 in _edges(ring)
        if min(y0, y1) <= lat + high and max(y0, y1) >= lat - high and min(x0, x1) <= lon + wide
    )


def _distance(x0: float, y0: float, x1: float, y1: float) -> float:
    """Return how far the edge between two points passes from 0, 0."""
    dx, dy = x1 - x0, y1 - y0
    square = dx * dx + dy * dy
    along = min(max(-(x0 * dx + y0 * dy) / square, 0.0), 1.0) if square else 0.0
    return math.hypot(x0 + along * dx, y0 + along * dy)
