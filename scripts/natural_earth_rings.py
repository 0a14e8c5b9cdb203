"""Turn the rings of a quantised TopoJSON world into valid polygons that still share every vertex of a border.

All the work up to the last step is done on the whole numbers of the quantised grid, so that two units that share
a border see the same numbers and get the same new vertices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import antimeridian
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Ring = NDArray[np.int64]
Rings = list[Ring]
"""The rings of one polygon on the grid, outer ring first; each is (n, 2), closed."""
Segment = tuple[tuple[int, int], tuple[int, int]]

SMALLEST_RING = 4
DECIMALS = 6
POLAR_RIM = 89.99
"""Latitude beyond which a ring around the pole is the edge of a map sheet and not a coast."""
MAX_ROUNDS = 10


def decode_units(topology: dict[str, Any], name: str) -> list[tuple[dict[str, Any], list[Rings]]]:
    """Read every geometry of a TopoJSON object as polygons of rings in grid units.

    Returns
    -------
    Pairs of the geometry's own dictionary (``id``, ``properties``) and its polygons, in the order of the file.
    """
    arcs = [np.cumsum(np.array(arc, dtype=np.int64), axis=0) for arc in topology["arcs"]]

    def ring(references: list[int]) -> Ring:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in references]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    units = []
    for geometry in topology["objects"][name]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        units.append((geometry, [[ring(references) for references in polygon] for polygon in polygons]))
    return units


def restore_collapsed(units: list[list[Rings]], coarser: dict[int, list[Rings]]) -> list[list[Rings]]:
    """Give a unit that rounding has shrunk to nothing the shape it has at a coarser scale.

    Every ring with the same vertices, such as the hole around it, changes with it.

    Parameters
    ----------
    units : the polygons of every unit; one is collapsed when none of its outer rings has an area.
    coarser : polygons on the same grid by position in ``units``.
    """
    replaced: dict[frozenset[tuple[int, int]], Ring] = {}
    for position, polygons in enumerate(units):
        if all(len(_vertices(polygon[0])) < SMALLEST_RING - 1 for polygon in polygons):
            for polygon, substitute in zip(polygons, coarser[position], strict=True):
                replaced[_vertices(polygon[0])] = substitute[0]
    if not replaced:
        return units
    return [[[replaced.get(_vertices(ring), ring) for ring in polygon] for polygon in polygons] for polygons in units]


def _vertices(ring: Ring) -> frozenset[tuple[int, int]]:
    return frozenset(zip(*ring.T.tolist(), strict=True))


def drop_repeats(ring: Ring) -> Ring:
    """Return the ring without vertices that repeat the one before."""
    keep = np.ones(len(ring), dtype=bool)
    keep[1:] = (np.diff(ring, axis=0) != 0).any(axis=1)
    return ring[keep]


def node_rings(units: Iterable[list[Rings]], *, width: int) -> list[list[Rings]]:
    """Give all rings a vertex wherever two of their segments meet.

    Rounding to the grid makes some borders cross or touch themselves and each other. The meeting point is rounded
    to the grid too and goes into every ring that uses either segment, so neighbours stay identical.

    Parameters
    ----------
    width : the columns of the grid minus one; a segment longer than half of it crosses 180° and is left alone.
    """
    noded = [[[drop_repeats(ring) for ring in polygon] for polygon in polygons] for polygons in units]
    for _ in range(MAX_ROUNDS):
        inserts = _meetings(noded, width)
        if not inserts:
            return noded
        noded = [[[_insert(ring, inserts) for ring in polygon] for polygon in polygons] for polygons in noded]
    raise ValueError(f"rings still cross after {MAX_ROUNDS} rounds of noding")


def _meetings(units: list[list[Rings]], width: int) -> dict[Segment, set[tuple[int, int]]]:
    rings = [ring for polygons in units for polygon in polygons for ring in polygon if len(ring) > 1]
    ends = np.concatenate([np.concatenate([ring[:-1], ring[1:]], axis=1) for ring in rings])
    ends = ends[np.abs(ends[:, 2] - ends[:, 0]) <= width // 2]
    swap = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[swap] = ends[swap][:, [2, 3, 0, 1]]
    ends = np.unique(ends, axis=0)
    lines = np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)))
    first, second = shapely.STRtree(lines).query(lines, predicate="intersects")
    found: dict[Segment, set[tuple[int, int]]] = defaultdict(set)
    for i, j in zip(first[first < second], second[first < second], strict=True):
        one, other = _segment(ends[i]), _segment(ends[j])
        points = [p for p in other if _inside(p, one)], [p for p in one if _inside(p, other)]
        if not any(points) and not set(one) & set(other):
            crossing = _crossing(one, other)
            points = ([crossing] * (crossing not in one), [crossing] * (crossing not in other))
        for segment, new in zip((one, other), points, strict=True):
            if new:
                found[segment].update(new)
    return found


def _segment(row: NDArray[np.int64]) -> Segment:
    x0, y0, x1, y1 = (int(value) for value in row)
    return (x0, y0), (x1, y1)


def _inside(point: tuple[int, int], segment: Segment) -> bool:
    """Tell whether a point lies on a segment between its ends, exactly."""
    (x0, y0), (x1, y1) = segment
    x, y = point
    on_line = (x1 - x0) * (y - y0) == (y1 - y0) * (x - x0)
    along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)
    return on_line and 0 < along < (x1 - x0) ** 2 + (y1 - y0) ** 2


def _crossing(one: Segment, other: Segment) -> tuple[int, int]:
    """Return the grid point nearest to where two crossing segments meet."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    part = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across
    return round(ax + part * (bx - ax)), round(ay + part * (by - ay))


