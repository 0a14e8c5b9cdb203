"""Disputed parts: hatched where their shape is known, marked where it is not, never given to one side in silence."""

from __future__ import annotations

import geopandas as gpd

from layers.scene.entries import Entry, entry

# What is only settled, enclosed or let has a card; a sign for disputes would say something else.
NOT_DISPUTED = ("settled", "exclave", "lease")


def area_key(dispute_id: str) -> str:
    """Return the name of a disputed area in the geometry store."""
    return f"dispute:{dispute_id}"


def border_source(source_id: str) -> str:
    """Return the id under which a source of the border tables stands beside a bloc's own."""
    return f"border:{source_id}"


def dispute_entries(disputes: gpd.GeoDataFrame) -> list[Entry]:
    """Return the disputes of a frame of ``geo.world.disputes.load_disputes``."""
    return [
        entry(
            id=str(dispute_id),
            name=row["name"],
            type=row["type"],
            settled=row["type"] in NOT_DISPUTED or None,
            lat=row["lat"],
            lon=row["lon"],
            drawn=row["drawn"],
            area=area_key(str(dispute_id)) if row["drawn"] == "area" else None,
            administered_by=row["administered_by"],
            claimed_by=row["claimed_by"],
            note=row["note"],
            law=row["law"],
            sources=[border_source(key) for key in row["sources"]],
            confidence=row["confidence"],
        )
        for dispute_id, row in disputes.iterrows()
    ]
