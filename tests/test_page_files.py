"""The table, and what can be saved and copied."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from geo.bloc import load_bloc
from geo.export.collect import gather
from tests.folders import REAL_LEAGUE
from tests.pages import CORRIDOR, MEMBERSHIP, PHONE, ROUTES, Open, focused, front_end_part, spoken


def test_table_sorts_by_mouse_and_keyboard(open_map: Open) -> None:
    page = open_map()
    page.focus("#open-table")
    page.keyboard.press("Enter")
    since = page.locator("#table-countries thead th", has_text="Since")
    first = page.locator("#table-countries tbody tr >> nth=0")
    since.locator("button").click()
    expect(since).to_have_attribute("aria-sort", "ascending")
    expect(first).to_contain_text("1 March 2001")
    page.keyboard.press("Enter")
    expect(since).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text("Mauritania")
    page.keyboard.press("Escape")
    assert focused(page) == "open-table"


def test_numbers_of_a_table_are_sorted_as_numbers(open_map: Open) -> None:
    page = open_map(ROUTES)
    page.click("#open-table")
    page.locator("#table-places thead th", has_text="Longitude").locator("button").click()
    # West of Greenwich is less than east of it, and 3 less than 10.
    west_to_east = ["Rabat", "Oran", "Algiers", "Tunis", "Tripoli", "Benghazi", "Cairo"]
    expect(page.locator("#table-places tbody th")).to_have_text(west_to_east)


def test_table_shows_what_the_map_shows(open_map: Open) -> None:
    page = open_map(fragment="date=2015-09-09&off=status:founder,layer:letters")
    page.click("#open-table")
    names = page.locator("#table-countries tbody th").all_inner_texts()
    assert {"Egypt", "Morocco"} <= set(names) and "Algeria" not in names and "Mauritania" in names


@pytest.fixture
def saved(open_map: Open) -> Callable[..., str]:
    """Return a function that saves a file from the share sheet of a page and returns its text."""

    def save(ending: str, fragment: str = "", name: str = MEMBERSHIP) -> str:
        page = open_map(name)
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(100)
        page.click("#open-share")
        with page.expect_download() as waiting:
            page.click(f"[data-save={ending}]")
        spoken(page, waiting.value.suggested_filename)
        page.keyboard.press("Escape")
        return Path(waiting.value.path()).read_text(encoding="utf-8-sig", errors="replace")

    return save


def test_every_row_of_a_table_says_what_it_is_about(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    page.click("#open-table")
    for table in ("figures", "sections", "stops"):
        heads = set(page.locator(f"#table-{table} tbody th").all_inner_texts())
        assert heads and "" not in heads


def test_csv_holds_the_members_of_the_day(saved: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(saved("csv", "date=2010-06-10"))))
    members = {row["Code"] for row in rows if row["Status"] in ("Founder", "Later member")}
    assert members == {"DZA", "LBY", "TUN", "EGY", "MAR"}
    assert {row["Since"] for row in rows if row["Code"] == "MAR"} == {"2010-06-10"}


def test_csv_cells_are_no_formulas(chromium_page: Page, tmp_path: Path) -> None:
    chromium_page.evaluate(front_end_part(tmp_path, {"panels/downloads": "csvCell"}))
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'say "no"', "a,b", None, -5]
    expected = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", '"\'\r=1"', '"say ""no"""', '"a,b"', "", "-5"]
    assert chromium_page.evaluate("cells => cells.map(part.csvCell)", cells) == expected


