"""Routes and journeys on a figure: stretches of one look drawn as one line, so that dashes run on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from geo.model.dates import spell_on
from geo.model.records import Mode, SegmentStatus
from geo.model.symbology import LIGHT, TRUCE_DASHES, route_colour, scaled
from layers.figure.map_frame import MapFrame
from layers.figure.marks.glyphs import (
    CROSS_PT,
    TICKED,
    LineStyle,
    along,
    draw_heads,
    draw_journey,
    draw_route,
    route_style,
    route_width,
)
from layers.figure.paper.box import Box, Points
from layers.figure.paper.sheet import OVER_JOURNEYS, OVER_LINES, Sheet
from layers.scene.lines.route_model import SceneBranch, SceneRoute, SceneSection
from layers.scene.model import SceneJourney, SceneStatus

# The page's own route is drawn last, above the others.
DRAWING_ORDER = ("context", "other", "main")
TRUCE_PT = 0.8
# Which railways an atlas draws thin and ticked where another line is the subject: role, state, mode.
TICKED_RAILWAY = ("context", "operating", "rail")

# State, whether the course is approximate, mode.
Look = tuple[SegmentStatus, bool, Mode]


@dataclass(frozen=True)
class Run:
    """Sections of a branch that follow each other and look alike, as one line on the sheet, shape (n, 2).

    ``ticked`` is a railway in use around the line that a map is about.
    """

    route: SceneRoute
    branch: SceneBranch
    state: SegmentStatus
    approximate: bool
    mode: Mode
    line: Points
    ticked: bool = False

    @property
    def style(self) -> LineStyle:
        """How the run is drawn."""
        if self.ticked:
            return TICKED
        role = self.route.role
        color, width = route_colour(LIGHT, role, self.route.shade), route_width(role)
        return route_style(color, width, self.state, approximate=self.approximate, mode=self.mode)


def route_runs(map_frame: MapFrame, day: date) -> list[Run]:
    """Return the stretches of all routes in sight that have a state on a day, in the order of drawing."""
    routes = sorted(map_frame.scene.data.routes, key=lambda route: DRAWING_ORDER.index(route.role))
    runs: list[Run] = []
    for route in routes:
        for branch in route.branches:
            runs += (run for run in _branch_runs(map_frame, route, branch, day) if map_frame.sees(run.line))
    if is_about_one_line(map_frame.scene.data.statuses, routes):
        runs = [replace(run, ticked=(run.route.role, run.state, run.mode) == TICKED_RAILWAY) for run in runs]
    return runs


def is_about_one_line(statuses: Iterable[SceneStatus], routes: Iterable[SceneRoute]) -> bool:
    """Tell whether statuses are mere tints below the one line that a map is about: drawn as in an atlas."""
    told = {route.id for route in routes if route.role != "context"}
    return len(told) == 1 and any(status.base for status in statuses)


def _branch_runs(map_frame: MapFrame, route: SceneRoute, branch: SceneBranch, day: date) -> Iterator[Run]:
    pieces: list[tuple[Look, int, Points]] = []
    for section, line in _sections(map_frame, branch):
        spell = spell_on(section.spells, day)
        if spell is None:
            continue
        look = spell.status, section.approximate, section.mode
        if pieces and pieces[-1][:2] != (look, section.from_seq):
            yield Run(route, branch, *pieces[0][0], np.concatenate([piece for _, _, piece in pieces]))
            pieces = []
        pieces.append((look, section.to_seq, line))
    if pieces:
        yield Run(route, branch, *pieces[0][0], np.concatenate([piece for _, _, piece in pieces]))


def _sections(map_frame: MapFrame, branch: SceneBranch) -> Iterator[tuple[SceneSection, Points]]:
    for section in branch.sections:
        references = map_frame.topology.lines.get(f"{branch.line}:{section.from_seq}")
        if references:
            yield section, map_frame.line(references)


def track(map_frame: MapFrame, branch: SceneBranch) -> Points:
    """Return the whole of a branch as one line on the sheet, shape (n, 2)."""
    return np.concatenate([np.zeros((0, 2)), *(line for _, line in _sections(map_frame, branch))])


def draw_routes(sheet: Sheet, map_frame: MapFrame, runs: list[Run]) -> None:
    """Draw the runs route by route: the casings of a route below all its lines."""
    routes = {run.route.id: run.route for run in runs}
    for number, route in enumerate(routes.values()):
        z = OVER_LINES + number / 100
        own = [run for run in runs if run.route is route]
        for style in dict.fromkeys(run.style for run in own):
            lines = [run.line for run in own if run.style == style]
            draw_route(sheet, lines, style, clip=map_frame.box, z=z)
        for run in own if route.arrows else ():
            draw_heads(sheet, run.line, run.style.color, clip=map_frame.box, z=z + 0.009)


def truce_lines(map_frame: MapFrame) -> list[Points]:
    """Return the lines of truce that cross the map frame's box."""
    lines = (map_frame.line(line) for key, line in map_frame.topology.lines.items() if key.startswith("truce:"))
    return [line for line in lines if map_frame.sees(line)]


def stroke_truce(sheet: Sheet, lines: list[Points], clip: Box | None, *, z: float) -> None:
    """Dot lines of truce on a lighter ground."""
    sheet.stroke(lines, LIGHT.land, 2 * TRUCE_PT, clip=clip, z=z)
    dots = scaled(TRUCE_DASHES, TRUCE_PT)
    sheet.stroke(lines, LIGHT.far_ink, TRUCE_PT, dashes=dots, cap="round", clip=clip, z=z + 0.1)


def journey_lines(map_frame: MapFrame) -> list[tuple[SceneJourney, Points]]:
    """Return the journeys in sight with their lines on the sheet."""
    found = []
    for journey in map_frame.scene.data.journeys:
        references = map_frame.topology.lines.get(journey.arc)
        line = map_frame.line(references) if references else np.zeros((0, 2))
        if map_frame.sees(line):
            found.append((journey, line))
    return found


def crosses(journeys: list[tuple[SceneJourney, Points]], unit: float) -> list[Box]:
    """Return what the crosses of the journeys that were not made cover."""
    absent = (along(line, 0.5)[0] for journey, line in journeys if journey.attended is False)
    return [Box(x, y, x, y).grown(CROSS_PT * unit) for x, y in absent]


def draw_journeys(sheet: Sheet, map_frame: MapFrame, journeys: list[tuple[SceneJourney, Points]]) -> None:
    """Draw the journeys, those that were not made above the others."""
    for journey, line in sorted(journeys, key=lambda pair: pair[0].attended is False):
        absent = journey.attended is False
        draw_journey(sheet, line, journey_color(absent), absent=absent, clip=map_frame.box, z=OVER_JOURNEYS)


def journey_color(absent: bool) -> str:
    """Return the colour of a journey: the one warm mark is the journey that was not made."""
    return LIGHT.routes["main"] if absent else LIGHT.ink
