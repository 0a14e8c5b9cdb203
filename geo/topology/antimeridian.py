"""Dissolve what parts an object from itself: the cuts along 180° and to the poles, spikes, needless borders."""

from __future__ import annotations

import numpy as np

from geo.topology.grid import Grid, Marks, Whole, offsets
from geo.topology.rings import Rings


def join_across_180(rings: Rings, grid: Grid) -> Rings:
    """Dissolve every edge that one object has in both directions, and join the rings and polygons it parted.

    Such are the cuts along 180° and to the poles, spikes, and borders between touching parts of one country.
    """
    rings = _split_on_seam(rings, grid)
    twin = _twins(rings, grid)
    gone = twin >= 0
    if not gone.any():
        return rings
    touched = np.isin(np.arange(len(rings.polygon)), rings.ring[gone])
    loops = _walk_around(rings, twin, touched)
    order = np.concatenate([np.flatnonzero(~touched[rings.ring]), *loops])
    sizes = np.concatenate([np.diff(rings.start)[~touched], [len(loop) for loop in loops]]).astype(np.int64)
    polygon = _merge_polygons(rings, twin)[rings.ring[order[offsets(sizes)[:-1]]]]
    return rings.pick(order, sizes, polygon).take(sizes > 2)


def _split_on_seam(rings: Rings, grid: Grid) -> Rings:
    """Give both banks of the cut along 180° the same vertices."""
    on_seam = (rings.x == grid.half) | (np.abs(rings.y) == grid.half // 2)
    to = rings.following
    nodes = np.unique(rings.y[rings.x == grid.half])
    after: list[int] = []
    found: list[int] = []
    for edge in np.flatnonzero(on_seam & on_seam[to]).tolist():
        begin, end = rings.y[edge], rings.y[to[edge]]
        between = nodes[(nodes > min(begin, end)) & (nodes < max(begin, end))]
        after += [edge] * len(between)
        found += between[:: 1 if begin < end else -1].tolist()
    y = np.array(found, dtype=np.int64)
    return rings.insert(np.array(after, dtype=np.int64), np.full_like(y, grid.half), y)


def _twins(rings: Rings, grid: Grid) -> Whole:
    """Return for each edge the same object's edge in the other direction, or -1; an edge is named by its start."""
    here = grid.number(rings.x, rings.y)
    there = here[rings.following]
    owner = rings.owner[rings.polygon[rings.ring]]
    count = len(here) + 1
    name = (owner * count + np.minimum(here, there)) * count + np.maximum(here, there)
    upward = here < there
    order = np.lexsort((upward, name))
    one, two = order[:-1], order[1:]
    paired = (name[one] == name[two]) & (upward[one] != upward[two])
    twin = np.full(len(here), -1, dtype=np.int64)
    twin[one[paired]], twin[two[paired]] = two[paired], one[paired]
    return twin


def _walk_around(rings: Rings, twin: Whole, touched: Marks) -> list[Whole]:
    """Walk along the edges that stay of the rings touched; where one is gone, go on behind its twin."""
    after, gone = rings.following, twin >= 0
    stays = touched[rings.ring] & ~gone
    while (stuck := stays & gone[after]).any():
        after[stuck] = rings.following[twin[after[stuck]]]
    edges = np.flatnonzero(stays)
    # Runs of edges that follow one another, by their first edge: every walk enters a run there.
    runs = np.split(edges, np.flatnonzero(after[edges[:-1]] != edges[1:]) + 1)
    waiting = {int(run[0]): run for run in runs if len(run)}
    loops: list[Whole] = []
    while waiting:
        here, walked = next(iter(waiting)), []
        while here in waiting:
            walked.append(waiting.pop(here))
            here = int(after[walked[-1][-1]])
        loops.append(np.concatenate(walked))
    return loops


def _merge_polygons(rings: Rings, twin: Whole) -> Whole:
    """Return the polygon of each ring, where polygons that lost a border between them have one number."""
    edges = np.flatnonzero(twin >= 0)
    here, there = rings.polygon[rings.ring[edges]], rings.polygon[rings.ring[twin[edges]]]
    number = np.arange(len(rings.owner))
    for one, two in np.unique(np.column_stack([here, there])[here < there], axis=0).tolist():
        number[number == number[two]] = number[one]
    return number[rings.polygon]
