"""Large frames on a canvas: seen in their places, answering the pointer, listed and searched as small ones are."""

from __future__ import annotations

import io
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from PIL import Image
from playwright.sync_api import Page, expect

import geo
import layers
from layers.page.bloc_map import BlocMap
from layers.scene.frames.build import MOST_ELEMENTS
from tests.folders import REAL_LEAGUE
from tests.own_frames import CRS
from tests.pages import NewPage, pixel, state

SIDE = 50
DRAWN = "() => document.querySelector('foreignObject canvas')"


def lattice() -> geopandas.GeoDataFrame:
    """Points every quarter of a degree from 5° E 20° N on, row after row; one far from all others at the end."""
    assert SIDE**2 > MOST_ELEMENTS
    lonlat = [(5 + i / 4, 20 + j / 4) for j in range(SIDE) for i in range(SIDE)] + [(30.0, 22.0)]
    names = [f"spot {n}" for n in range(len(lonlat))]
    return geopandas.GeoDataFrame(
        {"name": names, "half": np.arange(len(lonlat)) % 2}, geometry=[shapely.Point(at) for at in lonlat], crs=CRS
    )


def cells() -> geopandas.GeoDataFrame:
    """Squares of a quarter of a degree from 5° E 20° N on, side by side, the southern half below class 1250."""
    boxes = [shapely.box(5 + i / 4, 20 + j / 4, 5.25 + i / 4, 20.25 + j / 4) for j in range(SIDE) for i in range(SIDE)]
    return geopandas.GeoDataFrame({"n": range(SIDE**2)}, geometry=boxes, crs=CRS)


def open_page(plate: BlocMap, new_page: NewPage, path: Path) -> Page:
    plate.save(path)
    page = new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.wait_for_function(DRAWN)
    return page


def colour_at(page: Page, lat: float, lon: float) -> tuple[int, ...]:
    x, y = pixel(page, lat, lon)
    found = Image.open(io.BytesIO(page.screenshot())).convert("RGB").getpixel((round(x), round(y)))
    assert isinstance(found, tuple)
    return found


@pytest.fixture
def plate() -> BlocMap:
    return layers.build_map(geo.load_bloc(str(REAL_LEAGUE)))


def test_points_are_seen_hit_found_and_hidden(plate: BlocMap, new_page: NewPage, tmp_path: Path) -> None:
    layers.PointsLayer(lattice(), color="#00aa00", size=10, label="name").add_to(plate)
    page = open_page(plate, new_page, tmp_path / "page.html")
    assert page.locator("#map circle[data-id^=frame]").count() == 0
    for lat, lon in ((20, 5), (26, 11.25)):  # the rings of neighbours lie over these
        red, green, blue = colour_at(page, lat, lon)
        assert green > red + 20 and green > blue + 20, (lat, lon)
    assert colour_at(page, 22, 30) == (0, 170, 0)
    assert colour_at(page, 22, 28) != (0, 170, 0)
    page.mouse.click(*pixel(page, 22, 30))
    assert state(page)["selected"] == f"frame:f1:{SIDE**2}"
    expect(page.locator("#card h2")).to_have_text(f"spot {SIDE**2}")
    page.keyboard.press("Escape")
    page.click("#search")
    page.keyboard.type("spot 2499")
    expect(page.locator("#found li .name")).to_have_text(["spot 2499"])
    page.keyboard.press("Escape")
    page.click("#open-table")
    expect(page.locator("#table-f1 tbody tr")).to_have_count(500)
    expect(page.locator("#sheet .note").last).to_contain_text("The first 500 of 2,501 rows")
    page.keyboard.press("Escape")
    page.uncheck("[data-ids='class:f1:0']")
    page.wait_for_timeout(400)
    assert colour_at(page, 22, 30) != (0, 170, 0)


def test_a_zoom_draws_them_in_their_new_places(plate: BlocMap, new_page: NewPage, tmp_path: Path) -> None:
    layers.PointsLayer(lattice(), color="#00aa00", size=10).add_to(plate)
    page = open_page(plate, new_page, tmp_path / "page.html")
    page.evaluate("() => { Blocmap.app.map.setView([22, 30], 6, { animate: false }); }")
    page.wait_for_timeout(600)
    assert colour_at(page, 22, 30) == (0, 170, 0)


def test_areas_are_seen_and_hit(plate: BlocMap, new_page: NewPage, tmp_path: Path) -> None:
    layers.AreasLayer(cells(), color="n", k=2, colors=["#ff0000", "#0000ff"]).add_to(plate)
    page = open_page(plate, new_page, tmp_path / "page.html")
    assert page.locator("#map path[data-id^=frame]").count() == 0
    red, _, _ = colour_at(page, 22.1, 10.1)
    _, _, blue = colour_at(page, 30.1, 10.1)
    assert red > 200 and blue > 200
    page.mouse.click(*pixel(page, 20.125, 5.125))
    assert state(page)["selected"] == "frame:f1:0"
    assert page.locator("#map .highlight").get_attribute("d").count("L") >= 1
