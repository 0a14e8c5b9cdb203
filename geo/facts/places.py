"""Places and the events that took place there, as frames of points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import Field

from geo.model.fields import FALLBACK_LANGUAGE, Codes, Ids, Latitude, Longitude, RequiredText
from geo.model.records import Event, Place
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd


class PlaceFact(Place):
    """A place with the events that were held there."""

    events: Ids = Field(description="the ids of the events held there, in the order of time")


class EventFact(Event):
    """An event at its place."""

    place_name: RequiredText = Field(description="the name of its place")
    country: Codes = Field(description="the countries it lies in or comes from: ISO 3166-1 alpha-3")
    lat: Latitude = Field(description="latitude in degrees")
    lon: Longitude = Field(description="longitude in degrees")


def events_by_place(tables: Tables) -> dict[str, list[Event]]:
    """Return the events of each place in the order of time; places without events are left out."""
    held: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(tables.events, key=lambda event: event.start):
        held[event.place].append(event)
    return dict(held)


def place_facts(tables: Tables) -> list[PlaceFact]:
    """Return the places in the order of places.csv."""
    held = events_by_place(tables)
    return [
        PlaceFact(**dict(place), events=tuple(event.id for event in held.get(place.id, ()))) for place in tables.places
    ]


def event_facts(tables: Tables) -> list[EventFact]:
    """Return the events in the order of events.csv."""
    places = {place.id: place for place in tables.places}
    return [_event_fact(event, places[event.place]) for event in tables.events]


def _event_fact(event: Event, place: Place) -> EventFact:
    return EventFact(**dict(event), place_name=place.name, country=place.country, lat=place.lat, lon=place.lon)


def places_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the places as points.

    Returns
    -------
    GeoDataFrame
        One row a place, index ``id``, in the order of places.csv; EPSG:4326. Columns: the fields of ``PlaceFact``,
        words in ``language``, several ids separated by blanks; ``geometry``.
    """
    return _points(PlaceFact, place_facts(tables), language)


def events_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the events, each at the point of its place.

    Returns
    -------
    GeoDataFrame
        One row an event, index ``id``, in the order of events.csv; EPSG:4326. Columns: the fields of ``EventFact``,
        words in ``language``; ``geometry``.
    """
    return _points(EventFact, event_facts(tables), language)


def _points(
    model: type[PlaceFact | EventFact], facts: Sequence[PlaceFact | EventFact], language: str
) -> gpd.GeoDataFrame:
    from shapely import Point

    from geo.facts.frames import geo_table

    return geo_table(model, facts, [Point(fact.lon, fact.lat) for fact in facts], language)
