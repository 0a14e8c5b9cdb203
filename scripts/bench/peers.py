"""The same maps as the field's usual tools draw them, from the same frames."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import folium
import geopandas as gpd
import numpy as np
import shapely

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


def membership_by_plotly(frame: gpd.GeoDataFrame, colours: dict[str, str], path: Path) -> None:
    """Write the membership map with plotly's ``Choropleth``, its library in the page."""
    import plotly.graph_objects as go

    statuses = sorted(set(frame["status"]))
    plate = go.Figure(
        go.Choropleth(
            geojson=frame.geometry.__geo_interface__,
            locations=list(frame.index),
            z=[statuses.index(status) for status in frame["status"]],
            text=frame["name"],
            colorscale=[
                [place / max(len(statuses) - 1, 1), colours.get(one, PAPER)] for place, one in enumerate(statuses)
            ],
            showscale=False,
        )
    )
    plate.update_geos(visible=False, projection_type="azimuthal equal area", fitbounds="locations")
    plate.write_html(path, include_plotlyjs=True)


def membership_by_altair(frame: gpd.GeoDataFrame, colours: dict[str, str], path: Path) -> None:
    """Write the membership map with altair's ``mark_geoshape``, its libraries in the page."""
    import altair

    statuses = sorted(set(frame["status"]))
    scale = altair.Scale(domain=statuses, range=[colours.get(status, PAPER) for status in statuses])
    chart = altair.Chart(frame).mark_geoshape(stroke="white").encode(color=altair.Color("status:N", scale=scale))
    chart.project("azimuthalEqualArea", rotate=[-80, -45]).properties(width=1200, height=720).save(path, inline=True)


MORE_PEERS = {"plotly": membership_by_plotly, "altair": membership_by_altair}
"""Peers that the project's own tests don't need: measured where they are installed."""


def points_by_folium(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write points as ``folium.CircleMarker``, drawn on a canvas, which folium leaves to choose."""
    plate = folium.Map(location=[45, 75], zoom_start=4, tiles=None, prefer_canvas=True)
    for lon, lat in shapely.get_coordinates(frame.geometry.array).tolist():
        folium.CircleMarker([lat, lon], radius=3, color="#17505c").add_to(plate)
    plate.save(path)


def areas_by_folium(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write areas as ``folium.GeoJson`` on a canvas, coloured by their value."""
    plate = folium.Map(location=[45, 75], zoom_start=4, tiles=None, prefer_canvas=True)
    shades = ["#e5eef0", "#b9d3d4", "#7fb0b3", "#43868b", "#17505c"]
    folium.GeoJson(
        frame,
        style_function=lambda row: {"fillColor": shades[min(int(row["properties"]["value"] * 5), 4)], "weight": 0.3},
    ).add_to(plate)
    plate.save(path)


def routes_by_folium(lines: list[np.ndarray], path: Path) -> None:
    """Write routes, each an (n, 2) array of longitude and latitude, as ``folium.PolyLine``."""
    plate = folium.Map(location=[45, 80], zoom_start=3, tiles=None)
    for line in lines:
        folium.PolyLine(np.round(line[:, ::-1], 5).tolist(), color="#b0201a", weight=3).add_to(plate)
    plate.save(path)
