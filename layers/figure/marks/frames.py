"""Anyone's frames on a figure: areas under the lines of the map, lines and points over them, as on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.collections import EllipseCollection, LineCollection, PathCollection
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from geo.model.locale import number_text, pick
from geo.model.symbology import LIGHT, has_round_ends
from layers.figure.map_frame import TYPE_PX, MapFrame
from layers.figure.marginalia.legend_columns import Draw, Item
from layers.figure.paper.box import Box, Points
from layers.figure.paper.fonts import SMALLEST_PT
from layers.figure.paper.sheet import OVER_ALL, OVER_BASEMAP_OWN, OVER_LINES_OWN, OVER_SYMBOLS_OWN, Sheet
from layers.i18n.catalog import translate
from layers.scene.frames.build import Frame
from layers.scene.frames.looks import class_text
from layers.scene.frames.model import SceneFrame

# A page's pixel in points of the smallest figure: type of the same size stands on both.
PT_PER_PX = SMALLEST_PT / TYPE_PX
# Of more shapes than this a drawing by coordinates would be heavier than a picture of them.
MOST_SHAPES = 20_000
EDGE_PT = 0.5
# A larger sample of a size would cover its neighbours in the legend.
MOST_SAMPLE_PT = 16.5
# Of a class whose rows differ in size.
SAMPLE_PX = 10.0
# More names than this are not tried: a figure could not hold them.
MOST_NAMES = 400


@dataclass(frozen=True)
class OwnName:
    """A name that a frame wants on the figure: where it stands, clear of what, and the fill it stands on."""

    id: str
    text: str
    at: tuple[float, float]
    reach: float
    fill: str | None


class OwnLayer:
    """A frame on a map frame of a figure."""

    def __init__(self, map_frame: MapFrame, frame: Frame) -> None:
        self.map_frame, self.frame, self.data = map_frame, frame, frame.data
        self.unit = map_frame.unit

    @cached_property
    def colors(self) -> NDArray[np.object_]:
        """The colour of each row."""
        colors = np.array([one.color for one in self.data.classes], dtype=object)
        return colors[np.array(self.data.of or [0] * self.data.rows, dtype=np.int64)]

    @cached_property
    def sizes(self) -> NDArray[np.float64]:
        """The size of each row in points of the sheet."""
        return np.array(self.data.sizes or [self.data.size] * self.data.rows) * PT_PER_PX * self.unit

    @cached_property
    def at(self) -> Points:
        """Where each row's point or name stands on the sheet; shape (n, 2)."""
        return self.map_frame.to_sheet(self.map_frame.scene.projection.forward(self.frame.anchors))

    @cached_property
    def seen(self) -> NDArray[np.bool_]:
        """Which rows' points or names stand in the map frame, within the horizon."""
        box, (x, y) = self.map_frame.box, self.at.T
        inside = (x > box.left) & (x < box.right) & (y > box.bottom) & (y < box.top)
        seen: NDArray[np.bool_] = inside & self.map_frame.scene.projection.contains(self.frame.anchors)
        return seen

    @cached_property
    def outlines(self) -> dict[int, Outline]:
        """The areas in sight as outlines on the sheet, by row."""
        topology, found = self.frame.topology, {}
        for key, polygons in topology.polygons.items() if topology else ():
            rings = [self._path(ring) for polygon in polygons for ring in polygon]
            rings = [ring for ring in rings if len(ring) > 3]
            if any(map(self.map_frame.sees, rings)):
                found[int(key)] = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings))
        return found

    @cached_property
    def lines(self) -> list[tuple[int, Points]]:
        """The lines in sight on the sheet, each with its row."""
        topology = self.frame.topology
        paths = [(int(key.split(":")[0]), self._path(part)) for key, part in topology.lines.items()] if topology else []
        return [(row, path) for row, path in paths if self.map_frame.sees(path)]

    def _path(self, references: Sequence[int]) -> Points:
        topology = self.frame.topology
        assert topology is not None
        return self.map_frame.to_sheet(
            self.map_frame.scene.projection.forward(topology.path(references, self.map_frame.zoom))
        )

    def draw(self, sheet: Sheet) -> None:
        """Draw what is in sight, cut off at the map frame's edge."""
        if self.data.kind == "points":
            self._draw_points(sheet)
        elif self.data.kind == "lines":
            self._draw_lines(sheet)
        else:
            self._draw_areas(sheet)

    def _draw_points(self, sheet: Sheet) -> None:
        order = np.flatnonzero(self.seen)
        order = order[np.argsort(-self.sizes[order], kind="stable")]
        wide = self.sizes[order]
        dots = EllipseCollection(
            wide,
            wide,
            np.zeros(len(order)),
            units="points",
            offsets=self.at[order],
            offset_transform=sheet.points,
            facecolors=self.colors[order].tolist(),
            edgecolors=LIGHT.casing,
            linewidths=EDGE_PT * self.unit,
            zorder=OVER_SYMBOLS_OWN,
        )
        sheet.add(dots, self.map_frame.box, picture=len(order) > MOST_SHAPES)

    def _draw_lines(self, sheet: Sheet) -> None:
        dash, many = self.data.dash, len(self.lines) > MOST_SHAPES
        wide = np.array([self.sizes[row] for row, _ in self.lines])
        for more, colors, z in ((1.6, LIGHT.casing, 0.0), (0.0, [self.colors[row] for row, _ in self.lines], 0.1)):
            drawn = LineCollection(
                [path for _, path in self.lines],
                colors=colors,
                linewidths=wide + more * PT_PER_PX * self.unit,
                # (Matplotlib counts dashes in widths of the line.)
                linestyles=[(0, list(dash))] if dash and not more else "solid",
                capstyle="round" if has_round_ends(dash) else "butt",
                joinstyle="round",
                transform=sheet.points,
                zorder=OVER_LINES_OWN + z,
            )
            sheet.add(drawn, self.map_frame.box, picture=many)

    def _draw_areas(self, sheet: Sheet) -> None:
        rows = list(self.outlines)
        if not rows:
            return
        drawn = PathCollection(
            [self.outlines[row] for row in rows],
            facecolors=[self.colors[row] for row in rows],
            edgecolors=LIGHT.casing,
            linewidths=[self.sizes[row] for row in rows],
            linestyles=[(0, list(self.data.dash))] if self.data.dash else "solid",
            transform=sheet.points,
            zorder=OVER_BASEMAP_OWN,
        )
        sheet.add(drawn, self.map_frame.box, picture=len(rows) > MOST_SHAPES)

    def covered(self) -> list[Box]:
        """Return what names must not cover: the points in sight."""
        if self.data.kind != "points" or self.data.rows > MOST_SHAPES:
            return []
        rows = np.flatnonzero(self.seen)
        return [Box(*self.at[row], *self.at[row]).grown(float(self.sizes[row]) / 2) for row in rows]

    def names(self, language: str) -> Iterator[OwnName]:
        """Yield the names that the frame wants on the map; not those of countries, which have theirs."""
        if not self.data.labelled:
            return
        known = {pick(country.name, language) for country in self.map_frame.scene.data.countries}
        areas = self.data.kind == "areas"
        rows = np.flatnonzero(self.seen)[:MOST_NAMES].tolist()
        for row in rows:
            text, (x, y) = self.data.names[row], self.at[row]
            if text and not (areas and text in known):
                reach = 0.0 if areas else float(self.sizes[row]) / 2 if self.data.kind == "points" else 2.0 * self.unit
                fill = str(self.colors[row]) if areas else None
                yield OwnName(f"frame:{self.data.id}:{row}", text, (float(x), float(y)), reach, fill)

    def fill_at(self, x: float, y: float) -> str | None:
        """Return the colour of the frame's area at a point of the sheet, ``None`` where there is none."""
        return next(
            (str(self.colors[row]) for row, outline in self.outlines.items() if outline.contains_point((x, y))), None
        )


