"""The world's units of one scale as seen by one border view, keyed by ISO alpha-3."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache

import geopandas
import pandas
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import Fault, FaultyDataError, check_one_of
from geo.world.border_views import DEFAULT_WORLDVIEW, Move, Worldview, find_worldview, moves_of, worldviews
from geo.world.natural_earth import BUNDLE, SCALES, read_layer

__all__ = [
    "DEFAULT_SCALE",
    "DEFAULT_WORLDVIEW",
    "Worldview",
    "apply_moves",
    "available_scale",
    "check_view",
    "load_countries",
    "part_at",
    "worldviews",
]

LAYER = "admin_0_countries"
DEFAULT_SCALE = "50m"
FIXES = BUNDLE / "fixes.csv"
NO_CODE = "-99"
_COLUMNS = {
    "bundle": {"ADM0_A3": "code", "ISO_A2": "iso_a2", "NAME": "name"},
    # As Natural Earth publishes it. The plain ISO_A2 holds no code for some states that have one; this column does.
    "release": {"ADM0_A3": "code", "ISO_A2_EH": "iso_a2", "NAME_LONG": "name"},
}


def load_countries(scale: str = DEFAULT_SCALE, worldview: str = DEFAULT_WORLDVIEW) -> geopandas.GeoDataFrame:
    """Return the countries and other units of the world.

    Parameters
    ----------
    scale : ``110m``, ``50m`` or ``10m``; small states are missing at 110m.
    worldview : a view of ``worldviews()``. Those of single states need a layer that is not bundled.

    Returns
    -------
    GeoDataFrame
        One row per unit, index ``code`` (ISO 3166-1 alpha-3, or a declared code where there is none), sorted;
        columns ``iso_a2`` (``None`` where there is none), ``name`` (English), ``geometry`` (valid, EPSG:4326, cut at
        ±180°). Units that share a border share its vertices.

    Raises
    ------
    MisuseError
        For a scale or view that does not exist.
    MissingLayerError
        When the view's layer has not been fetched.
    FaultyDataError
        When the data no longer is what the tables of fixes and moves expect.
    """
    view = check_view(scale, worldview)
    frame = _read(view.layer or LAYER, scale)
    return apply_moves(frame, moves_of(view, scale), scale=scale)


def available_scale(scale: str, worldview: str) -> str:
    """Return the scale itself where the view has it, else the finest one that the view has.

    Raises ``MisuseError`` when there is no such view or scale of Natural Earth.
    """
    check_one_of(scale, SCALES, "a scale of Natural Earth")
    scales = find_worldview(worldview).scales
    return scale if scale in scales else max(scales, key=SCALES.index)


def check_view(scale: str, worldview: str) -> Worldview:
    """Return a view that there is at a scale; raise ``MisuseError`` when there is no such view or scale."""
    view = find_worldview(worldview)
    check_one_of(scale, SCALES, "a scale of Natural Earth")
    check_one_of(scale, view.scales, f"a scale of the view '{view.id}'")
    return view


def apply_moves(frame: geopandas.GeoDataFrame, moves: Iterable[Move], *, scale: str) -> geopandas.GeoDataFrame:
    """Return the frame with parts given to other units, and without the units that have lost all.

    A part joins its new unit without a border between them; no vertex appears or goes but those of that border.

    Parameters
    ----------
    frame : index ``code``, polygons that share their borders' vertices.
    scale : named in the faults.

    Raises
    ------
    FaultyDataError
        With every move whose point does not lie where the table says.
    """
    shapes: dict[str, BaseGeometry] = {str(code): shape for code, shape in frame.geometry.items()}
    faults = []
    for move in moves:
        faults += _apply(shapes, move, scale)
    if faults:
        raise FaultyDataError(faults)
    left = [code for code, shape in shapes.items() if not shape.is_empty]
    moved: geopandas.GeoDataFrame = frame.loc[left].copy()
    return moved.set_geometry([shapes[code] for code in left], crs=frame.crs)


def part_at(shape: BaseGeometry, lon: float, lat: float) -> BaseGeometry | None:
    """Return the one polygon of a shape that holds a point, ``None`` where none does."""
    parts = shapely.get_parts(shape)
    held = parts[shapely.contains_xy(parts, lon, lat)]
    return held[0] if len(held) else None


def _apply(shapes: dict[str, BaseGeometry], move: Move, scale: str) -> list[Fault]:
    source, target = shapes.get(move.from_unit), shapes.get(move.to)
    part = part_at(source, move.lon, move.lat) if source is not None else None
    if source is None or target is None or part is None:
        holders = [code for code, shape in shapes.items() if shapely.contains_xy(shape, move.lon, move.lat)]
        found = f"{move.lon}, {move.lat} in {', '.join(holders) or 'no unit'} at {scale}"
        expected = f"a part of {move.from_unit}, to be given to {move.to}"
        return [Fault("worldviews.csv", move.line, None, found, expected, "Natural Earth has changed: correct the row")]
    parts = shapely.get_parts(source)
    given = shapely.contains_xy(parts, move.lon, move.lat) | move.whole
    kept, moved = [*parts[~given]], [*parts[given]]
    if move.south_of is not None:
        parallel = _shared_parallel(move.south_of, source, target)
        kept += [piece for part in moved for piece in _half(part, parallel, 90.0)]
        moved = [piece for part in moved for piece in _half(part, -90.0, parallel)]
    shapes[move.from_unit] = MultiPolygon(kept)
    shapes[move.to] = shapely.coverage_union_all([*shapely.get_parts(target), *moved])
    return []


def _shared_parallel(latitude: float, one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the latitude of the vertex common to two units that is nearest to a parallel.

    So the cut ends in a vertex that all neighbours have, and the parallel of a generalised border is kept.
    """
    vertices = [set(map(tuple, shapely.get_coordinates(shape).tolist())) for shape in (one, other)]
    return float(min((y for _, y in vertices[0] & vertices[1]), key=lambda y: abs(y - latitude), default=latitude))


