"""Rings of polygons as whole numbers on a grid: without a seam at 180°, with enough vertices to curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.errors import MisuseError

Whole = NDArray[np.int64]
# An edge that is straight in longitude and latitude bends in the plane; a piece this short bends by a few metres.
MAX_EDGE_DEG = 1.0


@dataclass(frozen=True)
class Grid:
    """The grid of whole numbers: degrees divided by ``step``. Longitudes lie in (-180°, 180°].

    Raises ``MisuseError`` when the step does not divide 180 degrees evenly.
    """

    step: float

    def __post_init__(self) -> None:
        if not 0 < self.step <= 1 or abs(self.half * self.step - 180) > 1e-9 or self.half % 2:
            raise MisuseError(f"step {self.step} does not divide 90 degrees evenly; expected one such as 0.001")

    @property
    def half(self) -> int:
        """How many steps are 180 degrees."""
        return round(180 / self.step)

    def snap(self, lonlat: NDArray[np.float64]) -> tuple[Whole, Whole]:
        """Round degrees, shape (n, 2), to the grid; -180° becomes 180°, and a pole has one longitude, 0."""
        x = self.wrap(np.rint(lonlat[:, 0] / self.step).astype(np.int64))
        y = np.rint(lonlat[:, 1] / self.step).astype(np.int64)
        return np.where(np.abs(y) == self.half // 2, 0, x), y

    def wrap(self, x: Whole) -> Whole:
        """Bring longitudes, or differences of longitude, into (-180°, 180°]."""
        return self.half - (self.half - x) % (2 * self.half)

    def degrees(self, x: Whole, y: Whole) -> NDArray[np.float64]:
        """Return longitude and latitude in degrees, shape (n, 2)."""
        return np.column_stack([x, y]) * self.step

    def number(self, x: Whole, y: Whole) -> Whole:
        """Number the distinct vertices by latitude, then longitude; shape (n,)."""
        return np.unique(y * (2 * self.half) + x, return_inverse=True)[1].astype(np.int64)


@dataclass(frozen=True)
class Rings:
    """Many rings, one after the other; the interior of a polygon lies to the left of its rings.

    ``x`` and ``y`` are vertices on the grid, shape (n,); a ring's first vertex is not repeated at its end.
    ``start`` holds where each ring starts and, last, n; shape (rings + 1,). ``polygon`` is the number of each ring's
    polygon, ``owner`` the number of each polygon's object.
    """

    x: Whole
    y: Whole
    start: Whole
    polygon: Whole
    owner: Whole

    @property
    def ring(self) -> Whole:
        """The number of the ring of each vertex; shape (n,)."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    @property
    def following(self) -> Whole:
        """The position of the vertex after each vertex, around the ring; shape (n,)."""
        after = np.arange(1, len(self.x) + 1)
        after[self.start[1:] - 1] = self.start[:-1]
        return after

    def take(self, rings: NDArray[np.bool_]) -> Rings:
        """Return only the rings marked; shape (rings,)."""
        vertices = rings[self.ring]
        start = np.concatenate([[0], np.cumsum(np.diff(self.start)[rings])])
        return replace(self, x=self.x[vertices], y=self.y[vertices], start=start, polygon=self.polygon[rings])


def read_rings(shapes: Sequence[BaseGeometry], grid: Grid) -> Rings:
    """Lay the rings of polygons and multipolygons in EPSG:4326 on the grid; rings that collapse are left out."""
    polygons, owner = shapely.get_parts(np.asarray(shapes, dtype=object), return_index=True)
    is_area = shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON
    polygons, owner = polygons[is_area], owner[is_area]
    closed, polygon = shapely.get_rings(polygons, return_index=True)
    lonlat, ring = shapely.get_coordinates(closed, return_index=True)
    is_hole = np.diff(polygon, prepend=-1) == 0
    lonlat = _turn_interior_left(lonlat, np.bincount(ring, minlength=len(closed)), is_hole)
    x, y = grid.snap(lonlat)
    # The closing vertex and all repeated ones go: a vertex stays where it differs from the one before.
    fresh = (np.diff(ring, prepend=-1) == 0) & ((np.diff(x, prepend=0) != 0) | (np.diff(y, prepend=0) != 0))
    start = np.concatenate([[0], np.cumsum(np.bincount(ring[fresh], minlength=len(closed)))])
    rings = Rings(x[fresh], y[fresh], start, polygon, owner)
    return rings.take(np.diff(start) > 2)


def _turn_interior_left(lonlat: NDArray[np.float64], sizes: Whole, is_hole: NDArray[np.bool_]) -> NDArray[np.float64]:
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    if not len(start):
        return lonlat
    x, y = (lonlat - np.repeat(lonlat[start], sizes, axis=0)).T
    area = np.add.reduceat(x * np.roll(y, -1) - np.roll(x, -1) * y, start)
    wrong = np.repeat((area < 0) != is_hole, sizes)
    place = np.arange(len(lonlat))
    mirrored = np.repeat(2 * start + sizes - 1, sizes) - place
    return lonlat[np.where(wrong, mirrored, place)]


