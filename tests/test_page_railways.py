"""The railways around the line that a map is about: thin, black and ticked, in the key, quieter than the line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.pages import Open

LOOKS = """() => {
    const look = selector => {
        const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(document.querySelector(selector));
        return [stroke, parseFloat(strokeWidth), strokeDasharray];
    };
    return ["#map .role-context .route-line.state-operating", "#map .role-context .route-casing.state-operating",
        "#map .role-main .route-line.state-operating", "#legend .role-context .route-casing"].map(look);
}"""


def test_other_railways_are_ticked_and_in_the_key(open_map: Open):
    page = open_map("sco-corridor")
    rail, ticks, own, sample = page.evaluate(LOOKS)
    assert rail[0] == ticks[0] != own[0]
    assert rail[1] <= 1 < own[1] and rail[2] == "none"
    # Ticks stand across the line: short along it and wider than it.
    along, gap = (float(part.strip("px")) for part in ticks[2].split(","))
    assert along < gap and ticks[1] > 3 * rail[1]
    assert sample == ticks
    assert "Railways in use" in page.inner_text("#legend")
    page.evaluate("() => Blocmap.app.toggle(['route:railways_around'], false)")
    assert "Railways in use" not in page.inner_text("#legend")
    box = "() => document.querySelector('#map .role-context .route-line').getBBox().width"
    assert page.evaluate(box) == 0


def test_figures_stand_on_the_corridor_led_to_what_they_are_about(open_map: Open):
    """The pass with its height, the length in each country, and the change of gauge with 1435 on China's side."""
    page = open_map("sco-corridor", reduced_motion="reduce")
    told = page.evaluate("""() => [...document.querySelectorAll(".label-callout")].map(one =>
        [one.textContent, one.parentNode.querySelectorAll(".leader").length])""")
    for words in ("3,752 m", "304.94 km", "213 km", "plan of 2024", "tunnel"):
        assert any(words in text and led == 1 for text, led in told), words
    assert page.text_content(".label-gauge") == "1520 | 1435 mm"
    assert "break of gauge" in page.inner_text("#legend-body").lower()
    names = """() => { const boxes = [...document.querySelectorAll(".drawing .label")].map(one => one.getBBox());
        return boxes.filter((a, i) => boxes.some((b, j) => j < i && a.x < b.x + b.width && b.x < a.x + a.width
            && a.y < b.y + b.height && b.y < a.y + a.height)).length; }"""
    assert page.evaluate(names) == 0


def test_the_missing_link_is_marked_where_it_is_missing(open_map: Open):
    page = open_map("sco-routes", reduced_motion="reduce")
    told = page.text_content(".label-callout") or ""
    assert "missing link" in told and "532.53" in told


def test_a_line_that_is_switched_off_takes_its_figures_along(open_map: Open) -> None:
    page = open_map("sco-corridor")
    figures = page.locator(".label-callout")
    assert figures.count() > 2
    page.evaluate("Blocmap.app.set({ hidden: new Set(['route:cku']) })")
    expect(figures).to_have_count(1)  # the height of the pass, which is no part of the line
