"""Towns on the page: enough to find oneself by, quiet, off what is there already, and switched by the legend."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.pages import Open

SEEN = """() => {
    Blocmap.app.settle();
    const inside = box => box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    const seen = selector => [...document.querySelectorAll(selector)]
        .map(one => ({ text: one.textContent, box: one.getBoundingClientRect() })).filter(({ box }) => inside(box));
    return [seen(".label-town"), seen(".label-place, .label-stop, .label-capital"), seen(".label-town + .town-dot")];
}"""


def seen_at(page: Page, lon: float, lat: float, zoom: float) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the towns, the places of the map and the dots in sight of a view."""
    page.evaluate("view => Blocmap.app.links.show(view)", [lon, lat, zoom])
    towns, places, dots = page.evaluate(SEEN)
    return towns, places, dots


def test_a_reader_of_any_member_sees_ten_towns(open_map: Open):
    page = open_map("sco-membership")
    members = page.evaluate(
        """() => { const { app } = Blocmap; return app.scene.countries.filter(one => app.status(one)?.status.member)
        .map(one => [one.code, ...one.label]); }"""
    )
    assert len(members) == 10
    few = {}
    for code, lon, lat in members:
        # (In the middle of Russia and Kazakhstan are taiga and steppe: nearer than that there are not so many towns.)
        for zoom in (6,) if code in {"RUS", "KAZ"} else (6, 7):
            towns, places, dots = seen_at(page, lon, lat, zoom)
            assert len(dots) == len(towns)
            if len(towns) + len(places) < 10:
                few[code, zoom] = [one["text"] for one in [*towns, *places]]
    assert not few


def test_towns_are_quiet_named_once_and_switched_by_the_legend(open_map: Open):
    page = open_map("sco-membership", "view=66,40,6.5&lang=ru")
    towns, places, dots = page.evaluate(SEEN)
    names = [one["text"] for one in towns]
    assert "Бухара" in names and len(set(names)) == len(names)
    assert not set(names) & {one["text"] for one in places}
    # Each dot stands beside its own name, and in nobody else's.
    for one in dots:
        x, y = one["box"]["x"] + 2, one["box"]["y"] + 2
        near = min(towns, key=lambda town: gap(town["box"], x, y))
        assert gap(near["box"], x, y) < 8
        assert all(gap(town["box"], x, y) > 1 for town in towns)
    size = page.evaluate("() => +document.querySelector('.label-town').getAttribute('font-size')")
    assert size < page.evaluate("() => +document.querySelector('.label-place').getAttribute('font-size')")
    page.click("#legend summary")
    page.click("[data-ids='layer:towns']")
    assert page.evaluate(SEEN)[0] == [] and page.evaluate(SEEN)[2] == []
    assert page.evaluate(SEEN)[1]


def gap(box: Any, x: float, y: float) -> float:
    """Return how far a point is from a box, in pixels."""
    across = max(box["left"] - x, 0, x - box["right"])
    return float((across**2 + max(box["top"] - y, 0, y - box["bottom"]) ** 2) ** 0.5)
