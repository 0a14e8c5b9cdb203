"""Insets on the page: named buttons that go to the parts beyond the frame, and words for what is left aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from layers.build import build_map
from tests.americas import HAWAII, PUERTO_RICO, americas
from tests.pages import NewPage


@pytest.fixture
def page(new_page: NewPage, tmp_path: Path) -> Page:
    path = tmp_path / "americas.html"
    build_map(americas(tmp_path / "bloc", HAWAII + PUERTO_RICO)).save(path)
    found = new_page(reduced_motion="reduce")
    found.goto(path.as_uri())
    found.wait_for_selector("html[data-ready]")
    return found


SEEN = """([lng, lat]) => {
    const { map } = Blocmap.app, box = map.getContainer(), { left, top } = box.getBoundingClientRect();
    const { x, y } = map.latLngToContainerPoint({ lat, lng });
    return x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight
        && box.contains(document.elementFromPoint(left + x, top + y));
}"""


def seen(page: Page, lon: float, lat: float) -> bool:
    """Tell whether a place lies on the map and under no panel."""
    return bool(page.evaluate(SEEN, [lon, lat]))


def test_a_button_goes_to_its_part_and_home_leads_back(page: Page) -> None:
    buttons = page.locator("#legend button.jump:not(#compare)")
    assert [name.strip() for name in buttons.all_inner_texts()] == ["Hawaii", "Puerto Rico"]
    buttons.first.focus()
    page.keyboard.press("Enter")
    assert all(seen(page, lon, lat) for lon, lat in ((-155.5, 19.5), (-159.5, 22.0)))
    assert not seen(page, -66.5, 18.2)
    buttons.last.click()
    assert seen(page, -66.5, 18.2) and not seen(page, -155.5, 19.5)
    page.click("#home")
    assert seen(page, -100, 45)


def test_names_follow_the_language(page: Page) -> None:
    page.evaluate("Blocmap.app.set({ lang: 'ru' })")
    expect(page.locator("#legend button.jump").first).to_have_text("Гавайи ")


def test_a_saved_picture_tells_what_the_frame_leaves_aside(new_page: NewPage, tmp_path: Path) -> None:
    build_map(americas(tmp_path / "bloc")).save(tmp_path / "americas.html")
    page = new_page(reduced_motion="reduce")
    page.goto((tmp_path / "americas.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    (note,) = page.locator("#legend-body > div > .note").all_inner_texts()
    assert note == "Parts beyond the frame: United States"
    written = page.evaluate("""() => { const told = [], pen = CanvasRenderingContext2D.prototype, { fillText } = pen;
        pen.fillText = function (text, ...at) { told.push(text); fillText.call(this, text, ...at); };
        const { height } = Blocmap.app.canvas(1);
        pen.fillText = fillText;
        return [told, height]; }""")
    assert " ".join(text.strip() for text in written[0]).count(note) == 1
    assert written[1] > page.evaluate("Blocmap.app.map.getSize().y") + 64 + 16
