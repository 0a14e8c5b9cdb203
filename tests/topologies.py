"""Look at a topology as shapes, and make small ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Projection
from geo.topology.build import Topology, build_topology
from geo.topology.levels import Levels

HERE = Projection(15, 15)


def build(polygons: Mapping[str, BaseGeometry], **options: Any) -> Topology:
    """Build the topology of polygons alone, with settings that keep every vertex of a coarse world."""
    settings = {"step_deg": 0.01, "max_zoom": 9, "base_zoom": 9} | options
    return build_topology(polygons, {}, settings.pop("projection", HERE), Levels(**settings))


def shape(topology: Topology, key: str, projection: Projection, zoom: int = 255) -> MultiPolygon:
    """Return an object at a zoom in metres of the plane; rings of fewer than three vertices are left out."""
    pieces = []
    for polygon in topology.polygons[key]:
        outer, *holes = [projection.forward(topology.path(ring, zoom)) for ring in polygon]
        if len(outer) > 3:
            pieces.append(Polygon(outer, [hole for hole in holes if len(hole) > 3]))
    return MultiPolygon(pieces)


def area_deg2(topology: Topology, key: str) -> float:
    """Return an object's area in square degrees; it must not cross 180°."""
    rings = [topology.path(ring) for polygon in topology.polygons[key] for ring in polygon]
    return float(sum(signed_area(ring) for ring in rings))


def signed_area(ring: NDArray[np.float64]) -> float:
    """Return the area of a closed ring, shape (n, 2), positive where it runs counter-clockwise."""
    x, y = (ring - ring[0]).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def arc_uses(topology: Topology) -> Counter[int]:
    """Count how often each reference, forward or backward, is used by a polygon."""
    rings = [ring for pieces in topology.polygons.values() for piece in pieces for ring in piece]
    return Counter(reference for ring in rings for reference in ring)


def disk(projection: Projection) -> Polygon:
    """Return the disk within the horizon, in metres of the plane."""
    return Polygon(projection.forward(projection.circle(3600)))


def dense(geometry: BaseGeometry, projection: Projection) -> BaseGeometry:
    """Project a geometry whose edges are straight in degrees."""
    return shapely.transform(shapely.segmentize(geometry, 0.1), projection.forward)
