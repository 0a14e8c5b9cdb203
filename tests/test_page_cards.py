"""Cards: by mouse, by pointing, on a phone; what they tell and in which order."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.pages import CORRIDOR, PHONE, ROUTES, Open, focused, pixel

LIBYA, SEA = (27.0, 17.0), (35.4, 17.5)


def test_card_opens_by_mouse_and_gives_the_focus_back(open_map: Open) -> None:
    page = open_map()
    page.mouse.click(*pixel(page, *LIBYA))
    expect(page.locator("#card h2")).to_have_text("Libya")
    assert "Founder, since 1 March 2001" in page.inner_text("#card .status")
    assert page.locator("#card .sources a").count() > 0
    page.click("#card .shut")
    page.mouse.move(*pixel(page, *SEA))
    expect(page.locator("#card")).to_be_hidden()
    assert focused(page) == "map"


def test_pointing_at_a_country_shows_its_first_lines_only(open_map: Open) -> None:
    page = open_map()
    page.mouse.move(*pixel(page, *LIBYA))
    expect(page.locator("#card.peek h2")).to_have_text("Libya")
    assert page.locator("#card h3").count() == 0
    page.mouse.move(*pixel(page, *SEA))
    expect(page.locator("#card")).to_be_hidden()


def test_country_card_tells_status_then_history_then_sources(open_map: Open) -> None:
    page = open_map(fragment="sel=country:MAR")
    assert page.locator("#card h3").all_inner_texts()[0] == "History"
    assert page.locator("#card h3").all_inner_texts()[-1] == "Sources"
    history = page.locator("#card .history li b").all_inner_texts()
    assert history == ["Partner", "Observer", "Later member"]


def test_route_card_gives_published_lengths_before_the_lower_bound(open_map: Open) -> None:
    page = open_map(CORRIDOR, "sel=route:north")
    heads = page.locator("#card h3").all_inner_texts()
    assert heads.index("Published length") < heads.index("Straight-line lower bound")
    card = page.inner_text("#card")
    assert "820.5 km" in card and "schematic alignment" in card and "the line itself is longer" in card
    spread = page.locator("#card summary").first
    assert re.search("790 km to 850 km in 3 sources", spread.inner_text())
    spread.focus()
    page.keyboard.press("Enter")
    assert page.locator("#card details[open] li a").count() == 2  # beside the recommended one


def test_sections_tell_their_state_and_its_note(open_map: Open) -> None:
    page = open_map(ROUTES, "sel=route:north&lang=zh")
    told = page.inner_text("#card")
    # Where the state and its note stay the same, many legs are one line.
    assert "阿尔及尔—君士坦丁：运营中\n" in told
    assert told.count("君士坦丁") == 2
    assert "开工仪式后动工" in told


def test_what_is_unfolded_stays_so_as_the_date_moves(open_map: Open) -> None:
    page = open_map(CORRIDOR, "sel=route:north")
    page.locator("#card summary").first.click()
    page.evaluate("document.getElementById('card').scrollTop = 90")
    page.evaluate("Blocmap.app.set({date: '2019-06-01'})")
    assert page.locator("#card details[open]").count() == 1
    assert page.evaluate("document.getElementById('card').scrollTop") == 90


def test_at_most_one_card_is_open(open_map: Open) -> None:
    page = open_map(fragment="sel=country:EGY")
    page.evaluate("Blocmap.app.select('place:tunis')")
    assert page.locator("#card h2").all_inner_texts() == ["Tunis"]
    page.mouse.move(*pixel(page, *LIBYA))
    assert page.locator("#card h2").all_inner_texts() == ["Tunis"]


def test_card_is_a_sheet_at_the_bottom_of_a_phone(open_map: Open) -> None:
    page = open_map(**PHONE)
    page.tap("[data-id='place:tunis'] >> nth=0", force=True)
    box = page.locator("#card").bounding_box()
    assert box and box["x"] == 0 and box["width"] == 390
    assert round(box["y"] + box["height"]) == 844 and box["height"] <= 0.4 * 844 + 1


def test_a_card_says_where_there_is_one_source_alone(open_map: Open) -> None:
    """Egypt's accession rests on the charter; Morocco's on the charter and a paper."""
    page = open_map()
    said = {}
    for code in ("EGY", "MAR"):
        page.evaluate("id => Blocmap.app.select(id)", f"country:{code}")
        said[code] = page.locator("#card li", has_text="Later").first.inner_text()
    assert "one source only" in said["EGY"] and "one source only" not in said["MAR"]
    page.evaluate("Blocmap.app.select('place:tunis')")  # its point is the atlas's alone
    assert "one source only" in page.locator("#card").inner_text()


def test_the_sources_say_when_the_last_of_them_was_read(open_map: Open) -> None:
    page = open_map()
    page.click("#credit")
    expect(page.locator("#sheet")).to_contain_text("Sources last read: 2 January 2024")


def test_a_card_never_covers_what_was_clicked_and_hides_less_than_a_third_of_the_members(open_map: Open) -> None:
    """The share of members' land under the card, by a grid over the window."""
    page = open_map("sco-membership", reduced_motion="reduce")
    share = """() => { const { left, top, right, bottom } = document.getElementById("card").getBoundingClientRect();
        const shapes = Blocmap.app.present().map(({ country }) => Blocmap.app.element(`country:${country.code}`));
        const back = shapes.map(one => one.getScreenCTM().inverse());
        let all = 0, under = 0;
        for (let x = 0; x < innerWidth; x += 16) for (let y = 0; y < innerHeight; y += 16) {
            if (!shapes.some((one, i) => one.isPointInFill(new DOMPoint(x, y).matrixTransform(back[i])))) continue;
            all++;
            under += x > left && x < right && y > top && y < bottom;
        }
        return under / all; }"""
    for spot in ((55.5, 38.5), (48.0, 68.0), (53.2, 28.5), (32.0, 54.0), (22.0, 79.0), (67.0, 100.0), (36.0, 104.0)):
        x, y = pixel(page, *spot)
        page.mouse.click(x, y)
        box = page.locator("#card:not(.peek)").bounding_box()
        assert box and not (box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"])
        assert page.evaluate(share) < 0.33, spot
        page.keyboard.press("Escape")
