"""Shared arcs with levels of detail: all lines of a map, each kept once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Projection
from geo.geodesy.seam import seam_of
from geo.topology.antimeridian import join_across_180
from geo.topology.arcs import cut_lines, cut_rings
from geo.topology.clip import clip_rings
from geo.topology.generalise import group_rings, keep_triangle, largest_rings, rings_worth_drawing
from geo.topology.grid import Floats, Grid, Marks, Whole, in_bounds, offsets
from geo.topology.levels import Levels
from geo.topology.rings import Rings, read_rings
from geo.topology.simplify import NEVER, TOLERANCE_PX, pixel_m, vertex_levels

Polygons = dict[str, list[list[list[int]]]]
# An island or lake smaller than this many square pixels of the base zoom is left out, outside the area of detail.
MIN_RING_PX2 = 1.0
_METRES_PER_DEGREE = 111_320


@dataclass(frozen=True)
class Topology:
    """All lines of a map, on a grid of ``step`` degrees.

    ``x``, ``y`` (longitude and latitude divided by step) and ``level`` have one entry for each vertex, shape (n,);
    ``start`` holds where each arc starts and, last, n. ``polygons`` holds for each object its polygons, the largest
    first; for each polygon its rings, the outer one first; for each ring its arcs, ``~i`` for arc i backwards.
    ``lines`` holds the arcs of each line, ``horizon`` the arcs that are no border but the edge of the map.
    Away from the area of detail ``x`` and ``y`` are multiples of ``coarse``.
    """

    step: float
    coarse: int
    x: Whole
    y: Whole
    level: NDArray[np.uint8]
    start: Whole
    polygons: Polygons
    lines: dict[str, list[int]]
    horizon: list[int]

    def arc(self, reference: int, zoom: int = NEVER) -> Floats:
        """Return an arc's longitudes and latitudes in degrees at a zoom, shape (n, 2); ``~i`` is arc i backwards."""
        number = reference if reference >= 0 else ~reference
        span = slice(self.start[number], self.start[number + 1])
        lonlat = Grid(self.step).degrees(self.x[span], self.y[span])[self.level[span] <= zoom]
        return lonlat if reference >= 0 else lonlat[::-1]

    def lengths(self) -> Floats:
        """Return the length of each arc in degrees of latitude, shape (arcs,)."""
        lon, lat = self.x * self.step, self.y * self.step
        across = (np.diff(lon) + 180) % 360 - 180
        steps = np.append(np.hypot(across * np.cos(np.radians(lat[:-1])), np.diff(lat)), 0)
        steps[self.start[1:] - 1] = 0  # from one arc to the next
        return np.add.reduceat(steps, self.start[:-1])

    def outline(self, keys: Collection[str]) -> list[int]:
        """Return the arcs that have one of some polygons on one side and none of them on the other, in their order.

        What was cut at the edge of the projection is no outline.
        """
        sides = Counter(
            max(arc, ~arc) for key in keys for piece in self.polygons.get(key, ()) for ring in piece for arc in ring
        )
        edge = set(self.horizon)
        return sorted(arc for arc, count in sides.items() if count == 1 and arc not in edge)

    def enclosed(self, keys: Collection[str], by: Collection[str]) -> set[str]:
        """Return those of some objects that share more than half of their borders on others with those named last."""
        sides = {key: {max(arc, ~arc) for part in self.polygons[key] for ring in part for arc in ring} for key in keys}
        owners = Counter(arc for arcs in sides.values() for arc in arcs)
        edge = set().union(*(sides[key] for key in by if key in sides))
        lengths = self.lengths()
        shared = {key: [arc for arc in arcs if owners[arc] > 1] for key, arcs in sides.items() if key not in by}
        return {
            key for key, arcs in shared.items() if sum(lengths[arc] * (1 if arc in edge else -1) for arc in arcs) > 0
        }

    def path(self, references: Sequence[int], zoom: int = NEVER) -> Floats:
        """Return a ring's or line's longitudes and latitudes in degrees at a zoom; shape (n, 2)."""
        arcs = [self.arc(reference, zoom) for reference in references]
        return np.concatenate([*(arc[:-1] for arc in arcs[:-1]), *arcs[-1:], np.zeros((0, 2))])


