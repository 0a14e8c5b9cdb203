"""The small map that shows where the large one lies."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.path import Path as Outline

from geo.model.symbology import LIGHT
from layers.figure.labels.occupancy import Occupancy
from layers.figure.map_frame import MapFrame
from layers.figure.paper.box import Box
from layers.figure.paper.sheet import OVER_SYMBOLS, Sheet
from layers.scene.model import SceneStatus

INSET_PT = (82.0, 60.0)
# The locator tells where things are, not what they look like.
INSET_ZOOM = 2
INSET_ROOM = 1.06
SMALLEST_FRAME_PT = 3.0


def locator_box(map_frame: MapFrame, occupancy: Occupancy) -> Box | None:
    """Return the emptiest corner for the small map; ``None`` where the scene asks for none, or has no members."""
    if not map_frame.scene.data.locator or not _bloc(map_frame):
        return None
    return _corner(map_frame, occupancy, INSET_PT[0] * map_frame.unit, INSET_PT[1] * map_frame.unit)


def _bloc(map_frame: MapFrame) -> list[np.ndarray]:
    """Return the largest ring of each that ever was a member."""
    data = map_frame.scene.data
    members = {status.id for status in data.statuses if status.member}
    codes = [country.code for country in data.countries if any(spell.status in members for spell in country.spells)]
    return [ring for code in codes if code in map_frame.topology.polygons for ring in _rings(map_frame, code)[:1]]


def draw_locator(sheet: Sheet, map_frame: MapFrame, box: Box, held: Mapping[str, SceneStatus]) -> None:
    """Draw the bloc, small, in a box, with a frame where the map lies."""
    vertices = np.concatenate(_bloc(map_frame))
    rings = {key: _rings(map_frame, key) for key in map_frame.topology.polygons if ":" not in key}
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    scale = min(box.width / (high[0] - low[0]), box.height / (high[1] - low[1])) / INSET_ROOM
    middle, target = (low + high) / 2, np.array([(box.left + box.right) / 2, (box.bottom + box.top) / 2])
    sheet.shape(sheet.rectangle(box), fill=LIGHT.sea, z=OVER_SYMBOLS + 1)
    for key in sorted(rings, key=lambda key: key in held):
        outlines = [Outline((ring - middle) * scale + target, closed=True) for ring in rings[key]]
        if outlines:
            fill = held[key].color if key in held else LIGHT.land
            edge = LIGHT.member_border if key in held else LIGHT.border
            outline = Outline.make_compound_path(*outlines)
            sheet.shape(outline, fill=fill, edge=edge, width=0.4, clip=box, z=OVER_SYMBOLS + 1.1)
    sheet.shape(sheet.rectangle(box), fill=None, edge=LIGHT.coast, width=0.6, z=OVER_SYMBOLS + 1.2)
    corner = (np.array([map_frame.west, map_frame.south]) - middle) * scale + target
    size = np.array([map_frame.box.width, map_frame.box.height]) * map_frame.metres_per_pt * scale
    grown = np.maximum(size, SMALLEST_FRAME_PT * sheet.unit)
    corner -= (grown - size) / 2
    outline = sheet.rectangle(Box(*corner, *(corner + grown)))
    sheet.shape(outline, fill=None, edge=LIGHT.casing, width=2.2, clip=box, z=OVER_SYMBOLS + 1.3)
    sheet.shape(outline, fill=None, edge=LIGHT.routes["main"], width=1.0, clip=box, z=OVER_SYMBOLS + 1.4)


def _rings(map_frame: MapFrame, key: str) -> list[np.ndarray]:
    """Return the outer rings of a country in the plane, coarse, the largest first."""
    plane = map_frame.scene.plane
    rings = (plane.path(polygon[0], INSET_ZOOM) for polygon in map_frame.topology.polygons[key])
    return [ring for ring in rings if len(ring) > 3]


def _corner(map_frame: MapFrame, occupancy: Occupancy, width: float, height: float) -> Box:
    """Return the corner of the map frame where a box hides least: symbols or lines; the lower left if all are equal."""
    left, bottom = map_frame.box.left, map_frame.box.bottom
    right, top = map_frame.box.right - width, map_frame.box.top - height
    # The lower right corner has the scale.
    corners = [Box(x, y, x + width, y + height) for x, y in ((left, bottom), (left, top), (right, top))]
    return min(corners, key=lambda corner: (occupancy.crowd(corner), corners.index(corner)))
