"""The areas that the United Nations keep apart from every state, and the Line of Control."""

from __future__ import annotations

import json
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from geo.data_files import DATA

FILE = DATA / "un_geodata" / "areas.geojson"


@cache
def un_areas() -> dict[str, BaseGeometry]:
    """Return the shapes by code, those for every scale alike; ``README.md`` beside the file says what each is."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return {feature["properties"]["code"]: shape for feature, shape in zip(features, shapes, strict=True)}
