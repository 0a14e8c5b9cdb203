"""Shared arcs with levels of detail: all lines of a map, each kept once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.arcs import Arcs, cut_lines, cut_rings
from geo.generalise import group_rings, keep_triangle, largest_rings, ring_areas, rings_worth_drawing
from geo.horizon import clip_rings
from geo.projection import Projection
from geo.rings import Grid, Whole, densify, join_across_180, read_rings
from geo.simplify import NEVER, pixel_m, vertex_levels
from geo.spec import Bounds

Polygons = dict[str, list[list[list[int]]]]
# An island or lake smaller than this many square pixels at the base zoom is left out, where there is no detail.
MIN_RING_PX2 = 1.0
_METRES_PER_DEGREE = 111_320


@dataclass(frozen=True)
class Topology:
    """All lines of a map, on a grid of ``step`` degrees.

    ``x``, ``y`` (longitude and latitude divided by step) and ``level`` have one entry for each vertex, shape (n,);
    ``start`` holds where each arc starts and, last, n. ``polygons`` holds for each object its polygons, the largest
    first; for each polygon its rings, the outer one first; for each ring its arcs, ``~i`` for arc i backwards.
    ``lines`` holds the arcs of each line, ``horizon`` the arcs that are no border but the edge of the map.
    """

    step: float
    x: Whole
    y: Whole
    level: NDArray[np.uint8]
    start: Whole
    polygons: Polygons
    lines: dict[str, list[int]]
    horizon: list[int]

    def arc(self, reference: int, zoom: int = NEVER) -> NDArray[np.float64]:
        """Return an arc's longitudes and latitudes in degrees at a zoom, shape (n, 2); ``~i`` is arc i backwards."""
        number = reference if reference >= 0 else ~reference
        span = slice(self.start[number], self.start[number + 1])
        lonlat = np.column_stack([self.x[span], self.y[span]])[self.level[span] <= zoom] * self.step
        return lonlat if reference >= 0 else lonlat[::-1]

    def path(self, references: Sequence[int], zoom: int = NEVER) -> NDArray[np.float64]:
        """Return a ring's or line's longitudes and latitudes in degrees at a zoom; shape (n, 2)."""
        arcs = [self.arc(reference, zoom) for reference in references]
        return np.concatenate([*(arc[:-1] for arc in arcs[:-1]), *arcs[-1:], np.zeros((0, 2))])


def build_topology(
    polygons: Mapping[str, BaseGeometry],
    lines: Mapping[str, NDArray[np.float64]],
    projection: Projection,
    *,
    step_deg: float,
    max_zoom: int,
    base_zoom: int,
    detail: Bounds | None = None,
) -> Topology:
    """Make the shared arcs of a map.

    Parameters
    ----------
    polygons
        Polygons and multipolygons by key, EPSG:4326, valid, cut at ±180°. They are kept in the order of their keys.
    lines
        Longitude and latitude in degrees by key, each of shape (n, 2); a step across 180° may jump.
    step_deg
        The grid's step in degrees; 90 must be a multiple.
    max_zoom
        Vertices that are needed only beyond it are left out.
    base_zoom
        The same for borders and coasts outside the area of detail.
    detail
        Bounds of the area of detail; ``None``: there is none.

    Returns
    -------
    Topology
        What lies beyond the projection's horizon is cut away; an object that lies wholly beyond has no key.

    Raises
    ------
    MisuseError
        When the step does not divide 90 degrees.
    """
    grid = Grid(step_deg)
    keys, line_keys = sorted(polygons), sorted(lines)
    rings = read_rings([polygons[key] for key in keys], grid)
    rings = clip_rings(densify(join_across_180(rings, grid), grid), grid, projection)
    borders, ring_arcs = cut_rings(rings, grid, on_horizon=_on_horizon(rings.x, rings.y, grid, projection))
    paths, line_arcs = cut_lines([lines[key] for key in line_keys], grid, projection)
    arcs = borders.join(paths)
    lonlat = grid.degrees(arcs.x, arcs.y)
    xy = projection.forward(lonlat)
    level = vertex_levels(xy, arcs.start, max_zoom)

    ring_xy = projection.forward(grid.degrees(rings.x, rings.y))
    areas = ring_areas(rings, ring_xy)
    largest = largest_rings(rings, areas)
    for ring in largest:
        keep_triangle(level, xy, arcs.start, ring_arcs[ring])
    is_path = np.arange(len(lonlat)) >= len(borders.x)
    detailed = is_path | _within(lonlat, detail)
    kept = level <= np.where(detailed, max_zoom, base_zoom)
    worthy = rings_worth_drawing(ring_arcs, arcs.start, kept, detailed, areas, MIN_RING_PX2 * pixel_m(base_zoom) ** 2)
    worthy[largest] = True
    shapes = group_rings(rings, areas, worthy, ring_xy)
    first_path = len(borders.start) - 1
    return _number_arcs(
        arcs,
        level,
        kept,
        {keys[owner]: [[ring_arcs[ring] for ring in piece] for piece in shapes[owner]] for owner in sorted(shapes)},
        {key: [arc + first_path for arc in part] for key, part in zip(line_keys, line_arcs, strict=True)},
        _on_horizon(arcs.x, arcs.y, grid, projection) & ~is_path,
        step_deg,
    )


def _number_arcs(
    arcs: Arcs,
    level: NDArray[np.uint8],
    kept: NDArray[np.bool_],
    polygons: Polygons,
    lines: dict[str, list[int]],
    on_horizon: NDArray[np.bool_],
    step: float,
) -> Topology:
    """Leave out what is not kept or not used, and number the arcs in the order in which they are first used."""
    flat = [arc for pieces in polygons.values() for piece in pieces for ring in piece for arc in ring]
    flat += [arc for part in lines.values() for arc in part]
    old = list(dict.fromkeys(arc if arc >= 0 else ~arc for arc in flat))
    new = {arc: number for number, arc in enumerate(old)} | {~arc: ~number for number, arc in enumerate(old)}
    chosen = np.array(old, dtype=np.int64)
    begin, size = arcs.start[:-1][chosen], np.diff(arcs.start)[chosen]
    starts = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    place = np.arange(starts[-1]) + np.repeat(begin - starts[:-1], size)
    stays = kept[place]
    place = place[stays]
    horizon = np.logical_and.reduceat(on_horizon, arcs.start[:-1])[chosen] if len(chosen) else chosen
    return Topology(
        step=step,
        x=arcs.x[place],
        y=arcs.y[place],
        level=level[place],
        start=np.concatenate([[0], np.cumsum(stays)])[starts],
        polygons={
            key: [[[new[arc] for arc in ring] for ring in piece] for piece in pieces]
            for key, pieces in polygons.items()
        },
        lines={key: [new[arc] for arc in part] for key, part in lines.items()},
        horizon=np.flatnonzero(horizon).tolist(),
    )


def _within(lonlat: NDArray[np.float64], bounds: Bounds | None) -> NDArray[np.bool_]:
    if bounds is None:
        return np.zeros(len(lonlat), dtype=bool)
    west, south, east, north = bounds
    lon, lat = lonlat.T
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return across & (lat >= south) & (lat <= north)


def _on_horizon(x: Whole, y: Whole, grid: Grid, projection: Projection) -> NDArray[np.bool_]:
    distance = np.hypot(*projection.forward(grid.degrees(x, y)).T)
    return np.abs(distance - projection.radius) < 2 * grid.step * _METRES_PER_DEGREE
