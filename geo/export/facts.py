"""The countries, places, events, figures, claims and disputes of a bloc as layers of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import shapely

from geo.bloc import Bloc
from geo.export.model import ExportLayer, ExportRow, GeometryKind, backing, tidy, words
from geo.facts.membership import by_country, spells_on
from geo.model.locale import pick
from geo.model.records import Claim, Event, Member, Place, Source, Statistic
from geo.world.disputes import load_disputes

Sources = Mapping[str, Source]


def border_key(source: str) -> str:
    """Return the id under which a source of the border tables stands beside a bloc's own."""
    return f"border:{source}"


def fact_layers(bloc: Bloc, day: date, sources: Sources) -> Iterator[ExportLayer]:
    """Yield the layers of all facts but lines, empty ones too."""
    yield _members(bloc, day, sources)
    yield _spells(bloc, sources)
    yield _places(bloc, sources)
    yield _events(bloc, sources)
    yield from _disputes(bloc, sources)
    yield _figures(bloc, sources)
    yield _claims(bloc, sources)


def _members(bloc: Bloc, day: date, sources: Sources) -> ExportLayer:
    held = spells_on(bloc.tables, day)
    return ExportLayer(
        "members",
        "Countries with a status",
        "One row a country that has a status on the day; columns since, until and event are those of that status.",
        "code",
        "area",
        tuple(_spell(bloc, row, sources) | {"as_of": day.isoformat()} for row in held.values()),
        tuple(tidy(bloc.countries.geometry[code]) for code in held),
    )


def _spells(bloc: Bloc, sources: Sources) -> ExportLayer:
    spells = by_country(bloc.tables.members).values()
    return ExportLayer(
        "spells",
        "History of statuses",
        "One row a spell of one status of one country, from the day since to the day before until.",
        None,
        None,
        tuple(_spell(bloc, row, sources) for rows in spells for row in rows),
    )


def _spell(bloc: Bloc, row: Member, sources: Sources) -> ExportRow:
    status = next(status for status in bloc.spec.statuses if status.id == row.status)
    return {
        "code": row.country,
        "iso_a2": bloc.countries["iso_a2"][row.country],
        **words("name", bloc.country_name(row.country)),
        "status": status.id,
        "status_label": pick(status.label, "en"),
        "member": status.member,
        "since": str(row.since),
        "until": str(row.until) if row.until else None,
        **words("event", row.event),
        **_backing(row, sources),
    }


def _places(bloc: Bloc, sources: Sources) -> ExportLayer:
    return ExportLayer(
        "places",
        "Places",
        "One row a place; the point may be off by uncertainty_km.",
        "id",
        "point",
        tuple(_place(row, sources) for row in bloc.tables.places),
        tuple(_point(row.lon, row.lat) for row in bloc.tables.places),
    )


def _place(row: Place, sources: Sources) -> ExportRow:
    return {
        "id": row.id,
        **words("name", row.name),
        "also": row.also or None,
        "country": " ".join(row.country),
        "kind": " ".join(row.kind),
        "date": str(row.date) if row.date else None,
        "uncertainty_km": row.uncertainty_km,
        **_backing(row, sources),
    }


def _events(bloc: Bloc, sources: Sources) -> ExportLayer:
    places = {place.id: place for place in bloc.tables.places}
    return ExportLayer(
        "events",
        "Events",
        "One row an event, at the point of its place; last_day is empty for an event of one day.",
        "id",
        "point",
        tuple(_event(row, places[row.place], sources) for row in bloc.tables.events),
        tuple(_point(places[row.place].lon, places[row.place].lat) for row in bloc.tables.events),
    )


def _event(row: Event, place: Place, sources: Sources) -> ExportRow:
    return {
        "id": row.id,
        **words("name", row.name),
        "kind": row.kind,
        "first_day": str(row.start),
        "last_day": str(row.end) if row.end else None,
        "format": row.format,
        "number": row.number,
        "place": row.place,
        **words("place_name", place.name),
        "country": " ".join(place.country),
        **_backing(row, sources),
    }


def _disputes(bloc: Bloc, sources: Sources) -> Iterator[ExportLayer]:
    frame = load_disputes(bloc.scale, bloc.worldview)
    shapes: dict[str, GeometryKind] = {"area": "area", "point": "point"}
    for drawn, shape in shapes.items():
        held = frame[frame["drawn"] == drawn]
        yield ExportLayer(
            f"dispute_{drawn}s",
            f"Disputes and special borders, shown as {drawn}s",
            "One row a dispute, settled matter, exclave or lease, with who administers and who claims it.",
            "id",
            shape,
            tuple(_dispute(str(key), row, sources) for key, row in held.iterrows()),
            tuple(tidy(geometry) for geometry in held.geometry),
        )


def _dispute(key: str, row: Any, sources: Sources) -> ExportRow:
    cited = [border_key(source) for source in row["sources"]]
    return {
        "id": key,
        **words("name", row["name"]),
        "type": row["type"],
        "parties": " ".join(row["parties"]),
        **words("administered_by", row["administered_by"]),
        **words("claimed_by", row["claimed_by"]),
        **words("law", row["law"]),
        **backing(sources, note=row["note"], confidence=row["confidence"], cited=cited),
    }


def _figures(bloc: Bloc, sources: Sources) -> ExportLayer:
    return ExportLayer(
        "figures",
        "Published figures",
        "One row a figure that somebody published of a subject; those that disagree stand side by side.",
        None,
        None,
        tuple(_statistic(bloc, row, sources) for row in bloc.tables.figures),
    )


def _statistic(bloc: Bloc, row: Statistic, sources: Sources) -> ExportRow:
    return {
        "subject": row.subject,
        "quantity": row.quantity,
        **words("quantity_name", bloc.spec.quantities[row.quantity].name),
        "value": row.value,
        "unit": row.unit,
        **words("scope", row.scope),
        "as_of": str(row.as_of) if row.as_of else None,
        "recommended": row.recommended,
        **_backing(row, sources),
    }


def _claims(bloc: Bloc, sources: Sources) -> ExportLayer:
    return ExportLayer(
        "claims",
        "Claims and what was found",
        "One row a statement found in a report, in other words, and what other sources say of it.",
        "id",
        None,
        tuple(_claim(row, sources) for row in bloc.tables.claims),
    )


def _claim(row: Claim, sources: Sources) -> ExportRow:
    return {
        "id": row.id,
        "subject": row.subject,
        "date": str(row.date) if row.date else None,
        **words("claim", row.claim),
        "verdict": row.verdict,
        **words("finding", row.finding),
        **_backing(row, sources),
    }


def _backing(row: Member | Place | Event | Statistic | Claim, sources: Sources) -> ExportRow:
    return backing(sources, note=row.note, confidence=row.confidence, cited=row.sources)


def _point(lon: float, lat: float) -> shapely.geometry.base.BaseGeometry:
    return tidy(shapely.Point(lon, lat))
