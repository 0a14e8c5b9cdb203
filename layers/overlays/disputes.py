"""Disputed areas and points, for any ``folium.Map``."""

from __future__ import annotations

from layers.overlays.base import DrawnLayer, Shape
from layers.style.palette import DISPUTE

OUTLINE = {"color": DISPUTE, "weight": 1, "dashArray": "3 3", "fillColor": DISPUTE, "fillOpacity": 0.35, "radius": 4}


class DisputesLayer(DrawnLayer):
    """Disputed areas and points, for any ``folium.Map``."""

    kind = "disputes"

    def shapes(self) -> list[Shape]:
        """Return one shape per dispute."""
        frame = self.bloc.disputes
        return [
            Shape(row.geometry, row["name"], [row["administered_by"], row["claimed_by"], row["note"]], (), OUTLINE)
            for _, row in frame.iterrows()
        ]
