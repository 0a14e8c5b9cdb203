"""Anyone's frame on a page: pixels, positions, clicks, keys."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import geo
import layers
from layers.page.bloc_map import BlocMap
from tests.folders import REAL_LEAGUE
from tests.hostile import STRINGS
from tests.own_frames import pipes, ports, provinces
from tests.pages import NewPage, axe_faults, pixel, spoken, state

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def league() -> geo.Bloc:
    return geo.load_bloc(str(REAL_LEAGUE))


@pytest.fixture
def plate(league: geo.Bloc) -> BlocMap:
    return layers.build_map(league)


@pytest.fixture
def show(new_page: NewPage, tmp_path: Path) -> Show:
    """Return a function that opens a map's page."""

    def open_one(bloc_map: BlocMap, fragment: str = "", **options: object) -> Page:
        path = tmp_path / "page.html"
        bloc_map.save(path)
        page = new_page(**options)
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    return open_one


def colour_at(page: Page, lat: float, lon: float, dx: float = 0, dy: float = 0) -> tuple[int, ...]:
    """Return the colour that a reader sees at a place, or some pixels beside it."""
    x, y = pixel(page, lat, lon)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    found = picture.getpixel((round(x + dx), round(y + dy)))
    assert isinstance(found, tuple)
    return found


def near(found: tuple[int, ...], wanted: str, by: int = 24) -> bool:
    return all(abs(one - int(wanted[i : i + 2], 16)) <= by for one, i in zip(found, (1, 3, 5), strict=True))


def test_points_are_seen_in_their_colours_and_sizes(plate: BlocMap, show: Show) -> None:
    layers.PointsLayer(ports().to_crs(3857), color="#00aa00", size="tonnes").add_to(plate)
    page = show(plate)
    assert near(colour_at(page, 31.2, 16.6), "#00aa00")
    assert near(colour_at(page, 31.2, 16.6, dx=17), "#00aa00")  # 40 pixels wide
    assert not near(colour_at(page, 32.1, 20.1, dx=17), "#00aa00")  # 20 pixels wide
    page.click("#legend label:has([data-ids='class:f1:0'])")
    assert not near(colour_at(page, 31.2, 16.6), "#00aa00")


def test_lines_are_seen_as_long_as_they_are(plate: BlocMap, show: Show) -> None:
    layers.LinesLayer(pipes(), color="#ff00ff", size=6).add_to(plate)
    page = show(plate)
    for lat, lon in ((28, 15), (24, 5), (16.5, 6.5), (16.5, 14)):
        assert near(colour_at(page, lat, lon), "#ff00ff"), (lat, lon)
    assert not near(colour_at(page, 18, 10), "#ff00ff")  # between the parts of the southern one


def test_areas_are_filled_by_their_class(plate: BlocMap, show: Show) -> None:
    layers.AreasLayer(provinces(), color="rain", k=3, colors=["#ff0000", "#00ff00", "#0000ff"]).add_to(plate)
    page = show(plate)
    for lat, wanted in ((20, "#ff0000"), (24, "#00ff00"), (28.6, "#0000ff")):
        assert near(colour_at(page, lat, 1.5), wanted), lat
    assert page.locator("#legend .count").all_inner_texts()[:3] == ["3", "3", "3"]
    assert page.locator("#legend .name").all_inner_texts()[:3] == ["1 – 3", "3 – 6", "6 – 9"]


def test_a_click_opens_the_card_with_its_cells_and_sources(plate: BlocMap, show: Show) -> None:
    source = "Harbour lists, https://example.org/ports"
    layers.PointsLayer(ports(), label="port", color="trade", size=12, sources=source).add_to(plate)
    page = show(plate)
    page.mouse.click(*pixel(page, 31.2, 16.6))
    assert state(page)["selected"] == "frame:f1:0"
    card = page.locator("#card")
    expect(card.locator("h2")).to_have_text("Sirte")
    expect(card).to_contain_text("oil")
    expect(card.locator("dt")).to_have_text(["trade", "tonnes"])
    expect(card.locator("dd")).to_have_text(["oil", "100"])
    expect(card.locator(".sources a")).to_have_attribute("href", "https://example.org/ports")


@pytest.mark.parametrize(
    ("layer", "frame", "at"), [("LinesLayer", pipes, (28, 15)), ("AreasLayer", provinces, (20, 2))]
)
def test_lines_and_areas_answer_a_click(
    plate: BlocMap, show: Show, layer: str, frame: object, at: tuple[float, float]
) -> None:
    getattr(layers, layer)(frame()).add_to(plate)  # type: ignore[operator]
    page = show(plate)
    page.mouse.click(*pixel(page, *at))
    assert state(page)["selected"] == "frame:f1:0"


