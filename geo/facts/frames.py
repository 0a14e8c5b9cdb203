"""Rows → data frames whose columns are there even when no row is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

CRS = "EPSG:4326"
Columns = Mapping[str, str]
"""Columns of a frame in their order, each with its pandas dtype; the first is the index."""


def table(rows: Iterable[Sequence[Any]], columns: Columns) -> pd.DataFrame:
    """Return a frame of rows with the columns and dtypes given, keyed by the first column."""
    frame = pd.DataFrame(list(rows), columns=pd.Index(list(columns)))
    return frame.astype(dict(columns)).set_index(next(iter(columns)))


def geo_table(rows: Iterable[Sequence[Any]], columns: Columns) -> gpd.GeoDataFrame:
    """Return a GeoDataFrame in EPSG:4326; the last value of each row is its geometry, which ``columns`` leaves out."""
    listed = list(rows)
    frame = table([row[:-1] for row in listed], columns)
    geometry = gpd.GeoSeries([row[-1] for row in listed], index=frame.index, crs=CRS)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)
