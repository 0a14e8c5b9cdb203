"""Drawing: layers for any folium map, whole pages, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy import lazy_names

__all__ = [
    "BlocMap",
    "ChildrenNotDrawnWarning",
    "DisputesLayer",
    "JourneysLayer",
    "MembershipLayer",
    "NetworkNeededWarning",
    "PlacesLayer",
    "RoutesLayer",
    "__version__",
    "build_map",
]

if TYPE_CHECKING:
    from geo.version import __version__
    from layers.build import build_map
    from layers.overlays.disputes import DisputesLayer
    from layers.overlays.journeys import JourneysLayer
    from layers.overlays.membership import MembershipLayer
    from layers.overlays.places import PlacesLayer
    from layers.overlays.routes import RoutesLayer
    from layers.page.bloc_map import BlocMap
    from layers.page.children import ChildrenNotDrawnWarning, NetworkNeededWarning
else:
    _HOMES = {
        "BlocMap": "layers.page.bloc_map",
        "ChildrenNotDrawnWarning": "layers.page.children",
        "DisputesLayer": "layers.overlays.disputes",
        "JourneysLayer": "layers.overlays.journeys",
        "MembershipLayer": "layers.overlays.membership",
        "NetworkNeededWarning": "layers.page.children",
        "PlacesLayer": "layers.overlays.places",
        "RoutesLayer": "layers.overlays.routes",
        "__version__": "geo.version",
        "build_map": "layers.build",
    }
    __getattr__, __dir__ = lazy_names(__name__, _HOMES)
