"""Routes: their stops, the states of their sections, and the figures published of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.facts.route_bound import Bound, straight_line_bound
from geo.facts.routes import countries_crossed, route_lines
from geo.facts.sections import Section, sections
from geo.facts.stops import Halt, branches
from geo.model.records import Route
from geo.model.spec import RouteUse
from geo.tables import Tables
from layers.scene.entries import Entry, entry, vouched
from layers.scene.evidence import claim_entries, statistic_entries


def lines_of(tables: Tables, routes: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Return the drawn lines of some routes by the names they have in the geometry store."""
    return {key: line for key, line in route_lines(tables).items() if key.split(":")[1] in routes}


def route_entries(tables: Tables, uses: Sequence[RouteUse]) -> list[Entry]:
    """Return the routes of a map in its order, each with its branches, figures and straight-line lower bound."""
    rows = {row.id: row for row in tables.routes}
    return [_route_entry(tables, rows[use.id], use) for use in uses]


def _route_entry(tables: Tables, row: Route, use: RouteUse) -> Entry:
    stretches = [section for section in sections(tables) if section.start.stop.route == row.id]
    return vouched(
        row,
        id=row.id,
        name=row.name,
        description=row.description,
        role=use.role,
        label=use.label,
        arrows=use.arrows or None,
        schematic=any(section.approximate for section in stretches),
        figures=statistic_entries(tables, row.id),
        lower_bound=_bound_entry(straight_line_bound(tables, row.id)),
        countries=[{"code": code} for code in countries_crossed(tables, row.id)],
        branches=[
            _branch_entry(row.id, branch, halts, stretches)
            for (route, branch), halts in branches(tables).items()
            if route == row.id
        ],
        claims=claim_entries(tables, row.id),
    )


def _bound_entry(bound: Bound) -> Entry:
    countries = [{"code": code, "km": round(km, 1)} for code, km in bound.by_country.items()]
    return entry(total_km=round(bound.total_km, 1), by_country=countries)


def _branch_entry(route: str, branch: str, halts: Sequence[Halt], stretches: Sequence[Section]) -> Entry:
    own = [section for section in stretches if section.start.stop.branch == branch]
    ends = {end.stop.seq for section in own for end in (section.start, section.end)}
    return entry(
        id=branch,
        line=f"route:{route}:{branch}",
        stops=[_stop_entry(halt) for halt in halts if halt.stop.kind != "waypoint" or halt.stop.seq in ends],
        sections=[_section_entry(section) for section in own],
    )


def _stop_entry(halt: Halt) -> Entry:
    stop = halt.stop
    return entry(
        seq=stop.seq,
        place=stop.place,
        name=halt.name,
        also=halt.also,
        lat=halt.lat,
        lon=halt.lon,
        kind=stop.kind,
        country=halt.country,
        gauge_mm=halt.gauge_mm,
        gauge_break=halt.gauge_break,
        chainage_km=stop.chainage_km,
        length_km=stop.length_km,
        uncertainty_km=halt.uncertainty_km,
        confidence=halt.confidence,
        note=stop.note,
        sources=stop.sources,
    )


def _section_entry(section: Section) -> Entry:
    return {
        "from": section.start.stop.seq,
        "to": section.end.stop.seq,
        "approximate": section.approximate,
        "mode": section.mode,
        "spells": [
            entry(status=spell.status, since=spell.since, until=spell.until, note=spell.note, sources=spell.sources)
            for spell in section.spells
        ],
    }
