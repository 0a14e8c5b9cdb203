"""A tiny invented world of squares, so that every expected value can be had by reasoning."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry


def square(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """Return a square by its bounds; west > east means across 180°, where it is cut into two parts."""
    if west <= east:
        return box(west, south, east, north)
    return MultiPolygon([box(west, south, 180, north), box(-180, south, east, north)])


SQUARES: Mapping[str, BaseGeometry] = {
    "AAA": box(0, 0, 10, 10),
    # The second part of BBB borders CCC alone, as a border view may give it to.
    "BBB": MultiPolygon([box(10, 0, 20, 10), box(0, 20, 10, 30)]),
    "CCC": box(0, 10, 10, 20),
    "DDD": square(175, 0, -175, 10),
    "EEE": box(34, 4, 36, 6),
    # FFF lies all round EEE.
    "FFF": Polygon(box(30, 0, 40, 10).exterior.coords, [box(34, 4, 36, 6).exterior.coords]),
}


def square_world(shapes: Mapping[str, BaseGeometry] = SQUARES) -> geopandas.GeoDataFrame:
    """Return a frame as ``load_countries`` does: index ``code``, columns ``iso_a2``, ``name``, ``geometry``."""
    codes = sorted(shapes)
    columns = {"code": codes, "iso_a2": [None] * len(codes), "name": [f"Land {code[0]}" for code in codes]}
    frame = geopandas.GeoDataFrame(columns, geometry=[shapes[code] for code in codes], crs="EPSG:4326")
    return frame.set_index("code")


def write_repository(
    folder: Path, layer: str, frame: geopandas.GeoDataFrame, *, scale: str = "10m", category: str = "cultural"
) -> Path:
    """Write a frame as a layer of a repository in cartopy's layout; return the folder."""
    path = folder / "shapefiles" / "natural_earth" / category / f"ne_{scale}_{layer}.shp"
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_file(path, engine="pyogrio")
    return folder
