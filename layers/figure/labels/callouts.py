"""Published figures on a figure's map, each led to the point it is about, where there is room."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from geo.model.locale import pick
from geo.model.symbology import LIGHT, LabelKind, route_colour
from layers.figure.labels.candidates import Finder
from layers.figure.labels.looks import Look, Wish
from layers.figure.map_frame import MapFrame
from layers.figure.paper.line_breaks import short_rowings
from layers.figure.paper.sheet import Sheet
from layers.i18n.sentences import quantity_text
from layers.scene.lines.route_model import SceneCallout, SceneRoute

# How much of a map, in square points, each figure has for itself: the first of them stand on a small one.
ROOM_PT2 = 20_000.0


def callout_wishes(sheet: Sheet, map_frame: MapFrame, finder: Finder, drawn: Collection[str]) -> Iterator[Wish]:
    """Yield the figures of places and of the drawn routes, where each may stand, as many as the map has room for.

    Over relief they yield to towns.
    """
    data, face = map_frame.scene.data, sheet.face()
    routes = {route.id: route for route in data.routes}
    need: LabelKind = "main_stop" if data.relief else "gauge"
    most = int(map_frame.box.width * map_frame.box.height / (ROOM_PT2 * sheet.unit**2))
    for number, callout in enumerate(data.callouts[:most]):
        route, at = routes.get(callout.subject), map_frame.place(callout.lon, callout.lat)
        if map_frame.box.holds(*at) and (route is None or route.id in drawn):
            id_ = f"callout:{number}"
            told = _rows(callout, sheet.language)
            names = [name for rows in told for name in finder.aside(id_, rows, face, at, near=True)]
            clear = [name for name in names if not finder.occupancy.crossing(name.box)]
            yield id_, need, clear, Look(_colour(route), LIGHT.casing)


def _rows(callout: SceneCallout, language: str) -> Iterator[tuple[str, ...]]:
    """Yield the figure above its scope, then without it."""
    told = f"{pick(callout.quantity_name, language)} {quantity_text(callout.value, callout.unit, language)}"
    scope = pick(callout.scope, language)
    yield from ((told, scope),) if scope else ()
    yield from short_rowings(told)


def _colour(route: SceneRoute | None) -> str:
    return route_colour(LIGHT, route.role, route.shade) if route else LIGHT.ink
