"""Use a page as readers do: by mouse, by keyboard, on a phone; every panel, every language, every file to save."""

from __future__ import annotations

from playwright.sync_api import Page

ARROWS = ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
SETTLED_MS = 700


def tour_desk(page: Page) -> None:
    """Go through what a wide window offers."""
    _point(page)
    _search(page)
    _languages(page)
    _time(page)
    _legend(page)
    _story(page)
    _sheets(page)
    _keys(page)
    _links(page)
    page.pdf()  # prints, which the page is told of before and after


def tour_phone(page: Page) -> None:
    """Open what a narrow window keeps folded."""
    page.click("#legend-open")
    page.click("#legend-open")
    page.locator("#map .symbol [data-id], #map .land.filled").first.dispatch_event("click")
    page.wait_for_timeout(SETTLED_MS)
    page.keyboard.press("Escape")


def _point(page: Page) -> None:
    for selector in (".land.filled", ".symbol .ring", ".route .hit", ".journey .hit", ".dispute"):
        for one in page.locator(f"#map {selector}").all()[:4]:
            one.dispatch_event("pointerover", {"bubbles": True})
            one.dispatch_event("click", {"bubbles": True})
            for summary in page.locator("#card summary").all():
                summary.click()
            page.keyboard.press("Escape")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -600)
    page.mouse.down()
    page.mouse.move(760, 440, steps=3)
    page.mouse.up()
    for button in ("#zoom-in", "#zoom-out", "#home"):
        page.click(button)
        page.wait_for_timeout(SETTLED_MS)


def _search(page: Page) -> None:
    for query in ("nowhere at all", "кирг"):
        page.click("#search")
        page.fill("#query", query)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    page.wait_for_timeout(SETTLED_MS)


def _languages(page: Page) -> None:
    for language in ("ru", "zh", "en"):
        page.select_option("#language", language)


def _time(page: Page) -> None:
    if not page.locator("#play").count():
        return
    page.click("#play")
    page.wait_for_timeout(2 * SETTLED_MS)
    page.click("#play")
    page.focus("#date")
    for key in ("ArrowLeft", "ArrowRight", "PageUp", "PageDown"):
        page.keyboard.press(key)
    page.locator("#date").evaluate("one => { one.value = 14000; one.dispatchEvent(new Event('input')); }")


def _legend(page: Page) -> None:
    page.click("#legend summary")
    for box in page.locator("#legend input").all()[:8]:
        box.click()
        box.click()


def _story(page: Page) -> None:
    story = page.locator("#story .slide button")
    if not story.count():
        return
    for _ in range(3):
        story.last.click()
        page.wait_for_timeout(SETTLED_MS)
    story.first.click()
    page.keyboard.press("ArrowRight")


def _sheets(page: Page) -> None:
    page.click("#open-table")
    for heading in page.locator("#sheet [data-sort]").all()[:3]:
        heading.click()
        heading.click()
    with page.expect_download():
        page.locator("#sheet [data-save]").first.click()
    page.keyboard.press("Escape")
    page.click("#open-share")
    for ending in ("csv", "geojson", "png"):
        with page.expect_download():
            page.click(f"#sheet [data-save={ending}]")
    page.locator("#sheet .field button").first.click()
    page.keyboard.press("Escape")
    page.click("#credit")
    page.keyboard.press("Escape")


def _keys(page: Page) -> None:
    page.focus("#map")
    for key in ("Home", *ARROWS, "End", "Shift+ArrowRight", "+", "-", "0", "l", "Enter", "Escape", "/", "Escape"):
        page.keyboard.press(key)
    page.wait_for_timeout(SETTLED_MS)


def _links(page: Page) -> None:
    for fragment in ("date=2017-06-09&lang=ru&sel=country:IND&view=70,40,4", "off=none&step=2", "embed"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(SETTLED_MS)
