"""Cut rings and lines into arcs, so that what neighbours share is kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.horizon import edge_points
from geo.projection import Projection
from geo.rings import Grid, Rings, Whole, vertices_between

# A long line is cut into arcs of so many vertices: what is out of sight can be left undrawn, and no line takes long.
MAX_ARC_VERTICES = 4096


@dataclass(frozen=True)
class Arcs:
    """Many arcs, one after the other: vertices on the grid, shape (n,), and where each arc starts, (arcs + 1,)."""

    x: Whole
    y: Whole
    start: Whole

    def join(self, other: Arcs) -> Arcs:
        """Return these arcs and, after them, the other ones."""
        start = np.concatenate([self.start, other.start[1:] + self.start[-1]])
        return Arcs(np.concatenate([self.x, other.x]), np.concatenate([self.y, other.y]), start)


def cut_rings(rings: Rings, grid: Grid, *, on_horizon: NDArray[np.bool_]) -> tuple[Arcs, list[list[int]]]:
    """Cut rings where more than two edges meet, and where they reach or leave the horizon.

    Parameters
    ----------
    on_horizon
        Which vertices lie on the horizon; shape (n,).

    Returns
    -------
    arcs, references
        Each arc once; and for each ring the arcs it consists of, ``~i`` where it runs along arc i backwards.

    Notes
    -----
    Within an arc each vertex has two edges, so an arc is known by its first edge. It is kept in the direction that
    gives the lower first edge. A ring that meets no other starts at its lowest vertex.
    """
    if not len(rings.polygon):
        nothing = np.zeros(0, dtype=np.int64)
        return Arcs(nothing, nothing, np.zeros(1, dtype=np.int64)), []
    vertex = grid.number(rings.x, rings.y)
    is_end = _junctions(vertex, rings, on_horizon)[vertex]
    is_end |= ~np.logical_or.reduceat(is_end, rings.start[:-1])[rings.ring] & _lowest(vertex, rings)
    order = _start_at_end(is_end, rings)
    vertex, is_end = vertex[order], is_end[order]
    begin = np.flatnonzero(is_end)
    last = np.append(begin[1:], len(vertex)) - 1
    after = rings.following
    count = len(vertex)
    forward = vertex[begin] * count + vertex[after[begin]]
    backward = vertex[after[last]] * count + vertex[last]
    _, chosen, arc = np.unique(np.minimum(forward, backward), return_index=True, return_inverse=True)
    is_back = backward < forward
    size = last - begin + 2
    start = np.concatenate([[0], np.cumsum(size[chosen])])
    place = np.arange(start[-1]) - np.repeat(start[:-1], size[chosen])
    place = np.where(np.repeat(is_back[chosen], size[chosen]), np.repeat(size[chosen] - 1, size[chosen]) - place, place)
    position = np.repeat(begin[chosen], size[chosen]) + place
    closes = position > np.repeat(last[chosen], size[chosen])
    position = order[np.where(closes, after[np.repeat(last[chosen], size[chosen])], position)]
    references = np.split(np.where(is_back, ~arc, arc), np.searchsorted(begin, rings.start[1:-1]))
    return Arcs(rings.x[position], rings.y[position], start), [part.tolist() for part in references]


def _junctions(vertex: Whole, rings: Rings, on_horizon: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell for each number of a vertex whether arcs must end there."""
    other = vertex[rings.following]
    count = len(vertex)
    edge = np.unique(np.minimum(vertex, other) * count + np.maximum(vertex, other))
    degree = np.bincount(np.concatenate([edge // count, edge % count]), minlength=count)
    before = np.empty_like(rings.following)
    before[rings.following] = np.arange(count)
    ends = degree != 2
    ends[vertex[on_horizon & ~(on_horizon[before] & on_horizon[rings.following])]] = True
    return ends


def _lowest(vertex: Whole, rings: Rings) -> NDArray[np.bool_]:
    return vertex == np.minimum.reduceat(vertex, rings.start[:-1])[rings.ring]


def _start_at_end(is_end: NDArray[np.bool_], rings: Rings) -> Whole:
    """Turn each ring so that it starts at an arc's end; return positions, shape (n,)."""
    begin, size = rings.start[:-1], np.diff(rings.start)
    place = np.arange(len(is_end)) - begin[rings.ring]
    first = np.minimum.reduceat(np.where(is_end, place, len(is_end)), begin)
    return begin[rings.ring] + (place + first[rings.ring]) % size[rings.ring]


def cut_lines(lines: Sequence[NDArray[np.float64]], grid: Grid, projection: Projection) -> tuple[Arcs, list[list[int]]]:
    """Lay lines on the grid, keep what lies within the horizon, and cut what is long.

    Parameters
    ----------
    lines
        Longitude and latitude in degrees, each of shape (n, 2); a step across 180° may jump.

    Returns
    -------
    arcs, references
        The arcs, and for each line the arcs it consists of; none for a line beyond the horizon.
    """
    lonlat = np.concatenate([np.zeros((0, 2)), *lines])
    line = np.repeat(np.arange(len(lines)), [len(part) for part in lines])
    x, y = grid.snap(lonlat)
    fresh = (np.diff(line, prepend=-1) != 0) | (np.diff(x, prepend=0) != 0) | (np.diff(y, prepend=0) != 0)
    x, y, line = x[fresh], y[fresh], line[fresh]
    after, more_x, more_y = vertices_between(x[:-1], y[:-1], x[1:], y[1:], grid)
    same = line[after] == line[after + 1] if len(after) else np.zeros(0, dtype=bool)
    x, y = np.insert(x, after[same] + 1, more_x[same]), np.insert(y, after[same] + 1, more_y[same])
    line = np.insert(line, after[same] + 1, line[after[same]])
    return _cut_runs(*_clip_lines(x, y, line, grid, projection), len(lines))


def _clip_lines(
    x: Whole, y: Whole, line: Whole, grid: Grid, projection: Projection
) -> tuple[Whole, Whole, Whole, Whole]:
    """Return x, y, the line and the run of each vertex that stays; a run lies whole within the horizon."""
    inside = projection.contains(grid.degrees(x, y))
    edges = np.flatnonzero((inside[:-1] != inside[1:]) & (line[:-1] == line[1:]))
    add_x, add_y, _ = edge_points(x[edges], y[edges], x[edges + 1], y[edges + 1], inside[edges], grid, projection)
    x, y = np.insert(x, edges + 1, add_x), np.insert(y, edges + 1, add_y)
    line, inside = np.insert(line, edges + 1, line[edges]), np.insert(inside, edges + 1, True)
    gap = np.cumsum(~inside)
    x, y, line, gap = x[inside], y[inside], line[inside], gap[inside]
    breaks = (np.diff(line, prepend=-1) != 0) | (np.diff(gap, prepend=-1) != 0)
    return x, y, line, np.cumsum(breaks) - 1


def _cut_runs(x: Whole, y: Whole, line: Whole, run: Whole, lines: int) -> tuple[Arcs, list[list[int]]]:
    sizes = np.bincount(run)
    starts = np.cumsum(sizes) - sizes
    references: list[list[int]] = [[] for _ in range(lines)]
    spans: list[tuple[int, int]] = []
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        for begin in range(start, start + size - 1, MAX_ARC_VERTICES - 1):
            references[line[start]].append(len(spans))
            spans.append((begin, min(begin + MAX_ARC_VERTICES, start + size)))
    length = np.array([end - begin for begin, end in spans], dtype=np.int64)
    first = np.array([begin for begin, _ in spans], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    position = np.arange(start[-1]) + np.repeat(first - start[:-1], length)
    return Arcs(x[position], y[position], start), references
