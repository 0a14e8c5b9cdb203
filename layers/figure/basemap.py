"""The ground of a figure on cartopy axes: sea, graticule, land, statuses, borders; and its way to the sheet."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path as Outline
from PIL import Image

from geo.model.symbology import ASPECT_DASHES, ASPECT_GROWTH, LIGHT, Dashes
from geo.world.relief import FLAT
from layers.figure.map_frame import MapFrame
from layers.figure.marks.glyphs import HATCHES, draw_dispute, pattern_ink
from layers.figure.marks.lines import stroke_truce, truce_lines
from layers.figure.paper.sheet import HAIRLINE_PT, Sheet
from layers.figure.twin import cartopy_twin
from layers.scene.model import SceneCountry, SceneStatus
from layers.scene.on_day import aspect_holders
from layers.style.palette import wash

OVER_BASEMAP = 1
RELIEF_STRENGTH = 0.55
ASPECT_PT = 1.2


def draw_basemap(sheet: Sheet, map_frame: MapFrame, held: Mapping[str, SceneStatus]) -> None:
    """Draw the ground on cartopy axes in the page's projection; ``held`` is the status of each country that has one."""
    axes = _axes(sheet, map_frame)
    fill = _Brush(axes, map_frame)
    fill.graticule()
    fill.area([key for key in map_frame.rings if ":" not in key and key not in held], fill=LIGHT.land, z=2)
    for status in {status.id: status for status in held.values()}.values():
        _fill_status(fill, status, [one for one in map_frame.scene.data.countries if held.get(one.code) is status])
    fill.rivers()
    fill.area(
        [key for key in map_frame.rings if key.startswith("water:")],
        fill=LIGHT.sea,
        edge=LIGHT.river,
        width=HAIRLINE_PT * map_frame.unit,
        z=4,
    )
    fill.relief()
    fill.borders(held)
    fill.aspects()
    for dispute in map_frame.scene.data.disputes:
        outline = map_frame.outline([dispute.area]) if dispute.area else None
        if outline is not None and not dispute.settled:
            background = LIGHT.land if dispute.nobodys else None
            draw_dispute(sheet, outline, background=background, clip=map_frame.box, z=OVER_BASEMAP)
    draw_truce(sheet, map_frame)


def draw_truce(sheet: Sheet, map_frame: MapFrame) -> None:
    """Dot the lines of truce, which are no borders."""
    stroke_truce(sheet, truce_lines(map_frame), map_frame.box, z=OVER_BASEMAP + 0.1)


def _fill_status(fill: _Brush, status: SceneStatus, countries: Sequence[SceneCountry]) -> None:
    pattern, color = status.pattern, status.color
    for one in countries:
        own = wash(status.base, one.strength) if status.base and one.strength else color
        fill.area([one.code], fill=own, z=3, gid=f"land:{one.code}")
    if HATCHES[pattern]:
        ink = pattern_ink(color, status.ink, pattern)
        fill.area([one.code for one in countries], edge=ink, hatch=HATCHES[pattern], z=3.1)


def _axes(sheet: Sheet, map_frame: MapFrame) -> Axes:
    """Return cartopy axes over the map frame's box; their data are metres of the plane, as any cartopy layer's."""
    box, whole, scale = map_frame.box, sheet.box, map_frame.metres_per_pt
    rect = (
        box.left / whole.width,
        box.bottom / whole.height,
        box.width / whole.width,
        box.height / whole.height,
    )
    axes = sheet.figure.add_axes(rect, projection=cartopy_twin(map_frame.scene.projection))
    axes.set_xlim(map_frame.west, map_frame.west + box.width * scale)
    axes.set_ylim(map_frame.south, map_frame.south + box.height * scale)
    axes.set_label(sheet.part)
    axes.set_facecolor(LIGHT.beyond)
    axes.spines["geo"].set_visible(False)
    axes.add_artist(Polygon(map_frame.scene.projection.outline(), facecolor=LIGHT.sea, edgecolor="none", zorder=0.5))
    return axes


