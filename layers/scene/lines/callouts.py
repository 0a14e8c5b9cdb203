"""Published figures that stand on the map, each at a point of what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from geo.facts.stops import branches
from geo.model.spec import CalloutUse
from geo.tables import Tables
from layers.scene.evidence import extended, statistics_of
from layers.scene.lines.route_model import SceneCallout


def scene_callouts(tables: Tables, uses: Sequence[CalloutUse]) -> tuple[SceneCallout, ...]:
    """Return the recommended figure of each, where it is written; ``geo.checks.links`` has refused what is unknown."""
    return tuple(_callout(tables, use) for use in uses)


def _callout(tables: Tables, use: CalloutUse) -> SceneCallout:
    figure = next(one for one in statistics_of(tables, use.subject) if one.quantity == use.quantity)
    lat, lon = _point(tables, use)
    told = figure.model_copy(update={"quantity_name": use.label or figure.quantity_name, "note": {}})
    return extended(told, SceneCallout, lat=lat, lon=lon)


def _point(tables: Tables, use: CalloutUse) -> tuple[float, float]:
    if use.stop is None:
        return next((place.lat, place.lon) for place in tables.places if place.id == use.subject)
    return next((stop.lat, stop.lon) for stop in branches(tables)[use.subject, use.branch] if stop.seq == use.stop)
