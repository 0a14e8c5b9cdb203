"""How things look on every map: colours by role, lines by state, from which zoom stops show, which names go first.

Page, figure, KML and QGIS styles read these values; what only one of them can draw stands with its printer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from geo.model.records import SegmentStatus, StopKind
from geo.model.spec import RouteRole

# The map, in light. The dark set mirrors it in the page's style sheet.
SEA = "#e3edf2"
LAND = "#f6f3ea"
INK = "#20262b"
CASING = "#ffffff"
PAPER_BORDER = "#cfc7b4"
COAST = "#b3ab98"
MEMBER_BORDER = "#ffffff"
GRATICULE = "#d3e0e7"
DISPUTE = "#8a8478"
FAR_INK = "#6d6a60"
WATER_INK = "#5f8599"
ROUTE_COLOURS: Mapping[RouteRole, str] = {"main": "#b0201a", "other": "#3b5ba5", "context": "#6f7780"}

# Widths of lines, as shares of that of a page's own route.
ROUTE_WIDTHS: Mapping[RouteRole, float] = {"main": 1.0, "other": 0.7, "context": 0.45}
# A course nobody has surveyed looks less sure of itself: this much of its route's width.
APPROXIMATE_WIDTH = 0.7

STATES: tuple[SegmentStatus, ...] = get_args(SegmentStatus)
Dashes: TypeAlias = tuple[float, ...]
"""Line and gap in turn; empty is one whole line."""
# In widths of a page's own route, so that a thinner line keeps the rhythm that the legend shows.
DASHES: Mapping[SegmentStatus, Dashes] = {
    "operating": (),
    "under_construction": (3.5, 1.3),
    "planned": (1.6, 1.1),
    "proposed": (0.05, 1.4),
    "suspended": (3.5, 1.0, 0.6, 1.0),
}
FERRY_DASHES: Dashes = (0.05, 1.3)
# In widths of a journey's line: one that was not made.
ABSENT_DASHES: Dashes = (4.44, 3.56)
# In widths of its outline: disputed land.
DISPUTE_DASHES: Dashes = (4.0, 3.0)
_DOT = 0.1

# From which of the page's zooms a stop is shown, by the part its route plays: ends; the usual stops; the rest.
STOP_ZOOM: Mapping[RouteRole, tuple[float, float, float]] = {
    "main": (0.0, 5.0, 8.0),
    "other": (4.5, 6.5, 8.0),
    "context": (6.0, 7.5, 9.0),
}
USUAL_STOPS: tuple[StopKind, ...] = ("station", "border", "port")
# Above which zoom the gauges are written at a break on a route that is not the page's own.
GAUGE_ZOOM = 6

LabelKind: TypeAlias = Literal[
    "terminus", "member", "held", "main_route", "gauge", "capital", "other_route", "place", "main_stop",
    "context_route", "stop", "land", "water",
]  # fmt: skip
ROUTE_LABELS: Mapping[RouteRole, LabelKind] = {"main": "main_route", "other": "other_route", "context": "context_route"}
# How much a name is needed, the most needed first. A figure weighs it against points of distance from where the name
# would best stand.
LABEL_NEEDS: Mapping[LabelKind, float] = {
    "terminus": 400.0,
    "member": 400.0,
    "held": 200.0,
    "main_route": 200.0,
    "gauge": 160.0,
    "capital": 150.0,
    "other_route": 90.0,
    "place": 70.0,
    "main_stop": 60.0,
    "context_route": 36.0,
    "stop": 34.0,
    "land": 32.0,
    "water": 30.0,
}


def scaled(dashes: Dashes, width: float) -> Dashes:
    """Return dashes in the unit that a width is given in, to two decimals."""
    return tuple(round(length * width, 2) for length in dashes)


def has_round_ends(dashes: Dashes) -> bool:
    """Tell whether dashes are dots: too short for straight ends, they show by their round ones."""
    return bool(dashes) and max(dashes[::2]) <= _DOT


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour written ``#rrggbb``."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue
