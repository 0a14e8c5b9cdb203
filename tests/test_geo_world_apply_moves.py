"""Parts that move from one unit to another: borders that vanish, moves that no longer fit."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import MultiPolygon, box

from geo.errors import FaultyDataError
from geo.world.border_views import (
    Move,
)
from geo.world.countries import apply_moves
from geo.world.moves import part_at
from tests.worlds import square_world


def move(**changes: object) -> Move:
    values: dict[str, object] = {
        "view": "un",
        "from": "BBB",
        "to": "CCC",
        "lon": 5,
        "lat": 25,
        "sources": ("unga-68-262",),
        "line": 7,
    }
    return Move.model_validate(values | changes)


def test_a_part_joins_its_neighbour_without_a_border():
    moved = apply_moves(square_world(), [move()], scale="10m")
    assert moved.geometry["CCC"].equals(box(0, 10, 10, 30))
    assert moved.geometry["BBB"].equals(box(10, 0, 20, 10))
    assert list(moved.index) == list(square_world().index)


def test_a_part_that_does_not_touch_stays_a_part():
    moved = apply_moves(square_world(), [move(to="AAA")], scale="10m")
    assert moved.geometry["AAA"].equals(MultiPolygon([box(0, 0, 10, 10), box(0, 20, 10, 30)]))


def test_a_unit_that_has_lost_all_is_gone():
    moved = apply_moves(square_world(), [move(whole="yes")], scale="10m")
    assert "BBB" not in moved.index
    assert moved.geometry["CCC"].area == 300


def test_an_enclave_joins_what_surrounds_it():
    moved = apply_moves(square_world(), [move(**{"from": "EEE", "to": "FFF", "lon": 35, "lat": 5})], scale="10m")
    assert moved.geometry["FFF"].equals(box(30, 0, 40, 10))


def test_moves_follow_one_another():
    moves = [move(), move(**{"from": "CCC", "to": "AAA", "lat": 15, "whole": "yes"})]
    moved = apply_moves(square_world(), moves, scale="10m")
    assert moved.geometry["AAA"].equals(box(0, 0, 10, 30))


def test_a_parallel_parts_a_unit_and_snaps_to_a_shared_vertex():
    world = square_world({"MMM": box(0, 0, 10, 20), "WWW": box(10, 0, 20, 8), "NNN": box(10, 8, 20, 20)})
    world.geometry = [
        shapely.Polygon([(0, 0), (10, 0), (10, 8), (10, 20), (0, 20)]) if code == "MMM" else shape
        for code, shape in world.geometry.items()
    ]
    moved = apply_moves(world, [move(**{"from": "MMM", "to": "WWW", "lat": 2, "south_of": 8.1})], scale="10m")
    assert moved.geometry["WWW"].equals(box(0, 0, 20, 8))
    assert moved.geometry["MMM"].equals(box(0, 8, 10, 20))
    assert shapely.coverage_is_valid(np.asarray(moved.geometry.array))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"lon": 5, "lat": 5}, "5.0, 5.0 in AAA at 10m"),
        ({"lon": 100}, "100.0, 25.0 in no unit at 10m"),
        ({"from": "ZZZ"}, "5.0, 25.0 in BBB at 10m"),
        ({"to": "ZZZ"}, "5.0, 25.0 in BBB at 10m"),
    ],
)
def test_a_move_that_no_longer_fits_is_at_fault(changes: dict[str, object], found: str):
    with pytest.raises(FaultyDataError, match=rf"worldviews\.csv:7: found {found}") as caught:
        apply_moves(square_world(), [move(**changes)], scale="10m")
    assert "correct the row" in str(caught.value)


def test_all_faults_are_told_at_once():
    with pytest.raises(FaultyDataError) as caught:
        apply_moves(square_world(), [move(lon=100), move(line=8, to="ZZZ")], scale="10m")
    assert [fault.line for fault in caught.value.faults] == [7, 8]


def test_the_frame_given_is_left_alone():
    world = square_world()
    apply_moves(world, [move(whole="yes")], scale="10m")
    assert world.equals(square_world())


def test_part_at_gives_one_part_or_none():
    shape = square_world().geometry["BBB"]
    assert part_at(shape, 5, 25).equals(box(0, 20, 10, 30))
    assert part_at(shape, 100, 0) is None
