"""Facts and geometry of blocs: tables, frames, Natural Earth, measures. Knows no HTML and no folium."""

from geo.bloc import Bloc, load_bloc
from geo.errors import FaultyDataError, MapDataError, MissingLayerError, MisuseError
from geo.shipped import shipped_blocs
from geo.tables import read_tables
from geo.world.countries import load_countries

__all__ = [
    "Bloc",
    "FaultyDataError",
    "MapDataError",
    "MissingLayerError",
    "MisuseError",
    "load_bloc",
    "load_countries",
    "read_tables",
    "shipped_blocs",
]
