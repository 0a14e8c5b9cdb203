"""The still map is seen before the data has arrived, where the live map will stand."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from tests.pages import MEMBERSHIP, PHONE, ROUTES, NewPage, Pages

# Nothing is ever unpacked: so a page looks whose data are still on their way.
NO_DATA = """Object.defineProperty(window, "DecompressionStream", { value: function () {
  return { readable: new ReadableStream(), writable: new WritableStream() }; } })"""
SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifted += one.value; })
  .observe({ type: "layout-shift", buffered: true });"""
SIZES = [{"viewport": {"width": 1280, "height": 800}}, PHONE]
# Beside the still, whose coasts are simpler, names and lines of the live map lie on the land as well.
ALIKE, EDGE_PX = 0.85, 8


def waiting(new_page: NewPage, pages: Pages, name: str, **options: Any) -> Page:
    page = new_page(**options)
    page.add_init_script(NO_DATA)
    page.goto(pages[name].as_uri())
    page.wait_for_selector("#still g[transform]")
    return page


def live(new_page: NewPage, pages: Pages, name: str, **options: Any) -> Page:
    page = new_page(**options)
    page.add_init_script(SHIFTS)
    page.goto(pages[name].as_uri())
    page.wait_for_selector("html[data-ready]")
    return page


def filled(page: Page, color: list[int]) -> NDArray[np.bool_]:
    """Return where the picture of the map has a colour, without what lies over it."""
    page.evaluate("for (const id of ['head', 'panel', 'tools']) document.getElementById(id).style.opacity = 0")
    pixels = np.asarray(Image.open(io.BytesIO(page.locator("#main").screenshot())).convert("RGB"), dtype=int)
    return np.asarray(np.abs(pixels - color).max(axis=2) < 12)


def box(mask: NDArray[np.bool_]) -> list[int]:
    y, x = np.nonzero(mask)
    return [int(x.min()), int(y.min()), int(x.max()), int(y.max())]


@pytest.mark.parametrize("options", SIZES, ids=["desk", "phone"])
def test_the_live_map_takes_the_place_of_the_still_without_a_jump(
    new_page: NewPage, league_pages: Pages, options: dict[str, Any]
) -> None:
    before, after = (show(new_page, league_pages, MEMBERSHIP, **options) for show in (waiting, live))
    assert after.evaluate("shifted") == 0
    assert after.locator("#still").count() == 0
    color = after.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--s0')")
    rgb = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    # Land is compared: the names of the live map, which the still has not, may stand on its very edge.
    after.evaluate("() => document.querySelectorAll('.labels').forEach(one => one.classList.add('hidden'))")
    still, drawn = (filled(page, rgb) for page in (before, after))
    height = min(len(still), len(drawn))  # the panel of a phone may take a line more once its words are there
    still, drawn = still[:height], drawn[:height]
    assert still.sum() > 5_000
    assert np.abs(np.subtract(box(still), box(drawn))).max() <= EDGE_PX
    assert (still & drawn).sum() > ALIKE * min(still.sum(), drawn.sum())


def test_title_and_map_are_there_before_the_data(new_page: NewPage, league_pages: Pages) -> None:
    page = waiting(new_page, league_pages, MEMBERSHIP)
    assert page.locator("h1").inner_text() == "Six around the desert"
    assert page.locator("#still").get_attribute("aria-label")
    assert page.evaluate("document.body.className") == ""
    paints = page.evaluate("performance.getEntriesByName('first-contentful-paint').length")
    assert paints == 1


def test_tints_of_the_still_follow_the_reader_s_dark(new_page: NewPage, league_pages: Pages) -> None:
    light, dark = (
        np.asarray(
            Image.open(
                io.BytesIO(waiting(new_page, league_pages, ROUTES, color_scheme=scheme).locator("#main").screenshot())
            ).convert("L")
        ).mean()
        for scheme in ("light", "dark")
    )
    assert light > 180 and dark < 90
