"""What a figure's plate shows on the scene's day, and the drawing of it from the ground up."""

from __future__ import annotations

from datetime import date

import numpy as np

from layers.figure.basemap import draw_ground, is_disputed
from layers.figure.labels.occupancy import Ground
from layers.figure.labels.wanted import Names, lettered_statuses
from layers.figure.legend import Shown
from layers.figure.lines import crosses, draw_journeys, draw_routes, journey_lines, route_runs
from layers.figure.locator import draw_locator
from layers.figure.map_frame import Plate
from layers.figure.scale_bar import draw_scale
from layers.figure.sheet import OVER_ALL, Sheet
from layers.figure.symbols import draw_signs, find_signs
from layers.scene.on_day import status_codes
from layers.style import palette


class Content:
    """What a plate shows: who holds which status, runs of routes, journeys, signs."""

    def __init__(self, plate: Plate) -> None:
        data = plate.scene.data
        day = date.fromisoformat(data["as_of"])
        by_status = status_codes(data, day)
        self.plate = plate
        self.held = {code: status for status, codes in by_status for code in codes}
        self.runs = route_runs(plate, day)
        self.journeys = journey_lines(plate)
        self.signs = find_signs(plate, day, self.held, self.runs)
        areas = [dispute.get("area") or "" for dispute in data["disputes"] if is_disputed(dispute)]
        self.shown = Shown(
            counts={status["id"]: len(codes) for status, codes in by_status},
            runs=self.runs,
            journeys=[journey for journey, _ in self.journeys],
            signs=self.signs,
            areas=any(area in plate.rings for area in areas),
            lettered=lettered_statuses(self.held[code] for code in sorted(self.held) if code in plate.rings),
        )


def draw_content(sheet: Sheet, content: Content) -> None:
    """Draw all of a plate: ground, lines, signs, what stands in its corners, names, and its edge."""
    plate, unit = content.plate, sheet.unit
    draw_ground(sheet, plate, content.held)
    draw_routes(sheet, plate, content.runs)
    draw_journeys(sheet, plate, content.journeys)
    ground = Ground(plate)
    ground.cross([run.line for run in content.runs] + [line for _, line in content.journeys])
    for covered in [sign.box(unit) for sign in content.signs] + crosses(content.journeys, unit):
        ground.take(covered)
    locator = draw_locator(sheet, plate, ground, content.held)
    signs = [sign for sign in content.signs if not (locator and locator.holds(*sign.at))]
    draw_signs(sheet, plate, signs)
    for corner in (draw_scale(sheet, plate), locator):
        if corner:
            ground.take(corner)
    names = Names(sheet, plate, ground, content.held)
    names.write(names.place(signs, content.runs))
    left, bottom, right, top = plate.box
    edge = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    sheet.stroke([edge], palette.COAST, 0.5, z=OVER_ALL)
