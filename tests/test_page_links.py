"""What an address keeps, and pages in frames."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pages import MEMBERSHIP, Open, Pages, state


def test_address_keeps_what_is_seen(open_map: Open) -> None:
    page = open_map(fragment="date=2010-06-10&lang=ru&sel=country:EGY&off=layer:places,layer:letters&view=10,28,5")
    found = state(page)
    assert (found["date"], found["lang"], found["selected"]) == ("2010-06-10", "ru", "country:EGY")
    assert found["hidden"] == ["layer:letters", "layer:places"]
    centre = page.evaluate("(({lat, lng}) => [lng, lat])(Blocmap.app.map.getCenter())")
    assert centre == pytest.approx([10, 28], abs=0.01)
    page.select_option("#language", "zh")
    page.wait_for_url("**lang=zh**")
    assert "date=2010-06-10" in page.url and "sel=country:EGY" in page.url and "view=10,28,5" in page.url
    page.evaluate("location.hash = 'date=2005-07-05'")
    expect(page.locator("#title")).to_have_text("Three members: League in July 2005")


def test_hostile_fragments_change_nothing(open_map: Open) -> None:
    page = open_map(fragment="date=%3Cscript%3E&lang=xx&sel=country:<b>&view=a,b,c&step=99&off=%00")
    found = state(page)
    assert (found["date"], found["lang"], found["selected"], found["step"]) == ("2020-06-01", "en", None, None)


def test_page_works_in_a_sandboxed_frame(league_pages: Pages, chromium_page: Page) -> None:
    chromium_page.set_content('<iframe sandbox="allow-scripts" width="900" height="600"></iframe>')
    chromium_page.evaluate(
        "page => { document.querySelector('iframe').srcdoc = page; }",
        league_pages[MEMBERSHIP].read_text(encoding="utf-8"),
    )
    frame = chromium_page.frame_locator("iframe")
    expect(frame.locator("html[data-ready]")).to_have_count(1)
    frame.locator("#language").select_option("ru")
    expect(frame.locator("#title")).to_have_text("Шестеро вокруг пустыни")
    frame.locator("#open-share").click()
    frame.locator(".field button").first.click()
    expect(frame.locator("#live")).not_to_be_empty()


@pytest.mark.parametrize("day", ["1950-01-01", "2099-01-01", "2020-02-30", "soon"])
def test_a_day_that_is_not_on_the_slider_is_not_taken(open_map: Open, day: str) -> None:
    assert state(open_map(fragment=f"date={day}"))["date"] == "2020-06-01"


def test_a_view_is_kept_through_a_resize_and_told_only_when_chosen(open_map: Open) -> None:
    page = open_map(reduced_motion="reduce")
    page.set_viewport_size({"width": 1000, "height": 700})
    page.wait_for_function("() => Blocmap.app.map.getSize().x === 1000")
    assert "view=" not in page.evaluate("Blocmap.app.links.address()")
    page.click("#zoom-in")
    page.wait_for_function("() => Blocmap.app.links.address().includes('view=')")
    zoom = page.evaluate("Blocmap.app.map.getZoom()")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function("() => Blocmap.app.map.getSize().x === 1280")
    assert page.evaluate("Blocmap.app.map.getZoom()") == zoom
    assert "view=" in page.evaluate("Blocmap.app.links.address()")
    page.evaluate("location.hash = 'date=2009-06-16'")
    page.wait_for_function("() => !Blocmap.app.links.address().includes('view=')")


@pytest.mark.parametrize("chosen", [False, True])
def test_printing_leaves_the_view_as_it_was(open_map: Open, chosen: bool) -> None:
    page = open_map(reduced_motion="reduce")
    if chosen:
        page.click("#zoom-in")
        page.wait_for_function("() => Blocmap.app.links.address().includes('view=')")
    before = page.evaluate("[Blocmap.app.map.getZoom(), Blocmap.app.links.address()]")
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("[Blocmap.app.map.getZoom(), Blocmap.app.links.address()]") == before
