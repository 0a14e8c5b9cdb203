"""Cut rings and lines into arcs, so that what neighbours share is kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geo.geodesy.projection import Projection
from geo.topology.clip import horizon_points
from geo.topology.grid import Floats, Grid, Marks, Whole, offsets
from geo.topology.rings import Rings

References = list[list[int]]
"""For each ring or line the arcs it consists of; ``~i`` stands for arc i backwards."""

# A long line is cut into arcs of so many vertices: what is out of sight need not be drawn, and no arc takes long.
MAX_ARC_VERTICES = 4096


@dataclass(frozen=True)
class Arcs:
    """Many arcs, one after the other: vertices on the grid, shape (n,); where each starts and, last, n.

    ``horizon`` lists the arcs made by a cut along the horizon.
    """

    x: Whole
    y: Whole
    start: Whole
    horizon: list[int]

    def join(self, other: Arcs) -> Arcs:
        """Return these arcs and, after them, the other ones."""
        start = np.concatenate([self.start, other.start[1:] + self.start[-1]])
        return Arcs(np.concatenate([self.x, other.x]), np.concatenate([self.y, other.y]), start, self.horizon)


def cut_rings(rings: Rings, grid: Grid) -> tuple[Arcs, References]:
    """Cut rings where borders meet, and where they reach or leave the horizon; return each arc once.

    Notes
    -----
    Within an arc each edge goes on in one other edge only, so an arc is known by its first edge. It is kept in the
    direction that gives the lower first edge. A ring that meets no other starts at its lowest vertex.
    """
    if not len(rings.polygon):
        return Arcs(rings.x, rings.y, rings.start, []), []
    vertex = grid.number(rings.x, rings.y)
    is_end = _is_junction(vertex, rings)[vertex]
    is_lowest = vertex == np.minimum.reduceat(vertex, rings.start[:-1])[rings.ring]
    is_end |= is_lowest & ~np.logical_or.reduceat(is_end, rings.start[:-1])[rings.ring]
    order = _start_at_end(is_end, rings)
    vertex, is_end = vertex[order], is_end[order]
    begin = np.flatnonzero(is_end)
    last = np.append(begin[1:], len(vertex)) - 1
    after, count = rings.following, len(vertex)
    forward = vertex[begin] * count + vertex[after[begin]]
    backward = vertex[after[last]] * count + vertex[last]
    _, chosen, arc = np.unique(np.minimum(forward, backward), return_index=True, return_inverse=True)
    is_back = backward < forward
    references = np.split(np.where(is_back, ~arc, arc), np.searchsorted(begin, rings.start[1:-1]))
    start, place = _positions(begin[chosen], last[chosen], is_back[chosen], after)
    place = order[place]
    horizon = np.flatnonzero(np.logical_and.reduceat(rings.on_horizon[place], start[:-1]))
    arcs = Arcs(rings.x[place], rings.y[place], start, horizon.tolist())
    return arcs, [part.tolist() for part in references]


def _is_junction(vertex: Whole, rings: Rings) -> Marks:
    """Tell for each number of a vertex whether arcs must end there.

    They need not where every edge always goes on in the same one other edge, even if rings touch.
    """
    to, count = rings.following, len(vertex)
    low, high = np.minimum(vertex, vertex[to]), np.maximum(vertex, vertex[to])
    edges, edge = np.unique(low * count + high, return_inverse=True)
    degree = np.bincount(np.concatenate([edges // count, edges % count]), minlength=count)
    _, visit = np.unique(np.minimum(edge, edge[to]) * count + np.maximum(edge, edge[to]), return_index=True)
    is_junction = np.asarray(degree != 2 * np.bincount(vertex[to[visit]], minlength=count))
    ends = rings.on_horizon & ~(rings.on_horizon[to] & rings.on_horizon[np.argsort(to)])
    is_junction[vertex[ends]] = True
    return is_junction


def _start_at_end(is_end: Marks, rings: Rings) -> Whole:
    """Turn each ring so that it starts at an arc's end; return positions, shape (n,)."""
    begin, size, ring = rings.start[:-1], np.diff(rings.start), rings.ring
    place = np.arange(len(is_end)) - begin[ring]
    first = np.minimum.reduceat(np.where(is_end, place, len(is_end)), begin)
    return begin[ring] + (place + first[ring]) % size[ring]


