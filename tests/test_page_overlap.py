"""Two memberships side by side on the page and on figures: fills, stripes, names in the legend, a table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from geo.bloc import load_bloc
from geo.model.symbology import LIGHT, OVERLAP_LOOKS
from layers.build import build_map
from layers.figure.draw import SIZES, draw_figure
from layers.page.fallback_table import table_of
from layers.style.colour import contrast
from layers.style.legibility import GRAPHIC_CONTRAST, MEMBER_DIFFERENCE
from layers.style.vision import VISIONS, difference
from tests.figures import plain, texts

SLUG = "eaeu-and-sco"
Open = Callable[..., Page]


def test_fills_are_told_apart_in_every_vision_and_from_land() -> None:
    colors = [color for color, _ in OVERLAP_LOOKS.values()]
    assert all(contrast(color, LIGHT.land) >= GRAPHIC_CONTRAST for color in colors)
    for one, other in combinations(colors, 2):
        assert min(difference(one, other, vision) for vision in VISIONS) >= MEMBER_DIFFERENCE
    assert [part for part, (_, pattern) in OVERLAP_LOOKS.items() if pattern != "solid"] == ["both"]


def test_the_legend_says_who_is_in_what_on_the_day(open_map: Open) -> None:
    page = open_map(SLUG, reduced_motion="reduce")
    rows = page.locator("#legend li:has(> label [data-ids^='status:'])")
    told = [text.split("\n") for text in rows.all_inner_texts()]
    assert [tuple(row[-3:]) for row in told] == [
        ("EAEU only", "1", "Armenia"),
        ("EAEU and SCO", "4", "Belarus, Kazakhstan, Kyrgyzstan and Russia"),
        ("SCO only", "6", "China, India, Iran, Pakistan, Tajikistan and Uzbekistan"),
    ]
    page.evaluate("Blocmap.app.set({ date: '2015-01-01' })")
    expect(rows.nth(0)).to_contain_text("Belarus")
    expect(rows.nth(1)).to_contain_text("Kazakhstan and Russia")
    expect(page.locator("#title")).to_have_text("EAEU and SCO in January 2015: 2 in both")


def test_the_sheet_begins_with_a_table_of_it(open_map: Open) -> None:
    page = open_map(SLUG, "lang=ru", reduced_motion="reduce")
    page.click("#open-table")
    table = page.locator("#sheet table").first
    assert table.locator("caption").inner_text().startswith("Кто где состоит")
    assert table.locator("thead th").all_inner_texts() == ["Статус", "Число", "Название"]
    cells = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    assert [row[:2] for row in cells] == [["Только ЕАЭС", "1"], ["ЕАЭС и ШОС", "4"], ["Только ШОС", "6"]]
    assert cells[1][2] == "Беларусь, Казахстан, Киргизия и Россия"
    assert table.locator("tbody th[scope=row]").count() == 3


def test_a_phone_counts_them_in_its_key(open_map: Open) -> None:
    page = open_map(SLUG, viewport={"width": 390, "height": 844})
    expect(page.locator("#legend-open .keys")).to_have_text("E1+4S6")


@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_a_figure_names_them_in_its_legend(size: str) -> None:
    drawn = build_map(load_bloc("eaeu", scale="110m"), SLUG)
    words = " ".join(plain(text.get_text()) for text in texts(draw_figure(drawn.scene, SIZES[size])))
    for told in ("EAEU only: 1 Armenia", "EAEU and SCO: 4 Belarus, Kazakhstan,", "SCO only: 6 China, India,"):
        assert told in words


def test_without_scripts_a_table_says_it_too() -> None:
    drawn = build_map(load_bloc("eaeu", scale="110m"), SLUG)
    table = table_of(drawn.scene, "en").own[0]
    assert table.title == "Who is in what" and table.rows[0] == ["EAEU only", "1", "Armenia"]


def test_labels_are_made_in_the_languages_of_the_bloc() -> None:
    drawn = build_map(load_bloc("eaeu", scale="110m"), SLUG)
    labels = [status.label for status in drawn.scene.data.statuses]
    assert [label["zh"] for label in labels] == ["仅欧亚经济联盟", "欧亚经济联盟和上合组织", "仅上合组织"]
