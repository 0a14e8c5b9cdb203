"""What of the rings is worth drawing, and which rings make which polygon."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.rings import Rings, Whole

Points = NDArray[np.float64]


def ring_areas(rings: Rings, xy: Points) -> NDArray[np.float64]:
    """Return the area of each ring in the plane, in square metres, negative for holes; shape (rings,).

    ``xy`` are the rings' vertices in metres of an equal-area plane; shape (n, 2).
    """
    if not len(rings.polygon):
        return np.zeros(0)
    x, y = (xy - xy[rings.start[:-1]][rings.ring]).T
    after = rings.following
    return np.add.reduceat(x * y[after] - x[after] * y, rings.start[:-1]) / 2


def largest_rings(rings: Rings, areas: NDArray[np.float64]) -> list[int]:
    """Return the number of the largest ring of every object that has one."""
    owner = rings.owner[rings.polygon]
    order = np.lexsort((-areas, owner))
    first = np.diff(owner[order], prepend=-1) != 0
    return [int(ring) for ring in order[first]]


def keep_triangle(level: NDArray[np.uint8], xy: Points, start: Whole, arcs: list[int]) -> None:
    """Give at least three vertices of a ring level 0, so that it is an area at every zoom; ``level`` is changed."""
    spans = [np.arange(start[i], start[i + 1]) if i >= 0 else np.arange(start[~i], start[~i + 1])[::-1] for i in arcs]
    around = np.concatenate([span[:-1] for span in spans])
    if np.count_nonzero(level[around] == 0) > 2:
        return
    offset = xy[around] - xy[around[0]]
    far = offset[np.argmax(np.hypot(*offset.T))]
    beside = np.argmax(np.abs(offset[:, 0] * far[1] - offset[:, 1] * far[0]))
    level[around[[0, np.argmax(np.hypot(*offset.T)), beside]]] = 0


def rings_worth_drawing(
    ring_arcs: list[list[int]],
    start: Whole,
    kept: NDArray[np.bool_],
    detailed: NDArray[np.bool_],
    areas: NDArray[np.float64],
    min_area: float,
) -> NDArray[np.bool_]:
    """Tell which rings still have three vertices, and are not a tiny island or lake outside the area of detail.

    ``kept`` and ``detailed`` tell for each vertex whether it is kept and whether it lies in the area of detail.
    Returns shape (rings,).
    """
    number = np.array([arc if arc >= 0 else ~arc for arcs in ring_arcs for arc in arcs], dtype=np.int64)
    ring = np.repeat(np.arange(len(ring_arcs)), [len(arcs) for arcs in ring_arcs])
    left = np.diff(np.concatenate([[0], np.cumsum(kept)])[start])
    in_detail = np.diff(np.concatenate([[0], np.cumsum(detailed)])[start]) > 0
    vertices = np.bincount(ring, weights=left[number] - 1, minlength=len(ring_arcs))
    users = np.bincount(number, minlength=len(left))
    alone = np.bincount(ring, weights=(users[number] > 1) | in_detail[number], minlength=len(ring_arcs)) == 0
    return (vertices > 2) & ~(alone & (np.abs(areas) < min_area))


def group_rings(
    rings: Rings, areas: NDArray[np.float64], worthy: NDArray[np.bool_], xy: Points
) -> dict[int, list[list[int]]]:
    """Return for each object's number its polygons, the largest first, each a list of rings, the outer one first.

    A hole whose outer ring is not worth drawing goes with it. Where the horizon cut a polygon in pieces, a hole
    belongs to the piece around it.
    """
    objects: dict[int, list[list[int]]] = {}
    by_polygon: dict[int, list[int]] = {}
    for ring in np.flatnonzero(worthy).tolist():
        by_polygon.setdefault(int(rings.polygon[ring]), []).append(ring)
    for polygon, members in by_polygon.items():
        outer = [ring for ring in members if areas[ring] > 0]
        holes = [ring for ring in members if areas[ring] <= 0]
        if len(outer) > 1 and holes:
            pieces = _sort_holes(outer, holes, rings, xy)
        else:
            pieces = [[ring, *holes] for ring in outer]
        objects.setdefault(int(rings.owner[polygon]), []).extend(pieces)
    for pieces in objects.values():
        pieces.sort(key=lambda piece: -areas[piece[0]])
    return objects


def _sort_holes(outer: list[int], holes: list[int], rings: Rings, xy: Points) -> list[list[int]]:
    areas = [shapely.Polygon(xy[rings.start[ring] : rings.start[ring + 1]]) for ring in outer]
    pieces = [[ring] for ring in outer]
    for hole in holes:
        middle = shapely.Polygon(xy[rings.start[hole] : rings.start[hole + 1]]).representative_point()
        for piece, area in zip(pieces, areas, strict=True):
            if area.contains(middle):
                piece.append(hole)
                break
    return pieces
