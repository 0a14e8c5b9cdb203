"""Who travelled where, and the story it tells."""

from __future__ import annotations

from geo.model.records import Journey, Place, Step
from geo.tables import Tables
from layers.scene.entries import Entry, entry, vouched


def journey_key(journey: Journey) -> str:
    """Return the name of a journey's line in the geometry store."""
    return f"journey:{journey.id}"


def step_rows(tables: Tables, story: str) -> list[Step]:
    """Return a story's steps in order."""
    return sorted((step for step in tables.steps if step.story == story), key=lambda step: step.seq)


def journeys_of(tables: Tables, steps: list[Step]) -> list[Journey]:
    """Return the journeys that a story tells, in the order of the table."""
    told = {journey for step in steps for journey in step.journeys}
    return [journey for journey in tables.journeys if journey.id in told]


def journey_entries(tables: Tables, journeys: list[Journey]) -> list[Entry]:
    """Return the journeys with both ends resolved to names and coordinates."""
    places = {place.id: place for place in tables.places}
    return [
        vouched(
            row,
            id=row.id,
            who=row.who,
            role=row.role,
            country=row.country,
            **{"from": _end(places[row.from_place]), "to": _end(places[row.to_place])},
            date=row.date,
            event=row.event,
            attended=row.attended,
            basis=row.basis,
            line=journey_key(row),
        )
        for row in journeys
    ]


def _end(place: Place) -> Entry:
    return entry(place=place.id, name=place.name, lat=place.lat, lon=place.lon)


def step_entries(steps: list[Step]) -> list[Entry]:
    """Return a story's steps."""
    return [
        vouched(
            row,
            seq=row.seq,
            date=row.date,
            title=row.title,
            text=row.text,
            journeys=row.journeys,
            places=row.places,
            countries=row.countries,
            routes=row.routes,
        )
        for row in steps
    ]
