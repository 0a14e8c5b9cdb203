"""What folium puts on a map: each of its layers and plugins once, with what must be seen of it on a ``BlocMap``."""

from __future__ import annotations

from tests.folium_child import Child
from tests.folium_features import FEATURES
from tests.folium_plugins import PLUGINS
from tests.folium_vector_layers import VECTOR_LAYERS

__all__ = ["CHILDREN", "Child"]

CHILDREN = [*VECTOR_LAYERS, *FEATURES, *PLUGINS]
