"""Drawing: layers for any folium map, whole pages, figures."""

from layers.build import build_map
from layers.disputes import DisputesLayer
from layers.journeys import JourneysLayer
from layers.membership import MembershipLayer
from layers.page import BlocMap
from layers.places import PlacesLayer
from layers.routes import RoutesLayer

__all__ = [
    "BlocMap",
    "DisputesLayer",
    "JourneysLayer",
    "MembershipLayer",
    "PlacesLayer",
    "RoutesLayer",
    "build_map",
]
