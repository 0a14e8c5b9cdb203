"""Drawing: layers for any folium map, whole pages, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy import lazy_names

__all__ = [
    "AreasLayer",
    "BlocMap",
    "ChildrenNotDrawnWarning",
    "DisputesLayer",
    "JourneysLayer",
    "LinesLayer",
    "MembershipLayer",
    "NetworkNeededWarning",
    "PlacesLayer",
    "PointsLayer",
    "RoutesLayer",
    "RowsBeyondWarning",
    "__version__",
    "build_changes",
    "build_map",
    "explore",
    "save_multiples",
    "show",
]

if TYPE_CHECKING:
    from geo.version import __version__
    from layers.build import build_changes, build_map, save_multiples
    from layers.live.explore import explore
    from layers.overlays.areas_layer import AreasLayer
    from layers.overlays.disputes import DisputesLayer
    from layers.overlays.journeys import JourneysLayer
    from layers.overlays.lines_layer import LinesLayer
    from layers.overlays.membership import MembershipLayer
    from layers.overlays.places import PlacesLayer
    from layers.overlays.points_layer import PointsLayer
    from layers.overlays.routes import RoutesLayer
    from layers.page.bloc_map import BlocMap
    from layers.page.children import ChildrenNotDrawnWarning, NetworkNeededWarning
    from layers.quick_map import show
    from layers.scene.frames.build import RowsBeyondWarning
else:
    _HOMES = {
        "AreasLayer": "layers.overlays.areas_layer",
        "BlocMap": "layers.page.bloc_map",
        "ChildrenNotDrawnWarning": "layers.page.children",
        "DisputesLayer": "layers.overlays.disputes",
        "JourneysLayer": "layers.overlays.journeys",
        "LinesLayer": "layers.overlays.lines_layer",
        "MembershipLayer": "layers.overlays.membership",
        "NetworkNeededWarning": "layers.page.children",
        "PlacesLayer": "layers.overlays.places",
        "PointsLayer": "layers.overlays.points_layer",
        "RoutesLayer": "layers.overlays.routes",
        "RowsBeyondWarning": "layers.scene.frames.build",
        "__version__": "geo.version",
        "build_changes": "layers.build",
        "build_map": "layers.build",
        "explore": "layers.live.explore",
        "save_multiples": "layers.build",
        "show": "layers.quick_map",
    }
    __getattr__, __dir__ = lazy_names(__name__, _HOMES)
