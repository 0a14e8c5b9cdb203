"""Towns on a figure: their names where there is room, each with its dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import hypot

from matplotlib.path import Path as Outline

from geo.model.locale import pick
from geo.model.symbology import LIGHT
from layers.figure.labels.candidates import Finder
from layers.figure.labels.looks import Look, Wish
from layers.figure.labels.placed import Placed
from layers.figure.map_frame import MapFrame
from layers.figure.marks.symbols import Symbol
from layers.figure.paper.box import Box
from layers.figure.paper.sheet import OVER_SYMBOLS, Sheet

# The dot's radius and its casing, in points.
DOT_PT, CASING_PT = 0.9, 0.5
# Nearer than this to a symbol, in points, a town would be taken for it.
CLEAR_PT = 8.0
TOWN = "town:"


def town_wishes(sheet: Sheet, map_frame: MapFrame, finder: Finder, symbols: Sequence[Symbol]) -> Iterator[Wish]:
    """Yield the names of the towns in sight that show from the figure's zoom, with the places they may take."""
    unit, face = sheet.unit, sheet.face()
    whole = map_frame.box.grown(-2 * (DOT_PT + CASING_PT) * unit)
    for number, town in enumerate(map_frame.scene.data.towns):
        if town.zoom > map_frame.page_zoom:
            continue
        x, y = map_frame.place(town.lon, town.lat)
        if whole.holds(x, y) and all(hypot(x - one.at[0], y - one.at[1]) > CLEAR_PT * unit for one in symbols):
            id_, rows, reach = f"{TOWN}{number}", [(pick(town.name, sheet.language),)], (DOT_PT + CASING_PT) * unit
            dot = Box(x, y, x, y).grown(reach)
            yield id_, "town", [one._replace(sign=dot) for one in finder.beside(id_, rows, face, (x, y), reach)], Look()


def draw_town_dots(sheet: Sheet, map_frame: MapFrame, placed: Iterable[Placed]) -> None:
    """Draw the dot of each town whose name found room."""
    for name in placed:
        if name.id.startswith(TOWN):
            town = map_frame.scene.data.towns[int(name.id.removeprefix(TOWN))]
            dot = Outline.circle(map_frame.place(town.lon, town.lat), DOT_PT * sheet.unit)
            sheet.shape(dot, fill=LIGHT.ink, edge=LIGHT.casing, width=CASING_PT, z=OVER_SYMBOLS - 0.3)
