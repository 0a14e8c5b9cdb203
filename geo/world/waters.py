"""Waters: the names of seas and lakes, and the shapes of lakes and rivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geo.errors import MissingLayerError
from geo.geodesy.projection import Projection
from geo.model.fields import Id, Latitude, Longitude, RequiredText
from geo.model.records import Row
from geo.prepared import Arrays, prepared
from geo.topology.simplify import pixel_m
from geo.world.border_views import BORDERS, read_rows
from geo.world.natural_earth import find_layer, layer_stamp, read_layer

LAKES, RIVERS = "lakes", "rivers_lake_centerlines"
BUNDLED_SCALE = "50m"
"""The finest scale at which the bundle has lakes and rivers."""
MAX_RANK = 4
RIVER_ZOOMS = (0, 3, 4, 5, 6)
"""From which of the page's zooms the rivers of each rank show."""
# Around what a map opens with, as a share of it; and a stretch of river shorter than this many pixels is left out.
ROOM = 0.15
LEAST_RIVER_PX = 24
RIVER_TOLERANCE_PX = 1.5
LONGEST_STEP_M = 1_000_000


class Water(Row):
    """A sea or lake and the point where its name goes.

    ``rank`` counts from 1, the most wanted; those of rank 0 are wanted before the names of land. Waters whose name is
    disputed are left out: a map of ours writes none of their names.
    """

    id: Id
    name: RequiredText
    kind: Literal["sea", "lake"]
    lat: Latitude
    lon: Longitude
    rank: int = Field(ge=0)


def named_waters() -> tuple[Water, ...]:
    """Return the seas and lakes that a map may name, in the order of the table."""
    return read_rows(BORDERS / "waters.csv", Water)


def load_lakes(scale: str) -> geopandas.GeoDataFrame:
    """Return the lakes of a scale; where it has none at hand, those of the bundle's finest.

    Returns
    -------
    GeoDataFrame
        One row per lake, a number as index; ``rank``, from 0 for the largest to ``MAX_RANK``, and ``geometry``:
        polygons, valid, EPSG:4326.
    """
    return _read(LAKES, scale)


def load_rivers(scale: str) -> geopandas.GeoDataFrame:
    """Return the rivers of a scale as lines, a row for each stretch; for the rest see ``load_lakes``."""
    return _read(RIVERS, scale)


def _read(layer: str, scale: str) -> geopandas.GeoDataFrame:
    try:
        return _read_once(layer, scale, *_place(layer, scale)).copy()
    except MissingLayerError:
        return _read_once(layer, BUNDLED_SCALE, *_place(layer, BUNDLED_SCALE)).copy()


def _scale_of(layer: str, scale: str) -> str:
    """Return a scale, or where it has no such layer, the bundle's finest."""
    try:
        find_layer(layer, scale=scale, category="physical")
    except MissingLayerError:
        return BUNDLED_SCALE
    return scale


def _place(layer: str, scale: str) -> tuple[Path, tuple[tuple[int, int], ...]]:
    path = find_layer(layer, scale=scale, category="physical").path
    return path, layer_stamp(path)


@lru_cache(maxsize=4)
def _read_once(layer: str, scale: str, path: Path, stamp: tuple[tuple[int, int], ...]) -> geopandas.GeoDataFrame:
    """Return a layer as ``load_lakes`` does; once in a process for lakes and rivers, while nobody touches the files."""
    frame = read_layer(layer, scale=scale, category="physical")
    # Natural Earth's own tables write it in small letters or in large ones, by version.
    column = next((column for column in frame.columns if column.lower() == "scalerank"), None)
    frame = frame.assign(rank=0 if column is None else frame[column].astype(int))
    ranked = frame[frame["rank"] <= MAX_RANK]
    return ranked[["rank", "geometry"]].set_geometry(ranked.geometry.make_valid()).reset_index(drop=True)


@dataclass(frozen=True)
class WatersInView:
    """What of the waters a map draws, in degrees: the lakes as one, and the rivers by the zoom from which they show."""

    lakes: BaseGeometry
    rivers: Mapping[int, Sequence[NDArray[np.float64]]]


def waters_in_view(
    scale: str, projection: Projection, extent: tuple[float, float, float, float], finest: int
) -> WatersInView:
    """Return the waters that meet an extent (left, bottom, right, top in metres), rivers as fine as a zoom needs."""
    places = [_place(layer, _scale_of(layer, scale)) for layer in (LAKES, RIVERS)]
    return prepared(
        "waters",
        [repr((places, projection, extent, finest)).encode()],
        lambda: _find_waters(scale, projection, extent, finest),
        to_arrays=_to_arrays,
        from_arrays=_from_arrays,
    )


def _to_arrays(waters: WatersInView) -> Arrays:
    zooms = [zoom for zoom, lines in waters.rivers.items() for _ in lines]
    lines = [line for lines in waters.rivers.values() for line in lines]
    lakes = np.frombuffer(shapely.to_wkb(waters.lakes), dtype=np.uint8)
    return [lakes, np.array(list(waters.rivers), dtype=np.int64), np.array(zooms, dtype=np.int64), *lines]


def _from_arrays(arrays: Arrays) -> WatersInView:
    lakes, every, zooms, *lines = arrays
    rivers: dict[int, list[NDArray[np.float64]]] = {int(zoom): [] for zoom in every}
    for zoom, line in zip(zooms, lines, strict=True):
        rivers[int(zoom)].append(line.astype(np.float64))
    return WatersInView(shapely.from_wkb(lakes.tobytes()), rivers)


def _find_waters(
    scale: str, projection: Projection, extent: tuple[float, float, float, float], finest: int
) -> WatersInView:
    left, bottom, right, top = extent
    room = max(right - left, top - bottom) * ROOM
    box = shapely.box(left - room, bottom - room, right + room, top + room) & shapely.Polygon(projection.outline())
    lakes = np.asarray(load_lakes(scale).geometry.array)
    plane = shapely.transform(lakes, projection.forward)
    seen = lakes[shapely.intersects(plane, box) & _unbroken(plane)]
    rivers = load_rivers(scale)
    by_zoom = {}
    for rank, zoom in enumerate(RIVER_ZOOMS):
        lines = np.asarray(rivers.geometry[rivers["rank"] == rank].array)
        if zoom < finest and len(lines):
            plane = shapely.transform(lines, projection.forward)
            drawn = shapely.simplify(
                shapely.intersection(plane[_unbroken(plane)], box), RIVER_TOLERANCE_PX * pixel_m(finest)
            )
            pieces = shapely.get_parts(shapely.line_merge(shapely.union_all(drawn)))
            long = [piece for piece in pieces if piece.length > LEAST_RIVER_PX * pixel_m(finest)]
            by_zoom[zoom] = [projection.inverse(shapely.get_coordinates(piece)) for piece in long]
    return WatersInView(shapely.union_all(seen), by_zoom)


def _unbroken(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which shapes of the plane no seam of the projection tears: each step of theirs is short."""
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    steps = np.hypot(*np.diff(coordinates, axis=0).T)
    torn = owner[1:][(steps > LONGEST_STEP_M) & (owner[1:] == owner[:-1])]
    return ~np.isin(np.arange(len(shapes)), torn)
