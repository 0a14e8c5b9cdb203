"""Facts and geometry of blocs: tables, frames, Natural Earth, measures. Knows no HTML and no folium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy import lazy_names

__all__ = [
    "Bloc",
    "FaultyDataError",
    "JoinedCountries",
    "MapDataError",
    "MissingLayerError",
    "MisuseError",
    "__version__",
    "join_countries",
    "load_bloc",
    "load_countries",
    "read_tables",
    "shipped_blocs",
]

# A program that wants an error's name does not wait for geopandas; a type checker and an editor see every name.
if TYPE_CHECKING:
    from geo.bloc import Bloc, load_bloc
    from geo.errors import FaultyDataError, MapDataError, MissingLayerError, MisuseError
    from geo.shipped import shipped_blocs
    from geo.tables import read_tables
    from geo.version import __version__
    from geo.world.countries import load_countries
    from geo.world.join import JoinedCountries, join_countries
else:
    _HOMES = {
        "Bloc": "geo.bloc",
        "FaultyDataError": "geo.errors",
        "JoinedCountries": "geo.world.join",
        "MapDataError": "geo.errors",
        "MissingLayerError": "geo.errors",
        "MisuseError": "geo.errors",
        "__version__": "geo.version",
        "join_countries": "geo.world.join",
        "load_bloc": "geo.bloc",
        "load_countries": "geo.world.countries",
        "read_tables": "geo.tables",
        "shipped_blocs": "geo.shipped",
    }
    __getattr__, __dir__ = lazy_names(__name__, _HOMES)
