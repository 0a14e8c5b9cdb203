"""The story, step by step."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.pages import (
    STORY,
    Open,
    state,
)


def test_story_goes_step_by_step(open_map: Open) -> None:
    page = open_map(STORY)
    title = page.inner_text("#title")
    next_step = page.locator("#story [data-label=next]")
    next_step.click()
    assert state(page)["step"] == 0
    assert re.match(r"1 of \d+", page.inner_text("#story .count"))
    assert page.locator("#story .told a").count() > 0
    expect(page.locator("#title")).to_have_text(title)
    next_step.focus()
    page.keyboard.press("ArrowRight")
    assert state(page)["step"] == 1
    expect(page.locator(".journey.told")).not_to_have_count(0)
    page.wait_for_url("**step=2**")
    page.locator("#story [data-label=back]").click()
    assert state(page)["step"] == 0
    expect(page.locator("#story [data-label=back]")).to_be_disabled()
