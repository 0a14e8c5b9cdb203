"""Who travelled where, and the story it tells."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from geo.geodesy.fan import fan
from geo.model.records import Journey, Place, Step
from geo.tables import Tables
from layers.scene.evidence import extended
from layers.scene.model import JourneyEnd, JourneyWay, SceneJourney


def journey_key(journey: Journey) -> str:
    """Return the name of a journey's line in the geometry store."""
    return f"journey:{journey.id}"


def story_steps(tables: Tables, story: str) -> tuple[Step, ...]:
    """Return a story's steps in order."""
    return tuple(sorted((step for step in tables.steps if step.story == story), key=lambda step: step.seq))


def journeys_in_story(tables: Tables, steps: tuple[Step, ...]) -> list[Journey]:
    """Return the journeys that a story tells, in the order of the table."""
    in_story = {journey for step in steps for journey in step.journeys}
    return [journey for journey in tables.journeys if journey.id in in_story]


def drawn_journeys(tables: Tables, journeys: list[Journey]) -> dict[str, NDArray[np.float64]]:
    """Return the lines of journeys by their names in the geometry store: curved, and fanned where many meet."""
    at = {place.id: (place.lon, place.lat) for place in tables.places}
    return fan({journey_key(row): (at[row.from_place], at[row.to_place]) for row in journeys})


def _way(journey: Journey, hub: str) -> JourneyWay:
    """Tell whether a journey leads to the place where the most end, away from it, or elsewhere."""
    if journey.to_place == hub:
        return "absence" if journey.attended is False else "arrival"
    return "departure" if journey.from_place == hub else "onward"


def scene_journeys(tables: Tables, journeys: list[Journey]) -> tuple[SceneJourney, ...]:
    """Return the journeys with both ends resolved to names and coordinates."""
    places = {place.id: place for place in tables.places}
    [(hub, _)] = Counter(row.to_place for row in journeys).most_common(1) or [("", 0)]
    return tuple(
        extended(
            row,
            SceneJourney,
            start=_end(places[row.from_place]),
            end=_end(places[row.to_place]),
            arc=journey_key(row),
            way=_way(row, hub),
        )
        for row in journeys
    )


def _end(place: Place) -> JourneyEnd:
    return JourneyEnd(name=place.name, lat=place.lat, lon=place.lon)
