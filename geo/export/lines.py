"""The routes, stops and journeys of a bloc as layers of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import shapely

from geo.bloc import Bloc
from geo.export.model import ExportLayer, ExportRow, backing, tidy, words
from geo.facts.journeys import journey_lines
from geo.facts.routes import route_lines
from geo.facts.sections import Section, sections
from geo.facts.stops import UNCERTAIN_KM, Halt, branches
from geo.geodesy.lines import cut_at_180
from geo.geodesy.measure import length_km
from geo.model.records import Journey, Place, Route, Segment, Source

Sources = Mapping[str, Source]

# To the metre: the digits after that may differ from machine to machine.
KM_DECIMALS = 3
APPROXIMATE = (
    f"approximate course: an end is uncertain by {UNCERTAIN_KM:g} km or more, or weakly sourced; "
    "a straight line between the stops"
)
SCHEMATIC = "schematic: a straight line between known stops, not the course of the track"
ARC = "great-circle arc between the places, nobody's true way"


def line_layers(bloc: Bloc, day: date, sources: Sources) -> Iterator[ExportLayer]:
    """Yield the layers of routes, their states, stops and journeys, empty ones too."""
    yield _routes(bloc, day, sources)
    yield _route_states(bloc, sources)
    yield _stops(bloc, sources)
    yield _journeys(bloc, sources)


def state_label(status: str) -> str:
    """Return the English words for the state of a section: its id with blanks."""
    return status.replace("_", " ")


def _routes(bloc: Bloc, day: date, sources: Sources) -> ExportLayer:
    lines = route_lines(bloc.tables, smooth=False)
    routes = {row.id: row for row in bloc.tables.routes}
    found = sections(bloc.tables)
    return ExportLayer(
        "routes",
        "Sections of routes",
        "One row a section between neighbouring stops, with its state on the day. Lines are the shortest ways between "
        "the stops; no length but straight_km may be measured on them.",
        "id",
        "line",
        tuple(
            _section(section, routes[section.start.stop.route], day, length_km(lines[section.id]), sources)
            for section in found
        ),
        tuple(tidy(cut_at_180(lines[section.id])) for section in found),
    )


def _section(section: Section, route: Route, day: date, straight_km: float, sources: Sources) -> ExportRow:
    spell = section.spell_on(day)
    told = spell or route
    return {
        "id": section.id,
        **_between(section, route),
        **_state(spell),
        "mode": section.mode,
        "gauge_mm": section.start.gauge_mm,
        "approximate": section.approximate,
        "alignment": APPROXIMATE if section.approximate else SCHEMATIC,
        "straight_km": round(straight_km, KM_DECIMALS),
        **backing(sources, note=told.note, confidence=told.confidence, cited=told.sources),
        "as_of": day.isoformat(),
    }


def _between(section: Section, route: Route) -> ExportRow:
    start, end = section.start, section.end
    return {
        "route": route.id,
        **words("route_name", route.name),
        "branch": start.stop.branch,
        "from_seq": start.stop.seq,
        "to_seq": end.stop.seq,
        **words("from_name", start.name),
        **words("to_name", end.name),
    }


def _state(spell: Segment | None) -> ExportRow:
    if spell is None:
        return dict.fromkeys(("status", "status_label", "since", "until"))
    return {
        "status": spell.status,
        "status_label": state_label(spell.status),
        "since": str(spell.since) if spell.since else None,
        "until": str(spell.until) if spell.until else None,
    }


def _route_states(bloc: Bloc, sources: Sources) -> ExportLayer:
    routes = {row.id: row for row in bloc.tables.routes}
    return ExportLayer(
        "route_states",
        "History of the sections' states",
        "One row a state of one section, from the day since to the day before until; section is its id in routes.",
        None,
        None,
        tuple(
            {
                "section": section.id,
                **_between(section, routes[section.start.stop.route]),
                **_state(spell),
                "mode": spell.mode,
                **backing(sources, note=spell.note, confidence=spell.confidence, cited=spell.sources),
            }
            for section in sections(bloc.tables)
            for spell in section.spells
        ),
    )


def _stops(bloc: Bloc, sources: Sources) -> ExportLayer:
    halts = [halt for branch in branches(bloc.tables).values() for halt in branch]
    return ExportLayer(
        "stops",
        "Stops of routes",
        "One row a stop, in the order of seq; the point may be off by uncertainty_km. gauge_mm is that of the track "
        "from here on, gauge_before_mm that of the track before. A waypoint only bends the line.",
        "id",
        "point",
        tuple(_stop(halt, sources) for halt in halts),
        tuple(tidy(shapely.Point(halt.lon, halt.lat)) for halt in halts),
    )


def _stop(halt: Halt, sources: Sources) -> ExportRow:
    stop = halt.stop
    return {
        "id": f"stop:{stop.route}:{stop.branch}:{stop.seq}",
        "route": stop.route,
        "branch": stop.branch,
        "seq": stop.seq,
        **words("name", halt.name),
        "also": halt.also or None,
        "kind": stop.kind,
        "country": " ".join(halt.country),
        "place": stop.place,
        "gauge_mm": halt.gauge_mm,
        "gauge_before_mm": halt.gauge_before_mm,
        "gauge_break": halt.gauge_break is not None,
        "crossing": halt.crossing,
        "chainage_km": stop.chainage_km,
        "length_km": stop.length_km,
        "uncertainty_km": halt.uncertainty_km,
        **backing(sources, note=stop.note, confidence=halt.confidence, cited=stop.sources),
    }


def _journeys(bloc: Bloc, sources: Sources) -> ExportLayer:
    lines = journey_lines(bloc.tables)
    places = {place.id: place for place in bloc.tables.places}
    return ExportLayer(
        "journeys",
        "Journeys",
        "One row a journey; attended is false where it was not made, and empty where that is not known. Lines are "
        "great-circle arcs, nobody's true way.",
        "id",
        "line",
        tuple(_journey(row, places, length_km(lines[row.id]), sources) for row in bloc.tables.journeys),
        tuple(tidy(cut_at_180(lines[row.id])) for row in bloc.tables.journeys),
    )


def _journey(row: Journey, places: Mapping[str, Place], arc_km: float, sources: Sources) -> ExportRow:
    return {
        "id": row.id,
        **words("who", row.who),
        **words("role", row.role),
        "country": row.country,
        "from_place": row.from_place,
        "to_place": row.to_place,
        **words("from_name", places[row.from_place].name),
        **words("to_name", places[row.to_place].name),
        "date": str(row.date) if row.date else None,
        **words("event", row.event),
        "attended": row.attended,
        **words("basis", row.basis),
        "alignment": ARC,
        "length_km": round(arc_km, KM_DECIMALS),
        **backing(sources, note=row.note, confidence=row.confidence, cited=row.sources),
    }
