"""The names on a map in the page, in Chromium: they keep clear, follow what is seen, speak the language."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.drawn_maps import DESK, PHONE, SMALL_PHONE, zoom_to
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES, SHIPPED, STORY, Open

# Boxes of all names, of the window they are in, and of what lies over it.
BOXES = """() => {
  Blocmap.app.settle();
  const box = element => { const r = element.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const all = selector => [...document.querySelectorAll(selector)].filter(one => one.getBoundingClientRect().width);
  return {
    names: all(".drawing .label").map(one => [one.textContent, ...box(one)]),
    frame: box(document.getElementById("map")),
    panels: all("#head, #panel, #tools, .locator, .scale").map(box), rings: all(".symbol .ring").map(box),
  };
}"""


def meet(one: list[float], other: list[float], tolerance: float = 0) -> bool:
    """Tell whether two boxes (left, top, right, bottom) overlap by more than a tolerance."""
    return all(one[i] < other[i + 2] - tolerance and other[i] < one[i + 2] - tolerance for i in (0, 1))


@pytest.mark.parametrize("name", [MEMBERSHIP, CORRIDOR, ROUTES, STORY, *SHIPPED])
def test_names_keep_clear_of_names_rings_panels_and_edges(open_map: Open, name: str) -> None:
    page = open_map(name)
    for language, zoom in product(("en", "ru", "zh"), range(3, 9)):
        page.evaluate("lang => Blocmap.app.set({lang})", language)
        zoom_to(page, zoom)
        found = page.evaluate(BOXES)
        names = [(text, box) for text, *box in found["names"]]
        assert names
        pairs = [(a, b) for i, (a, one) in enumerate(names) for b, other in names[i + 1 :] if meet(one, other)]
        assert not pairs, f"overlap at zoom {zoom} in {language}: {pairs}"
        left, top, right, bottom = found["frame"]
        for text, box in names:
            if meet(box, found["frame"]):
                inside = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
                assert inside, f"{text} is cut at zoom {zoom}"
            assert not any(meet(box, panel) for panel in found["panels"]), f"{text} is under a panel at zoom {zoom}"
            assert not any(meet(box, ring, 2) for ring in found["rings"]), f"{text} covers a ring at zoom {zoom}"


@pytest.mark.parametrize("window", [DESK, PHONE, SMALL_PHONE])
def test_all_members_are_named_at_the_opening(open_map: Open, window: ViewportSize) -> None:
    page = open_map(viewport=window)
    members = ["DZA", "EGY", "LBY", "MAR", "MRT", "TUN"]
    named = page.eval_on_selector_all(".label-country", "all => all.map(one => one.dataset.id)")
    assert {f"country:{code}" for code in members} <= set(named)


def test_a_name_follows_what_is_seen_of_its_country(open_map: Open) -> None:
    page = open_map()
    zoom_to(page, 8, 36.4, 6.6)  # Constantine, 900 km from the middle of Algeria in a window of 780 km
    box = page.locator('.drawing .label[data-id="country:DZA"]').bounding_box()
    assert box
    assert 0 < box["x"] < DESK["width"] and 0 < box["y"] < DESK["height"]


def test_names_are_written_in_the_language(open_map: Open) -> None:
    page = open_map()
    label = page.locator('.drawing .label[data-id="country:EGY"]')
    expect(label).to_have_text("EGYPT")
    page.evaluate("Blocmap.app.set({lang: 'ru'})")
    expect(label).to_have_text("ЕГИПЕТ")
    page.evaluate("Blocmap.app.set({lang: 'zh'})")
    expect(label).to_have_text("埃及")
