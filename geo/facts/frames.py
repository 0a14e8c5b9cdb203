"""Facts → data frames whose columns are there even when no row is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import geopandas as gpd
import pandas as pd
from pydantic import BaseModel
from shapely.geometry.base import BaseGeometry

from geo.facts.flatten import flat, flat_columns

CRS = "EPSG:4326"


def table(model: type[BaseModel], facts: Iterable[BaseModel], language: str) -> pd.DataFrame:
    """Return a frame of facts of one kind, keyed by their first column; words in a language."""
    dtypes = {column.name: column.dtype for column in flat_columns(model)}
    frame = pd.DataFrame([flat(fact, language) for fact in facts], columns=pd.Index(list(dtypes)))
    return frame.astype(dtypes).set_index(next(iter(dtypes)))


def geo_table(
    model: type[BaseModel], facts: Iterable[BaseModel], geometries: Sequence[BaseGeometry], language: str
) -> gpd.GeoDataFrame:
    """Return a GeoDataFrame in EPSG:4326 of facts of one kind, each with its geometry."""
    frame = table(model, facts, language)
    geometry = gpd.GeoSeries(list(geometries), index=frame.index, crs=CRS)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)