def build_topology(
    polygons: Mapping[str, BaseGeometry], lines: Mapping[str, Floats], projection: Projection, levels: Levels
) -> Topology:
    """Make the shared arcs of a map.

    Parameters
    ----------
    polygons
        Polygons and multipolygons by key, EPSG:4326, valid, cut at ±180°. They are kept in the order of their keys.
    lines
        Longitude and latitude in degrees by key, each of shape (n, 2); a step across 180° may jump.
    levels
        How finely they are kept, and where.

    Returns
    -------
    Topology
        What lies beyond the projection's horizon is cut away; an object that lies wholly beyond has no key. The
        largest ring of an object is an area at every zoom; a small island or lake may be left out.

    Raises
    ------
    MisuseError
        When the step does not divide 90 degrees evenly.
    """
    grid = Grid(levels.step_deg, _coarseness(Grid(levels.step_deg), levels.base_zoom), levels.detail)
    keys, line_keys = sorted(polygons), sorted(lines)
    rings = _read([polygons[key] for key in keys], grid, projection)
    borders, ring_arcs = cut_rings(rings, grid)
    paths, line_arcs = cut_lines([lines[key] for key in line_keys], grid.fine, projection)
    arcs = borders.join(paths)
    ring_xy = projection.forward(grid.degrees(rings.x, rings.y))
    areas = rings.areas(ring_xy)
    largest = largest_rings(rings, areas)
    lonlat = grid.degrees(arcs.x, arcs.y)
    xy = projection.forward(lonlat)
    level = vertex_levels(xy, arcs.start, levels.max_zoom)
    for ring in largest:
        keep_triangle(level, xy, arcs.start, ring_arcs[ring])
    in_detail = in_bounds(lonlat, levels.detail)
    kept = level <= _finest(xy, in_detail, len(borders.x), levels)
    min_area = MIN_RING_PX2 * pixel_m(levels.base_zoom) ** 2
    worthy = rings_worth_drawing(ring_arcs, arcs.start, kept, in_detail, areas, min_area)
    worthy[largest] = True
    drawn = sorted(group_rings(rings, areas, worthy, ring_xy).items())
    first_path = len(borders.start) - 1
    draft = Topology(
        step=levels.step_deg,
        coarse=grid.coarse,
        x=arcs.x,
        y=arcs.y,
        level=level,
        start=arcs.start,
        polygons={
            keys[owner]: [[ring_arcs[ring] for ring in piece] for piece in pieces] for owner, pieces in drawn if pieces
        },
        lines={key: [first_path + arc for arc in part] for key, part in zip(line_keys, line_arcs, strict=True)},
        horizon=arcs.horizon,
    )
    return _number_arcs(draft, kept)


def _read(shapes: Sequence[BaseGeometry], grid: Grid, projection: Projection) -> Rings:
    """Return the rings of shapes, joined across 180° and cut where the projection ends."""
    seam = seam_of(projection, grid.step * grid.coarse)
    if seam is None:
        rings = join_across_180(read_rings(shapes, grid), grid)
        return clip_rings(rings.densify(grid), shapes, grid, projection)
    rings = join_across_180(read_rings(seam.cut(shapes).tolist(), grid), grid).densify(grid)
    return replace(rings, on_horizon=seam.is_edge(grid.degrees(rings.x, rings.y)))


def _finest(xy: Floats, in_detail: Marks, borders: int, levels: Levels) -> Whole:
    """Return up to which zoom each vertex of a map is kept; the first ``borders`` are of borders and coasts."""
    left, bottom, right, top = levels.near or (-np.inf, -np.inf, np.inf, np.inf)
    x, y = xy.T
    is_near = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
    away = np.where(is_near, levels.base_zoom, max(levels.base_zoom - 1, 0))
    finest = np.where(in_detail, levels.max_zoom, away)
    finest[borders:] = levels.max_zoom
    return finest


def _coarseness(grid: Grid, base_zoom: int) -> int:
    """Return how many steps may be rounded to one where the base zoom is the finest; it divides 90 degrees."""
    most = int(TOLERANCE_PX * pixel_m(base_zoom) / (grid.step * _METRES_PER_DEGREE))
    return next((number for number in range(most, 1, -1) if grid.half % (2 * number) == 0), 1)


def _number_arcs(topology: Topology, kept: Marks) -> Topology:
    """Leave out vertices not kept and arcs not used; number and turn the other arcs by their first use."""
    polygons, lines = topology.polygons, topology.lines
    flat = [arc for pieces in polygons.values() for piece in pieces for ring in piece for arc in ring]
    flat += [arc for part in lines.values() for arc in part]
    used: dict[int, bool] = {}
    for arc in flat:
        used.setdefault(max(arc, ~arc), arc < 0)
    new = {~arc if is_back else arc: number for number, (arc, is_back) in enumerate(used.items())}
    new |= {~arc: ~number for arc, number in new.items()}
    chosen, is_back = np.array(list(used), dtype=np.int64), np.array(list(used.values()), dtype=bool)
    begin, size = topology.start[:-1][chosen], np.diff(topology.start)[chosen]
    start = offsets(size)
    place = np.arange(start[-1]) - np.repeat(start[:-1], size)
    place = np.repeat(begin, size) + np.where(np.repeat(is_back, size), np.repeat(size - 1, size) - place, place)
    stays = kept[place]
    place = place[stays]
    return replace(
        topology,
        x=topology.x[place],
        y=topology.y[place],
        level=topology.level[place],
        start=offsets(stays.astype(np.int64))[start],
        polygons={
            key: [[[new[arc] for arc in ring] for ring in piece] for piece in pieces]
            for key, pieces in polygons.items()
        },
        lines={key: [new[arc] for arc in part] for key, part in lines.items()},
        horizon=sorted(max(new[arc], ~new[arc]) for arc in topology.horizon if arc in new),
    )
