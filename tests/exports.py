"""What tests of exports share: the league of squares, a layer by name, and a file read back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyogrio
import shapely
from shapely.geometry import MultiPolygon, box

from geo.bloc import Bloc
from geo.export.collect import gather
from geo.export.model import ExportLayer
from geo.export.write import Exported
from geo.tables import read_tables
from tests.folders import write_folder
from tests.worlds import square, square_world

DAY = date(2016, 6, 1)
WORLD = square_world(
    {"XAA": box(0, 0, 10, 10), "XBB": MultiPolygon([box(10, 0, 20, 10)]), "XCC": square(175, 0, -175, 10)}
)
# Geography has no columns of its own in these layers, or the reader adds some.
READER_OPTIONS = {"geojson": {"DATE_AS_STRING": "YES"}, "csv": {"KEEP_GEOM_COLUMNS": "NO"}}
KML_COLUMNS = {"id": "id2", "end": "end2"}
"""GDAL's KML reader has columns of its own with these names and calls ours otherwise."""


def square_bloc(folder: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Bloc:
    """Return the league of squares, some of its files put otherwise."""
    return Bloc(read_tables(write_folder(folder, changed)), WORLD, "110m", "un")


def layers_of(bloc: Bloc, day: date = DAY) -> dict[str, ExportLayer]:
    """Return what an export of a day holds, by the names of its layers."""
    return {layer.name: layer for layer in gather(bloc, day).layers}


def opened(done: Exported, form: str, layer: ExportLayer) -> pandas.DataFrame:
    """Return a layer of an export as GDAL, or pyarrow for Parquet, reads it back."""
    paths = {path.name: path for path in done.paths}
    options: dict[str, Any] = READER_OPTIONS.get(form, {})
    if form in ("gpkg", "kml"):
        return pyogrio.read_dataframe(next(iter(paths.values())), layer=layer.name, **options)
    if form == "parquet":
        path = next(path for name, path in paths.items() if name.endswith(f"-{layer.name}.parquet"))
        return geopandas.read_parquet(path) if layer.shape else pandas.read_parquet(path)
    path = next(path for name, path in paths.items() if name.endswith(f"-{layer.name}.{form}"))
    if form == "csv" and layer.shape == "point":
        options = options | {"X_POSSIBLE_NAMES": "lon", "Y_POSSIBLE_NAMES": "lat"}
    return pyogrio.read_dataframe(path, **options)


def comparable(value: object, form: str) -> object:
    """Return a value as far as a format tells it: CSV knows text alone, and no empty text beside a missing one."""
    if value is None or (not isinstance(value, str) and pandas.isna(value)):
        return None
    if form != "csv":
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text or None


def assert_same_rows(read: pandas.DataFrame, layer: ExportLayer, form: str) -> None:
    """Expect every value of a layer in what was read back, as far as the format tells them apart."""
    assert len(read) == len(layer.rows)
    for column in layer.columns:
        named = KML_COLUMNS.get(column, column) if form == "kml" else column
        found = [comparable(value, form) for value in read[named].tolist()]
        found = [float(value) if isinstance(value, int) and not isinstance(value, bool) else value for value in found]
        expected = [comparable(row[column], form) for row in layer.rows]
        assert found == expected, (form, layer.name, column)


def assert_same_shapes(found: Any, layer: ExportLayer) -> None:
    """Expect the shapes of a layer, in its order and to the last decimal that is written."""
    for shape, expected in zip(found, layer.geometries, strict=True):
        assert shapely.equals_exact(shape, expected, tolerance=1e-9), layer.name


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what a GeoPackage answers, asked as the database it is."""
    with closing(sqlite3.connect(path)) as base:
        return base.execute(sql).fetchall()
