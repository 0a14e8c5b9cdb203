"""What tests ask a map that is drawn in a page."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, ViewportSize

from tests.pages import pixel

DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
SMALL_PHONE = ViewportSize(width=360, height=640)
FOUNDER, LATER = (17, 69, 79), (84, 150, 152)
LAND, SEA = (246, 243, 234), (227, 237, 242)
ROUTE = (176, 32, 26)
Pixels: TypeAlias = NDArray[np.uint8]
PAPER = f"rgb{LAND}"


def zoom_to(page: Page, zoom: float, lat: float | None = None, lon: float | None = None) -> None:
    """Show a place, or the middle of the map as it is, at a zoom, without a flight."""
    page.evaluate(
        """([zoom, at]) => { const { map } = Blocmap.app;
        map.setView(at || map.getCenter(), zoom, {animate: false}); Blocmap.app.settle(); }""",
        [zoom, None if lat is None else [lat, lon]],
    )


def feature_at(page: Page, lat: float, lon: float) -> str | None:
    """Return the id of the feature that a pointer meets at a place."""
    found: str | None = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y)?.closest('[data-id]')?.dataset.id ?? null", pixel(page, lat, lon)
    )
    return found


def style_of(page: Page, selector: str, name: str) -> str:
    """Return a computed style of the first element that matches."""
    return str(page.eval_on_selector(selector, "(one, name) => getComputedStyle(one)[name]", name))


def country(code: str) -> str:
    """Return the selector of a country's shape."""
    return f'.land[data-id="country:{code}"]'