def test_the_keyboard_goes_from_point_to_point(plate: BlocMap, show: Show) -> None:
    layers.PointsLayer(ports(), label="port").add_to(plate)
    page = show(plate, "#sel=frame:f1:0")
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    spoken(page, "Benghazi")
    page.keyboard.press("Enter")
    assert state(page)["selected"] == "frame:f1:1"


def test_search_finds_names_and_cells_and_flies_there(plate: BlocMap, show: Show) -> None:
    layers.PointsLayer(ports(), label="port", color="trade", show=False).add_to(plate)
    page = show(plate)
    assert page.locator("#map circle.own").count() == 0
    page.keyboard.press("Tab")
    page.click("#search")
    page.keyboard.type("salt")
    expect(page.locator("#found li .name")).to_have_text(["Zarzis"])
    page.keyboard.press("Enter")
    assert state(page)["selected"] == "frame:f1:3"
    expect(page.locator("#map circle.own")).to_have_count(1)


def test_the_table_has_the_persons_columns_and_can_be_sorted(plate: BlocMap, show: Show) -> None:
    layers.PointsLayer(ports(), label="port", name="Ports").add_to(plate)
    page = show(plate)
    page.click("#open-table")
    table = page.locator("#table-f1")
    expect(table.locator("caption")).to_contain_text("Ports")
    expect(table.locator("thead th")).to_have_text(["port", "trade", "tonnes", "Latitude", "Longitude", "Sources"])
    table.get_by_role("button", name="tonnes").click()
    expect(table.locator("tbody th").last).to_have_text("Sirte")


def test_files_hold_every_row(plate: BlocMap, show: Show) -> None:
    layers.PointsLayer(ports(), label="port", name="Ports").add_to(plate)
    layers.AreasLayer(provinces(), name="Rain").add_to(plate)
    page = show(plate)
    page.click("#open-share")
    with page.expect_download() as download:
        page.click("[data-save=geojson]")
    features = json.loads(Path(download.value.path()).read_text())["features"]
    own = [one for one in features if one["properties"].get("layer") == "Ports"]
    assert own[0]["geometry"] == {"type": "Point", "coordinates": [16.6, 31.2]}
    assert own[0]["properties"] == {"layer": "Ports", "port": "Sirte", "trade": "oil", "tonnes": 100}
    areas = [one for one in features if one["properties"].get("layer") == "Rain"]
    assert len(areas) == 9
    ring = areas[0]["geometry"]["coordinates"][0][0]
    assert {(round(lon, 3), round(lat, 3)) for lon, lat in ring} >= {(0, 18), (4, 18), (4, 22), (0, 22)}
    with page.expect_download() as download:
        page.click("[data-save=csv]")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("port,trade,tonnes,")
    assert len(lines) == 6


def test_a_link_keeps_what_is_hidden_and_selected(plate: BlocMap, show: Show) -> None:
    layers.PointsLayer(ports(), color="trade").add_to(plate)
    page = show(plate, "#off=class:f1:0&sel=frame:f1:2")
    assert state(page)["selected"] == "frame:f1:2"
    expect(page.locator("#map circle.own")).to_have_count(3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_it_breaks_a_rule_of_axe(plate: BlocMap, show: Show, scheme: str) -> None:
    layers.PointsLayer(ports(), label="port", color="trade", size="tonnes").add_to(plate)
    layers.AreasLayer(provinces(), color="rain").add_to(plate)
    page = show(plate, "#sel=frame:f1:0", color_scheme=scheme)
    assert axe_faults(page) == []


def test_the_same_frame_gives_the_same_bytes(league: geo.Bloc) -> None:
    def page() -> str:
        plate = layers.build_map(league)
        layers.AreasLayer(provinces(), color="rain").add_to(plate)
        return str(plate.get_root().render())

    assert page() == page()


WALK = """async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  for (const { id } of Blocmap.app.features()) { Blocmap.app.select(id); await wait(5); }
  for (const panel of ["search", "table", "sources", "share"]) { Blocmap.app.set({ panel }); await wait(30); }
}"""


@pytest.mark.parametrize("layer", ["PointsLayer", "LinesLayer", "AreasLayer"])
def test_hostile_text_in_any_column_and_option_runs_nothing(plate: BlocMap, show: Show, layer: str) -> None:
    frame = {"PointsLayer": ports, "LinesLayer": pipes, "AreasLayer": provinces}[layer]()
    wanted = STRINGS[: len(frame)] if layer == "PointsLayer" else STRINGS[-len(frame) :]
    frame = frame.assign(**{text: wanted for text in STRINGS}, name=wanted)
    option = STRINGS[3]
    getattr(layers, layer)(
        frame, label="name", color=STRINGS[0], legend=option, name=option, sources=list(STRINGS)
    ).add_to(plate)
    page = show(plate)
    page.evaluate(WALK)
    assert page.evaluate("window.ran") is None
    assert page.locator("#legend li").count() > 3
