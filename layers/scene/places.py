"""Places and what took place there."""

from __future__ import annotations

from collections.abc import Sequence

from geo.facts.places import events_by_place
from geo.model.records import Place
from geo.tables import Tables
from layers.scene.evidence import claims_of, extended
from layers.scene.model import ScenePlace

CAPITAL = "capital"


def select_places(tables: Tables, wanted: Sequence[str]) -> list[Place]:
    """Return the places named by id or by kind, in the order they are asked for, each once."""
    chosen: dict[str, Place] = {}
    for word in wanted:
        for place in tables.places:
            if place.id == word or word in place.kind:
                chosen.setdefault(place.id, place)
    return list(chosen.values())


def scene_places(tables: Tables, places: Sequence[Place]) -> tuple[ScenePlace, ...]:
    """Return the places with their events; a place's rank is its position, the first the most wanted."""
    events = events_by_place(tables)
    return tuple(
        extended(
            place,
            ScenePlace,
            rank=rank,
            capital=CAPITAL in place.kind,
            events=tuple(events.get(place.id, ())),
            claims=claims_of(tables, place.id),
        )
        for rank, place in enumerate(places)
    )
