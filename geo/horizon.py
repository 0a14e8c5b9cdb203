"""Cut what lies beyond the horizon of the projection, so that neighbours still meet on it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geo.grid import Floats, Grid, Marks, Whole, offsets
from geo.projection import Projection
from geo.rings import Rings

CIRCLE_VERTICES = 720
# Enough to halve an edge of one degree down to less than a millimetre.
_BISECTIONS = 28


def clip_rings(rings: Rings, grid: Grid, projection: Projection) -> Rings:
    """Keep what lies within the horizon; rings that cross it are closed along it.

    A polygon may fall into several outer rings, which keep its number.
    """
    xy = projection.forward(grid.degrees(rings.x, rings.y))
    inside = np.hypot(*xy.T) <= projection.radius
    if inside.all():
        return rings
    size = np.diff(rings.start)
    within = np.add.reduceat(inside, rings.start[:-1], dtype=np.int64)
    crossing = (within > 0) & (within < size)
    circle = np.column_stack(grid.snap(projection.circle(CIRCLE_VERTICES)))
    loops: list[tuple[int, Whole]] = []
    for polygon in np.unique(rings.polygon[crossing]).tolist():
        part = crossing & (rings.polygon == polygon)
        cut = _clip_polygon(rings.take(part), inside[part[rings.ring]], circle, grid, projection)
        loops += [(polygon, loop) for loop in cut]
    surrounding = _surrounding(rings, xy, within == 0, crossing)
    loops += [(polygon, circle) for polygon in surrounding.tolist()]
    return _append(rings.take(within == size), loops)


def horizon_points(
    x: Whole, y: Whole, to_x: Whole, to_y: Whole, inside: Marks, grid: Grid, projection: Projection
) -> tuple[Whole, Whole, Floats]:
    """Return where edges cross the horizon: x, y on the grid, and the angle in the plane from 0 to 2π.

    ``inside`` tells whether an edge's first end lies within. It is always reckoned from the inner end, so that the
    two neighbours of a border get the same vertex.
    """
    x, y, to_x, to_y = np.where(inside, (x, y, to_x, to_y), (to_x, to_y, x, y))
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

    Yields rings as x and y, shape (n, 2).
    """
    after = rings.following
    edges = np.flatnonzero(inside != inside[after])
    ends = after[edges]
    x, y, angle = horizon_points(
        rings.x[edges], rings.y[edges], rings.x[ends], rings.y[ends], inside[edges], grid, projection
    )
    crossing, vertices = np.column_stack([x, y]), np.column_stack([rings.x, rings.y])
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


def _surrounding(rings: Rings, xy: Floats, beyond: Marks, crossing: Marks) -> Whole:
    """Return the polygons that surround the whole disk.

    Their rings beyond the horizon wind once about it, seen from the centre; those of a polygon about the antipode
    wind the other way, any others not at all.
    """
    angle = np.arctan2(xy[:, 1], xy[:, 0])
    turn = (angle[rings.following] - angle + np.pi) % (2 * np.pi) - np.pi
    turns = np.rint(np.add.reduceat(turn, rings.start[:-1]) / (2 * np.pi)) * beyond
    winding = np.bincount(rings.polygon, weights=turns, minlength=len(rings.owner))
    winding[rings.polygon[crossing]] = 0
    return np.flatnonzero(winding > 0)


def _append(rings: Rings, loops: list[tuple[int, Whole]]) -> Rings:
    """Add rings, each told by its polygon and its x and y; what collapses is left out."""
    fresh = [loop[(loop != np.roll(loop, 1, axis=0)).any(axis=1)] for _, loop in loops]
    vertices = np.concatenate([np.column_stack([rings.x, rings.y]), *fresh])
    start = offsets(np.concatenate([np.diff(rings.start), [len(loop) for loop in fresh]]))
    polygon = np.concatenate([rings.polygon, [number for number, _ in loops]]).astype(np.int64)
    return Rings(vertices[:, 0], vertices[:, 1], start, polygon, rings.owner).take(np.diff(start) > 2)