def _positions(begin: Whole, last: Whole, is_back: Marks, after: Whole) -> tuple[Whole, Whole]:
    """Return where arcs start, and the positions of their vertices: from ``begin`` to the one after ``last``."""
    size = last - begin + 2
    start = offsets(size)
    place = np.arange(start[-1]) - np.repeat(start[:-1], size)
    place = np.where(np.repeat(is_back, size), np.repeat(size - 1, size) - place, place)
    is_closing = place == np.repeat(size - 1, size)
    return start, np.where(is_closing, np.repeat(after[last], size), np.repeat(begin, size) + place)


def cut_lines(lines: Sequence[Floats], grid: Grid, projection: Projection) -> tuple[Arcs, References]:
    """Lay lines on the grid, keep what lies within the horizon, and cut what is long.

    Each line has longitudes and latitudes in degrees, shape (n, 2); a step across 180° may jump. A line that lies
    beyond the horizon has no arcs.
    """
    lonlat = np.concatenate([np.zeros((0, 2)), *lines])
    line = np.repeat(np.arange(len(lines)), [len(part) for part in lines])
    x, y = grid.snap(lonlat)
    fresh = (np.diff(line, prepend=-1) != 0) | (np.diff(x, prepend=0) != 0) | (np.diff(y, prepend=0) != 0)
    x, y, line = x[fresh], y[fresh], line[fresh]
    after, more_x, more_y = grid.between(x[:-1], y[:-1], x[1:], y[1:])
    joined = line[after] == line[after + 1]
    after, more_x, more_y = after[joined], more_x[joined], more_y[joined]
    x, y, line = (
        np.insert(x, after + 1, more_x),
        np.insert(y, after + 1, more_y),
        np.insert(line, after + 1, line[after]),
    )
    if projection.seam is not None:
        x, y, line = _stop_at_seam(x, y, line, grid, round(projection.seam / grid.step))
    return _cut_runs(*_clip_lines(x, y, line, grid, projection), len(lines))


def _stop_at_seam(x: Whole, y: Whole, line: Whole, grid: Grid, seam: int) -> tuple[Whole, Whole, Whole]:
    """Give lines a vertex, which is not drawn, wherever they step over the seam."""
    here, step = grid.wrap(x[:-1] - seam), grid.wrap(np.diff(x))
    step[(np.abs(y[:-1]) == grid.half // 2) | (np.abs(y[1:]) == grid.half // 2)] = 0  # it stays on its meridian
    edges = np.flatnonzero((line[:-1] == line[1:]) & (here * (here + step) < 0) & (np.abs(here) < grid.half // 2))
    part = -here[edges] / step[edges]
    at = y[edges] + np.rint(part * (y[edges + 1] - y[edges])).astype(np.int64)
    to = edges + 1
    return np.insert(x, to, grid.wrap(np.full_like(at, seam))), np.insert(y, to, at), np.insert(line, to, line[edges])


def _clip_lines(
    x: Whole, y: Whole, line: Whole, grid: Grid, projection: Projection
) -> tuple[Whole, Whole, Whole, Whole]:
    """Return x, y, line and run of the vertices that stay; a run lies wholly within the horizon."""
    inside = projection.contains(grid.degrees(x, y))
    edges = np.flatnonzero((inside[:-1] != inside[1:]) & (line[:-1] == line[1:]))
    to = edges + 1
    on_x, on_y, _ = horizon_points(x[edges], y[edges], x[to], y[to], inside[edges], grid, projection)
    x, y, line = np.insert(x, to, on_x), np.insert(y, to, on_y), np.insert(line, to, line[edges])
    inside = np.insert(inside, to, True)
    gap = np.cumsum(~inside)[inside]
    x, y, line = x[inside], y[inside], line[inside]
    run = np.cumsum((np.diff(line, prepend=-1) != 0) | (np.diff(gap, prepend=-1) != 0)) - 1
    return x, y, line, run


def _cut_runs(x: Whole, y: Whole, line: Whole, run: Whole, lines: int) -> tuple[Arcs, References]:
    references: References = [[] for _ in range(lines)]
    begins: list[int] = []
    sizes: list[int] = []
    ends = offsets(np.bincount(run)).tolist()
    for first, end in pairwise(ends):
        for begin in range(first, end - 1, MAX_ARC_VERTICES - 1):
            references[line[first]].append(len(begins))
            begins.append(begin)
            sizes.append(min(MAX_ARC_VERTICES, end - begin))
    start = offsets(np.array(sizes, dtype=np.int64))
    position = np.arange(start[-1]) + np.repeat(np.array(begins, dtype=np.int64) - start[:-1], sizes)
    return Arcs(x[position], y[position], start, []), references
