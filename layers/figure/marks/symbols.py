"""Which point symbols a figure shows: places, stops, disputes without an area, rings for countries too small to see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import atan2, hypot, pi

import numpy as np

from geo.facts.stops import StopFact
from geo.model.dates import spell_on
from geo.model.symbology import LIGHT, STOP_ZOOM, USUAL_STOPS, route_colour
from layers.figure.map_frame import MapFrame
from layers.figure.marks.glyphs import MARKS, draw_glyph, reach_of
from layers.figure.marks.lines import Run, track
from layers.figure.paper.box import Box, Points
from layers.figure.paper.sheet import OVER_SYMBOLS, Sheet
from layers.scene.lines.route_model import SceneBranch, SceneRoute
from layers.scene.model import SceneCountry, SceneDispute, ScenePlace, SceneStatus
from layers.scene.on_day import further_holders

RINGS = ("place", "capital", "stop", "small")
# Nearer to each other than this, in points, only the first symbol of two stays.
CLEAR_PT = 5.5
# A country whose shape is smaller than this many points in both directions has a ring.
SMALL_PT = 8.0
# The direction of a line at a stop is that of its course over this many points on each side.
COURSE_PT = 6.0


@dataclass(frozen=True)
class Symbol:
    """One symbol: its feature's id and data, its glyph, where it stands, and what it is coloured with."""

    id: str
    kind: str
    of: ScenePlace | StopFact | SceneDispute | SceneCountry
    glyph: str
    at: tuple[float, float]
    color: str
    route: SceneRoute | None = None
    end: bool = False
    angle: float = 0.0
    always: bool = False

    @property
    def round(self) -> bool:
        """Whether the symbol is a ring."""
        return self.glyph in RINGS

    def box(self, unit: float) -> Box:
        """Return what the symbol covers."""
        return Box(*self.at, *self.at).grown(reach_of(self.glyph) * unit)


def find_symbols(map_frame: MapFrame, day: date, held: Mapping[str, SceneStatus], runs: list[Run]) -> list[Symbol]:
    """Return the symbols in sight, the most wanted first; where they crowd, the first in order stays.

    One that the frame would cut is out of sight.
    """
    kept: list[Symbol] = []
    stops = [*_stops(map_frame, day, runs)]
    places = _as_stops([*_places(map_frame)], stops)
    for symbol in (*places, *stops, *_disputes(map_frame), *_small_countries(map_frame, held)):
        near = (hypot(symbol.at[0] - other.at[0], symbol.at[1] - other.at[1]) for other in kept)
        alone = symbol.always or min(near, default=1e9) >= CLEAR_PT * map_frame.unit
        whole = map_frame.box.grown(-reach_of(symbol.glyph) * map_frame.unit).holds(*symbol.at)
        if whole and alone and symbol.id not in {other.id for other in kept}:
            kept.append(symbol)
    return kept


def _as_stops(places: list[Symbol], stops: list[Symbol]) -> list[Symbol]:
    """Return the places, each that is a stop of a route in sight as that stop; a capital stays one."""
    served = {stop.of.place: stop for stop in reversed(stops) if isinstance(stop.of, StopFact) and stop.of.place}
    return [
        served.pop(place.of.id)
        if isinstance(place.of, ScenePlace) and not place.of.capital and place.of.id in served
        else place
        for place in places
    ]


def _places(map_frame: MapFrame) -> Iterator[Symbol]:
    for place in sorted(map_frame.scene.data.places, key=lambda place: place.rank):
        glyph = "capital" if place.capital else "place"
        yield Symbol(f"place:{place.id}", "place", place, glyph, map_frame.place(place.lon, place.lat), LIGHT.ink)


def _stops(map_frame: MapFrame, day: date, runs: list[Run]) -> Iterator[Symbol]:
    drawn = {run.branch.line: run for run in reversed(runs)}
    for run in drawn.values():
        course, stops = track(map_frame, run.branch), run.branch.stops
        stands = [section for section in run.branch.sections if spell_on(section.spells, day)]
        served = {end for section in stands for end in (section.from_seq, section.to_seq)}
        for stop in (stop for stop in stops if stop.seq in served):
            symbol = _stop(map_frame, run.route, run.branch, stop, course, end=stop in (stops[0], stops[-1]))
            if symbol is not None:
                yield symbol


def _stop(
    map_frame: MapFrame, route: SceneRoute, branch: SceneBranch, stop: StopFact, course: Points, *, end: bool
) -> Symbol | None:
    breaks = stop.gauge_break
    usual = breaks or stop.kind in USUAL_STOPS
    zoom = STOP_ZOOM[route.role][0 if end else 1 if usual else 2]
    if stop.kind == "waypoint" or map_frame.page_zoom < zoom:
        return None
    glyph = "gauge_change" if breaks else stop.kind if stop.kind in MARKS else "stop"
    at = map_frame.place(stop.lon, stop.lat)
    return Symbol(
        id=f"stop:{route.id}:{branch.id}:{stop.seq}",
        kind="stop",
        of=stop,
        glyph=glyph,
        at=at,
        color=route_colour(LIGHT, route.role, route.shade),
        route=route,
        end=end,
        angle=0.0 if glyph in ("stop", "pass") else _course_at(course, at, COURSE_PT * map_frame.unit),
        always=breaks,
    )


def _course_at(course: Points, at: tuple[float, float], reach: float) -> float:
    """Return the direction of a line near a point, in radians."""
    if len(course) < 2:
        return 0.0
    far = np.hypot(*(course - at).T)
    nearest = int(far.argmin())
    before = next((place for place in range(nearest, -1, -1) if far[place] > reach), 0)
    after = next((place for place in range(nearest, len(far)) if far[place] > reach), len(far) - 1)
    across, up = course[after] - course[before]
    return atan2(up, across) % pi


def _disputes(map_frame: MapFrame) -> Iterator[Symbol]:
    for dispute in map_frame.scene.data.disputes:
        if not dispute.settled and not map_frame.rings.get(dispute.area or ""):
            at = map_frame.place(dispute.lon, dispute.lat)
            yield Symbol(f"dispute:{dispute.id}", "dispute", dispute, "dispute", at, LIGHT.dispute)


def _small_countries(map_frame: MapFrame, held: Mapping[str, SceneStatus]) -> Iterator[Symbol]:
    data = map_frame.scene.data
    further = further_holders(data)
    for country in (one for one in data.countries if not spell_on(one.away, data.as_of)):
        status = held.get(country.code)
        told = status or country.code in further
        if told and _widest(map_frame, country.code) < SMALL_PT * map_frame.unit:
            at, color = map_frame.place(*country.label), status.color if status else LIGHT.land
            yield Symbol(f"country:{country.code}", "country", country, "small", at, color, always=True)


def _widest(map_frame: MapFrame, code: str) -> float:
    """Return the longer side of the box of a country's largest part in sight, in points."""
    spans = [np.ptp(polygon[0], axis=0).max() for polygon in map_frame.rings.get(code, ())]
    return float(max(spans, default=0.0))


def draw_symbols(sheet: Sheet, map_frame: MapFrame, symbols: list[Symbol]) -> None:
    """Draw the symbols, the most wanted on top."""
    for number, symbol in enumerate(reversed(symbols)):
        background = LIGHT.land if symbol.kind == "dispute" else LIGHT.sign
        z = OVER_SYMBOLS + number / 10_000
        draw_glyph(
            sheet,
            symbol.glyph,
            symbol.at,
            symbol.color,
            background=background,
            angle=symbol.angle,
            clip=map_frame.box,
            z=z,
        )
