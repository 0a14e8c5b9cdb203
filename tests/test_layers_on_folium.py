"""The layers on a plain folium map, in Mercator and in a browser: Leaflet is served to it from the package."""

import json
import re
from pathlib import Path

import folium
import pytest
import xstatic.pkg.leaflet as leaflet
import xyzservices.providers

import geo
import layers

LEAFLET = Path(leaflet.BASE_DIR)


@pytest.fixture(scope="module")
def bloc():
    return geo.load_bloc("sco", scale="110m")


@pytest.fixture
def open_map(chromium_page, browser_log, tmp_path):
    """Return a function that opens a folium map with Leaflet from the disk and folium's other downloads empty."""

    def serve(route):
        name = route.request.url.rsplit("/", 1)[1]
        if (LEAFLET / name).is_file():
            route.fulfill(path=LEAFLET / name)
        else:
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            route.fulfill(body="", content_type=kind)

    def show(plate):
        path = tmp_path / "plain.html"
        plate.save(str(path))
        chromium_page.route(re.compile("^https://"), serve)
        chromium_page.goto(path.as_uri())
        chromium_page.wait_for_function(
            "typeof L === 'object' && document.querySelectorAll('.leaflet-overlay-pane path').length > 0"
        )
        return chromium_page

    return show


def test_members_are_filled_and_tell_their_status_as_text(bloc, open_map):
    plate = folium.Map(location=[50, 70], zoom_start=3, tiles=None)
    layer = layers.MembershipLayer(bloc, as_of="2024-07-04").add_to(plate)
    page = open_map(plate)
    fills = page.evaluate(
        "[...document.querySelectorAll('.leaflet-overlay-pane path')].map(path => path.getAttribute('fill'))"
    )
    colours = {status.id: status.color for status in bloc.spec.statuses}
    # Ten members and, on that day, two observers and fourteen dialogue partners; Russia's halves are one path.
    assert fills.count(colours["founder"]) == 6 and fills.count(colours["joined"]) == 3
    assert fills.count(colours["tenth"]) == 1 and fills.count(colours["observer"]) == 2
    assert len(fills) == 26
    opened = page.evaluate(
        f"""() => {{ let text = "";
            {layer.get_name()}.eachLayer(one => one.eachLayer(shape => {{
              one.openPopup(shape.getBounds().getCenter());
              const box = [...document.querySelectorAll(".leaflet-popup-content")].pop();
              if (box && box.textContent.includes("Belarus")) text = box.textContent; }}));
            return text; }}"""
    )
    assert "Belarus" in opened and "4 July 2024" in opened


def test_russia_is_cut_at_180_for_mercator(bloc):
    shape = next(shape for shape in layers.MembershipLayer(bloc).shapes() if shape.title["en"] == "Russia")
    west, _, east, _ = shape.geometry.bounds
    assert (west, east) == (-180, 180)
    assert shape.geometry.is_valid


def test_every_layer_draws_together(bloc, open_map):
    plate = folium.Map(location=[45, 70], zoom_start=3, tiles=None)
    for layer in (layers.MembershipLayer, layers.DisputesLayer, layers.JourneysLayer):
        layer(bloc).add_to(plate)
    layers.RoutesLayer(bloc, routes=["cku"]).add_to(plate)
    layers.PlacesLayer(bloc, places=["capital"], lang="ru").add_to(plate)
    page = open_map(plate)
    assert page.locator(".leaflet-overlay-pane path").count() > 60


def test_layers_lie_on_tiles_that_are_credited(bloc, open_map):
    tiles = xyzservices.providers.OpenStreetMap.Mapnik
    plate = folium.Map([45, 70], zoom_start=3, tiles=tiles)
    layers.MembershipLayer(bloc).add_to(plate)
    page = open_map(plate)
    assert page.locator(".leaflet-tile").count() > 0
    assert "OpenStreetMap contributors" in page.inner_text(".leaflet-control-attribution")


def test_routes_are_dashed_by_their_state(bloc):
    planned = layers.RoutesLayer(bloc, as_of="2024-07-04", routes=["cku"]).shapes()
    building = layers.RoutesLayer(bloc, as_of="2026-11-23", routes=["cku"]).shapes()
    assert {shape.style["dashArray"] for shape in planned} == {"6 5", None}
    assert {shape.style["dashArray"] for shape in building} == {"12 5", None}


def test_an_absence_is_a_broken_line(bloc):
    dashed = [shape for shape in layers.JourneysLayer(bloc).shapes() if "dashArray" in shape.style]
    assert [shape.title["en"] for shape in dashed] == ["Narendra Modi"]


def test_layers_take_a_place_in_folium_s_own_control(bloc):
    plate = folium.Map(tiles=None)
    layers.MembershipLayer(bloc, name="Who belongs").add_to(plate)
    folium.LayerControl().add_to(plate)
    assert "Who belongs" in plate.get_root().render()


def test_sources_reach_the_reader(bloc):
    payload = json.loads(layers.MembershipLayer(bloc, as_of="2024-07-04").payload())
    belarus = next(feature for feature in payload if feature["title"] == "Belarus")
    assert belarus["sources"][0]["text"].startswith("The Astana Times: ")
    assert belarus["sources"][0]["url"].startswith("https://astanatimes.com/2024/07/")
