"""The countries, places, events, figures, claims and disputes of a bloc as layers of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

import shapely

from geo.bloc import Bloc
from geo.export.model import ExportLayer, GeometryKind, Told, fact_layer
from geo.facts.aspects import AspectMembership, aspect_history
from geo.facts.membership import Membership, membership_history, memberships_on
from geo.facts.overlap import OverlapSpell, overlap_history
from geo.facts.places import EventFact, PlaceFact, event_facts, place_facts
from geo.facts.statistics import StatisticFact, statistic_facts
from geo.model.records import Claim, Source
from geo.world.border_views import border_key
from geo.world.disputes import DisputeFact, resolve_disputes, without_what_is_left_open
from geo.world.truces import TruceFact, resolve_truces

Sources = Mapping[str, Source]
BorderFact = TypeVar("BorderFact", DisputeFact, TruceFact)

MEMBERS = Told(
    "members",
    "Countries with a status",
    "One row a country that has a status on the day; columns since, until and event are those of that status. "
    "What the border view leaves to nobody is in no country.",
    "code",
)
SPELLS = Told(
    "spells",
    "History of statuses",
    "One row a spell of one status of one country, from the day since to the day before until.",
)
ASPECTS = Told(
    "aspects",
    "Further memberships",
    "One row a spell of one status of a further membership that countries hold beside the bloc's own.",
)
OVERLAPS = Told(
    "overlaps",
    "Two memberships side by side",
    "One row a spell of one country in the bloc alone, in both, or in the other alone, of each map that shows two.",
)
PLACES = Told("places", "Places", "One row a place; the point may be off by uncertainty_km.", "id")
EVENTS = Told(
    "events", "Events", "One row an event, at the point of its place; end is empty for an event of one day.", "id"
)
TRUCES = Told(
    "truce_lines",
    "Lines of truce",
    "One row a line where fighting stopped; it is no border, and is to be drawn dotted.",
    "id",
)
FIGURES = Told(
    "figures",
    "Published figures",
    "One row a figure that somebody published of a subject; those that disagree stand side by side.",
)
CLAIMS = Told(
    "claims",
    "Claims and what was found",
    "One row a statement found in a report, in other words, and what other sources say of it.",
    "id",
)


def fact_layers(bloc: Bloc, day: date, sources: Sources) -> Iterator[ExportLayer]:
    """Yield the layers of all facts but lines, empty ones too."""
    tables, countries = bloc.tables, bloc.countries
    members = memberships_on(tables, countries, day)
    whole = [countries.geometry[member.code] for member in members]
    shapes = without_what_is_left_open(whole, bloc.scale, bloc.worldview)
    more = [{"as_of": day.isoformat()} for _ in members]
    yield fact_layer(MEMBERS, Membership, members, sources, shape="area", geometries=shapes, more=more)
    yield fact_layer(SPELLS, Membership, membership_history(tables, countries), sources)
    yield fact_layer(ASPECTS, AspectMembership, aspect_history(tables, countries), sources)
    yield fact_layer(OVERLAPS, OverlapSpell, overlap_history(tables, countries), sources)
    yield _points(PLACES, PlaceFact, place_facts(tables), sources)
    yield _points(EVENTS, EventFact, event_facts(tables), sources)
    yield from _disputes(bloc, sources)
    yield _truces(bloc, sources)
    yield fact_layer(FIGURES, StatisticFact, statistic_facts(tables), sources)
    yield fact_layer(CLAIMS, Claim, tables.claims, sources)


def _points(
    told: Told, model: type[PlaceFact | EventFact], facts: list[PlaceFact] | list[EventFact], sources: Sources
) -> ExportLayer:
    points = [shapely.Point(fact.lon, fact.lat) for fact in facts]
    return fact_layer(told, model, facts, sources, shape="point", geometries=points)


def _disputes(bloc: Bloc, sources: Sources) -> Iterator[ExportLayer]:
    found = resolve_disputes(bloc.scale, bloc.worldview)
    shapes: tuple[GeometryKind, ...] = ("area", "point")
    for shape in shapes:
        held = [pair for pair in found if (pair[1].geom_type == "Point") == (shape == "point")]
        told = Told(
            f"dispute_{shape}s",
            f"Disputes and special borders, shown as {shape}s",
            "One row a dispute, settled matter, exclave or lease, with who administers and who claims it.",
            "id",
        )
        facts = [_beside_the_blocs(fact) for fact, _ in held]
        yield fact_layer(told, DisputeFact, facts, sources, shape=shape, geometries=[drawn for _, drawn in held])


def _truces(bloc: Bloc, sources: Sources) -> ExportLayer:
    found = resolve_truces(bloc.worldview)
    facts = [_beside_the_blocs(fact) for fact, _ in found]
    return fact_layer(TRUCES, TruceFact, facts, sources, shape="line", geometries=[line for _, line in found])


def _beside_the_blocs(fact: BorderFact) -> BorderFact:
    return fact.model_copy(update={"sources": tuple(border_key(source) for source in fact.sources)})
