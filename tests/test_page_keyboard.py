"""The page without a mouse: one tab stop into the map, arrows, keys and tools."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.pages import PHONE, Open, focused, spoken, state


def test_map_is_one_tab_stop_and_arrows_walk_it(open_map: Open) -> None:
    page = open_map()
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    page.keyboard.press("Tab")
    assert focused(page) == "map"
    page.keyboard.press("Home")
    spoken(page, "since")
    first = page.inner_text("#card h2")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#card h2")).not_to_have_text(first)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    expect(page.locator("#card h2")).to_have_text(first)
    expect(page.locator(".highlight.focus")).to_have_count(1)
    page.keyboard.press("Enter")
    assert focused(page) == "card"
    page.keyboard.press("Escape")
    assert focused(page) == "map" and state(page)["selected"] is None
    page.keyboard.press("Tab")
    assert focused(page) == "search"


def test_arrow_goes_to_a_neighbour_in_its_direction(open_map: Open) -> None:
    page = open_map(fragment="off=layer:places,layer:routes,layer:disputes,layer:letters")
    page.evaluate("Blocmap.app.select('country:EGY')")
    page.keyboard.press("Escape")
    page.focus("#map")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#card h2")).to_have_text("Libya")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#card h2")).to_have_text("Egypt")


# Steps from the middle as (ahead, aside) of an arrow, in pixels. What is ahead is 165 px off and a little aside; the
# others are nearer as the crow flies, but one lies more aside than that is worth, one beyond the quarter, one behind.
AROUND = {"aside": (80, 75), "beyond": (30, -60), "ahead": (165, 5), "behind": (-40, 0)}


def test_an_arrow_prefers_what_lies_ahead(open_map: Open) -> None:
    page = open_map(reduced_motion="reduce")
    page.focus("#map")
    ways = {"ArrowRight": (1, 0), "ArrowLeft": (-1, 0), "ArrowDown": (0, 1), "ArrowUp": (0, -1)}
    for (key, (dx, dy)), turned in product(ways.items(), (False, True)):
        steps = [(0, 0), *((dx * ahead - dy * aside, dy * ahead + dx * aside) for ahead, aside in AROUND.values())]
        names = page.evaluate(
            """([steps, turned]) => { const { app } = Blocmap, { map } = app, middle = map.getSize().divideBy(2);
            app.listed ||= app.features();
            const moved = app.listed.slice(0, steps.length).map((one, n) =>
              ({ ...one, latlng: map.containerPointToLatLng(middle.add(steps[n])) }));
            app.features = () => turned ? [moved[0], ...moved.slice(1).reverse()] : moved;
            return moved.map(one => app.name(one.id)); }""",
            [steps, turned],
        )
        page.keyboard.press("Home")
        expect(page.locator("#card h2")).to_have_text(names[0])
        page.keyboard.press(key)
        expect(page.locator("#card h2")).to_have_text(dict(zip(AROUND, names[1:], strict=True))["ahead"])


def test_keys_zoom_pan_and_speak(open_map: Open) -> None:
    page = open_map()
    zoom = page.evaluate("Blocmap.app.map.getZoom()")
    page.focus("#map")
    page.keyboard.press("+")
    page.wait_for_function("zoom => Blocmap.app.map.getZoom() > zoom", arg=zoom)
    page.keyboard.press("0")
    page.wait_for_function("zoom => Blocmap.app.map.getZoom() === zoom", arg=zoom)
    for arrow, way in (("ArrowRight", "x > 0 && y === 0"), ("ArrowUp", "x === 0 && y < 0")):
        page.wait_for_timeout(400)  # the window before has come to rest
        page.evaluate("window.before = Blocmap.app.map.getPixelBounds().min")
        page.keyboard.press(f"Shift+{arrow}")
        page.wait_for_function(
            f"() => {{ const {{ x, y }} = Blocmap.app.map.getPixelBounds().min.subtract(before); return {way}; }}"
        )
    page.keyboard.press("l")
    spoken(page, "6 members")
    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()


@pytest.mark.parametrize(("button", "way"), [("zoom-in", 1), ("zoom-out", -1)])
def test_zoom_tools(open_map: Open, button: str, way: int) -> None:
    opening = open_map().evaluate("Blocmap.app.map.getZoom()")
    page = open_map(fragment="view=10,28,5")
    page.click(f"#{button}")
    page.wait_for_function("way => Math.sign(Blocmap.app.map.getZoom() - 5) === way", arg=way)
    page.click("#home")
    page.wait_for_function("zoom => Blocmap.app.map.getZoom() === zoom", arg=opening)


def test_skip_link_opens_the_table(open_map: Open) -> None:
    page = open_map()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#table-countries")).to_be_visible()


def test_the_page_fills_the_screen_and_gives_it_back(open_map: Open) -> None:
    page = open_map()
    page.click("#full")
    page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    page.click("#full")
    page.wait_for_function("() => !document.fullscreenElement")


def test_tools_are_large_enough_for_a_finger(open_map: Open) -> None:
    page = open_map(**PHONE)
    for tool in page.locator("#tools > .tool").all():
        box = tool.bounding_box()
        assert box and box["width"] >= 44 and box["height"] >= 44 and box["x"] + box["width"] <= 390


@pytest.mark.parametrize("panel", ["share", "table", "sources"])
def test_what_a_sheet_offers_is_large_enough_for_a_finger(open_map: Open, panel: str) -> None:
    page = open_map(**PHONE)
    page.evaluate("panel => Blocmap.app.set({ panel })", panel)
    # (The links within a row of a table are words among others.)
    offered = page.locator("#sheet :is(button, textarea), #sheet .sources a").all()
    sizes = {(one.text_content() or "?"): one.bounding_box() for one in offered}
    assert len(sizes) > 3
    for what, box in sizes.items():
        assert box and box["width"] >= 44 and box["height"] >= 44, (what, box)


def test_tools_say_what_they_are(open_map: Open) -> None:
    page = open_map()
    for tool in page.locator("#tools button.tool").all():
        tool.focus()
        words = tool.evaluate("tool => getComputedStyle(tool, '::after').content")
        assert words.strip('"') == tool.get_attribute("aria-label")
        box = tool.bounding_box()
        assert box and box["width"] >= 32 and box["height"] >= 32
