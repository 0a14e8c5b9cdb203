"""Two days side by side: what lies on either side of the line, by keyboard and by pointer, and who joined and left."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.pages import Open, pixel

EGYPT = (26.5, 29.0)
FILLED = (
    """([x, y]) => document.elementsFromPoint(x, y).find(one => one.matches(".land")).classList.contains("filled")"""
)


def test_a_line_parts_two_days_and_moves_by_key_and_by_pointer(open_map: Open) -> None:
    """Egypt joined on 10 June 2010: it is filled after the line, and not before it."""
    page = open_map(reduced_motion="reduce")
    expect(page.locator("#divide")).to_be_hidden()
    page.click("#compare")
    expect(page.locator("#compared")).to_contain_text("Egypt")
    expect(page.locator("#cut")).to_contain_text("1 June 2020")
    at = list(pixel(page, *EGYPT))
    page.focus("#divide")
    page.keyboard.press("Home")
    assert page.evaluate(FILLED, at) is True
    page.keyboard.press("End")
    assert page.evaluate(FILLED, at) is False
    box = page.locator("#divide").bounding_box()
    assert box and box["height"] >= 44
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 22, y)
    page.mouse.down()
    page.mouse.move(at[0] - 40, y, steps=3)
    page.mouse.up()
    assert page.evaluate(FILLED, at) is True
    # A pan and a later day to the left: the pictures follow.
    page.evaluate("() => Blocmap.app.map.panBy([30, 10], {animate: false})")
    page.fill("#compare + input", "2015-01-01")
    expect(page.locator("#cut b").first).to_have_text("1 January 2015")
    expect(page.locator("#compared")).not_to_contain_text("Egypt")
    page.focus("#divide")
    page.keyboard.press("End")
    assert page.evaluate(FILLED, [at[0] - 30, at[1] - 10]) is True
    page.click("#compare")
    assert page.locator("#map .leaflet-bloc-pane > .drawing").count() == 1
    expect(page.locator("#cut")).to_be_hidden()
