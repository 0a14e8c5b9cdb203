"""Drawing: layers for any folium map, whole pages, figures."""

from layers.build import build_map
from layers.page import BlocMap
from layers.scene.disputes import DisputesLayer
from layers.scene.journeys import JourneysLayer
from layers.scene.membership import MembershipLayer
from layers.scene.places import PlacesLayer
from layers.scene.routes import RoutesLayer

__all__ = [
    "BlocMap",
    "DisputesLayer",
    "JourneysLayer",
    "MembershipLayer",
    "PlacesLayer",
    "RoutesLayer",
    "build_map",
]
