"""What stands in the corners of a figure's plate: the scale, true at its middle, and where in the bloc it lies."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10

import numpy as np
from matplotlib.path import Path as Outline

from geo.geodesy.measure import length_km
from geo.model.locale import number_text
from layers.figure.basemap import Plate
from layers.figure.labels.occupancy import Ground
from layers.figure.sheet import OVER_ALL, OVER_SYMBOLS, Box, Sheet
from layers.i18n.catalog import say
from layers.scene.entries import Entry
from layers.style import palette

EDGE_PT = 6.0
SCALE_PT = 74.0
INSET_PT = (82.0, 60.0)
# The locator tells where things are, not what they look like.
INSET_ZOOM = 2
INSET_ROOM = 1.06
SMALLEST_FRAME_PT = 3.0


def draw_scale(sheet: Sheet, plate: Plate) -> Box:
    """Draw a scale bar in the lower right corner, its length measured on the ellipsoid; return the box it takes."""
    length, km = scale_length(plate, SCALE_PT * sheet.unit)
    face, unit = sheet.face(), sheet.unit
    text = say("unit_km", sheet.language, n=number_text(km, sheet.language))
    width = max(length, sheet.ruler.width(text, face))
    right, bottom = plate.box.right - EDGE_PT * unit, plate.box.bottom + EDGE_PT * unit
    middle = right - width / 2
    ends = middle - length / 2, middle + length / 2
    tick = 3 * unit
    bar = np.array([(ends[0], bottom + tick), (ends[0], bottom), (ends[1], bottom), (ends[1], bottom + tick)])
    sheet.stroke([bar], "#ffffff", 2.0, z=OVER_ALL - 1, cap="projecting")
    sheet.stroke([bar], palette.INK, 0.7, z=OVER_ALL)
    base = bottom + 4.2 * unit
    sheet.write(text, middle, base, face, halo=palette.SEA, align="center", name="scale")
    return Box(right - width, bottom, right, base + face.size).grown(2 * unit)


def scale_length(plate: Plate, longest_pt: float) -> tuple[float, float]:
    """Return the length in points and in km of the longest round distance that a bar shows at the plate's middle.

    The projection keeps areas, not lengths: the bar is true at the middle, along the plate's own horizontal.
    """
    size = np.array([plate.box.width, plate.box.height]) * plate.metres_per_pt
    middle = np.array([plate.west, plate.south]) + size / 2
    half = longest_pt / 2 * plate.metres_per_pt
    level = np.array([half, 0.0])
    ends = plate.scene.projection.inverse(np.array([middle - level, middle, middle + level]))
    km = length_km(ends)
    power = 10 ** floor(log10(km))
    round_km = next(step * power for step in (5, 2, 1) if step * power <= km)
    return longest_pt * round_km / km, round_km


def draw_locator(sheet: Sheet, plate: Plate, ground: Ground, held: Mapping[str, Entry]) -> Box | None:
    """Draw the bloc, small, with a frame where the plate lies, in the emptiest corner; return the box it takes.

    ``None``: the scene asks for none, or has no members to show.
    """
    scene = plate.scene
    members = {status["id"] for status in scene.data["statuses"] if status["member"]}
    bloc = [
        country["code"]
        for country in scene.data["countries"]
        if any(spell["status"] in members for spell in country["spells"])
    ]
    rings = {key: _rings(plate, key) for key in scene.topology.polygons if ":" not in key}
    vertices = [ring for code in bloc for ring in rings.get(code, ())[:1]]
    if not scene.data["locator"] or not vertices:
        return None
    box = _corner(plate, ground, INSET_PT[0] * sheet.unit, INSET_PT[1] * sheet.unit)
    low, high = np.concatenate(vertices).min(axis=0), np.concatenate(vertices).max(axis=0)
    scale = min(box.width / (high[0] - low[0]), box.height / (high[1] - low[1])) / INSET_ROOM
    middle, target = (low + high) / 2, np.array([(box.left + box.right) / 2, (box.bottom + box.top) / 2])
    sheet.shape(sheet.rectangle(box), fill=palette.SEA, z=OVER_SYMBOLS + 1)
    for key in sorted(rings, key=lambda key: key in held):
        outlines = [Outline((ring - middle) * scale + target, closed=True) for ring in rings[key]]
        if outlines:
            fill = held[key]["color"] if key in held else palette.LAND
            edge = palette.MEMBER_BORDER if key in held else palette.PAPER_BORDER
            outline = Outline.make_compound_path(*outlines)
            sheet.shape(outline, fill=fill, edge=edge, width=0.4, clip=box, z=OVER_SYMBOLS + 1.1)
    sheet.shape(sheet.rectangle(box), fill=None, edge=palette.COAST, width=0.6, z=OVER_SYMBOLS + 1.2)
    corner = (np.array([plate.west, plate.south]) - middle) * scale + target
    size = np.array([plate.box.width, plate.box.height]) * plate.metres_per_pt * scale
    grown = np.maximum(size, SMALLEST_FRAME_PT * sheet.unit)
    corner -= (grown - size) / 2
    frame = sheet.rectangle(Box(*corner, *(corner + grown)))
    sheet.shape(frame, fill=None, edge="#ffffff", width=2.2, clip=box, z=OVER_SYMBOLS + 1.3)
    sheet.shape(frame, fill=None, edge=palette.ROUTE_COLOURS["main"], width=1.0, clip=box, z=OVER_SYMBOLS + 1.4)
    return box


def _rings(plate: Plate, key: str) -> list[np.ndarray]:
    """Return the outer rings of a country in the plane, coarse, the largest first."""
    topology, forward = plate.topology, plate.scene.projection.forward
    rings = (forward(topology.path(polygon[0], INSET_ZOOM)) for polygon in topology.polygons[key])
    return [ring for ring in rings if len(ring) > 3]


def _corner(plate: Plate, ground: Ground, width: float, height: float) -> Box:
    """Return the corner of the plate where a box hides least: signs or lines; the lower left if all are equal."""
    left, bottom = plate.box.left, plate.box.bottom
    right, top = plate.box.right - width, plate.box.top - height
    # The lower right corner has the scale.
    corners = [Box(x, y, x + width, y + height) for x, y in ((left, bottom), (left, top), (right, top))]
    return min(corners, key=lambda corner: (ground.crowd(corner), corners.index(corner)))
