"""What of a map can be selected and switched, and the row behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo.bloc import Bloc
from geo.errors import check_one_of
from layers.scene.model import SceneData

if TYPE_CHECKING:
    import pandas as pd


LAYERS = ("places", "routes", "journeys", "disputes", "letters")


def switches(data: SceneData) -> dict[str, bool]:
    """Return the ids of all that the legend switches, as the page names them, with whether they start switched on."""
    classes = {f"class:{frame.id}:{n}": frame.shown for frame in data.frames for n in range(len(frame.classes))}
    return (
        {f"status:{status.id}": status.shown for status in data.statuses}
        | {f"route:{route.id}": True for route in data.routes}
        | {f"aspect:{status.id}": one.shown for one in data.aspects for status in one.statuses}
        | {f"layer:{layer}": layer != "letters" for layer in LAYERS}
        | classes
    )


def check_selected(data: SceneData, selected: str) -> str:
    """Return the id of something that a reader can select; ``MisuseError`` names the nearest one for another."""
    kind, _, key = selected.partition(":")
    frame, _, row = key.partition(":")
    rows = next((one.rows for one in data.frames if kind == "frame" and one.id == frame), 0)
    if row.isdecimal() and int(row) < rows:
        return selected
    return check_one_of(selected, _selectable(data), "something that this map shows")


def _selectable(data: SceneData) -> list[str]:
    """Return the ids of what is the bloc's, as the page names them: ``country:IND``, ``stop:cku:main:4``."""
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


def row_of(bloc: Bloc, data: SceneData, selected: str, day: date) -> pd.Series:
    """Return the row of what is selected, named by its id: that of the frame that ``geo`` has of its kind.

    A country comes with its status on the day; a route is one row of its table, its sections are in ``bloc.routes``; a
    row of a person's own frame has the columns that its card shows.
    """
    import pandas as pd

    kind, _, key = selected.partition(":")
    if kind == "frame":
        id_, _, number = key.partition(":")
        (own,) = (one for one in data.frames if one.id == id_)
        return pd.Series({column.name: column.cells[int(number)] for column in own.columns}, name=selected)
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
    return frame.loc[[label]].iloc[0].rename(selected)
