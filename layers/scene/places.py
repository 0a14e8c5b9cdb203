"""Places and what took place there."""

from __future__ import annotations

from collections.abc import Sequence

from shapely.geometry import Point

from geo.bloc import Bloc
from geo.facts.places import events_by_place
from geo.model.records import Event, Place
from geo.tables import Tables
from layers.overlays.base import DrawnLayer, Shape
from layers.scene.entries import Entry, claim_entries, vouched
from layers.style.palette import INK

CAPITAL = "capital"
RING = {"radius": 4, "color": INK, "weight": 1.5, "fillColor": "#ffffff", "fillOpacity": 1}


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


class PlacesLayer(DrawnLayer):
    """Places as rings, for any ``folium.Map``; all of them, or those named by id or kind."""

    kind = "places"

    def __init__(self, bloc: Bloc, *, places: Sequence[str] = (), **options: object) -> None:
        super().__init__(bloc, **options)  # type: ignore[arg-type]  # passed on as they came
        self.wanted = tuple(places)

    def shapes(self) -> list[Shape]:
        """Return one point per place."""
        tables = self.bloc.tables
        chosen = select_places(tables, self.wanted) if self.wanted else list(tables.places)
        return [Shape(Point(place.lon, place.lat), place.name, [place.note], place.sources, RING) for place in chosen]
