"""What a child of a folium map is in the tests, and what the children are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import folium
import geopandas
import shapely
from playwright.sync_api import Page

COLOUR = "#ff00ff"  # nothing of ours is magenta


ASTANA, OMSK, XIAN = [51.2, 71.4], [55.0, 73.4], [34.3, 108.9]


BOX = [[44.0, 62.0], [58.0, 100.0]]


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8"
    "z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


DRAWN = "document.querySelectorAll('.leaflet-overlay-pane path').length > 0"


Put = Callable[[folium.Map], Any]


@dataclass(frozen=True)
class Child:
    """One kind of child: how it is put on a map, the words it opens where it is clicked, what the page must have.

    ``use`` does by mouse what the child is for, before its colour is looked for.
    ``needs`` is ``""`` for what works offline, the hosts for what loads files, or the reason for what is refused.
    """

    name: str
    put: Put
    check: str = DRAWN
    magenta: int = 0
    click: str = ""
    words: str = ""
    use: Callable[[Page], None] | None = None
    needs: tuple[str, ...] = ()
    refused: str = ""

    @property
    def kind(self) -> str:
        """How the docs' table calls it."""
        return "refused" if self.refused else "network" if self.needs else "offline"


def frame() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"name": ["Box"], "value": [1.0]}, geometry=[shapely.box(62, 44, 100, 58)], crs="EPSG:4326", index=["b"]
    )


def geojson() -> dict[str, Any]:
    found: dict[str, Any] = frame().__geo_interface__
    return found


def magenta(_: Any = None) -> dict[str, Any]:
    return {"color": COLOUR, "fillColor": COLOUR, "fillOpacity": 1, "weight": 6}


FILL: dict[str, Any] = {"color": COLOUR, "fill": True, "fill_color": COLOUR, "fill_opacity": 1, "opacity": 1}


MARKER = "document.querySelector('.leaflet-marker-pane > *')"


JSDELIVR, CLOUDFLARE, UNPKG = "cdn.jsdelivr.net", "cdnjs.cloudflare.com", "unpkg.com"


PATH = ".leaflet-overlay-pane path.leaflet-interactive"
