"""What happens in which order while a page opens, and how much work a moved or zoomed map is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.pages import MEMBERSHIP, PHONE, NewPage, Open, Pages

# Each of these once, in the order in which it came about.
ORDER = """window.order = [];
new MutationObserver(() => {
  const now = {
    seen: document.getElementById("still"), live: window.order.includes("seen") && !document.getElementById("still"),
    key: document.querySelector("#legend li"), scale: document.querySelector(".scale"),
    names: document.querySelector(".label"), ready: document.documentElement.dataset.ready,
  };
  for (const [name, is] of Object.entries(now)) if (is && !window.order.includes(name)) window.order.push(name);
}).observe(document, { subtree: true, childList: true, attributes: true });"""
# In how many frames the line between two days is seen.
DIVIDED = """window.divided = 0;
const look = () => {
  divided += ["divide", "cut"].some(id => document.getElementById(id)?.getClientRects().length);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);"""
# How often the outlines of lands are written anew, and which names there are.
WORK = """() => {
  window.work = { outlines: 0, names: 0 };
  new MutationObserver(records => {
    for (const { type, target, attributeName } of records) {
      if (type === "attributes" && attributeName === "d" && target.matches(".land")) work.outlines++;
      if (type === "childList" && target.matches(".labels")) work.names++;
    }
  }).observe(document.querySelector(".drawing"), { subtree: true, childList: true, attributes: true });
}"""
PLACES = """() => { Blocmap.app.settle(); return [...document.querySelectorAll(".drawing .label")]
  .map(one => [one.textContent, one.getBoundingClientRect().x, one.getBoundingClientRect().y]); }"""


def opened(new_page: NewPage, pages: Pages, fragment: str = "", **options: Any) -> list[str]:
    """Open a page and return in which order what is on it came about."""
    page = new_page(**options)
    page.add_init_script(ORDER)
    page.goto(pages[MEMBERSHIP].as_uri() + fragment)
    page.wait_for_selector("html[data-ready]")
    order: list[str] = page.evaluate("order")
    return order


def test_a_map_beside_its_panels_waits_for_none_of_their_words(new_page: NewPage, league_pages: Pages) -> None:
    assert opened(new_page, league_pages) == ["seen", "live", "key", "scale", "names", "ready"]


@pytest.mark.parametrize(("fragment", "options"), [("", PHONE), ("#embed", {})], ids=["phone", "embedded"])
def test_a_map_whose_room_hangs_on_the_panels_waits_for_these_and_for_no_name(
    new_page: NewPage, league_pages: Pages, fragment: str, options: dict[str, Any]
) -> None:
    order = opened(new_page, league_pages, fragment, **options)
    assert order == ["seen", "key", "live", "scale", "names", "ready"]


def test_nothing_of_two_days_is_seen_before_somebody_compares(new_page: NewPage, league_pages: Pages) -> None:
    page = new_page()
    page.add_init_script(DIVIDED)
    page.goto(league_pages[MEMBERSHIP].as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("divided") == 0
    page.click("#compare")
    page.wait_for_function("divided > 1")


def test_a_day_and_a_choice_in_the_address_are_there_from_the_first(new_page: NewPage, league_pages: Pages) -> None:
    page = new_page()
    page.add_init_script(
        """window.fills = new Set();
        const drawn = () => document.querySelector(".symbols") && !document.getElementById("still");
        new MutationObserver(() => { if (drawn()) fills.add(document.querySelectorAll(".land.filled").length); })
            .observe(document, { subtree: true, childList: true, attributes: true });"""
    )
    page.goto(f"{league_pages[MEMBERSHIP].as_uri()}#date=1990-01-01&sel=country:TUN")
    page.wait_for_selector("html[data-ready]")
    held = page.evaluate("Blocmap.app.present().length")
    assert page.evaluate("[...fills]") == [held]
    assert page.locator("#card").is_visible()


def count(page: Page, change: str) -> dict[str, int]:
    """Return the work that a change of the map is, its names included."""
    page.evaluate(WORK)
    page.evaluate(f"() => {{ {change}; Blocmap.app.settle(); }}")
    found: dict[str, int] = page.evaluate("work")
    return found


def test_a_map_moved_a_little_is_not_drawn_anew_only_its_names_are_placed(open_map: Open) -> None:
    page = open_map()
    found = count(page, "Blocmap.app.map.panBy([40, -30], {animate: false})")
    assert found["outlines"] == 0 and found["names"] > 0


def test_a_map_moved_beyond_half_of_what_is_drawn_around_it_is_drawn_anew(open_map: Open) -> None:
    """It is drawn 0.4 of the window beyond each edge: 0.3 × 1280 = 384 pixels leave less than half of that."""
    page = open_map()
    assert count(page, "Blocmap.app.map.panBy([384, 0], {animate: false})")["outlines"] > 0
    assert page.evaluate(
        """() => { const frame = document.getElementById("map").getBoundingClientRect();
        const { left, right } = document.querySelector(".drawing").getBoundingClientRect();
        return left <= frame.left - 0.39 * frame.width && right >= frame.right + 0.39 * frame.width; }"""
    )


def test_names_go_with_the_land_until_new_ones_stand(open_map: Open) -> None:
    page = open_map()
    offsets = """() => {
        return [...document.querySelectorAll(".drawing .label-place, .drawing .label-capital")].map(one => {
          const { at } = Blocmap.app.index.get(one.dataset.id), p = Blocmap.app.map.latLngToContainerPoint(at);
          const frame = document.getElementById("map").getBoundingClientRect(), { x, y } = one.getBoundingClientRect();
          return [one.dataset.id, x - p.x - frame.left, y - p.y - frame.top]; }); }"""
    before = {id: (x, y) for id, x, y in page.evaluate(offsets)}
    # In one breath: nothing is placed meanwhile.
    after = page.evaluate(
        f"""() => {{ const {{ map }} = Blocmap.app; map.setZoom(map.getZoom() + 1, {{animate: false}});
        return ({offsets})(); }}"""
    )
    assert before and {id for id, *_ in after} == set(before)
    for id, *at in after:
        assert at == pytest.approx(before[id], abs=1.5), id


def test_names_begun_for_a_view_that_has_gone_leave_no_trace(open_map: Open) -> None:
    page = open_map()
    before = page.evaluate(PLACES)
    page.evaluate(
        """async () => { const { map } = Blocmap.app, frame = () => new Promise(requestAnimationFrame);
        map.setZoom(map.getZoom() + 0.5, {animate: false});
        for (let i = 0; i < 3; i++) await frame();
        map.setZoom(map.getZoom() - 0.5, {animate: false}); }"""
    )
    after = page.evaluate(PLACES)
    assert [text for text, *_ in after] == [text for text, *_ in before]
    for (text, *at), (_, *was) in zip(after, before, strict=True):
        assert at == pytest.approx(was, abs=1.5), text
