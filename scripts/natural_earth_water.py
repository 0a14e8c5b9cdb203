"""Lakes and rivers of Natural Earth for the bundle, from the npm package ``plotly.js``, ranked by their size.

The package keeps their shapes and none of their columns, so that the rank is made here: that of a lake from its area,
that of a river from the length of all that flows together with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas
import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon

from scripts.geo_assets import World

SCALES = ("110m", "50m")
LAKES = "lakes"
RIVERS = "rivers_lake_centerlines"
CRS = "EPSG:4326"
# From which area in km², and from which length of a whole system in km, a water has rank 0, 1, 2 …
LAKE_RANKS = (15_000, 3_000, 900, 250)
RIVER_RANKS = (9_000, 4_000, 1_800, 700)
_ELLIPSOID = Geod(ellps="WGS84")


def lakes_of(world: World) -> geopandas.GeoDataFrame:
    """Return the lakes of a world, the largest first: ``scalerank`` from 0, the largest, and polygons."""
    shapes = list({shape.normalize().wkb: shape for shape in world.polygons(LAKES)}.values())
    areas = [area_km2(shape) for shape in shapes]
    order = np.argsort([-area for area in areas], kind="stable")
    ranks = [_rank(areas[i], LAKE_RANKS) for i in order]
    return geopandas.GeoDataFrame({"scalerank": ranks}, geometry=[shapes[i] for i in order], crs=CRS)


def rivers_of(world: World) -> geopandas.GeoDataFrame:
    """Return the rivers of a world, those of the largest systems first: ``scalerank`` from 0, and lines."""
    lines = merge(world.lines("rivers"))
    systems = _systems(lines)
    lengths = np.array([_ELLIPSOID.geometry_length(line) / 1_000 for line in lines])
    of_system = np.bincount(systems, weights=lengths)[systems]
    order = np.lexsort((-lengths, systems, -of_system))
    ranks = [_rank(of_system[i], RIVER_RANKS) for i in order]
    return geopandas.GeoDataFrame({"scalerank": ranks}, geometry=[lines[i] for i in order], crs=CRS)


def merge(lines: Sequence[LineString]) -> list[LineString]:
    """Return lines joined where two of them alone meet, each once, so that a river is few of them."""
    merged = shapely.line_merge(shapely.union_all(list(lines)))
    return sorted(shapely.get_parts(merged), key=lambda line: line.wkb)


def area_km2(shape: MultiPolygon) -> float:
    """Return the area of polygons on the ellipsoid in km²."""
    return sum(abs(_ELLIPSOID.geometry_area_perimeter(part)[0]) for part in shape.geoms) / 1e6


def _rank(size: float, thresholds: Sequence[float]) -> int:
    return sum(size < threshold for threshold in thresholds)


def _systems(lines: Sequence[LineString]) -> list[int]:
    """Number the lines by what they flow together with: lines that touch have one number."""
    number = list(range(len(lines)))

    def first(i: int) -> int:
        while number[i] != i:
            i = number[i]
        return i

    tree = shapely.STRtree(list(lines))
    for i, j in zip(*tree.query(list(lines), predicate="intersects"), strict=True):
        one, other = sorted((first(int(i)), first(int(j))))
        number[other] = one
    return [first(i) for i in range(len(lines))]
