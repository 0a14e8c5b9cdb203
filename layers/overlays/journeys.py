"""Journeys as arcs, for any ``folium.Map``."""

from __future__ import annotations

from geo.facts.journeys import journeys_frame
from geo.model.symbology import ABSENT_DASHES, LIGHT
from layers.overlays.base import DrawnLayer, Shape, line_style

WIDTH_PX = 1.5


class JourneysLayer(DrawnLayer):
    """Journeys as great-circle arcs, for any ``folium.Map``; an absence is a broken line."""

    kind = "journeys"

    def shapes(self) -> list[Shape]:
        """Return one arc per journey."""
        lines = journeys_frame(self.bloc.tables).geometry
        return [
            Shape(
                lines[row.id],
                row.who,
                [row.role, row.event, row.note],
                row.sources,
                line_style(ABSENT_DASHES if row.attended is False else (), WIDTH_PX) | {"color": LIGHT.ink},
            )
            for row in self.bloc.tables.journeys
        ]
