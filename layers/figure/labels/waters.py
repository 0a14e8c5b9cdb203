"""Seas and lakes on a figure: their names where they find water, those of lakes on the land beside them too."""

from __future__ import annotations

from collections.abc import Iterator

from geo.model.locale import pick
from geo.model.symbology import LIGHT, LabelKind
from layers.figure.labels.candidates import Finder
from layers.figure.labels.looks import Look, Wish
from layers.figure.labels.occupancy import SEA
from layers.figure.map_frame import MapFrame
from layers.figure.paper.line_breaks import rowings
from layers.figure.paper.sheet import Sheet


def water_wishes(sheet: Sheet, map_frame: MapFrame, finder: Finder) -> Iterator[Wish]:
    """Yield the names of the waters that show from the figure's zoom, with the places they may take."""
    face = sheet.face(italic=True)
    for number, water in enumerate(map_frame.scene.data.water):
        if map_frame.page_zoom < 1.5 * water.rank - 0.4:
            continue
        x, y = map_frame.place(water.lon, water.lat)
        names = [finder.put(f"water:{number}", row, face, x, y) for row in rowings(pick(water.name, sheet.language))]
        wet = [name for name in names if set(finder.occupancy.shares(name.box)) == {SEA}]
        need: LabelKind = "water" if water.rank else "place"
        yield f"water:{number}", need, wet or (names if water.lake else []), Look(LIGHT.water_ink if wet else None)
