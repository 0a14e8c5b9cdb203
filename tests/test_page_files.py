"""The table, and what can be saved and copied."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from tests.pages import CORRIDOR, Open, focused, front_end_part, spoken


def test_table_sorts_by_mouse_and_keyboard(open_map: Open) -> None:
    page = open_map()
    page.focus("#open-table")
    page.keyboard.press("Enter")
    since = page.locator("#table-countries thead th", has_text="Since")
    first = page.locator("#table-countries tbody tr >> nth=0")
    since.locator("button").click()
    expect(since).to_have_attribute("aria-sort", "ascending")
    expect(first).to_contain_text("15 June 2001")
    page.keyboard.press("Enter")
    expect(since).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text("Belarus")
    page.keyboard.press("Escape")
    assert focused(page) == "open-table"


def test_table_shows_what_the_map_shows(open_map: Open) -> None:
    page = open_map(fragment="date=2017-06-09&off=status:founder,layer:letters")
    page.click("#open-table")
    names = page.locator("#table-countries tbody th").all_inner_texts()
    assert {"India", "Pakistan"} <= set(names) and "China" not in names and "Iran" in names


@pytest.fixture
def saved(open_map: Open) -> Iterator[Callable[[str, str], str]]:
    """Return a function that saves a file from the share sheet and returns its text."""
    page = open_map()

    def save(ending: str, fragment: str = "") -> str:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(100)
        page.click("#open-share")
        with page.expect_download() as waiting:
            page.click(f"[data-save={ending}]")
        spoken(page, waiting.value.suggested_filename)
        page.keyboard.press("Escape")
        return Path(waiting.value.path()).read_text(encoding="utf-8-sig", errors="replace")

    yield save


def test_every_row_of_a_table_says_what_it_is_about(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    page.click("#open-table")
    for table in ("figures", "sections", "stops"):
        heads = set(page.locator(f"#table-{table} tbody th").all_inner_texts())
        assert "" not in heads
        assert "China–Kyrgyzstan–Uzbekistan railway" in heads


def test_csv_holds_the_members_of_the_day(saved: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(saved("csv", "date=2017-06-09"))))
    members = {row["Code"] for row in rows if row["Status"] in ("Founding member, 2001", "Later member, 2017–2023")}
    assert members == {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB", "IND", "PAK"}
    assert {row["Since"] for row in rows if row["Code"] == "IND"} == {"2017-06-09"}


def test_csv_cells_are_no_formulas(chromium_page: Page, tmp_path: Path) -> None:
    chromium_page.evaluate(front_end_part(tmp_path, {"panels/downloads": "csvCell"}))
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'say "no"', "a,b", None, -5]
    expected = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", '"\'\r=1"', '"say ""no"""', '"a,b"', "", "-5"]
    assert chromium_page.evaluate("cells => cells.map(part.csvCell)", cells) == expected


def test_geojson_is_valid_and_cut_at_180_degrees(saved: Callable[..., str]) -> None:
    collection = json.loads(saved("geojson"))
    shapes = {feature["properties"].get("code"): shape(feature["geometry"]) for feature in collection["features"]}
    assert {"RUS", "BLR", "CHN"} <= shapes.keys()
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
    assert content.startswith(b"\x89PNG") and len(content) > 50_000
    assert int.from_bytes(content[16:20], "big") == 2 * 1280


def test_share_gives_link_frame_and_citation(open_map: Open) -> None:
    page = open_map(fragment="date=2017-06-09")
    page.click("#open-share")
    assert page.input_value("#copy-link").endswith("sco-membership.html#date=2017-06-09")
    frame = page.input_value("#copy-embed")
    assert frame.startswith("<iframe ") and "#embed" in frame and "sandbox=" in frame
    cite = page.input_value("#copy-cite")
    assert "Shanghai Cooperation Organisation" in cite and "9 June 2017" in cite and "Natural Earth" in cite
    page.click(".field button >> nth=0")
    spoken(page, "Copied")
