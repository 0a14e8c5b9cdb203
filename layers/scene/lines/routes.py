"""Routes: their stops, the states of their sections, and the figures published of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.facts.route_bound import Bound, straight_line_bound
from geo.facts.routes import countries_crossed, route_lines
from geo.facts.sections import Section, sections
from geo.facts.stops import StopFact, branches
from geo.model.records import Route
from geo.model.spec import RouteUse
from geo.model.symbology import LIGHT, RAISED, route_shade
from geo.tables import Tables
from layers.scene.evidence import claims_of, extended, statistics_of
from layers.scene.lines.route_model import CountryLength, SceneBound, SceneBranch, SceneRoute, SceneSection
from layers.style.palette import is_raised_from


def lines_of(tables: Tables, routes: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Return the drawn lines of some routes by the names they have in the geometry store."""
    return {key: line for key, line in route_lines(tables).items() if key.split(":")[1] in routes}


def scene_routes(tables: Tables, uses: Sequence[RouteUse], fills: Mapping[str, str]) -> tuple[SceneRoute, ...]:
    """Return the routes of a map in its order, each with its branches, figures and straight-line lower bound.

    ``fills`` are the full fills of countries by their codes: what the map's own route is raised from.
    """
    rows = {row.id: row for row in tables.routes}
    shades = [
        route_shade(use.role, sum(one.role == use.role for one in uses[:number])) for number, use in enumerate(uses)
    ]
    routes = (_route(tables, rows[use.id], use, shade) for use, shade in zip(uses, shades, strict=True))
    return tuple(_raised(route, fills) for route in routes)


def _raised(route: SceneRoute, fills: Mapping[str, str]) -> SceneRoute:
    crossed = {fills.get(code, LIGHT.land) for code in route.countries}
    own = route.role == "main" and not route.shade
    return route.model_copy(update={"shade": RAISED}) if own and is_raised_from(crossed) else route


def _route(tables: Tables, row: Route, use: RouteUse, shade: int) -> SceneRoute:
    own = [section for section in sections(tables) if section.start.route == row.id]
    return extended(
        row,
        SceneRoute,
        role=use.role,
        shade=shade,
        label=use.label,
        arrows=use.arrows,
        schematic=any(section.approximate for section in own),
        figures=statistics_of(tables, row.id),
        lower_bound=_bound(straight_line_bound(tables, row.id)),
        countries=tuple(countries_crossed(tables, row.id)),
        branches=tuple(
            _branch(row.id, branch, stops, own)
            for (route, branch), stops in branches(tables).items()
            if route == row.id
        ),
        claims=claims_of(tables, row.id),
    )


def _bound(bound: Bound) -> SceneBound:
    lengths = tuple(CountryLength(code=code, km=round(km, 1)) for code, km in bound.by_country.items())
    return SceneBound(total_km=round(bound.total_km, 1), by_country=lengths)


def _branch(route: str, branch: str, stops: Sequence[StopFact], of_route: Sequence[Section]) -> SceneBranch:
    own = [section for section in of_route if section.start.branch == branch]
    ends = {end.seq for section in own for end in (section.start, section.end)}
    return SceneBranch(
        id=branch,
        line=f"route:{route}:{branch}",
        stops=tuple(stop for stop in stops if stop.kind != "waypoint" or stop.seq in ends),
        sections=tuple(_section(section) for section in own),
    )


def _section(section: Section) -> SceneSection:
    return SceneSection(
        from_seq=section.start.seq,
        to_seq=section.end.seq,
        approximate=section.approximate,
        mode=section.mode,
        spells=section.spells,
    )
