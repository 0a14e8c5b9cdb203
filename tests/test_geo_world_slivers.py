"""Slivers of a state beyond an area of another source fall to the area; islands and land of its own do not."""

from __future__ import annotations

import pytest
import shapely
from shapely import box

from geo.world.disputes import load_disputes, without_what_is_left_open
from geo.world.slivers import with_slivers
from geo.world.units import country_shapes

STATE = box(0, 0, 10, 4)
# Kept apart: the state's eastern end, whose border lies a little too far west.
AREA = box(6, -1, 9.9, 5)


def test_what_an_area_cuts_off_falls_to_it() -> None:
    found = with_slivers({"area": AREA}, [STATE])["area"]
    assert found.equals(shapely.union(AREA, box(9.9, 0, 10, 4)))
    assert found.geom_type == "Polygon"


def test_an_island_and_land_as_large_as_some_of_its_own_stay_with_the_state() -> None:
    island, far = box(9.95, 6, 10, 6.1), box(0, 0, 14, 4)
    assert with_slivers({"area": AREA}, [shapely.union(STATE, island)])["area"].disjoint(island)
    assert with_slivers({"area": AREA}, [far])["area"].equals(AREA)


def test_a_sliver_falls_to_the_area_that_it_has_most_border_with() -> None:
    areas = {"south": box(6, -1, 9.9, 1), "north": box(6, 1, 9.9, 5)}
    found = with_slivers(areas, [STATE])
    assert found["north"].contains(box(9.91, 0.1, 9.99, 3.9)) and found["south"].equals(areas["south"])


@pytest.mark.parametrize("scale", ["110m", "50m", "10m"])
def test_no_state_has_a_piece_beyond_land_that_is_left_open(scale: str) -> None:
    states = country_shapes(scale, "un")
    whole = {code: states[code] for code in ("IND", "PAK", "CHN", "EGY", "SDN", "KEN", "SYR")}
    left = without_what_is_left_open(list(whole.values()), scale, "un")
    for code, shape in zip(whole, left, strict=True):
        assert len(shapely.get_parts(shape)) <= len(shapely.get_parts(whole[code])), code
    # Kashmir by the United Nations is 186,500 km² with its two sides; what falls to it is less than a fiftieth.
    areas = load_disputes(scale).geometry.to_crs(6933).area / 1e6
    assert 186_000 < areas["jammu-kashmir"] + areas["azad-kashmir"] + areas["siachen"] < 190_500
