"""Waters: the names of seas, and lakes where Natural Earth's layer of them is at hand."""

from __future__ import annotations

import geopandas
from pydantic import Field

from geo.errors import MissingLayerError
from geo.model.fields import Id, Latitude, Longitude, RequiredText
from geo.model.records import Row
from geo.world.border_views import BORDERS, read_rows
from geo.world.natural_earth import read_layer

LAKES = "lakes"
# Natural Earth ranks from 0, the largest; beyond this a lake is a dot on a map of a bloc.
MAX_SCALERANK = 2


class Water(Row):
    """A sea and the point where its name goes. ``rank`` counts from 1, the largest.

    Waters whose name is disputed are left out: a map of ours writes none of their names.
    """

    id: Id
    name: RequiredText
    lat: Latitude
    lon: Longitude
    rank: int = Field(ge=1)


def named_waters() -> tuple[Water, ...]:
    """Return the seas that a map may name, in the order of the table."""
    return read_rows(BORDERS / "waters.csv", Water)


def load_lakes(scale: str) -> geopandas.GeoDataFrame | None:
    """Return the large lakes of a scale, or ``None`` where the layer has not been fetched.

    Returns
    -------
    GeoDataFrame
        One row per lake, a number as index; the one column ``geometry``, valid, EPSG:4326.
    """
    try:
        lakes = read_layer(LAKES, scale=scale, category="physical")
    except MissingLayerError:
        return None
    rank = next((column for column in lakes.columns if column.lower() == "scalerank"), None)
    large = lakes[lakes[rank] <= MAX_SCALERANK] if rank else lakes
    return large[["geometry"]].set_geometry(large.geometry.make_valid()).reset_index(drop=True)