def own_layers(map_frame: MapFrame) -> list[OwnLayer]:
    """Return the frames that a figure shows: those that the page has switched on at first."""
    return [OwnLayer(map_frame, frame) for frame in map_frame.scene.frames if frame.data.shown]


def own_fill(layers: Sequence[OwnLayer], x: float, y: float) -> str | None:
    """Return the colour of the highest area of the frames at a point of the sheet."""
    found = (layer.fill_at(x, y) for layer in reversed(layers) if layer.data.kind == "areas")
    return next((color for color in found if color), None)


def own_items(frame: SceneFrame, language: str) -> list[Item]:
    """Return the entries of a frame in a legend: its heading, its classes with their counts, its sizes."""
    items = [Item(pick(frame.legend, language))] if len(frame.classes) > 1 and frame.legend else []
    for number, one in enumerate(frame.classes):
        words = translate(
            "count_of", language, label=class_text(frame, number, language), n=number_text(one.count, language)
        )
        items.append(
            Item(
                "\u00a0".join(words.rsplit(" ", 1)), _sample(frame, one.color, SAMPLE_PX if frame.sizes else frame.size)
            )
        )
    if frame.size_key:
        items.append(Item(frame.size_name))
        items += [
            Item(number_text(one.value, language), _sample(frame, frame.classes[0].color, one.pixels))
            for one in frame.size_key
            if one.pixels * PT_PER_PX <= MOST_SAMPLE_PT
        ]
    return items


def _sample(frame: SceneFrame, color: str, pixels: float) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        y, middle, size = (box.bottom + box.top) / 2, (box.left + box.right) / 2, pixels * PT_PER_PX
        if frame.kind == "lines":
            dash = [length * size for length in frame.dash]
            sheet.stroke([np.array([(box.left, y), (box.right, y)])], color, size, dashes=dash, z=OVER_ALL)
        elif frame.kind == "areas":
            sheet.shape(sheet.rectangle(box), fill=color, z=OVER_ALL)
        else:
            radius = min(size, MOST_SAMPLE_PT) / 2 * sheet.unit
            dot = Outline.circle((middle, y), radius)
            sheet.shape(dot, fill=color, edge=LIGHT.casing, width=EDGE_PT, z=OVER_ALL)

    return draw
