"""Disputed parts: hatched where their shape is known, marked where it is not, never given to one side in silence."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.bloc import Bloc
from geo.view import View
from geo.world.border_views import border_key
from geo.world.disputes import COLUMNS, left_open
from geo.world.truces import resolve_truces
from layers.scene.model import SceneDispute

# What is only settled, enclosed or let has a card; a sign for disputes would say something else.
NOT_DISPUTED = ("settled", "exclave", "lease")

ZOOMED_OUT = 2  # a reader may zoom out by one level from the opening view


def area_key(dispute_id: str) -> str:
    """Return the name of a disputed area in the geometry store."""
    return f"dispute:{dispute_id}"


def in_sight(disputes: gpd.GeoDataFrame, view: View, bloc: Bloc) -> gpd.GeoDataFrame:
    """Leave out the points that are none of a map's: within the opening view all are kept, about it those of the bloc.

    «About it» is what a reader sees who zooms out. Areas stay, for a map gives them to nobody wherever it is moved.
    """
    countries = {row.country for row in bloc.tables.members}
    lonlat = disputes[["lon", "lat"]].to_numpy(dtype=float)
    left, bottom, right, top = view.extent
    off = np.abs(view.projection.forward(lonlat) - ((left + right) / 2, (bottom + top) / 2))
    reach = np.where([[not countries.isdisjoint(parties)] for parties in disputes["parties"]], ZOOMED_OUT, 1)
    near = (off <= reach * np.array([right - left, top - bottom]) / 2).all(axis=1)
    kept: gpd.GeoDataFrame = disputes[near & view.projection.contains(lonlat) | (disputes.drawn == "area").to_numpy()]
    return kept


def truce_lines(worldview: str) -> dict[str, NDArray[np.float64]]:
    """Return the lines of truce that a view dots, by their names in the geometry store."""
    parts = shapely.get_parts([line for _, line in resolve_truces(worldview)])
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
        for dispute_id, row in disputes.drop(columns="geometry").to_dict("index").items()
    )
