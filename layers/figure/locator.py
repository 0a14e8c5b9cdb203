"""The small map that shows where the large one lies."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.path import Path as Outline

from layers.figure.box import Box
from layers.figure.labels.occupancy import Ground
from layers.figure.map_frame import Plate
from layers.figure.sheet import OVER_SYMBOLS, Sheet
from layers.scene.entries import Entry
from layers.style import palette

INSET_PT = (82.0, 60.0)
# The locator tells where things are, not what they look like.
INSET_ZOOM = 2
INSET_ROOM = 1.06
SMALLEST_FRAME_PT = 3.0


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
