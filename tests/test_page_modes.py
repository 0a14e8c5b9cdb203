"""The page in every size, mode and circumstance: phones, dark, print, no scripts, forced colours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.model.symbology import LIGHT
from tests.pages import (
    CORRIDOR,
    MEMBERSHIP,
    PHONE,
    ROUTES,
    SHIPPED,
    STORY,
    NewPage,
    Open,
    Pages,
    axe_faults,
    front_end_part,
)

# Long titles take a line more on the smallest of phones; shorter ones would let these two keep what all others keep.
LEAST_SHARE = {("eaeu-corridor", 320): 0.57, ("eaeu-meetings", 320): 0.57}


@pytest.mark.parametrize("size", [(320, 568), (360, 640), (390, 844)])
@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_overflows_a_phone_and_the_map_keeps_its_share(
    open_map: Open, name: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_map(name, viewport={"width": width, "height": height}, has_touch=True)
    for lang in ("en", "ru", "zh"):
        page.select_option("#language", lang)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("#main").bounding_box()
        assert box and box["height"] >= LEAST_SHARE.get((name, width), 0.6) * height, (lang, box)


def test_legend_opens_from_its_bar_on_a_phone(open_map: Open) -> None:
    page = open_map(**PHONE)
    expect(page.locator("#legend-body")).to_be_hidden()
    page.tap("#legend-open")
    expect(page.locator("#legend-body")).to_be_visible()
    expect(page.locator("#legend-open")).to_have_attribute("aria-expanded", "true")
    page.tap("#legend-open")
    expect(page.locator("#legend-body")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "lang", "size"),
    [
        (MEMBERSHIP, "en", (1600, 900)),
        (ROUTES, "ru", (320, 568)),
        (CORRIDOR, "zh", (1280, 800)),
        (STORY, "en", (390, 844)),
    ],
)
def test_axe_finds_nothing(open_map: Open, name: str, lang: str, size: tuple[int, int], scheme: str) -> None:
    viewport = {"width": size[0], "height": size[1]}
    page = open_map(name, f"lang={lang}", viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    assert axe_faults(page) == []
    page.evaluate("Blocmap.app.select('country:TUN'); document.querySelector('#legend details').open = true")
    page.evaluate("Blocmap.app.set({panel: 'legend'})")
    assert axe_faults(page) == []
    for panel in ("table", "sources", "share"):
        page.evaluate("panel => Blocmap.app.set({panel})", panel)
        assert axe_faults(page) == []


def test_sources_open_from_the_foot(open_map: Open) -> None:
    page = open_map()
    view = page.evaluate("Blocmap.app.text(Blocmap.app.scene.worldview.label)")
    # Who belongs rests on the charter in most rows of members.csv.
    assert view and f"Border view: {view}" in page.inner_text("#credit")
    assert ", most cited: The League" in page.inner_text("#credit")
    page.click("#credit")
    assert page.locator("#sheet .sources li").count() == page.evaluate("Object.keys(Blocmap.app.scene.sources).length")
    for link in page.locator("#sheet a").all()[:20]:
        assert link.get_attribute("rel") == "noopener noreferrer" and link.get_attribute("target") == "_blank"
        assert str(link.get_attribute("href")).startswith(("http://", "https://"))


def test_addresses_that_are_no_web_addresses_stay_text(chromium_page: Page, tmp_path: Path) -> None:
    chromium_page.evaluate(front_end_part(tmp_path, {"core/dom": "link"}))
    addresses = ["javascript:alert(1)", "data:text/html,x", "https://a.example/", None]
    tags = chromium_page.evaluate("urls => urls.map(url => part.link(url, 'x').tagName)", addresses)
    assert tags == ["SPAN", "SPAN", "A", "SPAN"]


def test_page_without_scripts_has_map_table_and_sources(league_pages: Pages, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(league_pages[MEMBERSHIP].as_uri())
    expect(page.locator("h1")).to_have_text("Six around the desert")
    expect(page.locator("svg[role=img]").first).to_be_visible()
    expect(page.locator("table")).to_contain_text("Mauritania")
    expect(page.locator("#tools")).to_be_hidden()


@pytest.mark.parametrize("harm", ["delete globalThis.DecompressionStream", "delete globalThis.Intl"])
def test_a_page_that_cannot_start_shows_what_needs_no_script(
    league_pages: Pages, new_page: NewPage, browser_log: Any, harm: str
) -> None:
    page = new_page()
    page.add_init_script(harm)
    page.goto(league_pages[MEMBERSHIP].as_uri())
    expect(page.locator("#main > svg")).to_be_visible()
    assert page.inner_text("#title") == "Six around the desert"
    expect(page.locator("#main table")).to_contain_text("Mauritania")
    expect(page.locator("#tools, #panel, #foot").filter(visible=True)).to_have_count(0)
    assert browser_log.errors
    browser_log.clear()


def test_print_is_one_page(open_map: Open) -> None:
    page = open_map()
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1


def test_forced_colours_and_contrast_keep_the_words(open_map: Open) -> None:
    page = open_map(forced_colors="active", contrast="more")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.querySelector('#subtitle')).color")
    assert {colour, ink} == {"rgb(255, 255, 255)", "rgb(0, 0, 0)"}


def test_index_lists_every_map_in_three_languages(league_pages: Pages, new_page: NewPage) -> None:
    page = new_page()
    page.goto(league_pages[MEMBERSHIP].with_name("index.html").as_uri())
    for name in (MEMBERSHIP, CORRIDOR, ROUTES, STORY):
        assert page.locator(f"a[href='{name}.html']").count() > 0
        assert page.locator(f"[lang=ru] a[href='{name}.html#lang=ru']").count() == 1
    assert "1 June 2020" in page.inner_text("main")
    assert axe_faults(page) == []


def test_pictures_of_the_index_are_of_one_piece_in_the_dark(league_pages: Pages, new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    page.goto(league_pages[MEMBERSHIP].with_name("index.html").as_uri())
    fill = "one => getComputedStyle(one).fill"
    parts = [page.locator(f"svg {part}").first.evaluate(fill) for part in (".land", "rect")]
    # Lines and fills are those of the light map; so are land and sea below them.
    assert parts == [f"rgb({int(c[1:3], 16)}, {int(c[3:5], 16)}, {int(c[5:7], 16)})" for c in (LIGHT.land, LIGHT.sea)]


def test_index_gives_the_code_to_paste_and_every_file(league_pages: Pages, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    folder = league_pages[MEMBERSHIP].parent
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    item = page.locator("main > ul > li").first
    item.locator("summary").first.press("Enter")
    code = item.locator("textarea").input_value()
    assert f'src="{MEMBERSHIP}.html#embed"' in code and "sandbox=" in code
    item.locator("button[data-copy]").click()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == code
    item.locator("summary").last.click()
    for link in item.locator(".files a").all():
        assert (folder / str(link.get_attribute("href"))).is_file()
    assert axe_faults(page) == []
