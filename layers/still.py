"""A small still map as inline SVG: for readers without scripts, and for the index of the maps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from layers import palette
from layers.assets import templates
from layers.entries import Entry, spell_on
from layers.scene import Scene

WIDTH = 480
HEIGHT = 320
MARGIN = 0.04
# Islands smaller than this many units are left out.
MIN_UNITS = 4
TOLERANCE_UNITS = 0.7
LINE_WIDTHS = {"main": 2.5, "other": 1.5, "context": 1.0}


def still_svg(scene: Scene, language: str) -> str:
    """Return the map of a scene's own day as SVG markup, about ``WIDTH`` × ``HEIGHT`` units, without styles or ids.

    It carries land, statuses and lines; what it shows in words stands in its label.
    """
    frame = _Frame(scene)
    day = date.fromisoformat(scene.data["as_of"])
    return (
        templates()
        .get_template("still.svg")
        .render(
            width=WIDTH,
            height=HEIGHT,
            label=scene.data["summary"].get(language) or scene.data["summary"]["en"],
            sea=palette.SEA,
            land=frame.area(code for code in scene.topology.polygons if ":" not in code),
            land_fill=palette.LAND,
            land_edge=palette.PAPER_BORDER,
            fills=[
                {"color": status["color"], "d": frame.area(codes)}
                for status, codes in status_codes(scene.data, day)
                if codes
            ],
            lines=[
                {"color": palette.ROUTE_COLOURS[route["role"]], "width": LINE_WIDTHS[route["role"]], "d": d}
                for route in scene.data["routes"]
                if (
                    d := frame.line(
                        f"{branch['line']}:{section['from']}"
                        for branch in route["branches"]
                        for section in branch["sections"]
                    )
                )
            ]
            + [
                {"color": palette.INK, "width": 1, "d": frame.line([journey["line"]])}
                for journey in scene.data["journeys"]
            ],
        )
    )


def status_codes(data: Entry, day: date) -> list[tuple[Entry, list[str]]]:
    """Return each shown status of a scene with the codes of the countries that hold it on a day."""
    held: dict[str, list[str]] = {status["id"]: [] for status in data["statuses"] if status["shown"]}
    for country in data["countries"]:
        spell = spell_on(country, day)
        if spell and spell["status"] in held:
            held[spell["status"]].append(country["code"])
    return [(status, held[status["id"]]) for status in data["statuses"] if status["id"] in held]


class _Frame:
    """From arcs to path data in the picture's units."""

    def __init__(self, scene: Scene) -> None:
        low_x, low_y, high_x, high_y = scene.data["view"]["extent"]
        per_unit = max((high_x - low_x) / WIDTH, (high_y - low_y) / HEIGHT) * (1 + 2 * MARGIN)
        self.scene, self.per_unit = scene, per_unit
        self.left = (low_x + high_x) / 2 - WIDTH * per_unit / 2
        self.top = (low_y + high_y) / 2 + HEIGHT * per_unit / 2
        self.zoom = int(np.floor(np.log2(156543.03392804097 / per_unit)))

    def area(self, keys: Iterable[str]) -> str:
        """Return path data of polygons; those wholly outside the picture are left out."""
        polygons = self.scene.topology.polygons
        rings = (self._points(ring) for key in keys for polygon in polygons.get(key, ()) for ring in polygon)
        return "".join(self._path(points) + "z" for points in rings if len(points) > 3 and self._visible(points))

    def line(self, keys: Iterable[str]) -> str:
        """Return path data of lines."""
        lines = self.scene.topology.lines
        return "".join(
            self._path(points) for key in keys if key in lines and len(points := self._points(lines[key])) > 1
        )

    def _points(self, references: Sequence[int]) -> NDArray[np.int64]:
        plane = self.scene.projection.forward(self.scene.topology.path(references, self.zoom))
        units = np.column_stack([plane[:, 0] - self.left, self.top - plane[:, 1]]) / self.per_unit
        coarse = shapely.get_coordinates(shapely.simplify(shapely.linestrings(units), TOLERANCE_UNITS))
        whole = np.rint(coarse).astype(np.int64)
        moved = np.ones(len(whole), bool)
        moved[1:] = (np.diff(whole, axis=0) != 0).any(axis=1)
        kept: NDArray[np.int64] = whole[moved]
        return kept

    @staticmethod
    def _visible(points: NDArray[np.int64]) -> bool:
        low, high = points.min(axis=0), points.max(axis=0)
        inside = (high >= 0).all() and low[0] <= WIDTH and low[1] <= HEIGHT
        return bool(inside and (high - low).max() >= MIN_UNITS)

    @staticmethod
    def _path(points: NDArray[np.int64]) -> str:
        steps = np.diff(points, axis=0).tolist()
        start = points[0].tolist()
        return f"M{start[0]} {start[1]}" + "".join(f"l{dx} {dy}" for dx, dy in steps)
