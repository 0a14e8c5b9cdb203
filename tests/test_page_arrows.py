"""Heads along routes that ask for them: there, and pointing the way the stops are counted."""

import re


def heads(page):
    found = page.eval_on_selector_all(".route-heads path", "all => all.map(one => one.getAttribute('transform'))")
    return [tuple(map(float, re.findall(r"-?[\d.]+", text))) for text in found]


def test_westward_routes_point_west(open_map):
    drawn = heads(open_map("sco-routes"))
    assert len(drawn) > 6
    # Out of China to Europe: on this map every one of these routes runs to the left on the whole.
    assert sum(abs(turn) > 90 for _, _, turn in drawn) > 0.7 * len(drawn)


def test_routes_that_do_not_ask_have_none(open_map):
    assert heads(open_map("sco-corridor")) == []


def test_heads_follow_the_legend(open_map):
    page = open_map("sco-routes")
    page.evaluate("Blocmap.app.toggle(['layer:routes'], false)")
    page.wait_for_function("document.querySelectorAll('.route-heads path').length === 0")
