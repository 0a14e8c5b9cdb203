"""The story, step by step."""

from __future__ import annotations

import re
from itertools import pairwise

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


# A journey's look and where its head points, by its id.
JOURNEYS = """() => Object.fromEntries([...document.querySelectorAll(".journeys .journey")].map(one => {
  const line = one.querySelector(".journey-line"), head = one.querySelector(".journey-head, .journey-cross");
  return [line.parentNode.querySelector(".hit").dataset.id.slice(8), { faint: +getComputedStyle(one).opacity < 0.3,
    colour: getComputedStyle(line).stroke, turn: Number(/rotate\\((-?\\d+)/.exec(head.getAttribute("transform"))[1]) }];
}))"""


def test_it_opens_on_who_came_and_who_did_not(open_map: Open) -> None:
    page = open_map(STORY)
    trips = page.evaluate(JOURNEYS)
    assert not any(one["faint"] for one in trips.values())
    absent = trips.pop("from-tripoli")
    assert {one["colour"] for one in trips.values()}.isdisjoint({absent["colour"]})
    turns = sorted(one["turn"] for one in trips.values())
    assert min(b - a for a, b in pairwise(turns)) > 9
    words = page.inner_text("#story .step")
    assert words.index("Omar Zed") < words.index("Amina Bel")
    assert page.locator(".label .away").first.text_content() in ("Omar Zed", "Omar Zed · did not attend")
    assert "Amina Bel · 31 May" in page.locator(".label.who tspan").all_text_contents()
    page.evaluate("() => Blocmap.app.go(1)")
    trips = page.evaluate(JOURNEYS)
    assert [name for name, one in sorted(trips.items()) if not one["faint"]] == ["from-algiers", "from-rabat"]
