"""Places as rings, for any ``folium.Map``."""

from __future__ import annotations

from collections.abc import Iterable

from shapely.geometry import Point

from geo.bloc import Bloc
from geo.errors import check_each_of
from geo.model.dates import DayLike
from geo.model.symbology import LIGHT
from layers.overlays.base import DrawnLayer, Shape
from layers.scene.places import select_places

RING = {"radius": 4, "color": LIGHT.ink, "weight": 1.5, "fillColor": LIGHT.casing, "fillOpacity": 1}


class PlacesLayer(DrawnLayer):
    """Places as rings, for any ``folium.Map``; all of them, or those named by id or kind.

    ``places`` is one name or several, in the order to draw; ``MisuseError`` for one that there is not.
    """

    kind = "places"

    def __init__(
        self,
        bloc: Bloc,
        *,
        places: str | Iterable[str] | None = None,
        as_of: DayLike | None = None,
        lang: str = "en",
        name: str | None = None,
    ) -> None:
        super().__init__(bloc, as_of=as_of, lang=lang, name=name)
        rows = bloc.tables.places
        names = dict.fromkeys([*(row.id for row in rows), *(kind for row in rows for kind in row.kind)])
        what = f"a place of {bloc.id} or a kind of them"
        self.wanted = None if places is None else check_each_of(places, names, what)

    def shapes(self) -> list[Shape]:
        """Return one point per place."""
        tables = self.bloc.tables
        chosen = list(tables.places) if self.wanted is None else select_places(tables, self.wanted)
        return [Shape(Point(place.lon, place.lat), place.name, [place.note], place.sources, RING) for place in chosen]