class _Brush:
    """Draws arcs on the axes."""

    def __init__(self, axes: Axes, map_frame: MapFrame) -> None:
        self.axes, self.map_frame = axes, map_frame

    def area(
        self,
        keys: Iterable[str],
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        hatch: str | None = None,
        z: float,
        gid: str | None = None,
    ) -> None:
        outline = self.map_frame.outline(keys)
        if outline is not None:
            shape = self._metres(outline)
            drawn = PathPatch(shape, facecolor=fill, edgecolor=edge, linewidth=width, hatch=hatch, zorder=z, gid=gid)
            # Not add_patch, which measures every vertex to set limits that are already set.
            self.axes.add_artist(drawn)

    def _metres(self, outline: Outline) -> Outline:
        corner, box = np.array([self.map_frame.west, self.map_frame.south]), np.array(self.map_frame.box[:2])
        return Outline((np.asarray(outline.vertices) - box) * self.map_frame.metres_per_pt + corner, outline.codes)

    def _lines(
        self, lines: Iterable[Sequence[int]], color: str, width: float, zorder: float, dashes: Dashes = ()
    ) -> None:
        seen = [line for line in map(self.map_frame.plane, lines) if self.map_frame.sees(self.map_frame.to_sheet(line))]
        if seen:
            drawn = LineCollection(seen, colors=color, capstyle="round", joinstyle="round", zorder=zorder)
            drawn.set_linewidth(max(width, HAIRLINE_PT) * self.map_frame.unit)
            if dashes:
                drawn.set_linestyle((0, dashes))
                drawn.set_capstyle("butt")
            self.axes.add_collection(drawn, autolim=False)

    def graticule(self) -> None:
        """Draw the meridians and parallels, barely there."""
        lines = (line for key, line in self.map_frame.topology.lines.items() if key.startswith("graticule:"))
        self._lines(lines, LIGHT.graticule, 0.45, zorder=1)

    def rivers(self) -> None:
        """Draw the rivers that show at this zoom, thin and quiet."""
        arcs = [
            [arc]
            for key, line in self.map_frame.topology.lines.items()
            if key.startswith("river:") and int(key.rpartition(":")[2]) <= self.map_frame.page_zoom
            for arc in line
        ]
        self._lines(arcs, LIGHT.river, 0.4, zorder=3.5)

    def relief(self) -> None:
        """Lay light and shade over the fills: white and black, the more solid the steeper."""
        relief = self.map_frame.scene.data.relief
        if relief is None:
            return
        left, bottom, right, top = relief.extent
        grey = np.asarray(Image.open(io.BytesIO(base64.b64decode(relief.webp))).convert("L"), dtype=float)
        steep = (grey - FLAT) / FLAT
        picture = np.zeros((*grey.shape, 4))
        picture[..., :3] = (steep > 0)[..., None]
        picture[..., 3] = np.minimum(np.abs(steep) * RELIEF_STRENGTH, 1)
        limits = self.axes.get_xlim(), self.axes.get_ylim()
        self.axes.imshow(
            picture, extent=(left, right, bottom, top), origin="upper", interpolation="bilinear", zorder=4.5
        )
        self.axes.set_xlim(limits[0])
        self.axes.set_ylim(limits[1])

    def borders(self, held: Mapping[str, SceneStatus]) -> None:
        """Draw every arc once, by who stands on its two sides: coast, white between members, grey on paper."""
        kinds: dict[str, list[list[int]]] = {"coast": [], "members": [], "other": []}
        for arc, codes in self._owners():
            kinds["coast" if len(codes) == 1 else "members" if codes <= held.keys() else "other"].append([arc])
        self._lines(kinds["other"], LIGHT.border, 0.5, zorder=5)
        self._lines(kinds["coast"], LIGHT.coast, 0.45, zorder=5)
        self._lines(kinds["members"], LIGHT.member_border, 0.65, zorder=5)

    def aspects(self) -> None:
        """Draw the outlines of further memberships, those drawn over others the thinner."""
        data, topology = self.map_frame.scene.data, self.map_frame.topology
        holding = aspect_holders(data, data.as_of)
        outlined = [aspect for aspect in data.aspects if aspect.shown and aspect.mark == "outline"]
        for later, aspect in zip(reversed(range(len(outlined))), outlined, strict=True):
            width = ASPECT_PT * (1 + ASPECT_GROWTH * later)
            for number, status in enumerate(aspect.statuses):
                lines = [[arc] for arc in topology.outline([one.code for one in holding[status.id]])]
                self._lines(lines, LIGHT.casing, width + ASPECT_PT, zorder=5.5)
                self._lines(lines, status.color, width, zorder=5.5, dashes=ASPECT_DASHES if number else ())

    def _owners(self) -> Iterator[tuple[int, set[str]]]:
        owners: dict[int, set[str]] = {}
        for key, polygons in self.map_frame.topology.polygons.items():
            if ":" not in key:
                for reference in (arc for polygon in polygons for ring in polygon for arc in ring):
                    owners.setdefault(max(reference, ~reference), set()).add(key)
        edge = set(self.map_frame.topology.horizon)
        yield from ((arc, codes) for arc, codes in sorted(owners.items()) if arc not in edge)
