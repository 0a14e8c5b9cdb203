"""The world's units of one scale as seen by one border view, keyed by ISO alpha-3."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import geopandas
import pandas
import shapely

from geo.model.locale import country_name
from geo.prepared import Arrays, arrays_to_shapes, prepared, shapes_to_arrays
from geo.reading.suggestions import iso_codes
from geo.world.border_views import (
    DEFAULT_WORLDVIEW,
    Move,
    Worldview,
    available_scale,
    borders_digest,
    check_view,
    moves_of,
    worldviews,
)
from geo.world.moves import move_parts
from geo.world.natural_earth import layer_key
from geo.world.own_units import OwnUnits, units_apart
from geo.world.units import LAYER, read_units

__all__ = [
    "DEFAULT_SCALE",
    "DEFAULT_WORLDVIEW",
    "LAYER",
    "Worldview",
    "apply_moves",
    "available_scale",
    "check_view",
    "load_countries",
    "worldviews",
]

DEFAULT_SCALE = "50m"
CRS = "EPSG:4326"


def load_countries(
    scale: str = DEFAULT_SCALE,
    worldview: str = DEFAULT_WORLDVIEW,
    *,
    apart: Collection[str] = (),
    only: Collection[str] | None = None,
) -> geopandas.GeoDataFrame:
    """Return the countries and other units of the world.

    Parameters
    ----------
    scale : ``110m``, ``50m`` or ``10m``; small states are missing at 110m.
    worldview : a view of ``worldviews()``. Those of single states need a layer that is not bundled.
    apart : codes of ISO 3166-1 to tell apart from the state that they are drawn with, such as ``HKG`` or ``REU``; where
        the scale has nothing of one it has no row.
    only : codes of the rows that are wanted; ``None`` for all there are.

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
    view, own = check_view(scale, worldview), OwnUnits(frozenset(apart))
    layer = view.layer or LAYER
    # Of all other codes it makes no difference whether they are told apart.
    parts = sorted(own.apart & (units_apart() | {move.from_unit for move in moves_of(view, scale)}))
    return prepared(
        "countries",
        [repr((layer_key(layer, scale), view.id, parts, only and sorted(only))).encode(), borders_digest()],
        lambda: _make_countries(view, layer, scale, own, only),
        to_arrays=_to_arrays,
        from_arrays=_from_arrays,
    ).copy()


def _make_countries(
    view: Worldview, layer: str, scale: str, own: OwnUnits, only: Collection[str] | None
) -> geopandas.GeoDataFrame:
    units = read_units(layer, scale)
    frame = _frame(list(units.shapes), list(units.iso_a2.values()), list(units.name.values()), units.shapes.values())
    found = _tell_apart(apply_moves(frame, own.left(moves_of(view, scale)), scale=scale), own)
    return found if only is None else found[found.index.isin(list(only))]


def _frame(
    codes: list[str], iso_a2: list[str | None], names: list[str | None], shapes: Iterable[shapely.Geometry]
) -> geopandas.GeoDataFrame:
    # Objects, for pandas' own text columns turn None into a number that is not one.
    index = pandas.Index(codes, dtype=object, name="code")
    table = pandas.DataFrame({"iso_a2": iso_a2, "name": names}, index=index, dtype=object)
    return geopandas.GeoDataFrame(table, geometry=list(shapes), crs=CRS)


def _to_arrays(frame: geopandas.GeoDataFrame) -> Arrays:
    told = [list(frame.index), list(frame["iso_a2"]), list(frame["name"])]
    return shapes_to_arrays(told, frame.geometry)


def _from_arrays(arrays: Arrays) -> geopandas.GeoDataFrame:
    (codes, iso_a2, names), shapes = arrays_to_shapes(arrays)
    return _frame(codes, iso_a2, names, shapes)


def _tell_apart(frame: geopandas.GeoDataFrame, own: OwnUnits) -> geopandas.GeoDataFrame:
    """Return the frame with a row for each part that is told apart, and without what has lost all to them."""
    cut = own.cut(dict(frame.geometry))
    if not cut:
        return frame
    added = [code for code in cut if code not in frame.index]
    shorts = [iso_codes()[code] for code in added]
    columns = {"iso_a2": shorts, "name": [country_name(short, "en") for short in shorts]}
    rows = pandas.DataFrame(columns, index=pandas.Index(added, dtype=object, name="code"), dtype=object)
    table = pandas.concat([pandas.DataFrame(frame.drop(columns="geometry")), rows]).sort_index()
    shapes = [cut[code] if code in cut else frame.geometry[code] for code in table.index]
    told = geopandas.GeoDataFrame(table, geometry=shapes, crs=frame.crs)
    return told[~told.geometry.is_empty]


def apply_moves(frame: geopandas.GeoDataFrame, moves: Iterable[Move], *, scale: str) -> geopandas.GeoDataFrame:
    """Return the frame with parts given to other units, and without the units that have lost all.

    ``frame`` is keyed by ``code``; for the rest see ``geo.world.moves.move_parts``.
    """
    shapes = {str(code): shape for code, shape in frame.geometry.items()}
    shapes |= move_parts(shapes, moves, scale)
    left = [code for code, shape in shapes.items() if not shape.is_empty]
    moved: geopandas.GeoDataFrame = frame.loc[left].copy()
    return moved.set_geometry([shapes[code] for code in left], crs=frame.crs)
