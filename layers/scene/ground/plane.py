"""A scene's arcs in the plane of its projection: each projected once, for all figures that are drawn of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.geodesy.projection import Projection
from geo.topology.build import Topology
from geo.topology.grid import Grid

Points = NDArray[np.float64]
"""Points of the plane in metres, shape (n, 2)."""


@dataclass(frozen=True)
class PlaneRings:
    """The polygons of a level of detail: of each its key, its rings, the outer one first, and the outer one's box.

    ``boxes`` holds west, south, east, north in metres, shape (n, 4).
    """

    keys: list[str]
    polygons: list[list[Points]]
    boxes: NDArray[np.float64]


@dataclass(frozen=True)
class PlaneArcs:
    """What of a topology lies where in the plane, by level of detail."""

    topology: Topology
    projection: Projection
    _vertices: dict[int, tuple[Points, NDArray[np.int64]]] = field(default_factory=dict)
    _arcs: dict[int, list[Points]] = field(default_factory=dict)
    _rings: dict[int, PlaneRings] = field(default_factory=dict)

    def path(self, references: Sequence[int], zoom: int) -> Points:
        """Return a ring's or line's vertices, shape (n, 2); ``~i`` is arc i backwards."""
        arcs = self._of(zoom)
        parts = [arcs[one] if one >= 0 else arcs[~one][::-1] for one in references]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([*(part[:-1] for part in parts[:-1]), *parts[-1:], np.zeros((0, 2))])

    def rings(self, zoom: int) -> PlaneRings:
        """Return all polygons whose outer ring has an inside at a level of detail."""
        if zoom not in self._rings:
            self._rings[zoom] = self._find_rings(zoom)
        return self._rings[zoom]

    def _find_rings(self, zoom: int) -> PlaneRings:
        keys, polygons, boxes = [], [], []
        for key, parts in self.topology.polygons.items():
            for part in parts:
                rings = [ring for ring in (self.path(references, zoom) for references in part) if len(ring) > 3]
                if rings:
                    keys.append(key)
                    polygons.append(rings)
                    boxes.append([*rings[0].min(axis=0), *rings[0].max(axis=0)])
        return PlaneRings(keys, polygons, np.array(boxes, float).reshape(-1, 4))

    def _of(self, zoom: int) -> list[Points]:
        """Return every arc with the vertices of a level of detail."""
        if zoom not in self._arcs:
            points, ends = self.vertices(zoom)
            self._arcs[zoom] = np.split(points, ends[1:-1])
        return self._arcs[zoom]

    def vertices(self, zoom: int) -> tuple[Points, NDArray[np.int64]]:
        """Return the vertices of all arcs at a level of detail, and where each arc begins and, last, their number."""
        if zoom not in self._vertices:
            topology = self.topology
            kept = topology.level <= zoom
            plane = self.projection.forward(Grid(topology.step).degrees(topology.x[kept], topology.y[kept]))
            self._vertices[zoom] = plane, np.concatenate([[0], np.cumsum(kept)])[topology.start]
        return self._vertices[zoom]
