"""The world's units of one scale as seen by one border view, keyed by ISO alpha-3."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import geopandas
import pandas

from geo.model.locale import country_name
from geo.reading.suggestions import iso_codes
from geo.world.border_views import (
    DEFAULT_WORLDVIEW,
    Move,
    Worldview,
    available_scale,
    check_view,
    moves_of,
    worldviews,
)
from geo.world.moves import move_parts
from geo.world.own_units import OwnUnits
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
    scale: str = DEFAULT_SCALE, worldview: str = DEFAULT_WORLDVIEW, *, apart: Collection[str] = ()
) -> geopandas.GeoDataFrame:
    """Return the countries and other units of the world.

    Parameters
    ----------
    scale : ``110m``, ``50m`` or ``10m``; small states are missing at 110m.
    worldview : a view of ``worldviews()``. Those of single states need a layer that is not bundled.
    apart : codes of ISO 3166-1 to tell apart from the state that they are drawn with, such as ``HKG`` or ``REU``; where
        the scale has nothing of one it has no row.

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
    units = read_units(view.layer or LAYER, scale)
    # Objects, for pandas' own text columns turn None into a number that is not one.
    columns = {"iso_a2": list(units.iso_a2.values()), "name": list(units.name.values())}
    index = pandas.Index(list(units.shapes), dtype=object, name="code")
    table = pandas.DataFrame(columns, index=index, dtype=object)
    frame = geopandas.GeoDataFrame(table, geometry=list(units.shapes.values()), crs=CRS)
    own = OwnUnits(frozenset(apart))
    return _tell_apart(apply_moves(frame, own.left(moves_of(view, scale)), scale=scale), own)


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
