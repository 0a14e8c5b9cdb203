"""What the names of a page say: each stands on its own land or is led to it, and every holder has a name or a sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from playwright.sync_api import Page, ViewportSize

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
FRAME = ViewportSize(width=320, height=480)

# The names of countries that hold a status: what each stands on, by the shapes that a pointer would meet; whether a
# line leads to it; which holders in sight have neither a name nor a sign; and which leaders run through a name.
NAMES = """() => {
  Blocmap.app.settle();
  const { app } = Blocmap, { map } = app, root = document.querySelector(".drawing g");
  const held = new Map(app.present().map(({ country, status }) => [`country:${country.code}`, { country, status }]));
  const drawn = ".land, .grounds .dispute", land = (x, y) =>
    document.elementsFromPoint(x, y).find(one => one.matches(drawn))?.dataset.id;
  const matrix = root.getScreenCTM(), at = (x, y) => new DOMPoint(x, y).matrixTransform(matrix);
  // The letters themselves, from the base line to the height of capitals.
  const boxOf = row => {
    const first = row.getExtentOfChar(0), last = row.getExtentOfChar(row.getNumberOfChars() - 1);
    const a = at(first.x, first.y + 0.28 * first.height), b = at(last.x + last.width, first.y + 0.76 * first.height);
    return { left: a.x + 1, top: a.y + 1, right: b.x - 1, bottom: b.y - 1 };  // (borders lie on pixels)
  };
  const labels = [...document.querySelectorAll(".drawing .label")].map(one => ({
    id: one.dataset.id, text: one.textContent, rows: [...one.children].map(boxOf),
    led: one.parentNode.querySelector(".leader"),
  }));
  const wrong = [], through = [];
  for (const { id, text, rows, led } of labels) {
    if (held.has(id)) for (const { left, top, right, bottom } of rows) for (let i = 0; i <= 8; i++) {
      for (const share of [0, 0.5, 1]) {
        const found = land(left + (right - left) * i / 8, top + (bottom - top) * share);
        if (found && found !== id && (!led || held.has(found))) wrong.push([text, found]);
      }
    }
    for (const other of led ? labels : []) {
      for (let t = 0; t < 1 && other.id !== id; t += 0.02) {
        const p = led.getPointAtLength(t * led.getTotalLength()), { x, y } = at(p.x, p.y);
        const covers = r => x > r.left && x < r.right && y > r.top && y < r.bottom;
        if (other.rows.some(covers)) through.push([text, other.text]);
      }
    }
  }
  const frame = map.getContainer().getBoundingClientRect(), shown = new Set(labels.map(one => one.id));
  const panels = [...document.querySelectorAll("#head, #panel, #tools, .scale, .locator")]
    .map(one => one.getBoundingClientRect());
  const bare = [...held].filter(([id, { country }]) => {
    const [lon, lat] = country.label, { x, y } = map.latLngToContainerPoint([lat, lon]);
    const px = x + frame.left, py = y + frame.top;
    const inside = x > 12 && y > 12 && x < frame.width - 12 && y < frame.height - 12;
    const covered = panels.some(r => px > r.left - 12 && px < r.right + 12 && py > r.top - 12 && py < r.bottom + 12);
    return inside && !covered && !shown.has(id) && !document.querySelector(`:is(.symbols, .labels) [data-id="${id}"]`);
  }).map(([id]) => id);
  return { wrong, through, bare };
}"""


def zoom_by(page: Page, more: float) -> None:
    """Zoom by so many levels, without a flight."""
    page.evaluate(
        """z => { const { map } = Blocmap.app; map.setZoom(map.getZoom() + z, {animate: false});
        Blocmap.app.settle(); }""",
        more,
    )


def views_without_falsehood(page: Page, views: Iterable[tuple[str, float]]) -> Iterator[object]:
    """Yield each view of a page by window, language and further zoom, once its names say nothing false there."""
    for window, (language, more) in product((DESK, PHONE, FRAME), list(views)):
        page.set_viewport_size(window)
        page.evaluate("lang => { Blocmap.app.set({lang}); Blocmap.app.fit(false); }", language)
        zoom_by(page, more)
        found: dict[str, Any] = page.evaluate(NAMES)
        assert found == {"wrong": [], "through": [], "bare": []}, (window, language, more)
        yield window, language, more
