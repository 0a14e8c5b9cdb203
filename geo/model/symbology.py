"""How things look on every map: colours by role, lines by state, from which zoom stops show, which names go first.

Page, figure, KML and QGIS styles read these values; what only one of them can draw stands with its printer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from geo.model.records import Mode, SegmentStatus, StopKind
from geo.model.spec import Pattern, RouteRole


@dataclass(frozen=True)
class Colours:
    """The colours of a map's parts, each as ``#rrggbb``; those of routes by the part they play on the map.

    A second and third route of one part have those of ``shades``; of context all have one, they are no news. ``raised``
    is that of the map's own route on fills as dark as its own colour (in the dark: as light), ``raised_casing`` what
    edges it there.

    ``beyond`` is what lies beyond the edge of the map, ``sign`` and ``sign_ink`` a point symbol's inside and outline.
    """

    land: str
    sea: str
    river: str
    beyond: str
    graticule: str
    border: str
    coast: str
    dispute: str
    ink: str
    far_ink: str
    water_ink: str
    casing: str
    routes: Mapping[RouteRole, str]
    shades: Mapping[RouteRole, tuple[str, ...]]
    raised: str
    raised_casing: str
    member_border: str = "#ffffff"
    sign: str = "#ffffff"
    sign_ink: str = "#20262b"


LIGHT = Colours(
    land="#f6f3ea",
    sea="#e3edf2",
    river="#8fb6cb",
    beyond="#eef1f0",
    graticule="#d3e0e7",
    border="#cfc7b4",
    coast="#b3ab98",
    dispute="#8a8478",
    ink="#20262b",
    far_ink="#6d6a60",
    water_ink="#44697d",
    casing="#ffffff",
    routes={"main": "#b0201a", "other": "#3b5ba5", "context": "#6f7780"},
    shades={"main": ("#7a245d",), "other": ("#506909", "#83399b"), "context": ()},
    raised="#ff8a78",
    raised_casing="#20262b",
)
# For a page that is read in the dark; prints and exports are light.
DARK = Colours(
    land="#2b2f31",
    sea="#1a2228",
    river="#48687b",
    beyond="#14191d",
    graticule="#25313a",
    border="#4a4d4b",
    coast="#5b5e5b",
    dispute="#a09a8c",
    ink="#e8e6df",
    far_ink="#a09d92",
    water_ink="#7599ae",
    casing="#14191d",
    routes={"main": "#ff7a6e", "other": "#9db8ff", "context": "#9aa2a9"},
    shades={"main": ("#fdc0db",), "other": ("#b1cb68", "#dba2f2"), "context": ()},
    raised="#a81812",
    raised_casing="#ffffff",
)

# Widths of lines, as shares of that of a map's own route.
ROUTE_WIDTHS: Mapping[RouteRole, float] = {"main": 1.0, "other": 0.7, "context": 0.45}
# A course nobody has surveyed looks less sure of itself: this much of its route's width.
APPROXIMATE_WIDTH = 0.7
JOURNEY_WIDTH = 0.45

STATES: tuple[SegmentStatus, ...] = get_args(SegmentStatus)
Dashes: TypeAlias = tuple[float, ...]
"""Line and gap in turn; empty is one whole line."""
# In widths of a map's own route, so that a thinner line keeps the rhythm that the legend shows.
DASHES: Mapping[SegmentStatus, Dashes] = {
    "operating": (),
    "under_construction": (3.5, 1.3),
    "planned": (1.6, 1.1),
    "proposed": (0.05, 1.4),
    "suspended": (3.5, 1.0, 0.6, 1.0),
}


@dataclass(frozen=True)
class Core:
    """A second stroke along a line, over it: light within it, or beads of its own colour that are wider than it.

    ``width`` is a share of the route's, ``dashes`` are in widths of a map's own route.
    """

    light: bool
    width: float
    dashes: Dashes = ()


@dataclass(frozen=True)
class ModeSign:
    """What tells how one travels: the most that a line is wide, as a share of a map's own route, its dashes, its core.

    Dashes take the place of those of the state; ``None`` leaves these.
    """

    width: float = 1.0
    dashes: Dashes | None = None
    core: Core | None = None


MODE_SIGNS: Mapping[Mode, ModeSign] = {
    "rail": ModeSign(),
    "road": ModeSign(core=Core(light=True, width=0.3)),
    "ferry": ModeSign(0.55, dashes=(0.05, 1.3)),
    "sea": ModeSign(0.7, dashes=(0.05, 2.6)),
    "air": ModeSign(0.4, dashes=(6.0, 1.6)),
    "pipeline": ModeSign(0.5, core=Core(light=False, width=1.25, dashes=(0.05, 4.0))),
    "cable": ModeSign(0.36, core=Core(light=False, width=1.1, dashes=(0.5, 3.0))),
    "walking": ModeSign(0.5, dashes=(0.75, 0.75)),
}
MODES: tuple[Mode, ...] = get_args(Mode)
# In widths of a journey's line: one that was not made.
ABSENT_DASHES: Dashes = (4.44, 3.56)
# In widths of its outline: disputed land.
DISPUTE_DASHES: Dashes = (4.0, 3.0)
# In widths of the line: a line of truce that is no border.
TRUCE_DASHES: Dashes = (0.05, 2.2)
# In widths of the line: the outline of a status of an aspect that is not its first.
ASPECT_DASHES: Dashes = (2.5, 1.5)
# By how many widths an outline is wider for each one drawn over it, so that both are seen where they run together.
ASPECT_GROWTH = 1.3
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
    "terminus", "member", "capital", "held", "main_route", "gauge", "own", "place", "main_stop", "other_route",
    "neighbour", "context_route", "stop", "land", "town", "water", "dispute_area", "dispute",
]  # fmt: skip
ROUTE_LABELS: Mapping[RouteRole, LabelKind] = {"main": "main_route", "other": "other_route", "context": "context_route"}
# How much a name is needed, the most needed first. A page places them in this order; a figure weighs them against
# points of distance from where the name would best stand. A town's name has its place beside its sign, a country's may
# stand anywhere on it: so capitals go before countries that are no members.
LABEL_NEEDS: Mapping[LabelKind, float] = {
    "terminus": 410.0,
    "member": 400.0,
    "capital": 210.0,
    "held": 200.0,
    "main_route": 190.0,
    "gauge": 160.0,
    # A row of a person's own frame.
    "own": 130.0,
    "place": 120.0,
    "main_stop": 100.0,
    "other_route": 90.0,
    "neighbour": 80.0,
    "context_route": 36.0,
    "stop": 34.0,
    "land": 32.0,
    "town": 31.0,
    "water": 30.0,
    "dispute_area": 29.0,
    "dispute": 28.0,
}

# What became of a country between two days: the change is what is seen, what stayed is quiet.
ChangeKind: TypeAlias = Literal["joined", "risen", "changed", "lowered", "left", "stayed"]
CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)
CHANGE_COLOURS: Mapping[ChangeKind, str] = {
    "joined": "#17505c",
    "risen": "#c47a12",
    "changed": "#a37dd4",
    "lowered": "#8a5a9e",
    "left": "#9b5a4a",
    "stayed": "#9dbfc0",
}
CHANGE_LETTERS: Mapping[ChangeKind, str] = {
    "joined": "+", "risen": "↑", "changed": "→", "lowered": "↓", "left": "−", "stayed": "=",
}  # fmt: skip


# Two memberships side by side: in the first alone, in both, in the second alone. Both is the darkest, for it is more;
# its stripes tell it without colours.
OVERLAP_LOOKS: Mapping[str, tuple[str, Pattern]] = {
    "first": ("#549698", "solid"),
    "both": ("#11454f", "stripe"),
    "second": ("#c8790f", "solid"),
}


# The shade of a map's own route that is ``raised`` from its ground.
RAISED = 9


def route_colour(colours: Colours, role: RouteRole, shade: int = 0) -> str:
    """Return the colour of a route by its part and its number among those of that part, or ``RAISED``."""
    return colours.raised if shade == RAISED else (colours.routes[role], *colours.shades[role])[shade]


def route_casing(colours: Colours, colour: str) -> str:
    """Return what edges a route of a colour."""
    return colours.raised_casing if colour == colours.raised else colours.casing


def route_shade(role: RouteRole, number: int) -> int:
    """Return which colour of a part the route of a number has, from 0; after the last come the first again."""
    return number % (1 + len(LIGHT.shades[role]))


def dashes_of(status: SegmentStatus, mode: Mode) -> Dashes:
    """Return the dashes of a section by its state, or by how one travels where that has dashes of its own."""
    own = MODE_SIGNS[mode].dashes
    return DASHES[status] if own is None else own


def shown_modes(modes: Iterable[Mode]) -> list[Mode]:
    """Return which of the modes in sight a key explains, in its order; rail only beside another that has no dashes."""
    drawn = set(modes)
    if all(MODE_SIGNS[mode].dashes for mode in drawn - {"rail"}):
        drawn -= {"rail"}
    return [mode for mode in MODES if mode in drawn]


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
