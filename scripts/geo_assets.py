"""Read the worlds that the npm package ``plotly.js`` carries: lakes, rivers and areas as coordinates in degrees.

They stand in one script as object literals, which are data in all but their keys without quotes; no script is run.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Polygon

Line = NDArray[np.float64]
"""Longitudes and latitudes in degrees; shape (n, 2)."""

SCRIPT = "dist/plotly-geo-assets.js"
DECIMALS = 6
SMALLEST_RING = 4
# A text, which stays; or a key, or a number that begins or ends with its point or has an exponent.
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|([A-Za-z_$][\w$]*)(?=\s*:)|(?<![\w.])(-?\d*\.?\d+e\d+|-?\.\d+)(?![\w.])')


def read_world(script: str, name: str) -> dict[str, Any]:
    """Return one TopoJSON world of the script, such as ``world_50m``; ``ValueError`` when it is not there."""
    start = re.search(rf'"dist/topojson/{re.escape(name)}\.json"\(exports, module\) \{{\s*module\.exports = ', script)
    if start is None:
        raise ValueError(f"no world '{name}' in the script")
    end = script.index("\n    }\n  });", start.end())
    literal = script[start.end() : end].rstrip().rstrip(";")
    world: dict[str, Any] = json.loads(_TOKEN.sub(_as_json, literal))
    return world


def _as_json(token: re.Match[str]) -> str:
    if token[1]:
        return f'"{token[1]}"'
    if token[2]:
        number = float(token[2])
        return str(int(number) if number.is_integer() else number)
    return token[0]


class World:
    """A TopoJSON world with its arcs in degrees."""

    def __init__(self, topology: dict[str, Any]) -> None:
        scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
        self._arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]
        self._objects = topology["objects"]

    def polygons(self, name: str, id_: str | None = None) -> list[MultiPolygon]:
        """Return the geometries of an object, or those of one id; valid, without those that have no area."""
        found = []
        for geometry in self._of(name, id_):
            parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            shapes = [self._polygon(rings) for rings in parts]
            whole = shapely.union_all([shape for shape in shapes if shape is not None])
            found += [MultiPolygon([part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"])]
        return [shape for shape in found if not shape.is_empty]

    def lines(self, name: str) -> list[LineString]:
        """Return every line of an object, each once, those of one geometry one after the other."""
        found = []
        for geometry in self._of(name, None):
            lines = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
            found += [LineString(path) for path in map(self._path, lines) if len(path) > 1]
        return list({line.wkb: line for line in found}.values())

    def _of(self, name: str, id_: str | None) -> list[dict[str, Any]]:
        geometries: list[dict[str, Any]] = self._objects[name]["geometries"]
        return [one for one in geometries if one.get("arcs") and (id_ is None or one.get("id") == id_)]

    def _polygon(self, rings: list[list[int]]) -> Any:
        outlines = [path for path in map(self._path, rings) if len(path) >= SMALLEST_RING]
        return shapely.make_valid(Polygon(outlines[0], outlines[1:])) if outlines else None

    def _path(self, references: list[int]) -> Line:
        """Return the line of arcs one after the other; a negative reference is an arc backwards."""
        parts = [self._arcs[i] if i >= 0 else self._arcs[~i][::-1] for i in references]
        path = np.round(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]), DECIMALS)
        moved = np.ones(len(path), dtype=bool)
        moved[1:] = (path[1:] != path[:-1]).any(axis=1)
        kept: Line = path[moved]
        return kept
