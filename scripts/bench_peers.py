"""The same maps as the field's usual tools draw them, from the same frames."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import folium
import geopandas as gpd
import numpy as np

from geo.bloc import Bloc

ELSEWHERE = "elsewhere"
PAPER = "#f6f3ea"


def status_frame(bloc: Bloc, day: date) -> gpd.GeoDataFrame:
    """Return the countries with name, status and since on a day; one row a country, EPSG:4326."""
    frame = bloc.countries_on(day)[["name", "status", "since", "geometry"]].copy()
    frame["status"] = frame["status"].astype(object).where(frame["status"].notna(), ELSEWHERE)
    frame["since"] = frame["since"].astype(str).where(frame["since"].notna(), "")
    return frame


def membership_by_folium(frame: gpd.GeoDataFrame, colours: dict[str, str], path: Path) -> None:
    """Write the membership map with ``folium.GeoJson``: fills by status, a tooltip, no tiles."""
    plate = folium.Map(location=[45, 80], zoom_start=3, tiles=None)
    folium.GeoJson(
        frame,
        style_function=lambda row: {
            "fillColor": colours.get(row["properties"]["status"], PAPER),
            "color": "#ffffff",
            "weight": 1,
            "fillOpacity": 1,
        },
        tooltip=folium.GeoJsonTooltip(["name", "status", "since"]),
    ).add_to(plate)
    plate.save(path)


def membership_by_explore(frame: gpd.GeoDataFrame, colours: dict[str, str], path: Path) -> None:
    """Write the membership map with ``GeoDataFrame.explore``: categories, a tooltip, a legend, no tiles."""
    # explore imports this package at its head; it only calls it for numeric classes, which this map has none of.
    stand_in = ModuleType("mapclassify")
    stand_in.classify = None  # type: ignore[attr-defined]
    sys.modules.setdefault("mapclassify", stand_in)
    statuses = sorted(set(frame["status"]))
    look = {"cmap": [colours.get(status, PAPER) for status in statuses], "tiles": None}
    frame.explore(column="status", categories=statuses, location=[45, 80], zoom_start=3, **look).save(path)


def routes_by_folium(lines: list[np.ndarray], path: Path) -> None:
    """Write routes, each an (n, 2) array of longitude and latitude, as ``folium.PolyLine``."""
    plate = folium.Map(location=[45, 80], zoom_start=3, tiles=None)
    for line in lines:
        folium.PolyLine(np.round(line[:, ::-1], 5).tolist(), color="#b0201a", weight=3).add_to(plate)
    plate.save(path)
