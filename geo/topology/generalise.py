"""Which rings are worth drawing, what each must keep, and which rings make which polygon."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.topology.arcs import References
from geo.topology.grid import Floats, Marks, Whole
from geo.topology.rings import Rings

# The plane reaches so far from its centre; the antipode is 12,742 km away.
_FARTHEST_M = 13e6
_CURVE_BITS = 10


def largest_rings(rings: Rings, areas: Floats) -> list[int]:
    """Return the number of the largest ring of every object that has one; ``areas`` are those of the rings."""
    owner = rings.owner[rings.polygon]
    order = np.lexsort((-areas, owner))
    return [int(ring) for ring in order[np.diff(owner[order], prepend=-1) != 0]]


def keep_triangle(level: NDArray[np.uint8], xy: Floats, start: Whole, ring: list[int]) -> None:
    """Give at least three vertices of a ring level 0, so that it is an area at every zoom; ``level`` is changed.

    ``xy`` are the vertices of all arcs in metres, ``start`` where each arc starts, ``ring`` the ring's arcs.
    """
    spans = [(start[i], start[i + 1] - 1, 1) if i >= 0 else (start[~i + 1] - 1, start[~i], -1) for i in ring]
    around = np.concatenate([np.arange(*span) for span in spans])
    if np.count_nonzero(level[around] == 0) > 2:
        return
    x, y = (xy[around] - xy[around[0]]).T
    far = int(np.argmax(np.hypot(x, y)))
    beside = int(np.argmax(np.abs(x * y[far] - y * x[far])))
    level[around[[0, far, beside]]] = 0


def rings_worth_drawing(
    ring_arcs: References, start: Whole, kept: Marks, in_detail: Marks, areas: Floats, min_area: float
) -> Marks:
    """Tell which rings still have three vertices and are no tiny island or lake outside the area of detail.

    Parameters
    ----------
    ring_arcs, start
        The arcs of each ring, and where each arc starts.
    kept, in_detail
        Which vertices are kept, and which lie in the area of detail; shape (n,).
    areas, min_area
        The area of each ring, and the least that an island must have, in square metres.

    Returns
    -------
    ndarray
        Shape (rings,).
    """
    number = np.array([max(arc, ~arc) for ring in ring_arcs for arc in ring], dtype=np.int64)
    ring = np.repeat(np.arange(len(ring_arcs)), [len(arcs) for arcs in ring_arcs])
    left = np.diff(np.concatenate([[0], np.cumsum(kept)])[start])
    detailed = np.diff(np.concatenate([[0], np.cumsum(in_detail)])[start]) > 0
    vertices = np.bincount(ring, weights=left[number] - 1, minlength=len(ring_arcs))
    is_needed = (np.bincount(number, minlength=len(left)) > 1) | detailed
    is_island = np.bincount(ring, weights=is_needed[number], minlength=len(ring_arcs)) == 0
    return np.asarray((vertices > 2) & ~(is_island & (np.abs(areas) < min_area)))


def group_rings(rings: Rings, areas: Floats, worthy: Marks, xy: Floats) -> dict[int, list[list[int]]]:
    """Sort the rings worth drawing into polygons.

    Returns, by the object's number, its polygons, each a list of rings, the outer one first; the largest polygon
    first, the others so that near ones follow each other. A hole whose outer ring is not worth drawing goes with it.
    Where the horizon cut a polygon in pieces, a hole belongs to the piece around it. ``xy`` are the rings' vertices
    in metres, shape (n, 2).
    """
    by_polygon: dict[int, list[int]] = {}
    for ring in np.flatnonzero(worthy).tolist():
        by_polygon.setdefault(int(rings.polygon[ring]), []).append(ring)
    objects: dict[int, list[list[int]]] = {}
    for polygon, members in by_polygon.items():
        outer = [ring for ring in members if areas[ring] > 0]
        holes = [ring for ring in members if areas[ring] <= 0]
        pieces = _sort_holes(outer, holes, rings, xy) if len(outer) > 1 else [[ring, *holes] for ring in outer]
        objects.setdefault(int(rings.owner[polygon]), []).extend(pieces)
    place = _place_on_curve(xy[rings.start[:-1]])
    for pieces in objects.values():
        pieces.sort(key=lambda piece: -areas[piece[0]])
        pieces[1:] = sorted(pieces[1:], key=lambda piece: place[piece[0]])
    return objects


def _place_on_curve(xy: Floats) -> Whole:
    """Return numbers that are close for points, shape (n, 2), that are close: Morton's curve over the plane."""
    cell = ((xy + _FARTHEST_M) / (2 * _FARTHEST_M) * (1 << _CURVE_BITS)).astype(np.int64)
    bit = np.arange(_CURVE_BITS)
    parts = (cell[:, :, None] >> bit & 1) << (2 * bit + np.array([[[0], [1]]]))
    return np.asarray(parts.sum(axis=(1, 2)))


def _sort_holes(outer: list[int], holes: list[int], rings: Rings, xy: Floats) -> list[list[int]]:
    pieces = [[ring] for ring in outer]
    areas = [_area(rings, ring, xy) for ring in outer]
    for hole in holes:
        inner = _area(rings, hole, xy).representative_point()
        around = next((number for number, area in enumerate(areas) if area.contains(inner)), None)
        if around is not None:
            pieces[around].append(hole)
    return pieces


def _area(rings: Rings, ring: int, xy: Floats) -> shapely.Polygon:
    return shapely.Polygon(xy[rings.start[ring] : rings.start[ring + 1]])