def _insert(ring: Ring, inserts: dict[Segment, set[tuple[int, int]]]) -> Ring:
    points = [(int(x), int(y)) for x, y in ring]
    out = points[:1]
    for start, end in pairwise(points):
        key = (start, end) if start <= end else (end, start)
        new = inserts.get(key, set())
        # Along a straight segment the order by coordinates is the order of travel, or its reverse.
        out += sorted(new, reverse=start > end)
        out.append(end)
    return drop_repeats(np.array(out, dtype=np.int64))


def build_geometry(polygons: list[Rings], *, scale: list[float], translate: list[float], width: int) -> MultiPolygon:
    """Turn noded rings into a valid multipolygon in degrees, cut at ±180° and free of parts without area.

    Raises
    ------
    ValueError
        When the result is not valid, so that a changed source cannot slip through.
    """
    parts: list[Polygon] = []
    for rings in polygons:
        kept = [ring for ring in rings if len(ring) >= SMALLEST_RING]
        if not kept or kept[0] is not rings[0]:
            continue
        degrees = [np.round(ring * scale + translate, DECIMALS) for ring in kept]
        shape: BaseGeometry = _polygon(degrees) if not _crosses(kept, width) else _cut(degrees)
        parts += polygons_of(shapely.make_valid(shape))
    # Two islands that rounding has pressed together share an edge, which a multipolygon may not.
    whole = MultiPolygon(polygons_of(shapely.make_valid(MultiPolygon(parts))))
    if not whole.is_valid:
        raise ValueError(f"not a valid geometry: {shapely.is_valid_reason(whole)}")
    return whole


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons within any geometry; lines and points, left over from spikes, are dropped."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def _polygon(rings: list[NDArray[np.float64]]) -> Polygon:
    return Polygon(rings[0], rings[1:])


def _crosses(rings: Rings, width: int) -> bool:
    return any((np.abs(np.diff(ring[:, 0])) > width // 2).any() for ring in rings)


def _cut(rings: list[NDArray[np.float64]]) -> BaseGeometry:
    """Cut a polygon whose rings jump by 360°; one that goes round a pole is closed over it."""
    rings = [ring for ring in rings if np.abs(ring[:, 1]).min() < POLAR_RIM]
    turned = [_turn(ring, outer=i == 0) for i, ring in enumerate(rings)]
    fixed = antimeridian.fix_polygon(_polygon(turned), great_circle=False, fix_winding=False)
    # It wraps longitudes by a remainder, which disturbs the last digits that neighbours must share.
    return shapely.remove_repeated_points(shapely.transform(fixed, lambda xy: np.round(xy, DECIMALS)))


def _turn(ring: NDArray[np.float64], *, outer: bool) -> NDArray[np.float64]:
    """Turn an outer ring counter-clockwise, a hole clockwise, a ring round a pole so that the pole is inside."""
    unrolled = ring.copy()
    unrolled[:, 0] = np.unwrap(ring[:, 0], period=360)
    if turns := round((unrolled[-1, 0] - unrolled[0, 0]) / 360):
        eastward, northern = turns > 0, ring[:, 1].mean() > 0
        return ring if eastward == northern else ring[::-1]
    return ring if shapely.LinearRing(unrolled).is_ccw == outer else ring[::-1]
