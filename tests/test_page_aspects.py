"""Further memberships on the page and on figures: outlines over the fills, letters behind names, rows of the legend."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from PIL import Image
from playwright.sync_api import Page, expect

from geo.bloc import load_bloc
from layers.build import build_map
from layers.figure.draw import SIZES, draw_figure
from layers.page.bloc_map import BlocMap
from layers.page.fallback_table import table_of
from layers.page.still import still_svg
from tests.aspects import GOLD, RED, write_aspects
from tests.figures import named, plain, texts
from tests.pages import NewPage, pixel


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> BlocMap:
    return build_map(load_bloc(write_aspects(tmp_path_factory.mktemp("aspects") / "bloc"), scale="110m"))


@pytest.fixture
def page(drawn: BlocMap, new_page: NewPage, tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = tmp_path_factory.mktemp("page") / "aspects.html"
    drawn.save(path)
    found = new_page(reduced_motion="reduce")
    found.goto(path.as_uri())
    found.wait_for_selector("html[data-ready]")
    return found


def painted(page: Page, color: tuple[int, int, int], *, around: tuple[float, float] | None = None) -> int:
    """Count the pixels of the map, or of 24 × 24 around a place, that have nearly a colour."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    if around:
        x, y = pixel(page, *around)
        picture = picture.crop((round(x) - 12, round(y) - 12, round(x) + 12, round(y) + 12))
    else:
        picture = picture.crop((360, 0, *picture.size))  # (right of the legend)
    return int((np.abs(np.asarray(picture, dtype=int) - color).max(axis=2) < 16).sum())


def test_an_outline_runs_around_all_who_hold_it_together(page: Page) -> None:
    assert painted(page, GOLD) > 500 and painted(page, RED) > 200
    assert painted(page, GOLD, around=(23.5, 3.5)) == 0
    assert painted(page, GOLD, around=(34.0, 7.9)) == 0, "no line parts two who hold it"
    whole, dashed = (page.locator(f".aspect-line{kind}").first for kind in (":not(.dashed)", ".dashed"))
    dashes = [line.evaluate("line => getComputedStyle(line).strokeDasharray") for line in (whole, dashed)]
    assert dashes[0] == "none" and dashes[1] != "none"


def test_the_legend_counts_and_switches_them_one_by_one(page: Page) -> None:
    counts = page.locator("#legend label:has([data-ids^='aspect:']) .count")
    assert counts.all_inner_texts() == ["2", "1", "3"]
    page.click("#legend label:has([data-ids='aspect:keeper'])")
    assert painted(page, GOLD) == 0 and painted(page, RED) > 200
    page.evaluate("Blocmap.app.set({ date: '2018-06-01' })")
    assert counts.all_inner_texts() == ["2", "1", "4"]


def test_letters_stand_behind_the_names_of_all_who_hold_them(page: Page) -> None:
    letters = page.locator(".label-country", has_text=re.compile(r"\u00a0V$"))
    assert sorted(letters.evaluate_all("all => all.map(one => one.dataset.id)")) == [
        "country:DZA", "country:MLT", "country:SDN",
    ]  # fmt: skip
    page.click("#legend label:has([data-ids='aspect:visa'])")
    expect(letters).to_have_count(0)


def test_who_is_small_and_holds_no_status_of_the_bloc_has_a_ring_of_its_lands_colour(page: Page) -> None:
    colour = "one => getComputedStyle(one).fill"
    ring = page.locator(".small-country .spot[data-id='country:MLT']")
    assert page.locator("[data-ids='status:observer']").is_checked() is False, "Malta's own starts switched off"
    assert ring.evaluate(colour) == page.locator(".land[data-id='country:NER']").evaluate(colour)


def test_a_card_tells_all_that_a_country_holds(page: Page) -> None:
    page.evaluate("Blocmap.app.set({ selected: 'country:DZA' })")
    told = page.locator("#card").inner_text()
    assert "Founder" in told and "Keepers of the pact" in told and "Common visa" in told


def test_a_phone_has_them_in_its_key(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#legend-open")).to_contain_text(re.compile(r"213$|2\s*1\s*V?\s*3$"))


def test_a_figure_draws_names_and_counts_them(drawn: BlocMap) -> None:
    figure = draw_figure(drawn.scene, SIZES["page"])
    words = {plain(text.get_text()) for text in texts(figure)}
    assert {"Keepers of the pact: 2", "Signed the pact: 1", "Common visa: 3"} <= words
    names = {feature: plain(name) for feature, name in named(figure).items()}
    assert {feature for feature, name in names.items() if name.endswith("(V)")} == {
        "country:DZA", "country:MLT", "country:SDN",
    }  # fmt: skip
    lines = [line for line in figure.findobj(LineCollection) if len(line.get_colors())]
    assert {"#e0a51e", "#b0201a"} <= {to_hex(line.get_colors()[0]) for line in lines}


def test_the_still_and_the_table_without_scripts_have_them(drawn: BlocMap) -> None:
    strokes = dict(re.findall(r'stroke="(#e0a51e|#b0201a)"[^>]*?( stroke-dasharray)?="', still_svg(drawn.scene, "en")))
    assert set(strokes) == {"#e0a51e", "#b0201a"}
    rows = [(row[0], row[1]) for row in table_of(drawn.scene, "en").rows]
    assert ("Sudan", "Common visa") in rows and ("Egypt", "Common visa") not in rows
