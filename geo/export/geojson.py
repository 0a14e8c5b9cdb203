"""Layers as GeoJSON (RFC 7946), one file each, with a member ``metadata`` beside the features."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.export.model import ExportContent, ExportLayer

GeoJSONBounds = tuple[float, float, float, float]


def geojson_files(content: ExportContent) -> dict[str, bytes]:
    """Return the files by name; tables have features without geometry, as the RFC allows."""
    return {
        f"{content.spec.id}-{layer.name}.geojson": _collection(layer, content.about.metadata(layer))
        for layer in content.layers
    }


def bounds_of(geometries: Iterable[BaseGeometry]) -> GeoJSONBounds:
    """Return west, south, east, north of the narrowest box around some shapes; west > east means across 180°.

    The shapes are cut at 180°, as the RFC asks for; what lies between is not empty.
    """
    boxes = np.array([part.bounds for shape in geometries for part in shapely.get_parts(shape)])
    spans = sorted(zip(boxes[:, 0], boxes[:, 2], strict=True))
    west, reach = spans[0]
    # From the widest gap on, eastwards round the globe to where the gap begins, is the narrowest box.
    end = max(east for _, east in spans)
    widest, start, stop = west + 360 - end, west, end
    for begin, east in spans:
        if begin - reach > widest:
            widest, start, stop = begin - reach, begin, reach
        reach = max(reach, east)
    return float(start), float(boxes[:, 1].min()), float(stop), float(boxes[:, 3].max())


def _collection(layer: ExportLayer, metadata: dict[str, Any]) -> bytes:
    head: dict[str, Any] = {"type": "FeatureCollection", "name": layer.name, "metadata": metadata}
    if layer.geometries:
        head["bbox"] = bounds_of(layer.geometries)
    features = ",\n".join(_dump(_feature(layer, number)) for number in range(len(layer.rows)))
    # A feature a line: so that versions of a file can be compared.
    return f'{_dump(head)[:-1]},"features":[\n{features}\n]}}\n'.encode()


def _feature(layer: ExportLayer, number: int) -> dict[str, Any]:
    row = layer.rows[number]
    geometry = shapely.geometry.mapping(layer.geometries[number]) if layer.geometries else None
    return {
        "type": "Feature",
        **({"id": row[layer.key]} if layer.key else {}),
        "properties": row,
        "geometry": geometry,
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
