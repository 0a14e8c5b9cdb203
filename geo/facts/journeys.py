"""Journeys as great-circle arcs between their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.locale import pick
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = {
    "id": "str",
    "who": "str",
    "role": "str",
    "country": "str",
    "from": "str",
    "to": "str",
    "date": "str",
    "event": "str",
    "attended": "boolean",
    "basis": "str",
    "length_km": "float64",
    "confidence": "str",
    "note": "str",
    "sources": "str",
}


def journey_lines(tables: Tables) -> dict[str, NDArray[np.float64]]:
    """Return the arc of each journey by its id: longitudes and latitudes, shape (n, 2), steps of at most 25 km."""
    from geo.geodesy.measure import geodesic

    at = {place.id: (place.lon, place.lat) for place in tables.places}
    return {row.id: geodesic(at[row.from_place], at[row.to_place]) for row in tables.journeys}


def journeys_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the journeys as arcs, the shortest ways on the ellipsoid: nobody's true flight path.

    Returns
    -------
    GeoDataFrame
        One row a journey, index ``id``, in the order of journeys.csv; EPSG:4326, cut at 180°. Columns: ``who``,
        ``role``, ``event``, ``basis`` (how the start is known) and ``note`` in ``language``, ``country``, ``from`` and
        ``to`` (place ids), ``date``, ``attended`` (false: the journey was not made; missing: not known), ``length_km``
        (of the arc), ``confidence``, ``sources``, ``geometry``.
    """
    from geo.facts.frames import geo_table
    from geo.geodesy.lines import cut_at_180
    from geo.geodesy.measure import length_km

    lines = journey_lines(tables)
    return geo_table(
        (
            (
                row.id,
                pick(row.who, language),
                pick(row.role, language),
                row.country,
                row.from_place,
                row.to_place,
                str(row.date) if row.date else None,
                pick(row.event, language),
                row.attended,
                pick(row.basis, language),
                length_km(lines[row.id]),
                row.confidence,
                pick(row.note, language),
                " ".join(row.sources),
                cut_at_180(lines[row.id]),
            )
            for row in tables.journeys
        ),
        COLUMNS,
    )
