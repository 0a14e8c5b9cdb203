"""What a figure's map frame shows on the scene's day, and the drawing of it from the basemap up."""

from __future__ import annotations

import numpy as np

from geo.model.symbology import LIGHT
from layers.figure.basemap import draw_basemap
from layers.figure.frames import own_fill, own_layers
from layers.figure.labels.occupancy import Occupancy
from layers.figure.labels.wanted import Names, lettered_statuses
from layers.figure.legend import Shown
from layers.figure.lines import crosses, draw_journeys, draw_routes, journey_lines, route_runs
from layers.figure.locator import draw_locator
from layers.figure.map_frame import MapFrame
from layers.figure.scale_bar import draw_scale
from layers.figure.sheet import OVER_ALL, Sheet
from layers.figure.symbols import draw_symbols, find_symbols
from layers.scene.on_day import holders


class FigureContent:
    """What a map frame shows: who holds which status, runs of routes, journeys, symbols."""

    def __init__(self, map_frame: MapFrame) -> None:
        data = map_frame.scene.data
        day = data.as_of
        held = holders(data, day)
        shown = {status.id: status for status in data.statuses if status.shown}
        self.map_frame = map_frame
        self.held = {country.code: status for id_, status in shown.items() for country in held[id_]}
        self.runs = route_runs(map_frame, day)
        self.journeys = journey_lines(map_frame)
        self.symbols = find_symbols(map_frame, day, self.held, self.runs)
        self.own = own_layers(map_frame)
        areas = [dispute.area or "" for dispute in data.disputes if not dispute.settled]
        self.shown = Shown(
            counts={id_: len(held[id_]) for id_ in shown},
            runs=self.runs,
            journeys=[journey for journey, _ in self.journeys],
            symbols=self.symbols,
            frames=[layer.data for layer in self.own],
            areas=any(area in map_frame.rings for area in areas),
            lettered=lettered_statuses(self.held[code] for code in sorted(self.held) if code in map_frame.rings),
        )


def draw_content(sheet: Sheet, content: FigureContent) -> None:
    """Draw all of a map frame: basemap, lines, symbols, what stands in its corners, names, and its edge."""
    map_frame, unit = content.map_frame, sheet.unit
    draw_basemap(sheet, map_frame, content.held)
    for layer in content.own:
        layer.draw(sheet)
    draw_routes(sheet, map_frame, content.runs)
    draw_journeys(sheet, map_frame, content.journeys)
    occupancy = Occupancy(map_frame)
    own = [box for layer in content.own for box in layer.covered()]
    occupancy.cross(line for layer in content.own for _, line in layer.lines)
    occupancy.cross([run.line for run in content.runs] + [line for _, line in content.journeys])
    for covered in [symbol.box(unit) for symbol in content.symbols] + crosses(content.journeys, unit) + own:
        occupancy.take(covered)
    locator = draw_locator(sheet, map_frame, occupancy, content.held)
    symbols = [symbol for symbol in content.symbols if not (locator and locator.holds(*symbol.at))]
    draw_symbols(sheet, map_frame, symbols)
    for corner in (draw_scale(sheet, map_frame), locator):
        if corner:
            occupancy.take(corner)
    names = Names(sheet, map_frame, occupancy, content.held, lambda x, y: own_fill(content.own, x, y))
    wanted = [name for layer in content.own for name in layer.names(sheet.language)]
    names.write(names.place(symbols, content.runs, wanted))
    left, bottom, right, top = map_frame.box
    edge = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    sheet.stroke([edge], LIGHT.coast, 0.5, z=OVER_ALL)
