"""Programs that take a folium map apart: what they ask of it, and what they show.

streamlit-folium itself is too heavy for a test; what its ``st_folium`` and ``folium_static`` call is called here.
"""

from __future__ import annotations

from pathlib import Path

import folium
import pytest
from playwright.sync_api import Page, expect

import layers
from geo.bloc import Bloc
from layers.page.bloc_map import BlocMap
from tests.pages import MEMBERSHIP


@pytest.fixture
def league_map(league: Bloc) -> BlocMap:
    return layers.build_map(league, MEMBERSHIP)


def test_a_figure_of_foliums_shows_the_map(league_map: BlocMap, tmp_path: Path, chromium_page: Page) -> None:
    """As ``folium_static`` does; the figure is the map's document from then on, and the map keeps its page."""
    figure = folium.Figure().add_child(league_map)
    (tmp_path / "figure.html").write_text(figure.render(), encoding="utf-8")
    chromium_page.goto((tmp_path / "figure.html").as_uri())
    frame = chromium_page.frame_locator("iframe")
    expect(frame.locator("[data-id='country:TUN']").first).to_be_visible()
    assert league_map.page().startswith("<!doctype html>")
    chromium_page.set_viewport_size({"width": 700, "height": 510})  # as folium_static does, by default
    foot = frame.locator("#foot").bounding_box()
    assert foot and foot["y"] + foot["height"] <= 510, "the foot of the map is in sight"


def test_words_of_a_table_are_no_template_there(hostile_league: Bloc, tmp_path: Path, chromium_page: Page) -> None:
    figure = folium.Figure().add_child(layers.build_map(hostile_league, MEMBERSHIP))
    (tmp_path / "figure.html").write_text(figure.render(), encoding="utf-8")
    chromium_page.goto((tmp_path / "figure.html").as_uri())
    chromium_page.frame_locator("iframe").locator("[data-id='country:TUN']").first.wait_for()
    assert [frame.evaluate("() => window.ran") for frame in chromium_page.frames] == [None, None]


def test_a_map_rebuilt_from_its_script_shows_the_page_and_answers(
    league_map: BlocMap, tmp_path: Path, chromium_page: Page
) -> None:
    """As ``st_folium`` does: it renders, names the map anew, takes its script, runs it beside an element of that id."""
    league_map.get_root().render()
    league_map.render()
    assert league_map.get_root().html.render().strip() == "" == league_map.get_root().header.render().strip()
    league_map._id = "div"
    script = league_map._template.module.script(league_map)  # type: ignore[attr-defined]
    assert "http" not in "".join(url for _, url in [*league_map.default_js, *league_map.default_css])
    box = "<div id=map_div style=width:700px;height:500px></div>"
    (tmp_path / "app.html").write_text(
        f"<!doctype html><meta charset=utf-8>{box}<script>{script}</script>", encoding="utf-8"
    )
    chromium_page.goto((tmp_path / "app.html").as_uri())
    frame = chromium_page.frame_locator("iframe")
    expect(frame.locator("[data-id='country:TUN']").first).to_be_visible()
    frame.locator("#zoom-in").click()
    frame.locator("#zoom-in").click()
    chromium_page.wait_for_function("() => map_div.getZoom() !== 3 && map_div.getBounds().isValid()")


def test_panel_takes_the_frame_or_the_picture(league_map: BlocMap) -> None:
    """Panel's ``pane.HTML`` and marimo ask for ``_repr_html_``; ``panel.panel`` asks first for ``_repr_png_``."""
    assert str(league_map._repr_html_()).startswith("<iframe srcdoc=")
    assert (league_map._repr_png_() or b"").startswith(b"\x89PNG")
