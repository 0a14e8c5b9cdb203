"""Anyone's frame on a plain folium map: an ordinary layer."""

from __future__ import annotations

import json
import re

import folium
import pytest
from playwright.sync_api import Page

import layers
from geo.errors import MisuseError
from layers.page.leaflet import leaflet_script, leaflet_style
from tests.hostile import STRINGS
from tests.own_frames import pipes, ports, provinces


def features(layer: layers.PointsLayer | layers.LinesLayer | layers.AreasLayer) -> list[dict]:  # type: ignore[type-arg]
    found: list[dict] = json.loads(layer.payload())  # type: ignore[type-arg]
    return found


def test_points_keep_a_tenth_of_a_metre_and_their_words() -> None:
    layer = layers.PointsLayer(ports().to_crs(3857), label="port", size="tonnes", color="trade", sources="Lists")
    first, second, *_ = features(layer)
    assert first["geometry"] == {"type": "Point", "coordinates": [16.6, 31.2]}
    assert first["title"] == "Sirte" and first["lines"] == ["trade: oil", "tonnes: 100.0"]
    assert first["sources"] == [{"text": "Lists", "url": None}]
    assert (first["style"]["radius"], second["style"]["radius"]) == (20, 10)


def test_lines_have_dashes_and_areas_their_class() -> None:
    line = features(layers.LinesLayer(pipes(), color="teal", dash=(2, 1), size=3))[0]["style"]
    assert (line["color"], line["dashArray"], line["weight"]) == ("#008080", "6 3", 3)
    fills = [one["style"]["fillColor"] for one in features(layers.AreasLayer(provinces(), color="rain", k=3))]
    assert len(set(fills)) == 3 and fills[0] == fills[2] != fills[3]


def test_it_is_seen_and_says_what_it_is_on_a_plain_map(chromium_page: Page) -> None:
    """Folium's own page needs its downloads, so Leaflet is served to the layer here."""
    plate = folium.Map([30, 12], zoom_start=5, tiles=None)
    hostile = ports().assign(port=STRINGS[:5])
    layers.PointsLayer(hostile, label="port", size=20, color="#00aa00").add_to(plate)
    script = re.findall(r"<script>(.*?)</script>", plate.get_root().render(), re.DOTALL)[-1]
    map_id = plate.get_name()
    page = f"<style>{leaflet_style(controls=True)} #{map_id} {{height: 500px}}</style><div id={map_id}></div>"
    chromium_page.set_content(f"{page}<script>{leaflet_script()}</script><script>{script}</script>")
    circles = chromium_page.locator("path.leaflet-interactive")
    assert circles.count() == 5
    circles.first.click()
    assert chromium_page.locator(".leaflet-popup strong").inner_text() == STRINGS[0]
    assert chromium_page.evaluate("window.ran") is None


@pytest.mark.parametrize("kind", ["PointsLayer", "LinesLayer", "AreasLayer"])
def test_layers_show_themselves_in_one_line(kind: str) -> None:
    frame = {"PointsLayer": ports, "LinesLayer": pipes, "AreasLayer": provinces}[kind]()
    assert repr(getattr(layers, kind)(frame)) == f"<{kind} of {len(frame)} rows>"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"name": 5}, "name=5: expected a text"),
        ({"legend": ["a"]}, "legend=['a']: expected a text"),
        ({"show": "no"}, "show='no': expected True or False"),
    ],
)
def test_words_that_are_none_are_refused_in_one_line(options: dict[str, object], words: str) -> None:
    with pytest.raises(MisuseError) as told:
        layers.PointsLayer(ports(), **options)  # type: ignore[arg-type]
    assert str(told.value) == words


def test_columns_with_numbers_for_names_and_cells_of_any_type_are_on_the_card() -> None:
    odd = ports()[["geometry"]].assign(wave=[1j] * 5, far=[1e308] * 5, pair=[(1, 2)] * 5)
    odd[0] = ["oil", "oil", "ferry", "salt", None]
    first = features(layers.PointsLayer(odd, color=0))[0]  # type: ignore[arg-type]
    assert first["lines"] == ["wave: 1j", "far: 1e+308", "pair: 1, 2", "0: oil"]
