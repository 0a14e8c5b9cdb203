"""Layers as CSV that a spreadsheet opens safely, and as (Geo)Parquet."""

from __future__ import annotations

from typing import Any

import shapely

from geo.export.collect import about_layer
from geo.export.model import DECIMALS, ExportContent, ExportLayer
from geo.reading.csv_writer import csv_bytes


def csv_files(content: ExportContent) -> dict[str, bytes]:
    """Return the files by name: a table each; points as ``lon`` and ``lat``, lines as ``wkt``.

    The outline of a country is longer than a cell of a spreadsheet may be: areas stand in a file of their own,
    ``-shapes.csv``, by key.
    """
    files = {}
    for layer in (*content.layers, about_layer(content)):
        files[f"{content.spec.id}-{layer.name}.csv"] = _csv(layer)
        if layer.shape == "area":
            files[f"{content.spec.id}-{layer.name}-shapes.csv"] = _csv_shapes(layer)
    return files


def _csv(layer: ExportLayer) -> bytes:
    columns = [*layer.columns, *{"point": ("lon", "lat"), "line": ("wkt",)}.get(layer.shape or "", ())]
    rows = [[_plain(value) for value in row.values()] for row in layer.rows]
    if layer.shape == "point":
        rows = [[*row, *shapely.get_coordinates(point)[0].tolist()] for row, point in _with_shapes(rows, layer)]
    elif layer.shape == "line":
        rows = [[*row, _wkt(line)] for row, line in _with_shapes(rows, layer)]
    return csv_bytes(columns, rows)


def _csv_shapes(layer: ExportLayer) -> bytes:
    if layer.key is None:
        raise ValueError(f"layer {layer.name}: shapes apart need a key")
    columns = (layer.key, "name_en")
    rows = [[*(row[column] for column in columns), _wkt(area)] for row, area in _with_shapes(layer.rows, layer)]
    return csv_bytes((*columns, "wkt"), rows)


def _with_shapes(rows: Any, layer: ExportLayer) -> Any:
    return zip(rows, layer.geometries, strict=True)


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _wkt(geometry: shapely.geometry.base.BaseGeometry) -> str:
    return shapely.to_wkt(geometry, rounding_precision=DECIMALS)
