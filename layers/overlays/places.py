"""Places as rings, for any ``folium.Map``."""

from __future__ import annotations

from collections.abc import Sequence

from shapely.geometry import Point

from geo.bloc import Bloc
from layers.overlays.base import DrawnLayer, Shape
from layers.scene.places import select_places
from layers.style.palette import INK

RING = {"radius": 4, "color": INK, "weight": 1.5, "fillColor": "#ffffff", "fillOpacity": 1}


class PlacesLayer(DrawnLayer):
    """Places as rings, for any ``folium.Map``; all of them, or those named by id or kind."""

    kind = "places"

    def __init__(self, bloc: Bloc, *, places: Sequence[str] = (), **options: object) -> None:
        super().__init__(bloc, **options)  # type: ignore[arg-type]  # passed on as they came
        self.wanted = tuple(places)

    def shapes(self) -> list[Shape]:
        """Return one point per place."""
        tables = self.bloc.tables
        chosen = select_places(tables, self.wanted) if self.wanted else list(tables.places)
        return [Shape(Point(place.lon, place.lat), place.name, [place.note], place.sources, RING) for place in chosen]
