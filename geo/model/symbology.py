"""The signs that styled exports draw with: colours and line patterns that say the same as on the maps."""

from __future__ import annotations

from typing import get_args

from geo.model.records import SegmentStatus

INK = "#20262b"
BORDER = "#ffffff"
DISPUTE = "#8a8478"
ROUTE = "#b0201a"

STATES: tuple[SegmentStatus, ...] = get_args(SegmentStatus)
ROUTE_WIDTH_MM = 0.8
CASING_WIDTH_MM = 1.5
# A course nobody has surveyed looks less sure of itself.
APPROXIMATE_WIDTH_MM = 0.45
# Line and gap in millimetres, by state of a section; empty is one whole line.
DASHES_MM: dict[SegmentStatus, tuple[float, ...]] = {
    "operating": (),
    "under_construction": (4.0, 1.3),
    "planned": (1.9, 1.3),
    "proposed": (0.6, 1.3),
    "suspended": (4.0, 1.3, 0.6, 1.3),
}


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour written ``#rrggbb``."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue
