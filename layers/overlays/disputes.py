"""Disputed areas and points, for any ``folium.Map``."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.records import Source
from geo.model.symbology import DISPUTE_DASHES, LIGHT
from geo.world.border_views import border_sources
from layers.overlays.base import DrawnLayer, Shape, line_style
from layers.scene.disputes import NOT_DISPUTED

OUTLINE = line_style(DISPUTE_DASHES, 1) | {
    "color": LIGHT.dispute,
    "fill": True,
    "fillColor": LIGHT.dispute,
    "fillOpacity": 0.35,
    "radius": 4,
}
# Settled, enclosed or let: a card to open and a thin outline, without hatching, dashes or a dot.
QUIET = {"color": LIGHT.dispute, "weight": 1, "opacity": 0.5, "fillOpacity": 0, "radius": 3}


class DisputesLayer(DrawnLayer):
    """Disputed areas and points, for any ``folium.Map``; what is settled, an exclave or a lease bears no such sign."""

    kind = "disputes"

    def shapes(self) -> list[Shape]:
        """Return one shape per dispute."""
        return [
            Shape(
                row.geometry,
                row["name"],
                [row["administered_by"], row["claimed_by"], row["note"]],
                row["sources"],
                QUIET if row["type"] in NOT_DISPUTED else OUTLINE,
            )
            for _, row in self.bloc.disputes.iterrows()
        ]

    def known_sources(self) -> Mapping[str, Source]:
        """Return the sources that the border tables name, by id."""
        return border_sources()
