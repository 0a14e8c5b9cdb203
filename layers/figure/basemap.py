"""The ground of a figure on cartopy axes: sea, graticule, land, statuses, borders; and its way to the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import cartopy.crs as ccrs
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path as Outline

from layers.figure.map_frame import Plate
from layers.figure.marks import HATCHES, draw_dispute, pattern_ink
from layers.figure.sheet import HAIRLINE_PT, Sheet
from layers.scene.entries import Entry
from layers.style import palette

BEYOND = "#eef1f0"
OVER_GROUND = 1


def draw_ground(sheet: Sheet, plate: Plate, held: Mapping[str, Entry]) -> None:
    """Draw the ground on cartopy axes in the page's projection; ``held`` is the status of each country that has one."""
    axes = _axes(sheet, plate)
    fill = _Brush(axes, plate)
    fill.graticule()
    fill.area([key for key in plate.rings if ":" not in key and key not in held], facecolor=palette.LAND, zorder=2)
    for status in {status["id"]: status for status in held.values()}.values():
        _fill_status(fill, status, [code for code in held if held[code] is status])
    fill.area(
        [key for key in plate.rings if key.startswith("water:")],
        facecolor=palette.SEA,
        edgecolor=palette.COAST,
        linewidth=HAIRLINE_PT * plate.unit,
        zorder=4,
    )
    fill.borders(held)
    for dispute in plate.scene.data["disputes"]:
        outline = plate.outline([dispute["area"]]) if dispute.get("area") else None
        if outline is not None and is_disputed(dispute):
            draw_dispute(sheet, outline, ground=None, clip=plate.box, z=OVER_GROUND)


def is_disputed(dispute: Entry) -> bool:
    """Tell whether a record of the borders is of something disputed now."""
    return "settled" not in dispute


def _fill_status(fill: _Brush, status: Entry, codes: Sequence[str]) -> None:
    pattern, color = status["pattern"], status["color"]
    fill.area(codes, facecolor=color, zorder=3)
    if HATCHES[pattern]:
        ink = pattern_ink(color, status["ink"], pattern)
        fill.area(codes, facecolor="none", edgecolor=ink, hatch=HATCHES[pattern], zorder=3.1)


def _axes(sheet: Sheet, plate: Plate) -> Any:
    """Return cartopy axes over the plate's box; their data are metres of the plane, as those of any cartopy layer."""
    box, whole, scale = plate.box, sheet.box, plate.metres_per_pt
    crs = ccrs.LambertAzimuthalEqualArea(**plate.scene.projection.cartopy_options)
    rect = (
        box.left / whole.width,
        box.bottom / whole.height,
        box.width / whole.width,
        box.height / whole.height,
    )
    axes: Any = sheet.figure.add_axes(rect, projection=crs)
    axes.set_xlim(plate.west, plate.west + box.width * scale)
    axes.set_ylim(plate.south, plate.south + box.height * scale)
    axes.set_facecolor(BEYOND)
    axes.spines["geo"].set_visible(False)
    axes.add_artist(Circle((0, 0), plate.scene.projection.radius, facecolor=palette.SEA, edgecolor="none", zorder=0.5))
    return axes


class _Brush:
    """Draws arcs on the axes."""

    def __init__(self, axes: Any, plate: Plate) -> None:
        self.axes, self.plate = axes, plate

    def area(self, keys: Iterable[str], **style: Any) -> None:
        outline = self.plate.outline(keys)
        if outline is not None:
            style = {"edgecolor": "none", "linewidth": 0} | style
            # Not add_patch, which measures every vertex to set limits that are already set.
            self.axes.add_artist(PathPatch(self._metres(outline), **style))

    def _metres(self, outline: Outline) -> Outline:
        corner, box = np.array([self.plate.west, self.plate.south]), np.array(self.plate.box[:2])
        return Outline((np.asarray(outline.vertices) - box) * self.plate.metres_per_pt + corner, outline.codes)

    def _lines(self, lines: Iterable[Sequence[int]], color: str, width: float, zorder: float) -> None:
        seen = [line for line in map(self.plate.plane, lines) if self.plate.sees(self.plate.to_sheet(line))]
        if seen:
            drawn = LineCollection(seen, colors=color, capstyle="round", joinstyle="round", zorder=zorder)
            drawn.set_linewidth(max(width, HAIRLINE_PT) * self.plate.unit)
            self.axes.add_collection(drawn, autolim=False)

    def graticule(self) -> None:
        """Draw the meridians and parallels, barely there."""
        lines = (line for key, line in self.plate.topology.lines.items() if key.startswith("graticule:"))
        self._lines(lines, palette.GRATICULE, 0.45, zorder=1)

    def borders(self, held: Mapping[str, Entry]) -> None:
        """Draw every arc once, by who stands on its two sides: coast, white between members, grey on paper."""
        kinds: dict[str, list[list[int]]] = {"coast": [], "members": [], "other": []}
        for arc, codes in self._owners():
            kinds["coast" if len(codes) == 1 else "members" if codes <= held.keys() else "other"].append([arc])
        self._lines(kinds["other"], palette.PAPER_BORDER, 0.5, zorder=5)
        self._lines(kinds["coast"], palette.COAST, 0.45, zorder=5)
        self._lines(kinds["members"], palette.MEMBER_BORDER, 0.65, zorder=5)

    def _owners(self) -> Iterator[tuple[int, set[str]]]:
        owners: dict[int, set[str]] = {}
        for key, polygons in self.plate.topology.polygons.items():
            if ":" not in key:
                for reference in (arc for polygon in polygons for ring in polygon for arc in ring):
                    owners.setdefault(max(reference, ~reference), set()).add(key)
        edge = set(self.plate.topology.horizon)
        yield from ((arc, codes) for arc, codes in sorted(owners.items()) if arc not in edge)
