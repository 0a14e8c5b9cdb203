"""The legend: what is drawn, how many of each, and switches for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.pages import CORRIDOR, ROUTES, Open, state


def test_counts_follow_the_date(open_map: Open) -> None:
    page = open_map(fragment="date=2005-07-05")
    counts = page.locator("#legend label:has([data-ids^='status:']) .count").all_inner_texts()
    assert counts == ["3", "0", "1", "1"]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_legend_hides_and_shows_a_status(open_map: Open, by: str) -> None:
    page = open_map()
    box = page.locator("[data-ids='status:founder']")
    for hidden in (True, False):
        if by == "mouse":
            page.click("#legend label:has([data-ids='status:founder'])")
        else:
            box.focus()
            page.keyboard.press("Space")
        assert ("status:founder" in state(page)["hidden"]) is hidden
        expect(page.locator(".land.filled[data-id='country:DZA']")).to_have_count(0 if hidden else 1)
        if by == "keyboard":
            expect(box).to_be_focused()


@pytest.mark.parametrize("name", ["sco-membership", "sco-corridor", "sco-routes", "sco-astana-2024"])
def test_the_whole_key_is_seen_in_the_window_of_a_laptop(open_map: Open, name: str) -> None:
    page = open_map(name, viewport=ViewportSize(width=1280, height=800), reduced_motion="reduce")
    hidden = page.evaluate("(one => one.scrollHeight - one.clientHeight)(document.querySelector('#legend'))")
    assert hidden == 0
    assert page.locator("#legend li").last.is_visible()
    heights = page.locator("#legend label").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert all(height >= 24 for height in heights)  # WCAG 2.2, 2.5.8


def test_routes_have_a_switch_of_three_states(open_map: Open) -> None:
    page = open_map(ROUTES)
    page.click("#legend summary")
    both = page.locator("#legend input[data-ids*=' ']")
    assert not both.evaluate("box => box.indeterminate")
    page.locator("[data-ids='route:north']").uncheck()
    assert both.evaluate("box => box.indeterminate")
    both.uncheck()
    assert not both.evaluate("box => box.indeterminate")
    routes = page.evaluate("Blocmap.app.scene.routes.map(route => `route:${route.id}`)")
    assert len(routes) > 2 and set(routes) <= set(state(page)["hidden"])


def test_legend_explains_lines_symbols_and_letters(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    page.click("#legend summary")
    expect(page.locator("#legend details ul").first).to_be_visible()
    words = page.inner_text("#legend")
    for word in (
        "Under construction",
        "Approximate course",
        "Break of gauge",
        "Tunnel",
        "Disputed areas",
        "Other countries",
    ):
        assert word in words
    assert page.locator("#legend .swatch text").all_text_contents()[:2] == ["F", "L"]
