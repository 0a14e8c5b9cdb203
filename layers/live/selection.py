"""What of a map can be selected, and the row behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo.bloc import Bloc
from layers.scene.model import SceneData

if TYPE_CHECKING:
    import pandas as pd


def selectable(data: SceneData) -> list[str]:
    """Return the ids of all that a reader can select, as the page names them: ``country:IND``, ``stop:cku:main:4``."""
    stops = [
        f"stop:{route.id}:{branch.id}:{stop.seq}"
        for route in data.routes
        for branch in route.branches
        for stop in branch.stops
        if stop.kind != "waypoint"
    ]
    return [
        *(f"country:{country.code}" for country in data.countries),
        *(f"place:{place.id}" for place in data.places),
        *(f"route:{route.id}" for route in data.routes),
        *stops,
        *(f"dispute:{dispute.id}" for dispute in data.disputes),
        *(f"journey:{journey.id}" for journey in data.journeys),
    ]


def row_of(bloc: Bloc, selected: str, day: date) -> pd.Series:
    """Return the row of what is selected, named by its id: that of the frame that ``geo`` has of its kind.

    A country comes with its status on the day; a route is one row of its table, its sections are in ``bloc.routes``.
    """
    import pandas as pd

    kind, _, key = selected.partition(":")
    if kind == "route":
        (route,) = (one for one in bloc.tables.routes if one.id == key)
        return pd.Series(route.model_dump(), name=selected)
    frame, label = {
        "country": lambda: (bloc.countries_on(day), key),
        "place": lambda: (bloc.places, key),
        "stop": lambda: (bloc.stops, selected),
        "dispute": lambda: (bloc.disputes, key),
        "journey": lambda: (bloc.journeys, key),
    }[kind]()
    row: pd.Series = frame.loc[label]
    row.name = selected
    return row
