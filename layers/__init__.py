"""Drawing: layers for any folium map, whole pages, figures."""

from layers.build import build_map
from layers.overlays.disputes import DisputesLayer
from layers.overlays.journeys import JourneysLayer
from layers.overlays.membership import MembershipLayer
from layers.overlays.places import PlacesLayer
from layers.overlays.routes import RoutesLayer
from layers.page.bloc_map import BlocMap
from layers.page.children import ChildrenNotDrawnWarning, NetworkNeededWarning

__all__ = [
    "BlocMap",
    "ChildrenNotDrawnWarning",
    "DisputesLayer",
    "JourneysLayer",
    "MembershipLayer",
    "NetworkNeededWarning",
    "PlacesLayer",
    "RoutesLayer",
    "build_map",
]
