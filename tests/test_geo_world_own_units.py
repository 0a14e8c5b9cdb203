"""Parts that a bloc tells apart from their states: each as large as it is, no land lost or given twice."""

from __future__ import annotations

import pytest
import shapely

from geo.reading.country_names import others
from geo.world.countries import load_countries
from geo.world.moves import MovedShapes
from geo.world.natural_earth import SCALES
from geo.world.own_units import OwnUnits, units_apart
from geo.world.units import country_shapes
from tests.areas import area_km2

APART = sorted(others("apart"))
# Land areas as statistical offices and the CIA's World Factbook publish them; small islands are drawn coarsely.
PUBLISHED_KM2 = {"BES": (322, 0.15), "CCK": (14, 0.5), "CXR": (135, 0.3), "GLP": (1628, 0.1), "GUF": (83_534, 0.03),
                 "HKG": (1_108, 0.15), "MTQ": (1_128, 0.1), "MYT": (374, 0.1), "REU": (2_512, 0.1),
                 "SJM": (62_045, 0.05)}  # fmt: skip


@pytest.mark.parametrize("view", ["un", "natural-earth"])
@pytest.mark.parametrize("scale", SCALES)
def test_telling_units_apart_neither_loses_land_nor_gives_it_twice(scale: str, view: str) -> None:
    whole, parted = load_countries(scale, view).geometry, load_countries(scale, view, apart=APART).geometry
    assert set(parted.index) - set(whole.index) <= set(APART)
    for code in set(parted.index) & set(APART):
        (state,) = others("apart")[code]
        lost = parted[code].intersection(parted[state]).area if state in parted else 0.0
        assert lost == pytest.approx(0, abs=1e-9)
    # Land of one colour: what each had and has now, so that no other state's land moved with it.
    assert shapely.area(parted.array).sum() == pytest.approx(shapely.area(whole.array).sum(), rel=1e-12)
    untouched = set(whole.index) - {"AUS", "CHN", "FRA", "IOA", "NLD", "NOR", "NZL", *APART}
    assert [code for code in sorted(untouched) if parted[code].wkb != whole[code].wkb] == []


@pytest.mark.parametrize("code", sorted(PUBLISHED_KM2))
def test_a_part_is_as_large_as_published(code: str) -> None:
    km2, within = PUBLISHED_KM2[code]
    assert area_km2(load_countries("10m", apart=[code]).geometry[code]) == pytest.approx(km2, rel=within)


def test_every_unit_that_advice_calls_apart_can_be_told_apart_and_no_other() -> None:
    told = load_countries("10m", apart=APART)
    assert set(APART) <= set(told.index)
    assert units_apart() <= set(APART)
    assert set(APART).isdisjoint(load_countries("10m").index)
    assert told.loc["REU", "name"] == "Réunion" and told.loc["HKG", "iso_a2"] == "HK"


def test_codes_of_countries_that_are_apart_anyhow_change_nothing() -> None:
    assert load_countries("110m", apart=["KAZ", "XKX"]).equals(load_countries("110m"))


def test_shapes_of_parts_are_those_of_the_frame_and_the_whole_keeps_them() -> None:
    own = OwnUnits(frozenset({"SJM", "HKG"}))
    shapes, frame = country_shapes("50m", "un", own), load_countries("50m", apart=["SJM", "HKG"])
    assert set(shapes) == set(frame.index) and len(shapes) == len(frame)
    assert shapes["SJM"].equals(frame.geometry["SJM"]) and shapes["HKG"].equals(frame.geometry["HKG"])
    longyearbyen = shapely.Point(15.65, 78.22)
    assert shapes["SJM"].covers(longyearbyen) and shapes["NOR"].covers(longyearbyen)
    assert not frame.geometry["NOR"].covers(longyearbyen)


def test_a_part_of_which_a_scale_has_nothing_is_not_there() -> None:
    own = OwnUnits(frozenset({"REU"}))
    shapes = country_shapes("110m", "un", own)
    assert "REU" not in shapes and "REU" not in list(shapes)
    with pytest.raises(KeyError):
        shapes["REU"]
    assert own.cut(MovedShapes(load_countries("110m").geometry, [], "110m")) == {}


@pytest.mark.parametrize("scale", SCALES)
def test_a_bloc_that_lists_a_state_keeps_what_the_view_takes_from_it(scale: str) -> None:
    """Crimea is Ukraine's in the view after resolutions of the United Nations, for a bloc of Russia too."""
    crimea = shapely.Point(34.2, 45.2)
    countries = load_countries(scale, "un", apart=["CHN", "RUS", "UKR"]).geometry
    assert countries["UKR"].contains(crimea) and not countries["RUS"].contains(crimea)
    assert country_shapes(scale, "un", OwnUnits(frozenset(["RUS"])))["UKR"].contains(crimea)
