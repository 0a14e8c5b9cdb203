"""Rings of polygons on the grid, with enough vertices to curve in the plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.grid import Floats, Grid, Marks, Whole, offsets

# Objects that are smaller than this many coarse steps are laid on the fine grid wherever they are, so that they last.
_SMALL_STEPS = 16


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

    def take(self, rings: Marks) -> Rings:
        """Return only the rings marked; shape (rings,)."""
        vertices = rings[self.ring]
        start = offsets(np.diff(self.start)[rings])
        return replace(self, x=self.x[vertices], y=self.y[vertices], start=start, polygon=self.polygon[rings])

    def insert(self, after: Whole, x: Whole, y: Whole) -> Rings:
        """Insert vertices behind positions, in the order given; ``after`` must be sorted."""
        start = self.start + np.searchsorted(after, self.start, side="left")
        return replace(self, x=np.insert(self.x, after + 1, x), y=np.insert(self.y, after + 1, y), start=start)

    def densify(self, grid: Grid) -> Rings:
        """Add vertices to long edges, the same ones whichever way an edge runs."""
        to = self.following
        return self.insert(*grid.between(self.x, self.y, self.x[to], self.y[to]))


def read_rings(shapes: Sequence[BaseGeometry], grid: Grid) -> Rings:
    """Lay the rings of polygons and multipolygons in EPSG:4326 on the grid; rings that collapse are left out."""
    polygons, owner = shapely.get_parts(np.asarray(shapes, dtype=object), return_index=True)
    is_area = shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON
    polygons, owner = polygons[is_area], owner[is_area]
    closed, polygon = shapely.get_rings(polygons, return_index=True)
    lonlat, ring = shapely.get_coordinates(closed, return_index=True)
    sizes = np.bincount(ring, minlength=len(closed))
    lonlat = _turn_interior_left(lonlat, sizes, np.diff(polygon, prepend=-1) == 0)
    small = _small_objects(polygons, owner, grid)[polygon[ring]]
    x, y = grid.snap(lonlat, fine=_share(small, grid.fine.number(*grid.fine.snap(lonlat))))
    # The closing vertex and all repeated ones go: a vertex stays where it differs from the one before.
    fresh = (np.diff(ring, prepend=-1) == 0) & ((np.diff(x, prepend=0) != 0) | (np.diff(y, prepend=0) != 0))
    start = offsets(np.bincount(ring[fresh], minlength=len(closed)))
    return Rings(x[fresh], y[fresh], start, polygon, owner).take(np.diff(start) > 2)


def _small_objects(polygons: Sequence[BaseGeometry], owner: Whole, grid: Grid) -> Marks:
    """Tell for each polygon whether all polygons of its object are small."""
    west, south, east, north = shapely.bounds(polygons).reshape(-1, 4).T
    wide = np.maximum(east - west, north - south) > _SMALL_STEPS * grid.coarse * grid.step
    return np.bincount(owner, weights=wide)[owner] == 0 if len(owner) else wide


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