def _half(polygon: BaseGeometry, south: float, north: float) -> list[Polygon]:
    pieces = shapely.get_parts(shapely.intersection(polygon, shapely.box(-180, south, 180, north)))
    return [piece for piece in pieces if piece.geom_type == "Polygon"]


def _read(layer: str, scale: str) -> geopandas.GeoDataFrame:
    raw = read_layer(layer, scale=scale)
    # A repository of the reader's own may hold a release in the bundle's place.
    kind = "bundle" if layer == LAYER and "ISO_A2_EH" not in raw.columns else "release"
    columns = _COLUMNS[kind]
    missing = sorted(set(columns) - set(raw.columns))
    if missing:
        raise FaultyDataError([Fault(layer, None, None, f"no column {', '.join(missing)}", "Natural Earth's columns")])
    frame = raw[[*columns, "geometry"]].rename(columns=columns)
    _refuse_doubles(frame, layer)
    frame = _fix(frame.set_index("code", drop=False), kind)
    _refuse_doubles(frame, layer)
    frame = frame.set_index("code").sort_index()
    return frame.set_geometry(frame.geometry.make_valid()) if kind == "release" else frame


def _refuse_doubles(frame: geopandas.GeoDataFrame, layer: str) -> None:
    twice = sorted(set(frame["code"][frame["code"].duplicated()]))
    if twice:
        raise FaultyDataError([Fault(layer, None, None, f"code {', '.join(twice)} twice", "each code once")])


def _fix(frame: geopandas.GeoDataFrame, kind: str) -> geopandas.GeoDataFrame:
    """Return the frame with the declared corrections, and ``None`` for no code; each must find the value it expects."""
    values = {column: dict(zip(frame.index, frame[column], strict=True)) for column in ("code", "iso_a2", "name")}
    fixed = {
        column: {code: None if value == NO_CODE else value for code, value in known.items()}
        for column, known in values.items()
    }
    faults = []
    for line, fix in _fixes():
        code, column = fix["code"], fix["column"]
        if fix["data"] != kind or code not in frame.index:
            continue
        if values[column][code] != fix["expected"]:
            expected = f"'{fix['expected']}' as {column} of {code}"
            found = f"'{values[column][code]}'"
            faults.append(Fault(FIXES.name, line, None, found, expected, "Natural Earth has changed"))
        fixed[column][code] = fix["value"]
    if faults:
        raise FaultyDataError(faults)
    # Objects, for pandas' own text columns turn None into a number that is not one.
    return frame.assign(**{column: pandas.Series(known, dtype=object) for column, known in fixed.items()})


@cache
def _fixes() -> list[tuple[int, Mapping[str, str]]]:
    with FIXES.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=2))
