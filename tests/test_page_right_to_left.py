"""A page in Arabic: the panels change sides, time runs the other way, the map stays as the earth is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from layers.build import build_map
from layers.page.bloc_map import BlocMap
from layers.page.document import TURNED_STYLE
from tests.folders import write_league_in
from tests.pages import PHONE, NewPage, axe_faults, pixel, state

WIDTH = 1280
TITLE = "ستة حول الصحراء"
WORDS = {
    'title = { en = "Six around the desert"': f'title = {{ ar = "{TITLE}", en = "Six around the desert"',
    'label = { en = "Founder"': 'label = { ar = "مؤسس", en = "Founder"',
}
MARK = ":where([dir=rtl])"


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> BlocMap:
    """Return a map of the league that opens in Arabic and speaks English."""
    folder = tmp_path_factory.mktemp("arabic") / "league"
    return build_map(geo.load_bloc(write_league_in(folder, '["ar", "en"]', WORDS), scale="110m"), "league-members")


@pytest.fixture(scope="module")
def written(arabic: BlocMap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of its page."""
    path = tmp_path_factory.mktemp("page") / "arabic.html"
    arabic.save(path)
    return path


def opened(new_page: NewPage, path: Path, fragment: str = "", **options: object) -> Page:
    """Return the page, drawn."""
    page = new_page(**options)
    page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
    page.wait_for_selector("html[data-ready]")
    return page


def sides(page: Page, selector: str) -> tuple[float, float]:
    """Return the left and right edge of an element in the window."""
    box = page.locator(selector).bounding_box()
    assert box, selector
    return box["x"], box["x"] + box["width"]


def test_only_a_page_that_speaks_arabic_carries_what_turns(arabic: BlocMap, coarse_league: geo.Bloc) -> None:
    assert '<html lang="ar" dir="rtl">' in arabic.get_root().render()
    assert MARK in arabic.get_root().render()
    other = build_map(coarse_league, "league-members", scale="110m").get_root().render()
    assert MARK not in other
    assert "dir=" not in other[:200]
    assert TURNED_STYLE.endswith(".css")


def test_panels_change_sides_and_the_map_does_not(new_page: NewPage, written: Path) -> None:
    page = opened(new_page, written, "sel=country:EGY")
    expect(page.locator("#title")).to_have_text(TITLE)
    for name in ("#head", "#panel"):
        left, right = sides(page, name)
        assert left > WIDTH / 2 and right > WIDTH - 20, name
    assert sides(page, "#tools")[1] < 80
    assert sides(page, ".scale")[1] < WIDTH / 2
    assert pixel(page, 30, -5)[0] < pixel(page, 30, 30)[0]
    card, head, tools = (sides(page, name) for name in ("#card", "#head", "#tools"))
    assert tools[1] < card[0] and card[1] < head[0]
    assert sides(page, "#card .shut")[0] < sides(page, "#card h2")[1] - 100
    swatch, name = (sides(page, f"#legend label:first-of-type {part} >> nth=0") for part in (".sample", ".name"))
    assert name[1] < swatch[0]
    assert not axe_faults(page)


def test_time_runs_to_the_left(new_page: NewPage, written: Path) -> None:
    page = opened(new_page, written, "date=2001-03-01")
    first = state(page)["date"]
    page.focus("#date")
    page.keyboard.press("ArrowLeft")
    assert state(page)["date"] > first
    page.keyboard.press("ArrowRight")
    assert state(page)["date"] == first
    texts = page.locator(".ticks text")
    early, late = texts.first.bounding_box(), texts.last.bounding_box()
    assert early and late and late["x"] < early["x"]


def test_a_search_forgives_the_letters_that_are_written_in_two_ways(new_page: NewPage, written: Path) -> None:
    page = opened(new_page, written)
    for query, code in (("الجزاير", "DZA"), ("موريتانيا", "MRT"), ("ليبيـــا", "LBY"), ("إلجزائر", "DZA")):
        page.click("#search")
        page.fill("#query", query)
        page.keyboard.press("Enter")
        assert state(page)["selected"] == f"country:{code}", query


def test_another_language_turns_the_page_back(new_page: NewPage, written: Path) -> None:
    page = opened(new_page, written)
    page.select_option("#language", "en")
    assert sides(page, "#head")[0] < 20
    assert sides(page, "#tools")[1] > WIDTH - 20
    page.select_option("#language", "ar")
    assert sides(page, "#tools")[1] < 80


def test_letters_that_join_are_not_spaced(new_page: NewPage, written: Path) -> None:
    page = opened(new_page, written)
    spacing = "all => Object.fromEntries(all.map(one => [one.textContent, getComputedStyle(one).letterSpacing]))"
    found = page.locator(".label-country").evaluate_all(spacing)
    assert any("؀" <= name[0] <= "ۿ" for name in found)
    assert {wide for name, wide in found.items() if "؀" <= name[0] <= "ۿ"} <= {"normal", "0px"}


def test_a_phone_has_its_tools_at_the_left(new_page: NewPage, written: Path) -> None:
    page = opened(new_page, written, **PHONE)
    assert sides(page, "#tools")[0] < 10
    assert sides(page, "#head") == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
