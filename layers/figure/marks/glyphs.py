"""The symbols of a figure: rings, ticks and dashes, drawn alike on the map and in its legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from geo.model.records import Mode, SegmentStatus
from geo.model.spec import RouteRole
from geo.model.symbology import (
    ABSENT_DASHES,
    APPROXIMATE_WIDTH,
    DISPUTE_DASHES,
    JOURNEY_WIDTH,
    LIGHT,
    MODE_SIGNS,
    ROUTE_WIDTHS,
    Core,
    dashes_of,
    has_round_ends,
    route_casing,
    scaled,
)
from layers.figure.paper.box import Box, Points
from layers.figure.paper.sheet import OVER_SYMBOLS, Sheet
from layers.style.colour import mix

HATCHES = {"solid": "", "stripe": "////", "dots": "...", "cross": "++"}
DISPUTE_HATCH = "//////"
# How much of its ink a status's pattern takes.
PATTERN_STRENGTH = {"stripe": 0.24, "cross": 0.24, "dots": 0.4}
# Width in points of a figure's own route; dashes are measured by it.
ROUTE_PT = 2.0
# An approximate course is mixed with this much of its casing.
APPROXIMATE_PALE = 0.28
# The head of a journey is clear of the ring at its end.
RING_ROOM_PT = 4.2
# How far the arms of an absence's cross reach.
CROSS_PT = 3.4
# A route that shows its direction has a head in every stretch as long as this.
HEAD_EVERY_PT = 80.0
JOURNEY_PT, JOURNEY_CASING_PT, DISPUTE_PT = ROUTE_PT * JOURNEY_WIDTH, 0.65, 0.5

Part = Literal["background", "line", "casing", "dot"]


@dataclass(frozen=True)
class Stroke:
    """One stroke of a symbol about (0, 0): an outline in points, what it is coloured with, and its width."""

    outline: Outline
    part: Part
    width: float = 0.0


def _lines(*lines: Sequence[tuple[float, float]]) -> Outline:
    return Outline.make_compound_path(*(Outline(np.asarray(line, float)) for line in lines))


def _closed(*corners: tuple[float, float]) -> Outline:
    return Outline(np.asarray([*corners, corners[0]], float), closed=True)


def _bars(*lines: Sequence[tuple[float, float]]) -> tuple[Stroke, ...]:
    return Stroke(_lines(*lines), "casing", 2.8), Stroke(_lines(*lines), "line", 1.2)


_DIAMOND = _closed((0, -2.9), (2.9, 0), (0, 2.9), (-2.9, 0))
_DIAMOND_HATCH = _lines([(-2.2, -0.7), (0.7, 2.2)], [(-1.45, -1.45), (1.45, 1.45)], [(-0.7, -2.2), (2.2, 0.7)])
MARKS: dict[str, tuple[Stroke, ...]] = {
    "place": (Stroke(Outline.circle((0, 0), 2.1), "background", 0.9),),
    "capital": (Stroke(Outline.circle((0, 0), 2.5), "background", 0.9), Stroke(Outline.circle((0, 0), 0.95), "dot")),
    "stop": (Stroke(Outline.circle((0, 0), 1.8), "background", 1.0),),
    "border": _bars([(0, -4), (0, 4)]),
    "gauge_change": _bars([(-1.6, -5), (-1.6, 5)], [(1.6, -5), (1.6, 5)]),
    "pass": (Stroke(_closed((-3.2, -2.2), (0, 3), (3.2, -2.2)), "background", 1.0),),
    "tunnel": _bars([(-4, 4), (-2.2, 2.2), (-2.2, -2.2), (-4, -4)], [(4, 4), (2.2, 2.2), (2.2, -2.2), (4, -4)]),
    "bridge": _bars([(-4, 4), (-2.4, 2.4), (2.4, 2.4), (4, 4)], [(-4, -4), (-2.4, -2.4), (2.4, -2.4), (4, -4)]),
    "dispute": (Stroke(_DIAMOND, "background", 0.6), Stroke(_DIAMOND_HATCH, "line", 0.45)),
    "small": (Stroke(Outline.circle((0, 0), 3.9), "casing", 1.0), Stroke(Outline.circle((0, 0), 3.2), "dot")),
}
# How far a symbol reaches from its middle, in points.
REACH = {"border": 4.2, "gauge_change": 4.2, "tunnel": 3.6, "bridge": 3.6, "capital": 3.1, "small": 4.4}
USUAL_REACH = 2.7


def reach_of(glyph: str) -> float:
    """Return how far from its middle a symbol keeps names away, in points."""
    return REACH.get(glyph, USUAL_REACH)


def draw_glyph(
    sheet: Sheet,
    glyph: str,
    at: tuple[float, float],
    color: str,
    *,
    background: str = LIGHT.sign,
    angle: float = 0.0,
    clip: Box | None = None,
    z: float = OVER_SYMBOLS,
) -> None:
    """Draw a symbol at a point, turned by an angle in radians: lines and dots in a colour, its inside in another."""
    put = Affine2D().scale(sheet.unit).rotate(angle).translate(*at)
    for stroke in MARKS[glyph]:
        outline = stroke.outline.transformed(put)
        if stroke.part == "dot":
            sheet.shape(outline, fill=color, clip=clip, z=z)
        elif stroke.part == "background":
            sheet.shape(outline, fill=background, edge=color, width=stroke.width, clip=clip, z=z)
        else:
            edge = LIGHT.casing if stroke.part == "casing" else color
            sheet.shape(outline, fill=None, edge=edge, width=stroke.width, clip=clip, z=z)


@dataclass(frozen=True)
class LineStyle:
    """How a stretch of line is drawn: its colour, its width in points without the casing, its dashes and their ends.

    ``ticks`` across it take the place of the casing; a ``core`` runs over it.
    """

    color: str
    width: float
    dashes: tuple[float, ...] = ()
    round: bool = False
    ticks: tuple[float, ...] = ()
    core: LineStyle | None = None
    casing: str = LIGHT.casing


# A railway as an atlas draws it: a thin line and the dashes of a broad one, as the page's.
TICKS_PT, TICK_HIGH_PT = (0.7, 4.8), 3.6
TICKED = LineStyle(mix(LIGHT.ink, LIGHT.land, 0.2), 0.7, ticks=TICKS_PT)


def route_width(role: RouteRole) -> float:
    """Return the width in points of a route by the part it plays."""
    return ROUTE_PT * ROUTE_WIDTHS[role]


def route_style(
    color: str, width: float, status: SegmentStatus, *, approximate: bool = False, mode: Mode = "rail"
) -> LineStyle:
    """Return how a stretch of a route is drawn by its state and by how one travels.

    What is known by approximation is thinner and softer.
    """
    sign, dashes, casing = MODE_SIGNS[mode], dashes_of(status, mode), route_casing(LIGHT, color)
    core = None if sign.core is None else _core(sign.core, color, width)
    if approximate and sign.dashes is None:
        width, color = width * APPROXIMATE_WIDTH, mix(color, casing, APPROXIMATE_PALE)
    printed, drawn = scaled(dashes, ROUTE_PT), min(width, sign.width * ROUTE_PT)
    return LineStyle(color, drawn, printed, round=has_round_ends(dashes), core=core, casing=casing)


def _core(core: Core, color: str, width: float) -> LineStyle:
    own = route_casing(LIGHT, color) if core.light else color
    return LineStyle(own, core.width * width, scaled(core.dashes, ROUTE_PT), round=has_round_ends(core.dashes))


def casing_of(width: float) -> float:
    """Return how far the casing of a line stands out on each side, in points: the less, the thinner the line."""
    return min(0.7, 0.2 + 0.25 * width)


def draw_route(sheet: Sheet, lines: Sequence[Points], style: LineStyle, *, clip: Box | None, z: float) -> None:
    """Draw stretches of line on their casings."""
    cap: Literal["butt", "round"] = "round" if style.round else "butt"
    if style.ticks:
        sheet.stroke(lines, style.color, TICK_HIGH_PT, dashes=style.ticks, cap="butt", clip=clip, z=z)
        sheet.stroke(lines, style.color, style.width, clip=clip, z=z + 0.005)
        return
    sheet.stroke(lines, style.casing, style.width + 2 * casing_of(style.width), cap="round", clip=clip, z=z)
    sheet.stroke(lines, style.color, style.width, dashes=style.dashes, cap=cap, clip=clip, z=z + 0.005)
    if style.core:
        over: Literal["butt", "round"] = "round" if style.core.round else "butt"
        core = style.core
        sheet.stroke(lines, core.color, core.width, dashes=core.dashes, cap=over, clip=clip, z=z + 0.007)


def draw_journey(
    sheet: Sheet, line: Points, color: str, *, absent: bool, clear: float = RING_ROOM_PT, clip: Box | None, z: float
) -> None:
    """Draw a journey as an arc with one head, so far from its end; one that was not made is broken and crossed."""
    sheet.stroke([line], LIGHT.casing, JOURNEY_PT + 2 * JOURNEY_CASING_PT, clip=clip, z=z)
    sheet.stroke(
        [line], color, JOURNEY_PT, dashes=scaled(ABSENT_DASHES, JOURNEY_PT) if absent else (), clip=clip, z=z + 0.1
    )
    at, angle = along(line, 0.5 if absent else 1.0)
    put = Affine2D().scale(sheet.unit).rotate(angle).translate(*at)
    if absent:
        arm = 0.7 * CROSS_PT
        cross = _lines([(-arm, -arm), (arm, arm)], [(-arm, arm), (arm, -arm)]).transformed(put)
        sheet.shape(cross, fill=None, edge=LIGHT.casing, width=2.4, clip=clip, z=z + 0.2)
        sheet.shape(cross, fill=None, edge=color, width=1.3, clip=clip, z=z + 0.3)
    else:
        head = _closed((-clear, 0), (-clear - 5.4, 2.3), (-clear - 5.4, -2.3)).transformed(put)
        sheet.shape(head, fill=color, edge=LIGHT.casing, width=0.4, clip=clip, z=z + 0.2)


def draw_heads(sheet: Sheet, line: Points, color: str, *, clip: Box | None, z: float) -> None:
    """Draw heads along a line, the way it runs, one for every ``HEAD_EVERY_PT``."""
    length = float(np.hypot(*np.diff(line, axis=0).T).sum()) / sheet.unit
    many = int(length // HEAD_EVERY_PT)
    for number in range(many):
        at, angle = along(line, (number + 0.5) / many)
        put = Affine2D().scale(sheet.unit).rotate(angle).translate(*at)
        head = _closed((2.8, 0), (-1.9, 2.5), (-0.8, 0), (-1.9, -2.5)).transformed(put)
        sheet.shape(head, fill=color, edge=route_casing(LIGHT, color), width=0.4, clip=clip, z=z)


def along(line: Points, share: float) -> tuple[tuple[float, float], float]:
    """Return the point at a share of a line's length, and the direction there in radians."""
    steps = np.diff(line, axis=0)
    lengths = np.hypot(*steps.T)
    gone = np.concatenate([[0], np.cumsum(lengths)])
    target = share * gone[-1]
    piece = int(np.clip(np.searchsorted(gone, target, side="left") - 1, 0, len(steps) - 1))
    rest = (target - gone[piece]) / lengths[piece] if lengths[piece] else 0.0
    x, y = line[piece] + rest * steps[piece]
    return (float(x), float(y)), float(np.arctan2(steps[piece][1], steps[piece][0]))


def pattern_ink(status_color: str, ink: str, pattern: str) -> str:
    """Return the colour of a pattern's strokes: the fill with some of its ink, the same in every format."""
    return mix(status_color, ink, PATTERN_STRENGTH[pattern])


def draw_dispute(sheet: Sheet, outline: Outline, *, background: str | None, clip: Box | None = None, z: float) -> None:
    """Hatch disputed land within its own thin dashed outline."""
    sheet.shape(
        outline,
        fill=background,
        edge=LIGHT.dispute,
        width=DISPUTE_PT,
        hatch=DISPUTE_HATCH,
        dashes=scaled(DISPUTE_DASHES, DISPUTE_PT),
        clip=clip,
        z=z,
    )
