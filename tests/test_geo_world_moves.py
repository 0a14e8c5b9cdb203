"""Shapes of a view are read only when asked for, and are then the very shapes of the frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geo.errors import FaultyDataError
from geo.world.border_views import Move
from geo.world.countries import load_countries
from geo.world.moves import MovedShapes
from geo.world.natural_earth import SCALES
from geo.world.units import country_shapes
from tests.worlds import SQUARES


class Read(Mapping[str, BaseGeometry]):
    """The squares, with a note of which were read."""

    def __init__(self) -> None:
        self.codes: set[str] = set()

    def __getitem__(self, code: str) -> BaseGeometry:
        shape = SQUARES[code]
        self.codes.add(code)
        return shape

    def __contains__(self, code: object) -> bool:
        return code in SQUARES

    def __iter__(self) -> Iterator[str]:
        return iter(SQUARES)

    def __len__(self) -> int:
        return len(SQUARES)


def move(giver: str, taker: str, lon: float, lat: float, whole: str = "no") -> Move:
    values = {"view": "un", "from": giver, "to": taker, "lon": lon, "lat": lat, "whole": whole}
    return Move.model_validate({**values, "sources": ("unga-68-262",), "line": 7})


# BBB's second part goes to CCC, and with CCC to AAA; EEE fills the hole in FFF.
MOVES = [move("BBB", "CCC", 5, 25), move("CCC", "AAA", 5, 15, "yes"), move("EEE", "FFF", 35, 5, "yes")]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("view", ["un", "natural-earth"])
def test_the_shapes_are_those_of_the_frame(scale: str, view: str) -> None:
    frame, shapes = load_countries(scale, view), country_shapes(scale, view)
    assert list(shapes) == list(frame.index)
    assert len(shapes) == len(frame)
    assert [shapes[code].wkb for code in frame.index] == [shape.wkb for shape in frame.geometry]


def test_only_what_is_asked_for_is_read() -> None:
    read = Read()
    shapes = MovedShapes(read, MOVES, "10m")
    assert "DDD" in shapes and "FFF" in shapes and "ZZZ" not in shapes
    assert read.codes == set()
    assert shapes["DDD"] == SQUARES["DDD"]
    assert read.codes == {"DDD"}


@pytest.mark.parametrize("first", ["AAA", "BBB", "CCC"])
def test_units_that_moves_tie_together_are_moved_together(first: str) -> None:
    read = Read()
    shapes = MovedShapes(read, MOVES, "10m")
    assert (first in shapes) is (first != "CCC")
    assert shapes["AAA"].equals(box(0, 0, 10, 30))
    assert shapes["BBB"].equals(box(10, 0, 20, 10))
    assert read.codes <= {"AAA", "BBB", "CCC"}


def test_a_unit_that_has_lost_all_is_gone() -> None:
    shapes = MovedShapes(Read(), MOVES, "10m")
    assert list(shapes) == ["AAA", "BBB", "DDD", "FFF"]
    for code in ("CCC", "EEE", "ZZZ"):
        assert code not in shapes
        with pytest.raises(KeyError):
            shapes[code]


def test_a_move_that_no_longer_fits_is_told_when_its_units_are_asked_for() -> None:
    shapes = MovedShapes(Read(), [move("BBB", "CCC", 100, 25)], "10m")
    assert shapes["AAA"] == SQUARES["AAA"]
    with pytest.raises(FaultyDataError, match=r"found 100\.0, 25\.0 in no unit at 10m"):
        shapes["CCC"]
