"""Every part and state has its looks, and each printer draws the same dashes in its own unit."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from geo.model.records import Mode, SegmentStatus
from geo.model.spec import RouteRole
from geo.model.symbology import (
    ABSENT_DASHES,
    DASHES,
    LABEL_NEEDS,
    LIGHT,
    MODE_SIGNS,
    ROUTE_LABELS,
    ROUTE_WIDTHS,
    STOP_ZOOM,
    LabelKind,
    channels,
    dashes_of,
    has_round_ends,
    scaled,
    shown_modes,
)


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (LIGHT.routes, RouteRole),
        (LIGHT.shades, RouteRole),
        (ROUTE_WIDTHS, RouteRole),
        (ROUTE_LABELS, RouteRole),
        (STOP_ZOOM, RouteRole),
        (DASHES, SegmentStatus),
        (MODE_SIGNS, Mode),
        (LABEL_NEEDS, LabelKind),
    ],
)
def test_every_kind_has_its_looks(table: dict[str, object], kinds: object) -> None:
    assert list(table) == list(get_args(kinds))


def test_states_are_told_apart_by_their_dashes_and_pair_each_line_with_a_gap() -> None:
    assert len(set(DASHES.values())) == len(DASHES)
    for dashes in (*DASHES.values(), *(sign.dashes or () for sign in MODE_SIGNS.values()), ABSENT_DASHES):
        assert len(dashes) % 2 == 0
        assert all(length > 0 for length in dashes)


def test_each_way_to_travel_has_a_sign_of_its_own_in_any_state() -> None:
    for status in DASHES:
        assert len({(dashes_of(status, mode), sign.core) for mode, sign in MODE_SIGNS.items()}) == len(MODE_SIGNS)


def test_a_key_tells_of_ways_to_travel_where_they_differ_from_railways() -> None:
    assert shown_modes(["rail", "rail"]) == []
    assert shown_modes(["sea", "rail"]) == ["sea"]
    assert shown_modes(["road", "sea", "rail"]) == ["rail", "road", "sea"]
    assert shown_modes(["road"]) == ["road"]


def test_the_most_needed_names_stand_first() -> None:
    assert all(before >= after for before, after in pairwise(LABEL_NEEDS.values()))


def test_the_more_a_stop_matters_the_sooner_it_shows() -> None:
    for zooms in STOP_ZOOM.values():
        assert list(zooms) == sorted(zooms)
    for before, after in pairwise(STOP_ZOOM.values()):
        assert all(one <= other for one, other in zip(before, after, strict=True))


def test_dashes_are_printed_in_the_unit_of_the_line() -> None:
    assert scaled((3.5, 1.3), 0.8) == (2.8, 1.04)
    assert scaled((), 3) == ()


@pytest.mark.parametrize(
    ("dashes", "dots"), [((), False), ((0.05, 1.4), True), ((3.5, 1.3), False), ((3.5, 1.0, 0.05, 1.0), False)]
)
def test_only_dots_have_round_ends(dashes: tuple[float, ...], dots: bool) -> None:
    assert has_round_ends(dashes) is dots


def test_a_colour_has_three_channels() -> None:
    assert channels("#0a80ff") == (10, 128, 255)
