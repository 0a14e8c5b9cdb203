"""Rings of polygons on the grid, with enough vertices to curve in the plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.topology.grid import Floats, Grid, Marks, Whole, offsets

# Objects that are smaller than this many coarse steps are laid on the fine grid wherever they are, so that they last.
_SMALL_STEPS = 16
# A longer edge might be taken for one that goes round the other side of the globe.
_WIDE_DEG = 90.0


@dataclass(frozen=True)
class Rings:
    """Many rings, one after the other; the interior of a polygon lies to the left of its rings.

    ``x`` and ``y`` are vertices on the grid, shape (n,); a ring's first vertex is not repeated at its end.
    ``on_horizon`` marks those made by a cut along the horizon. ``start`` holds where each ring starts and, last, n;
    shape (rings + 1,). ``polygon`` is the number of each ring's polygon, ``owner`` that of each polygon's object.
    """

    x: Whole
    y: Whole
    on_horizon: Marks
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

    def areas(self, xy: Floats) -> Floats:
        """Return each ring's area in the plane, negative for holes, by its vertices' x and y, shape (n, 2)."""
        if not len(self.polygon):
            return np.zeros(0)
        x, y = (xy - xy[self.start[:-1]][self.ring]).T
        to = self.following
        return np.add.reduceat(x * y[to] - x[to] * y, self.start[:-1]) / 2

    def take(self, rings: Marks) -> Rings:
        """Return only the rings marked; shape (rings,)."""
        return self.pick(np.flatnonzero(rings[self.ring]), np.diff(self.start)[rings], self.polygon[rings])

    def pick(self, vertices: Whole, sizes: Whole, polygon: Whole) -> Rings:
        """Make rings of the vertices at some positions, each of so many and of such a polygon."""
        picked = (self.x[vertices], self.y[vertices], self.on_horizon[vertices])
        return Rings(*picked, offsets(sizes), polygon, self.owner)

    def insert(self, after: Whole, x: Whole, y: Whole) -> Rings:
        """Insert vertices behind positions, in the order given; ``after`` must be sorted."""
        start = self.start + np.searchsorted(after, self.start, side="left")
        x, y = np.insert(self.x, after + 1, x), np.insert(self.y, after + 1, y)
        on_horizon = np.insert(self.on_horizon, after + 1, np.zeros(len(after), dtype=bool))
        return Rings(x, y, on_horizon, start, self.polygon, self.owner)

    def densify(self, grid: Grid) -> Rings:
        """Add vertices to long edges, the same ones whichever way an edge runs."""
        to = self.following
        return self.insert(*grid.between(self.x, self.y, self.x[to], self.y[to]))


def read_rings(shapes: Sequence[BaseGeometry], grid: Grid) -> Rings:
    """Lay the rings of polygons and multipolygons in EPSG:4326 on the grid; rings that collapse are left out."""
    polygons, owner = shapely.get_parts(np.asarray(shapes, dtype=object), return_index=True)
    is_area = shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON
    polygons, owner = polygons[is_area], owner[is_area]
    bounds = shapely.bounds(polygons).reshape(-1, 4)
    wide = bounds[:, 2] - bounds[:, 0] > _WIDE_DEG
    polygons[wide] = shapely.segmentize(polygons[wide], _WIDE_DEG)
    closed, polygon = shapely.get_rings(polygons, return_index=True)
    lonlat, ring = shapely.get_coordinates(closed, return_index=True)
    sizes = np.bincount(ring, minlength=len(closed))
    lonlat = _turn_interior_left(lonlat, sizes, np.diff(polygon, prepend=-1) == 0)
    small = _small_objects(bounds, owner, grid)[polygon[ring]]
    x, y = grid.snap(lonlat, fine=_share(small, grid.fine.number(*grid.fine.snap(lonlat))))
    # The closing vertex and all repeated ones go: a vertex stays where it differs from the one before.
    fresh = (np.diff(ring, prepend=-1) == 0) & ((np.diff(x, prepend=0) != 0) | (np.diff(y, prepend=0) != 0))
    sizes = np.bincount(ring[fresh], minlength=len(closed))
    x, y = x[fresh], y[fresh]
    return Rings(x, y, np.zeros(len(x), dtype=bool), offsets(sizes), polygon, owner).take(sizes > 2)


def _small_objects(bounds: Floats, owner: Whole, grid: Grid) -> Marks:
    """Tell for each polygon whether all polygons of its object are small; ``bounds`` has shape (polygons, 4)."""
    west, south, east, north = bounds.T
    wide = np.maximum(east - west, north - south) > _SMALL_STEPS * grid.coarse * grid.step
    has_wide = np.bincount(owner, weights=wide)[owner] > 0 if len(owner) else wide
    return np.logical_not(has_wide)


def _share(marked: Marks, vertex: Whole) -> Marks:
    """Mark every vertex whose number is marked somewhere, so that neighbours round alike."""
    return np.isin(vertex, np.unique(vertex[marked]))


def _turn_interior_left(lonlat: Floats, sizes: Whole, is_hole: Marks) -> Floats:
    if not len(sizes):
        return lonlat
    start = offsets(sizes)[:-1]
    x, y = (lonlat - np.repeat(lonlat[start], sizes, axis=0)).T
    area = np.add.reduceat(x * np.roll(y, -1) - np.roll(x, -1) * y, start)
    wrong = np.repeat((area < 0) != is_hole, sizes)
    place = np.arange(len(lonlat))
    mirrored = np.repeat(2 * start + sizes - 1, sizes) - place
    return lonlat[np.where(wrong, mirrored, place)]
