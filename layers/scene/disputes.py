"""Disputed parts: hatched where their shape is known, marked where it is not, never given to one side in silence."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.world.border_views import DEFAULT_WORLDVIEW, border_key
from geo.world.disputes import COLUMNS, left_open
from geo.world.un_areas import CONTROL, un_areas
from layers.scene.model import SceneDispute

# What is only settled, enclosed or let has a card; a sign for disputes would say something else.
NOT_DISPUTED = ("settled", "exclave", "lease")


def area_key(dispute_id: str) -> str:
    """Return the name of a disputed area in the geometry store."""
    return f"dispute:{dispute_id}"


def truce_lines(worldview: str) -> dict[str, NDArray[np.float64]]:
    """Return the lines of truce that a view dots, by their names in the geometry store."""
    parts = shapely.get_parts(un_areas()[CONTROL]) if worldview == DEFAULT_WORLDVIEW else ()
    return {f"truce:{number}": shapely.get_coordinates(part) for number, part in enumerate(parts)}


def scene_disputes(disputes: gpd.GeoDataFrame, worldview: str) -> tuple[SceneDispute, ...]:
    """Return the disputes of a frame of ``geo.world.disputes.load_disputes`` as a view has them."""
    nobodys = left_open(worldview)
    return tuple(
        SceneDispute(
            id=str(dispute_id),
            **{name: row[name] for name in COLUMNS if name != "sources"},
            sources=tuple(border_key(key) for key in row["sources"]),
            drawn=row["drawn"],
            settled=row["type"] in NOT_DISPUTED,
            nobodys=dispute_id in nobodys,
            area=area_key(str(dispute_id)) if row["drawn"] == "area" else None,
        )
        for dispute_id, row in disputes.iterrows()
    )
