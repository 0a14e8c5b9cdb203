"""Heads along routes that ask for them: there, and pointing the way the stops are counted."""

import re

from tests.pages import CORRIDOR, ROUTES


def heads(page):
    found = page.eval_on_selector_all(".route-heads path", "all => all.map(one => one.getAttribute('transform'))")
    return [tuple(map(float, re.findall(r"-?[\d.]+", text))) for text in found]


def test_heads_point_the_way_the_stops_are_counted(open_map):
    page = open_map(ROUTES)
    whole = len(heads(page))
    # One route runs from Algiers to the east, the other to the west; on this map that is right and left.
    for hidden, is_ahead in (("route:west", lambda turn: abs(turn) < 90), ("route:north", lambda turn: abs(turn) > 90)):
        page.evaluate("id => Blocmap.app.set({ hidden: new Set([id]) })", hidden)
        page.wait_for_function(f"() => document.querySelectorAll('.route-heads path').length < {whole}")
        drawn = heads(page)
        assert drawn and all(is_ahead(turn) for _, _, turn in drawn), drawn


def test_routes_that_do_not_ask_have_none(open_map):
    assert heads(open_map(CORRIDOR)) == []


def test_heads_follow_the_legend(open_map):
    page = open_map(ROUTES)
    page.evaluate("Blocmap.app.toggle(['layer:routes'], false)")
    page.wait_for_function("() => document.querySelectorAll('.route-heads path').length === 0")
