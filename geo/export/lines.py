"""The routes, stops and journeys of a bloc as layers of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import shapely

from geo.bloc import Bloc
from geo.export.model import ExportLayer, Told, fact_layer
from geo.facts.journeys import JourneyFact, journey_facts, journey_lines
from geo.facts.routes import route_lines
from geo.facts.sections import SectionFact, SectionState, section_facts, section_states
from geo.facts.stops import UNCERTAIN_KM, StopFact, branches
from geo.geodesy.lines import cut_at_180
from geo.model.records import Source

Sources = Mapping[str, Source]

APPROXIMATE = (
    f"approximate course: an end is uncertain by {UNCERTAIN_KM:g} km or more, or weakly sourced; "
    "a straight line between the stops"
)
SCHEMATIC = "schematic: a straight line between known stops, not the course of the track"
SURVEYED = "surveyed line, by the file under course; its licence is that of the sources"
ARC = "great-circle arc between the places, nobody's true way"

ROUTES = Told(
    "routes",
    "Sections of routes",
    "One row a section between neighbouring stops, with its state on the day. Lines are the shortest ways between "
    "the stops; no length but straight_km may be measured on them.",
    "id",
)
ROUTE_STATES = Told(
    "route_states",
    "History of the sections' states",
    "One row a state of one section, from the day since to the day before until; section is its id in routes.",
)
STOPS = Told(
    "stops",
    "Stops of routes",
    "One row a stop, in the order of seq; the point may be off by uncertainty_km. gauge_mm is that of the track "
    "from here on, gauge_before_mm that of the track before. A waypoint only bends the line.",
    "id",
)
JOURNEYS = Told(
    "journeys",
    "Journeys",
    "One row a journey; attended is false where it was not made, and empty where that is not known. Lines are "
    "great-circle arcs, nobody's true way.",
    "id",
)


def line_layers(bloc: Bloc, day: date, sources: Sources) -> Iterator[ExportLayer]:
    """Yield the layers of routes, their states, stops and journeys, empty ones too."""
    yield _routes(bloc, day, sources)
    yield fact_layer(ROUTE_STATES, SectionState, section_states(bloc.tables), sources)
    yield _stops(bloc, sources)
    yield _journeys(bloc, sources)


def _routes(bloc: Bloc, day: date, sources: Sources) -> ExportLayer:
    lines = route_lines(bloc.tables, smooth=False)
    facts = section_facts(bloc.tables, day)
    shapes = [cut_at_180(lines[fact.id]) for fact in facts]
    more = [{"alignment": _alignment(fact), "as_of": day.isoformat()} for fact in facts]
    return fact_layer(ROUTES, SectionFact, facts, sources, shape="line", geometries=shapes, more=more)


def _alignment(fact: SectionFact) -> str:
    if fact.course:
        return SURVEYED
    return APPROXIMATE if fact.approximate else SCHEMATIC


def _stops(bloc: Bloc, sources: Sources) -> ExportLayer:
    stops = [stop for branch in branches(bloc.tables).values() for stop in branch]
    points = [shapely.Point(stop.lon, stop.lat) for stop in stops]
    return fact_layer(STOPS, StopFact, stops, sources, shape="point", geometries=points)


def _journeys(bloc: Bloc, sources: Sources) -> ExportLayer:
    lines = journey_lines(bloc.tables)
    facts = journey_facts(bloc.tables)
    arcs = [cut_at_180(lines[fact.id]) for fact in facts]
    more = [{"alignment": ARC} for _ in facts]
    return fact_layer(JOURNEYS, JourneyFact, facts, sources, shape="line", geometries=arcs, more=more)
