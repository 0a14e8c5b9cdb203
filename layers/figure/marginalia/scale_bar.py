"""What stands in the corners of a figure's map frame: the scale, true at its middle, and where in the bloc it lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

import numpy as np

from geo.geodesy.measure import length_km
from geo.model.locale import number_text
from geo.model.symbology import LIGHT
from layers.figure.map_frame import MapFrame
from layers.figure.paper.box import Box, Points
from layers.figure.paper.sheet import OVER_ALL, Sheet
from layers.i18n.catalog import translate

EDGE_PT = 6.0
SCALE_PT = 74.0


@dataclass(frozen=True)
class ScaleBar:
    """A scale in a lower corner: its bar and words in points of the sheet, and the box it takes."""

    bar: Points
    text: str
    middle: float
    base: float
    box: Box


def scale_bar(sheet: Sheet, map_frame: MapFrame, *, left: bool = False) -> ScaleBar:
    """Return the scale of a map frame in its lower right or left corner, its length measured on the ellipsoid."""
    length, km = scale_length(map_frame, SCALE_PT * sheet.unit)
    face, unit = sheet.face(), sheet.unit
    text = translate("unit_km", sheet.language, n=number_text(km, sheet.language))
    width = max(length, sheet.ruler.width(text, face))
    right, bottom = map_frame.box.right - EDGE_PT * unit, map_frame.box.bottom + EDGE_PT * unit
    right = map_frame.box.left + EDGE_PT * unit + width if left else right
    middle = right - width / 2
    ends = middle - length / 2, middle + length / 2
    tick, base = 3 * unit, bottom + 4.2 * unit
    bar = np.array([(ends[0], bottom + tick), (ends[0], bottom), (ends[1], bottom), (ends[1], bottom + tick)])
    return ScaleBar(bar, text, middle, base, Box(right - width, bottom, right, base + face.size).grown(2 * unit))


def draw_scale(sheet: Sheet, scale: ScaleBar) -> None:
    """Draw a scale bar with its words."""
    sheet.stroke([scale.bar], LIGHT.casing, 2.0, z=OVER_ALL - 1, cap="projecting")
    sheet.stroke([scale.bar], LIGHT.ink, 0.7, z=OVER_ALL)
    sheet.write(scale.text, scale.middle, scale.base, sheet.face(), halo=LIGHT.sea, align="center", name="scale")


def scale_length(map_frame: MapFrame, longest_pt: float) -> tuple[float, float]:
    """Return the length in points and in km of the longest round distance that a bar shows at the map frame's middle.

    The projection keeps areas, not lengths: the bar is true at the middle, along the map frame's own horizontal.
    """
    size = np.array([map_frame.box.width, map_frame.box.height]) * map_frame.metres_per_pt
    middle = np.array([map_frame.west, map_frame.south]) + size / 2
    half = longest_pt / 2 * map_frame.metres_per_pt
    level = np.array([half, 0.0])
    ends = map_frame.scene.projection.inverse(np.array([middle - level, middle, middle + level]))
    km = length_km(ends)
    power = 10 ** floor(log10(km))
    round_km = next(step * power for step in (5, 2, 1) if step * power <= km)
    return longest_pt * round_km / km, round_km
