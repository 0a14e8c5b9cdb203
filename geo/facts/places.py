"""Places and the events that took place there, as frames of points."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.locale import pick
from geo.model.records import Event
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd

PLACE_COLUMNS = {
    "id": "str",
    "name": "str",
    "also": "str",
    "country": "str",
    "kind": "str",
    "date": "str",
    "events": "str",
    "uncertainty_km": "float64",
    "confidence": "str",
    "note": "str",
    "sources": "str",
}
EVENT_COLUMNS = {
    "id": "str",
    "name": "str",
    "kind": "str",
    "start": "str",
    "end": "str",
    "format": "str",
    "number": "Int64",
    "place": "str",
    "place_name": "str",
    "country": "str",
    "confidence": "str",
    "note": "str",
    "sources": "str",
}


def events_by_place(tables: Tables) -> dict[str, list[Event]]:
    """Return the events of each place in the order of time; places without events are left out."""
    held: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(tables.events, key=lambda event: event.start):
        held[event.place].append(event)
    return dict(held)


def places_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the places as points.

    Returns
    -------
    GeoDataFrame
        One row a place, index ``id``, in the order of places.csv; EPSG:4326. Columns: ``name`` and ``note`` in
        ``language``, ``also`` (further names), ``country`` and ``kind`` (words separated by blanks), ``date``,
        ``events`` (ids of the events held there in the order of time, separated by blanks), ``uncertainty_km``,
        ``confidence``, ``sources``, ``geometry``.
    """
    from shapely import Point

    from geo.facts.frames import geo_table

    held = events_by_place(tables)
    return geo_table(
        (
            (
                place.id,
                pick(place.name, language),
                place.also,
                " ".join(place.country),
                " ".join(place.kind),
                str(place.date) if place.date else None,
                " ".join(event.id for event in held.get(place.id, ())),
                place.uncertainty_km,
                place.confidence,
                pick(place.note, language),
                " ".join(place.sources),
                Point(place.lon, place.lat),
            )
            for place in tables.places
        ),
        PLACE_COLUMNS,
    )


def events_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the events, each at the point of its place.

    Returns
    -------
    GeoDataFrame
        One row an event, index ``id``, in the order of events.csv; EPSG:4326. Columns: ``name``, ``place_name`` and
        ``note`` in ``language``, ``kind``, ``start``, ``end`` (last day; missing for one day), ``format``, ``number``
        (in its series), ``place`` (id), ``country``, ``confidence``, ``sources``, ``geometry``.
    """
    from shapely import Point

    from geo.facts.frames import geo_table

    places = {place.id: place for place in tables.places}
    return geo_table(
        (
            (
                event.id,
                pick(event.name, language),
                event.kind,
                str(event.start),
                str(event.end) if event.end else None,
                event.format,
                event.number,
                event.place,
                pick(places[event.place].name, language),
                " ".join(places[event.place].country),
                event.confidence,
                pick(event.note, language),
                " ".join(event.sources),
                Point(places[event.place].lon, places[event.place].lat),
            )
            for event in tables.events
        ),
        EVENT_COLUMNS,
    )
