"""Places and what took place there."""

from __future__ import annotations

from collections.abc import Sequence

from geo.facts.places import events_by_place
from geo.model.records import Event, Place
from geo.tables import Tables
from layers.scene.entries import Entry, vouched
from layers.scene.evidence import claim_entries

CAPITAL = "capital"


def select_places(tables: Tables, wanted: Sequence[str]) -> list[Place]:
    """Return the places named by id or by kind, in the order they are asked for, each once."""
    chosen: dict[str, Place] = {}
    for word in wanted:
        for place in tables.places:
            if place.id == word or word in place.kind:
                chosen.setdefault(place.id, place)
    return list(chosen.values())


def place_entries(tables: Tables, places: Sequence[Place]) -> list[Entry]:
    """Return the places with their events; a place's rank is its position, the first the most wanted."""
    return [_place_entry(tables, place, rank) for rank, place in enumerate(places)]


def _place_entry(tables: Tables, place: Place, rank: int) -> Entry:
    return vouched(
        place,
        id=place.id,
        name=place.name,
        also=place.also,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        kinds=place.kind,
        rank=rank,
        capital=CAPITAL in place.kind or None,
        date=place.date,
        uncertainty_km=place.uncertainty_km,
        events=[event_entry(event) for event in events_by_place(tables).get(place.id, ())],
        claims=claim_entries(tables, place.id),
    )


def event_entry(event: Event) -> Entry:
    """Return one event as the page reads it."""
    return vouched(
        event,
        id=event.id,
        name=event.name,
        kind=event.kind,
        start=event.start,
        end=event.end,
        format=event.format,
        number=event.number,
    )
