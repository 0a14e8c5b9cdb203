"""Journeys as great-circle arcs between their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from geo.facts.flatten import KM_DECIMALS
from geo.model.fields import FALLBACK_LANGUAGE, RequiredText
from geo.model.records import Journey
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray


class JourneyFact(Journey):
    """A journey with the names of its places and the length of its arc."""

    from_name: RequiredText = Field(description="the name of the stop or place where it begins")
    to_name: RequiredText = Field(description="the name of the stop or place where it ends")
    length_km: float = Field(description="the length of the arc, in km")


def journey_lines(tables: Tables) -> dict[str, NDArray[np.float64]]:
    """Return the arc of each journey by its id: longitudes and latitudes, shape (n, 2), steps of at most 25 km."""
    from geo.geodesy.measure import geodesic

    at = {place.id: (place.lon, place.lat) for place in tables.places}
    return {row.id: geodesic(at[row.from_place], at[row.to_place]) for row in tables.journeys}


def journey_facts(tables: Tables) -> list[JourneyFact]:
    """Return the journeys in the order of journeys.csv."""
    from geo.geodesy.measure import length_km

    names = {place.id: place.name for place in tables.places}
    lines = journey_lines(tables)
    return [
        JourneyFact(
            **dict(row),
            from_name=names[row.from_place],
            to_name=names[row.to_place],
            length_km=round(length_km(lines[row.id]), KM_DECIMALS),
        )
        for row in tables.journeys
    ]


def journeys_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the journeys as arcs, the shortest ways on the ellipsoid: nobody's true flight path.

    Returns
    -------
    GeoDataFrame
        One row a journey, index ``id``, in the order of journeys.csv; EPSG:4326, cut at 180°. Columns: the fields of
        ``JourneyFact``, words in ``language``, ``from`` and ``to`` as in journeys.csv; ``geometry``.
    """
    from geo.facts.frames import geo_table
    from geo.geodesy.lines import cut_at_180

    lines = journey_lines(tables)
    return geo_table(
        JourneyFact, journey_facts(tables), [cut_at_180(lines[row.id]) for row in tables.journeys], language
    )
