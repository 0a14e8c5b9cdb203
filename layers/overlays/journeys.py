"""Journeys as arcs, for any ``folium.Map``."""

from __future__ import annotations

from geo.facts.journeys import journeys_frame
from layers.overlays.base import DrawnLayer, Shape
from layers.style.palette import INK

ABSENT_DASH = "2 6"


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
                {"color": INK, "weight": 1.5, "fill": False}
                | ({"dashArray": ABSENT_DASH} if row.attended is False else {}),
            )
            for row in self.bloc.tables.journeys
        ]
