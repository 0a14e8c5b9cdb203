"""Tiles lie under a map in Web Mercator and let it be seen; on an equal-area map they are refused."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import folium
import pytest
from PIL import Image

import geo
import layers
from geo.errors import MisuseError
from tests.folders import REAL_LEAGUE
from tests.pages import NewPage

PINK = (200, 60, 200)


def tile_address() -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (256, 256), PINK).save(buffer, "PNG")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def test_tiles_are_refused_on_an_equal_area_map_with_what_to_do() -> None:
    with pytest.raises(MisuseError, match="projection='web-mercator'"):
        folium.TileLayer(tile_address(), attr="x").add_to(layers.build_map(geo.load_bloc(REAL_LEAGUE)))


def test_tiles_are_seen_around_the_statuses_and_through_them(tmp_path: Path, new_page: NewPage) -> None:
    made = layers.build_map(geo.load_bloc(REAL_LEAGUE), projection="web-mercator", centre=(170, 0))
    folium.TileLayer(tile_address(), attr="x").add_to(made)
    made.save(tmp_path / "tiles.html")
    page = new_page()
    page.goto((tmp_path / "tiles.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 8")
    colours = {}
    for name, (lat, lng) in {"sea": (5, -160), "egypt": (26.2, 28.6)}.items():
        page.evaluate(f"() => Blocmap.app.map.setView([{lat}, {lng}], 5, {{ animate: false }})")
        page.wait_for_function("() => ![...document.querySelectorAll('.leaflet-tile')].some(one => !one.complete)")
        page.wait_for_timeout(400)  # tiles fade in
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        colours[name] = shot.getpixel((655, 430))
    assert colours["sea"] == PINK  # beyond 180° too
    assert colours["egypt"] != PINK
    red, green, blue = colours["egypt"]
    assert red > 60 and blue > green  # the status with the tile shining through
