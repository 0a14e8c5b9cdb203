"""Cut what lies beyond the horizon of the projection, so that neighbours still meet on it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.projection import Projection
from geo.rings import Grid, Rings, Whole

CIRCLE_VERTICES = 720
_BISECTIONS = 30


def clip_rings(rings: Rings, grid: Grid, projection: Projection) -> Rings:
    """Keep what lies within the horizon; rings that cross it are closed along it.

    A polygon may fall into several outer rings, which keep its number.
    """
    xy = projection.forward(grid.degrees(rings.x, rings.y))
    inside = np.hypot(*xy.T) <= projection.radius
    if inside.all():
        return rings
    within = np.add.reduceat(inside, rings.start[:-1], dtype=np.int64) if len(rings.polygon) else rings.polygon
    size = np.diff(rings.start)
    crossing = (within > 0) & (within < size)
    circle = grid.snap(projection.circle(CIRCLE_VERTICES))
    pieces = [rings.take(within == size)]
    for polygon in np.unique(rings.polygon[crossing]).tolist():
        part = crossing & (rings.polygon == polygon)
        pieces += _clip_polygon(rings.take(part), inside[part[rings.ring]], circle, grid, projection)
    pieces += _whole_disks(rings, xy, within, crossing, circle)
    return _concatenate(pieces, rings.owner)


def crossings(x: Whole, y: Whole, to_x: Whole, to_y: Whole, grid: Grid, projection: Projection) -> NDArray[np.float64]:
    """Return where edges leave the horizon, as fractions from their inner end; shape (n,)."""
    across, up = grid.wrap(to_x - x), to_y - y
    low, high = np.zeros(len(x)), np.ones(len(x))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        within = projection.contains(np.column_stack([x + across * middle, y + up * middle]) * grid.step)
        low, high = np.where(within, middle, low), np.where(within, high, middle)
    return low


def edge_points(
    x: Whole, y: Whole, to_x: Whole, to_y: Whole, inside: NDArray[np.bool_], grid: Grid, projection: Projection
) -> tuple[Whole, Whole, NDArray[np.float64]]:
    """Return the vertices on the horizon of edges that cross it: x, y on the grid, and the angle in the plane.

    ``inside`` tells whether an edge's first end lies within. Always reckoned from the inner end, so that the two
    neighbours of a border get the same vertex.
    """
    from_x, from_y = np.where(inside, x, to_x), np.where(inside, y, to_y)
    out_x, out_y = np.where(inside, to_x, x), np.where(inside, to_y, y)
    part = crossings(from_x, from_y, out_x, out_y, grid, projection)
    lonlat = np.column_stack([from_x + grid.wrap(out_x - from_x) * part, from_y + (out_y - from_y) * part]) * grid.step
    plane_x, plane_y = projection.forward(lonlat).T
    return *grid.snap(lonlat), np.arctan2(plane_y, plane_x) % (2 * np.pi)


def _clip_polygon(
    rings: Rings, inside: NDArray[np.bool_], circle: tuple[Whole, Whole], grid: Grid, projection: Projection
) -> list[Rings]:
    """Cut one polygon's crossing rings into runs within the disk and join them counter-clockwise along its edge."""
    after = rings.following
    edges = np.flatnonzero(inside != inside[after])
    ends = after[edges]
    x, y, angle = edge_points(
        rings.x[edges], rings.y[edges], rings.x[ends], rings.y[ends], inside[edges], grid, projection
    )
    leaving = inside[edges]
    exits = {int(edge): at for at, edge in enumerate(edges) if inside[edge]}
    entries = np.flatnonzero(~leaving)
    entries = entries[np.argsort(angle[entries], kind="stable")]
    runs = {int(entry): _run_from(int(ends[entry]), after, exits) for entry in entries}
    loops: list[Rings] = []
    while runs:
        first = entry = next(iter(runs))
        parts: list[tuple[Whole, Whole]] = []
        while entry in runs:
            positions, leave = runs.pop(entry)
            back = int(entries[np.searchsorted(angle[entries], angle[leave]) % len(entries)])
            arc = _circle_between(float(angle[leave]), float(angle[back]))
            parts.append(
                (
                    np.concatenate([[x[entry]], rings.x[positions], [x[leave]], circle[0][arc]]),
                    np.concatenate([[y[entry]], rings.y[positions], [y[leave]], circle[1][arc]]),
                )
            )
            entry = back
        loop_x, loop_y = (np.concatenate([part[axis] for part in parts]) for axis in (0, 1))
        loops.append(_one_ring(loop_x, loop_y, int(rings.polygon[0]), rings.owner))
        if entry != first:
            break
    return loops


def _run_from(start: int, after: Whole, exits: dict[int, int]) -> tuple[list[int], int]:
    positions = [start]
    while positions[-1] not in exits:
        positions.append(int(after[positions[-1]]))
    return positions, exits[positions[-1]]


def _circle_between(begin: float, end: float) -> Whole:
    """Return the numbers of the circle's vertices passed on the way, counter-clockwise, from one angle to another."""
    step = 2 * np.pi / CIRCLE_VERTICES
    end = end if end > begin else end + 2 * np.pi
    return np.arange(int(begin / step) + 1, int(np.ceil(end / step))) % CIRCLE_VERTICES


def _whole_disks(
    rings: Rings, xy: NDArray[np.float64], within: Whole, crossing: NDArray[np.bool_], circle: tuple[Whole, Whole]
) -> list[Rings]:
    """Return the horizon itself as the outer ring of a polygon that surrounds it.

    Such a polygon's rings beyond the horizon wind once about it, seen from the centre; a polygon about the antipode
    winds the other way, any other not at all.
    """
    beyond = within == 0
    if not beyond.any():
        return []
    angle = np.arctan2(xy[:, 1], xy[:, 0])
    turn = (angle[rings.following] - angle + np.pi) % (2 * np.pi) - np.pi
    turns = np.rint(np.add.reduceat(np.nan_to_num(turn), rings.start[:-1]) / (2 * np.pi)).astype(np.int64)
    winding = np.bincount(rings.polygon[beyond], weights=turns[beyond], minlength=len(rings.owner))
    winding[rings.polygon[crossing]] = 0
    return [_one_ring(*circle, polygon, rings.owner) for polygon in np.flatnonzero(winding > 0).tolist()]


def _one_ring(x: Whole, y: Whole, polygon: int, owner: Whole) -> Rings:
    fresh = (x != np.roll(x, 1)) | (y != np.roll(y, 1))
    start = np.array([0, np.count_nonzero(fresh)], dtype=np.int64)
    return Rings(x[fresh], y[fresh], start, np.array([polygon], dtype=np.int64), owner)


def _concatenate(pieces: list[Rings], owner: Whole) -> Rings:
    sizes = np.concatenate([np.diff(piece.start) for piece in pieces])
    joined = Rings(
        np.concatenate([piece.x for piece in pieces]),
        np.concatenate([piece.y for piece in pieces]),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.concatenate([piece.polygon for piece in pieces]),
        owner,
    )
    return replace(joined).take(sizes > 2)