def join_across_180(rings: Rings, grid: Grid) -> Rings:
    """Dissolve every edge that one object has in both directions, and join the rings and polygons it parted.

    Such are the cuts along 180° and to the poles, spikes, and borders between touching parts of one country.
    """
    rings = _split_on_seam(rings, grid)
    twin = _twins(rings, grid)
    gone = twin >= 0
    if not gone.any():
        return rings
    touched = np.zeros(len(rings.polygon), dtype=bool)
    touched[rings.ring[gone]] = True
    traced = _trace_around(rings, twin, touched)
    polygon = _merge_polygons(rings, twin)
    whole = replace(rings, polygon=polygon).take(~touched)
    sizes = np.diff(whole.start).tolist() + [len(run) for _, run in traced]
    order = np.concatenate([np.flatnonzero(~touched[rings.ring]), *(run for _, run in traced)])
    numbers = np.array([*whole.polygon.tolist(), *(polygon[ring] for ring, _ in traced)], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Rings(rings.x[order], rings.y[order], start, numbers, rings.owner).take(np.array(sizes) > 2)


def _split_on_seam(rings: Rings, grid: Grid) -> Rings:
    """Give both banks of the cut along 180° the same vertices."""
    pole = grid.half // 2
    on_seam = (rings.x == grid.half) | (np.abs(rings.y) == pole)
    edges = np.flatnonzero(on_seam & on_seam[rings.following])
    nodes = np.unique(rings.y[rings.x == grid.half])
    after, found = [], []
    for edge in edges.tolist():
        begin, end = rings.y[edge], rings.y[rings.following[edge]]
        between = nodes[(nodes > min(begin, end)) & (nodes < max(begin, end))]
        after += [edge] * len(between)
        found += between.tolist() if begin < end else between[::-1].tolist()
    return _insert(rings, np.array(after, dtype=np.int64), np.full(len(found), grid.half), np.array(found, np.int64))


def _insert(rings: Rings, after: Whole, x: Whole, y: Whole) -> Rings:
    """Insert vertices, in the order given, each behind a position; ``after`` must be sorted."""
    start = rings.start + np.searchsorted(after, rings.start, side="left")
    return replace(rings, x=np.insert(rings.x, after + 1, x), y=np.insert(rings.y, after + 1, y), start=start)


def _twins(rings: Rings, grid: Grid) -> Whole:
    """Return for each edge the same object's edge in the other direction, or -1; an edge is named by its start."""
    here = grid.number(rings.x, rings.y)
    there = here[rings.following]
    owner = rings.owner[rings.polygon[rings.ring]]
    count = len(here) + 1
    name = (owner * count + np.minimum(here, there)) * count + np.maximum(here, there)
    order = np.lexsort((here < there, name))
    one, two = order[:-1], order[1:]
    paired = (name[one] == name[two]) & ((here[one] < there[one]) != (here[two] < there[two]))
    twin = np.full(len(here), -1, dtype=np.int64)
    twin[one[paired]], twin[two[paired]] = two[paired], one[paired]
    return twin


def _trace_around(rings: Rings, twin: Whole, touched: NDArray[np.bool_]) -> list[tuple[int, Whole]]:
    """Walk along the edges that stay; where one is gone, go on from its twin. Return pairs of ring and positions."""
    after = rings.following
    gone = twin >= 0
    stays = touched[rings.ring] & ~gone
    while (stuck := stays & gone[after]).any():
        after[stuck] = rings.following[twin[after[stuck]]]
    loops: list[tuple[int, Whole]] = []
    ring, free = rings.ring, stays.tolist()
    step = after.tolist()
    for first in np.flatnonzero(stays).tolist():
        loop, here = [], first
        while free[here]:
            free[here] = False
            loop.append(here)
            here = step[here]
        if loop:
            loops.append((int(ring[first]), np.array(loop, dtype=np.int64)))
    return loops


def _merge_polygons(rings: Rings, twin: Whole) -> Whole:
    """Give polygons that lost a border between them one number."""
    edges = np.flatnonzero(twin >= 0)
    number = np.arange(len(rings.owner))
    here, there = rings.polygon[rings.ring[edges]], rings.polygon[rings.ring[twin[edges]]]
    for one, two in sorted({(a, b) for a, b in zip(here.tolist(), there.tolist(), strict=True) if a < b}):
        number[number == number[two]] = number[one]
    return number[rings.polygon]


def densify(rings: Rings, grid: Grid) -> Rings:
    """Add vertices to edges longer than a degree, the same ones whichever way an edge runs."""
    after, x, y = vertices_between(rings.x, rings.y, rings.x[rings.following], rings.y[rings.following], grid)
    return _insert(rings, after, x, y)


def vertices_between(x: Whole, y: Whole, to_x: Whole, to_y: Whole, grid: Grid) -> tuple[Whole, Whole, Whole]:
    """Return the vertices to add to long edges: the number of the edge, x and y; in the order of the edges."""
    pole = grid.half // 2
    # A pole has every longitude: what leads to it stays on its meridian.
    x, to_x = np.where(np.abs(y) == pole, to_x, x), np.where(np.abs(to_y) == pole, x, to_x)
    across, up = grid.wrap(to_x - x), to_y - y
    pieces = np.ceil(np.maximum(np.abs(across), np.abs(up)) * grid.step / MAX_EDGE_DEG).astype(np.int64)
    more = np.maximum(pieces - 1, 0)
    edge = np.repeat(np.arange(len(x)), more)
    part = (np.arange(len(edge)) - np.repeat(np.cumsum(more) - more, more) + 1) / pieces[edge]
    # Rounding a negative half goes the other way than a positive one: always reckon from the same end.
    flip = (up < 0) | ((up == 0) & (across < 0))
    part = np.where(flip[edge], 1 - part, part)
    base_x, base_y = np.where(flip, to_x, x), np.where(flip, to_y, y)
    across, up = np.where(flip, -across, across), np.where(flip, -up, up)
    added_x = grid.wrap(base_x[edge] + np.rint(across[edge] * part).astype(np.int64))
    return edge, added_x, base_y[edge] + np.rint(up[edge] * part).astype(np.int64)
