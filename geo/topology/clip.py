"""Cut what lies beyond the horizon of the projection, so that neighbours still meet on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Projection
from geo.topology.grid import Floats, Grid, Marks, Whole, offsets
from geo.topology.rings import Rings

CIRCLE_VERTICES = 720
# Enough to halve an edge of one degree down to less than a millimetre.
_BISECTIONS = 28


def clip_rings(rings: Rings, shapes: Sequence[BaseGeometry], grid: Grid, projection: Projection) -> Rings:
    """Keep what lies within the horizon; rings that cross it are closed along it.

    ``shapes`` are the objects in EPSG:4326 of which the rings were made. A polygon may fall into several outer rings,
    which keep its number.
    """
    xy = projection.forward(grid.degrees(rings.x, rings.y))
    inside = np.hypot(*xy.T) <= projection.radius
    size = np.diff(rings.start)
    within = np.add.reduceat(inside, rings.start[:-1], dtype=np.int64) if len(size) else size
    crossing = (within > 0) & (within < size)
    circle = _mark(np.column_stack(grid.snap(projection.circle(CIRCLE_VERTICES))), True)
    loops: list[tuple[int, Whole]] = []
    for polygon in np.unique(rings.polygon[crossing]).tolist():
        part = crossing & (rings.polygon == polygon)
        cut = _clip_polygon(rings.take(part), inside[part[rings.ring]], circle, grid, projection)
        loops += [(polygon, loop) for loop in cut]
    areas = np.bincount(rings.polygon, weights=rings.areas(xy) * (within == size), minlength=len(rings.owner))
    surrounding = _surrounding(shapes, projection)
    surrounding[rings.owner[rings.polygon[crossing]]] = False
    for number in np.flatnonzero(surrounding).tolist():
        # Lakes within the disk tell which of the object's polygons it is.
        polygons = np.flatnonzero(rings.owner == number)
        loops.append((int(polygons[np.argmin(areas[polygons])]), circle))
    return _append(rings.take(within == size), loops)


def _surrounding(shapes: Sequence[BaseGeometry], projection: Projection) -> Marks:
    """Tell which objects hold a point of the horizon; those that do not cross it then hold all of it."""
    (lon, lat), *_ = projection.inverse(projection.radius * np.array([[np.cos(1), np.sin(1)]]))
    return np.atleast_1d(shapely.contains_xy(np.asarray(shapes, dtype=object), lon, lat))


def horizon_points(
    x: Whole, y: Whole, to_x: Whole, to_y: Whole, inside: Marks, grid: Grid, projection: Projection
) -> tuple[Whole, Whole, Floats]:
    """Return where edges cross the horizon: x, y on the grid, and the angle in the plane from 0 to 2π.

    ``inside`` tells whether an edge's first end lies within. It is always reckoned from the inner end, so that the
    two neighbours of a border get the same vertex.
    """
    x, y, to_x, to_y = np.where(inside, (x, y, to_x, to_y), (to_x, to_y, x, y))
    # A pole has every longitude: what leads to it stays on its meridian.
    pole = grid.half // 2
    x, to_x = np.where(np.abs(y) == pole, to_x, x), np.where(np.abs(to_y) == pole, x, to_x)
    across, up = grid.wrap(to_x - x), to_y - y
    low, high = np.zeros(len(x)), np.ones(len(x))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        within = projection.contains(np.column_stack([x + across * middle, y + up * middle]) * grid.step)
        low, high = np.where(within, middle, low), np.where(within, high, middle)
    lonlat = np.column_stack([x + across * low, y + up * low]) * grid.step
    plane_x, plane_y = projection.forward(lonlat).T
    return *grid.snap(lonlat), np.arctan2(plane_y, plane_x) % (2 * np.pi)


def _clip_polygon(rings: Rings, inside: Marks, circle: Whole, grid: Grid, projection: Projection) -> Iterator[Whole]:
    """Cut one polygon's crossing rings into runs within the disk, and join these counter-clockwise along its edge.

    Yields rings as x, y and whether on the horizon, shape (n, 3).
    """
    after = rings.following
    edges = np.flatnonzero(inside != inside[after])
    ends = after[edges]
    x, y, angle = horizon_points(
        rings.x[edges], rings.y[edges], rings.x[ends], rings.y[ends], inside[edges], grid, projection
    )
    crossing, vertices = _mark(np.column_stack([x, y]), True), _mark(np.column_stack([rings.x, rings.y]), False)
    way_out = {int(edge): number for number, edge in enumerate(edges) if inside[edge]}
    ways_in = np.flatnonzero(~inside[edges])
    ways_in = ways_in[np.argsort(angle[ways_in], kind="stable")]
    waiting = dict.fromkeys(ways_in.tolist())
    while waiting:
        entry = next(iter(waiting))
        parts: list[Whole] = []
        while entry in waiting:
            del waiting[entry]
            run = [int(ends[entry])]
            while run[-1] not in way_out:
                run.append(int(after[run[-1]]))
            leave = way_out[run[-1]]
            entry = int(ways_in[np.searchsorted(angle[ways_in], angle[leave]) % len(ways_in)])
            rim = circle[_numbers_between(float(angle[leave]), float(angle[entry]))]
            parts += [vertices[run], crossing[[leave]], rim, crossing[[entry]]]
        yield np.concatenate(parts)


def _numbers_between(begin: float, end: float) -> Whole:
    """Return the numbers of the circle's vertices passed on the way, counter-clockwise, from one angle to another."""
    step = 2 * np.pi / CIRCLE_VERTICES
    end = end if end >= begin else end + 2 * np.pi
    return np.arange(int(begin / step) + 1, int(np.ceil(end / step))) % CIRCLE_VERTICES


def _mark(vertices: Whole, on_horizon: bool) -> Whole:
    return np.column_stack([vertices, np.full(len(vertices), on_horizon)])


def _append(rings: Rings, loops: list[tuple[int, Whole]]) -> Rings:
    """Add rings, each told by its polygon and its vertices; what collapses is left out."""
    fresh = [loop[(loop[:, :2] != np.roll(loop[:, :2], 1, axis=0)).any(axis=1)] for _, loop in loops]
    kept = np.column_stack([rings.x, rings.y, rings.on_horizon])
    x, y, on_horizon = np.concatenate([kept, *fresh]).T
    sizes = np.concatenate([np.diff(rings.start), [len(loop) for loop in fresh]]).astype(np.int64)
    polygon = np.concatenate([rings.polygon, [number for number, _ in loops]]).astype(np.int64)
    return Rings(x, y, on_horizon.astype(bool), offsets(sizes), polygon, rings.owner).take(sizes > 2)
