"""Time on the page: the slider, the sentence of what changed, and play."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.pages import ROUTES, Open, state


def test_title_is_the_finding_on_its_day_and_a_count_on_others(open_map: Open) -> None:
    page = open_map()
    expect(page.locator("#title")).to_have_text("Six around the desert")
    expect(page.locator("#change")).to_have_text("1 June 2020: Mauritania becomes the sixth member")
    page.evaluate("location.hash = 'date=2012-07-15'")
    expect(page.locator("#title")).to_have_text("Five members: League in July 2012")
    page.focus("#date")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#subtitle")).to_have_text("As of 15 January 2012")
    expect(page.locator("#change")).to_have_text(
        "15 January 2012: Mauritania becomes an observer; Niger becomes a partner"
    )
    assert "15 January 2012" in str(page.get_attribute("#date", "aria-valuetext"))


def test_slider_goes_by_changes_by_years_and_to_its_ends(open_map: Open) -> None:
    page = open_map()
    page.focus("#date")
    page.keyboard.press("Home")
    assert state(page)["date"] == "2001-03-01"
    page.keyboard.press("PageUp")
    assert state(page)["date"] == "2002-03-01"
    page.keyboard.press("ArrowRight")
    assert state(page)["date"] == "2003-01-01"
    page.keyboard.press("End")
    assert page.input_value("#date") == page.get_attribute("#date", "max")


def test_slider_follows_the_mouse_and_takes_the_change_nearby(open_map: Open) -> None:
    page = open_map()
    box = page.locator("#date").bounding_box()
    assert box
    page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
    assert state(page)["date"] == "2001-03-01"
    expect(page.locator("#title")).to_have_text("Three members: League in March 2001")


def test_title_of_several_lines_names_none_of_them(open_map: Open) -> None:
    assert open_map(ROUTES, "date=2015-01-01").inner_text("#title") == "League: how the lines stood in January 2015"


def test_every_change_can_be_reached_and_a_drag_never_turns_back(open_map: Open) -> None:
    page = open_map()
    days = page.evaluate("Blocmap.app.scene.time.changes.map(change => change.date)")
    go = """day => { const range = document.getElementById("date"); range.value = Date.parse(day) / 864e5;
        range.dispatchEvent(new Event("input")); return Blocmap.app.state.date; }"""
    # A half-known day stands on its first.
    assert [page.evaluate(go, f"{day}{'-01-01'[len(day) - 4 :]}") for day in days] == [
        f"{day}{'-01-01'[len(day) - 4 :]}" for day in days
    ]
    page.evaluate(go, days[0])
    box = page.locator("#date").bounding_box()
    assert box
    page.mouse.move(box["x"] + 7, box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = []
    for x in range(7, int(box["width"])):
        page.mouse.move(box["x"] + x, box["y"] + box["height"] / 2)
        seen.append(state(page)["date"])
    page.mouse.up()
    assert seen == sorted(seen) and len(set(seen)) > 20


def test_slider_has_a_mark_for_every_change(open_map: Open) -> None:
    page = open_map()
    changes = page.evaluate("Blocmap.app.scene.time.changes.length")
    assert page.locator(".ticks line").count() == changes > 5


def test_play_moves_change_by_change_until_paused(open_map: Open) -> None:
    page = open_map(fragment="date=2010-06-10")
    page.click("#play")
    expect(page.locator("#play")).to_have_attribute("data-tip", "Pause")
    assert state(page)["date"] > "2010-06-10"
    page.click("#play")
    expect(page.locator("#play")).to_have_attribute("data-tip", "Play the changes")
    stopped = state(page)["date"]
    page.wait_for_timeout(2000)
    assert state(page)["date"] == stopped


def test_nothing_plays_on_its_own_for_readers_of_less_motion(open_map: Open) -> None:
    page = open_map(fragment="date=2019-01-01", reduced_motion="reduce")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Next change")
    page.focus("#play")
    page.keyboard.press("Enter")
    after = state(page)["date"]
    assert after > "2019-01-01"
    page.wait_for_timeout(2000)
    assert state(page)["date"] == after
