"""The summit's page: who sets out from each start, names clear of the journeys' lines, and frames of what is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.pages import Open

SUMMIT = "sco-astana-2024"
DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])

# The starts of the journeys that are told, in the order of the numbers: who sets out, and what stands at the start.
STARTS = """() => {
  const { app } = Blocmap, told = app.scene.journeys.filter(app.told), rows = id =>
    [...document.querySelectorAll(`.label[data-id="${id}"] tspan`)].map(one => one.textContent);
  return told.map((one, n) => ({ number: n + 1, who: app.text(one.who), rows: rows(`place:${one.from}`) }));
}"""
# The names of members that the line of a told journey runs through, sampled every two pixels. (A code of three letters,
# where a phone has room for no more, stays at home even under a line.)
CROSSED = """() => {
  const { app } = Blocmap, found = [];
  const names = [...document.querySelectorAll(".label-country.held")].filter(one => one.textContent.length > 3)
    .map(one => [one.textContent, one.getBoundingClientRect()]);
  for (const one of document.querySelectorAll(".journeys .journey:not(.faint) .journey-line")) {
    const matrix = one.getScreenCTM(), long = one.getTotalLength();
    for (let at = 0; at < long; at += 2) {
      const { x, y } = one.getPointAtLength(at).matrixTransform(matrix);
      for (const [text, { left, right, top, bottom }] of names) {
        if (x > left && x < right && y > top + 3 && y < bottom - 3) found.push(text);
      }
    }
  }
  return [...new Set(found)];
}"""
# Where the told journeys lie in the window, and the panels in it.
TOLD = """() => ({
  lines: [...document.querySelectorAll(".journeys .journey:not(.faint) .journey-line")]
    .map(one => one.getBoundingClientRect()),
  panels: [...document.querySelectorAll("#head, #panel")].map(one => one.getBoundingClientRect()),
  map: Blocmap.app.map.getContainer().getBoundingClientRect(),
})"""


def told_words(page: Page) -> str:
    return str(page.inner_text("#story .step")) + str(page.text_content("#legend-body"))


def unnamed(page: Page) -> list[str]:
    """Return who sets out from a start that bears neither their name nor a number that the words explain."""
    words = told_words(page)
    found = []
    for start in page.evaluate(STARTS):
        who, number, rows = start["who"], start["number"], start["rows"]
        marked = str(number) in re.findall(r"\d+", " ".join(rows))
        explained = f"{who} ({number})" in words or re.search(rf"(?<!\d){number} [^·]*: {re.escape(who)}", words)
        if not any(who in row for row in rows) and not (marked and explained):
            found.append(f"{number} {who}: {rows}")
    return found


@SIZES
def test_every_start_tells_who_sets_out(open_map: Open, size: ViewportSize) -> None:
    page = open_map(SUMMIT, viewport=size, reduced_motion="reduce")
    assert len(page.evaluate(STARTS)) > 12
    assert unnamed(page) == []
    for step in range(page.evaluate("Blocmap.app.scene.steps.length")):
        page.evaluate("step => { Blocmap.app.go(step); Blocmap.app.settle(); }", step)
        assert unnamed(page) == [], step + 1


@SIZES
def test_no_journey_runs_through_the_name_of_a_member(open_map: Open, size: ViewportSize) -> None:
    page = open_map(SUMMIT, viewport=size, reduced_motion="reduce")
    assert page.locator(".label-country.held").count() > 5
    assert page.evaluate(CROSSED) == []


def test_each_step_frames_its_journeys_beside_the_panels(open_map: Open) -> None:
    page = open_map(SUMMIT, viewport=DESK, reduced_motion="reduce")
    for step in range(page.evaluate("Blocmap.app.scene.steps.length")):
        page.evaluate("step => { Blocmap.app.go(step); Blocmap.app.settle(); }", step)
        seen: dict[str, Any] = page.evaluate(TOLD)
        panel = max(one["right"] for one in seen["panels"])
        for line in seen["lines"]:
            assert line["left"] >= panel and line["right"] <= seen["map"]["right"], step + 1
            assert line["top"] >= seen["map"]["top"] and line["bottom"] <= seen["map"]["bottom"], step + 1


def test_the_absence_alone_is_warm(open_map: Open) -> None:
    """Of all marks of journeys: red exceeds blue by a third of the scale in none but the absence's line and cross."""
    page = open_map(SUMMIT, viewport=DESK, reduced_motion="reduce")
    looks = page.evaluate("""() => [...document.querySelectorAll(".journeys :is(.journey-line, .journey-cross)")]
        .map(one => [!!one.closest(".absent"), getComputedStyle(one).stroke])""")
    assert sum(absent for absent, _ in looks) == 2
    for absent, colour in looks:
        red, _, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
        assert (red - blue > 85) == absent, colour


def test_no_dot_of_a_country_lies_on_a_name(open_map: Open) -> None:
    page = open_map(SUMMIT, viewport=PHONE, reduced_motion="reduce")
    assert page.locator(".labels .label-sign").count() > 0
    assert page.evaluate("""() => {
        const names = [...document.querySelectorAll(".labels .label")];
        return [...document.querySelectorAll(".labels .label-sign")].every(sign =>
          names.every(name => sign.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING));
    }""")