def test_table_tells_sections_by_their_ends_and_figures_by_their_subject(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    page.click("#open-table")
    rows = page.locator("#table-sections tbody tr").all()
    told = [" | ".join(row.locator("th, td").all_inner_texts()[:5]) for row in rows]
    assert "Algiers–Tunis railway | Algiers | Sétif | operating | rail" in told
    assert "Algiers–Tunis railway | Constantine | Ghardimaou | under construction | approximate course" in told
    assert "Algiers–Tunis railway | Tunis | La Goulette | operating | rail" in told
    assert len(told) == 8
    subjects = page.locator("#table-figures tbody th").all_inner_texts()
    assert subjects == ["Algiers–Tunis railway"] * 4


def shapes_by_code(text: str) -> dict[str, Any]:
    return {one["properties"].get("code"): shape(one["geometry"]) for one in json.loads(text)["features"]}


def test_geojson_holds_the_members_and_is_valid(saved: Callable[..., str]) -> None:
    shapes = shapes_by_code(saved("geojson"))
    assert {"DZA", "EGY", "LBY", "MAR", "MRT", "TUN"} <= shapes.keys()
    assert all(one.is_valid for one in shapes.values())
    assert shapes["DZA"].contains(shapely.Point(3, 28)) and not shapes["DZA"].contains(shapely.Point(9.5, 34))


def test_geojson_speaks_as_the_exports_do(saved: Callable[..., str]) -> None:
    layers = {layer.name: set(layer.columns) for layer in gather(load_bloc(REAL_LEAGUE), date(2012, 1, 15)).layers}
    # What an export has once a language, the page has in its own.
    told = {name: columns | {column.removesuffix("_en") for column in columns} for name, columns in layers.items()}
    kinds = {"MultiPolygon": "members", "Point": "places", "LineString": "routes"}
    features = json.loads(saved("geojson", name=ROUTES))["features"]
    assert {feature["geometry"]["type"] for feature in features} == set(kinds)
    for feature in features:
        properties = feature["properties"]
        layer = "dispute_areas" if "parties" in properties else kinds[feature["geometry"]["type"]]
        assert properties.keys() <= told[layer], properties
        assert not [value for value in properties.values() if isinstance(value, (list, dict))]


def test_geojson_is_cut_at_180_degrees(saved: Callable[..., str]) -> None:
    text = saved("geojson", name="sco-membership")
    shapes = shapes_by_code(text)  # Russia lies on both sides
    named = {feature["properties"].get("id"): feature for feature in json.loads(text)["features"]}
    assert shape(named["jammu-kashmir"]["geometry"]).contains(shapely.Point(74.8, 34.1))  # over India, and nobody's
    assert named["jammu-kashmir"]["properties"]["parties"] == "IND PAK"
    assert named["truce:0"]["geometry"]["type"] == "LineString"
    russia = shapes["RUS"]
    assert russia.is_valid
    assert russia.bounds[0] == -180 and russia.bounds[2] == 180
    assert russia.contains(shapely.Point(-172, 66)) and russia.contains(shapely.Point(60, 60))
    assert not russia.contains(shapely.Point(0, 66))


def test_rings_are_cut_where_they_cross_180_degrees(chromium_page: Page, tmp_path: Path) -> None:
    chromium_page.evaluate(front_end_part(tmp_path, {"panels/downloads": "cutRing"}))
    square = [[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]]
    cut = chromium_page.evaluate("ring => part.cutRing(ring)", square)
    assert sorted(shapely.Polygon(ring).bounds for ring in cut) == [(-180, 0, -170, 10), (170, 0, 180, 10)]


def test_picture_is_a_png_of_the_view(open_map: Open) -> None:
    page = open_map()
    page.click("#open-share")
    with page.expect_download() as waiting:
        page.click("[data-save=png]")
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG") and len(content) > 20_000
    assert int.from_bytes(content[16:20], "big") == 2 * 1280


def test_days_stand_side_by_side_in_one_picture(open_map: Open) -> None:
    page = open_map(fragment="date=2010-06-10")
    page.click("#open-share")
    with page.expect_download() as waiting:
        page.click("[data-save=days]")
    assert waiting.value.suggested_filename.endswith("days-2010-06-10.png")
    whole = Image.open(waiting.value.path()).convert("RGB")
    # Membership changed on three days: two pictures in a row, and the third below.
    assert whole.width == 2 * 1280
    land = whole.getpixel((477, 746))
    egypt, mauritania = ((1064, 612), (477, 746))
    filled = [
        [whole.getpixel((x + column * 1280, y + row * whole.height // 2)) != land for x, y in (egypt, mauritania)]
        for column, row in ((0, 0), (1, 0), (0, 1))
    ]
    assert filled == [[False, False], [True, False], [True, True]]
    assert page.locator("#day").text_content() == "10 June 2010"


def test_a_picture_of_a_phone_writes_its_title_in_lines(open_map: Open) -> None:
    """No text is drawn into less room than it takes."""
    page = open_map("sco-membership", **PHONE)
    narrowed = page.evaluate("""() => { const found = [], pen = CanvasRenderingContext2D.prototype, { fillText } = pen;
        pen.fillText = function (text, x, y, room) {
            if (room && this.measureText(text).width > room + 1) found.push(text);
            fillText.call(this, text, x, y, ...room ? [room] : []); };
        Blocmap.app.canvas(1);
        pen.fillText = fillText;
        return found; }""")
    assert narrowed == []


def test_the_page_answers_between_the_days_and_tells_how_far_it_is(open_map: Open) -> None:
    page = open_map(fragment="date=2010-06-10")
    page.click("#open-share")
    page.evaluate("""() => {
        globalThis.told = []; globalThis.answered = 0;
        const note = document.querySelector("#sheet header .note"), { canvas } = Blocmap.app;
        new MutationObserver(() => told.push(note.textContent)).observe(note, { childList: true });
        Blocmap.app.canvas = scale => { setTimeout(() => answered++); return canvas(scale); }; }""")
    with page.expect_download():
        page.click("[data-save=days]")
    expect(page.locator("#sheet header .note")).to_contain_text("handed to the browser")
    told = page.evaluate("told.filter(Boolean)")
    assert told[:3] == ["Picture 1 of 3…", "Picture 2 of 3…", "Picture 3 of 3…"]
    assert page.evaluate("answered") == 3


def test_share_gives_link_frame_and_citation(open_map: Open) -> None:
    page = open_map(fragment="date=2010-06-10", permissions=["clipboard-write"])  # a shell asks nobody
    page.click("#open-share")
    assert page.input_value("#copy-link").endswith("league-members.html#date=2010-06-10")
    frame = page.input_value("#copy-embed")
    assert frame.startswith("<iframe ") and "#embed" in frame and "sandbox=" in frame
    cite = page.input_value("#copy-cite")
    assert "League of the Date Palm" in cite and "10 June 2010" in cite and "Natural Earth" in cite
    page.click(".field button >> nth=0")
    spoken(page, "Copied")
