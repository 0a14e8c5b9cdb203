"""Hostile strings in every text of every table and option: none runs, the map draws, the text shows as it is."""

import dataclasses
from pathlib import Path

import folium
import pytest

import layers
from tests.hostile import LONG_CELL, STRINGS
from tests.pages import CORRIDOR, MEMBERSHIP, STORY

WALK = """async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  for (const { id } of Blocmap.app.features().slice(0, 60)) { Blocmap.app.select(id); await wait(5); }
  for (const lang of ["ru", "zh", "en"]) { Blocmap.app.set({ lang }); await wait(50); }
  return document.body.textContent.length;
}"""


@pytest.mark.parametrize("slug", [MEMBERSHIP, CORRIDOR, STORY])
def test_nothing_runs_and_the_map_draws(hostile_league, slug, tmp_path, chromium_page):
    path = tmp_path / "page.html"
    layers.build_map(hostile_league, slug).save(path)
    chromium_page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    chromium_page.goto(path.as_uri())
    chromium_page.wait_for_selector("html[data-ready=yes]")
    assert chromium_page.evaluate(WALK) > len(LONG_CELL)
    assert chromium_page.evaluate("window.ran") is None
    assert chromium_page.locator("#map path").count() > 50


def test_text_shows_literally(hostile_league, tmp_path, chromium_page):
    path = tmp_path / "page.html"
    layers.build_map(hostile_league, MEMBERSHIP).save(path)
    chromium_page.goto(path.as_uri())
    chromium_page.wait_for_selector("html[data-ready=yes]")
    shown = chromium_page.evaluate("Blocmap.app.scene.places.map(place => Blocmap.app.text(place.name))")
    plain = [text for text in STRINGS if text.isprintable()]
    assert set(plain) & set(shown), "no hostile name reached the page as text"
    heading = chromium_page.locator("h1").text_content()
    assert heading in {text.strip() for text in STRINGS} or any(text[:12] in heading for text in plain)


@pytest.mark.parametrize("layer", ["MembershipLayer", "PlacesLayer", "RoutesLayer", "JourneysLayer"])
def test_layers_on_a_plain_folium_map_run_nothing(hostile_league, layer, chromium):
    """The layers themselves; folium's own page needs its downloads, so Leaflet is served to it here."""
    plate = folium.Map(tiles=None)
    getattr(layers, layer)(hostile_league).add_to(plate)
    html = plate.get_root().render()
    code = html[html.rindex("<script>") :]
    assert "<script>window.ran" not in code[len("<script>") :]
    assert "</script><script>window" not in code
    assert "{{" not in code or "\\u" in code


def test_options_are_text_too(hostile_league):
    for hostile in STRINGS:
        plate = folium.Map(tiles=None)
        layers.PlacesLayer(hostile_league, name=hostile).add_to(plate)
        assert "window.ran=1</script>" not in plate.get_root().render()


def test_the_copy_is_hostile_throughout(hostile_league):
    """The suite is worth something only if the strings are really there."""
    tables = hostile_league.tables
    hostile = {text.strip() for text in STRINGS} | {LONG_CELL}
    for rows in (
        tables.members,
        tables.places,
        tables.events,
        tables.routes,
        tables.stops,
        tables.figures,
        tables.steps,
    ):
        for row in rows:
            texts = [value for value in dict(row).values() if isinstance(value, dict)]
            assert all(word in hostile for text in texts for word in text.values()), row
    assert isinstance(Path(tables.folder), Path) and dataclasses.is_dataclass(tables)
