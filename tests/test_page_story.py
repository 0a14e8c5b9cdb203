"""The story, step by step."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.pages import STORY, Open, state


def test_story_goes_step_by_step(open_map: Open) -> None:
    page = open_map(STORY)
    title = page.inner_text("#title")
    next_step = page.locator("#story [data-label=next]")
    next_step.click()
    assert state(page)["step"] == 0
    assert re.match(r"1 of \d+", page.inner_text("#story .count"))
    assert page.locator("#story .step a").count() > 0
    expect(page.locator("#title")).to_have_text(title)
    next_step.focus()
    page.keyboard.press("ArrowRight")
    assert state(page)["step"] == 1
    expect(page.locator(".journey.in-story")).not_to_have_count(0)
    page.wait_for_url("**step=2**")
    page.locator("#story [data-label=back]").click()
    assert state(page)["step"] == 0
    expect(page.locator("#story [data-label=back]")).to_be_disabled()


def test_story_s_buttons_stay_in_place_and_keep_the_focus(open_map: Open) -> None:
    page = open_map(STORY, reduced_motion="reduce")
    forward = page.locator("#story [data-label=next]")
    before = forward.bounding_box()
    forward.focus()
    for _ in range(page.evaluate("Blocmap.app.scene.steps.length") + 1):
        page.keyboard.press("Enter")
        assert forward.bounding_box() == before
    expect(forward).to_be_focused()
    page.keyboard.press("ArrowLeft")
    assert state(page)["step"] == page.evaluate("Blocmap.app.scene.steps.length") - 2


def test_a_step_about_a_railway_shows_the_railway(open_map: Open) -> None:
    page = open_map(STORY, reduced_motion="reduce")
    page.click("#story [data-label=next]")
    assert page.evaluate("Blocmap.app.scene.steps[0].routes") == ["north"]
    expect(page.locator(".routes .in-story .route-line")).not_to_have_count(0)
    expect(page.locator(".journeys .journey:not(.faint)")).to_have_count(0)
    names = page.locator(".label-stop, .label-place").all_text_contents()
    assert {"Algiers", "Tunis"} <= set(names)
