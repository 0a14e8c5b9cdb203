"""Countries as border views see them: their frame, their codes and names, the parts that move, their areas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import Point

from geo.errors import MisuseError
from geo.world.border_views import find_worldview, moves_of
from geo.world.countries import load_countries
from geo.world.moves import part_at
from geo.world.natural_earth import SCALES
from tests.areas import area_km2

OPEN_STATUS = ["ESH", "PSE", "TWN", "XKX"]
BUNDLED_VIEWS = ["un", "natural-earth"]
# Natural Earth's count, less Hong Kong and Macao (absent at 110m), less what the United Nations count with another.
UNITS = {
    ("110m", "natural-earth"): 177,
    ("50m", "natural-earth"): 239,
    ("10m", "natural-earth"): 253,
    ("110m", "un"): 175,
    ("50m", "un"): 237,
    ("10m", "un"): 248,
}
CRIMEA, KYIV, MOSCOW = (34.2, 45.2), (30.5, 50.45), (37.6, 55.75)


def vertices(shape: object) -> set[tuple[float, float]]:
    return set(map(tuple, shapely.get_coordinates(shape).tolist()))


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("view", BUNDLED_VIEWS)
def test_the_frame_is_as_promised(scale: str, view: str):
    frame = load_countries(scale, view)
    assert frame.index.name == "code"
    assert list(frame.columns) == ["iso_a2", "name", "geometry"]
    assert frame.index.is_unique
    assert frame.index.is_monotonic_increasing
    assert frame.index.str.fullmatch("[A-Z]{3}").all()
    assert frame.crs == "EPSG:4326"
    assert len(frame) == UNITS[scale, view]
    assert frame.geometry.is_valid.all()
    assert shapely.coverage_is_valid(np.asarray(frame.geometry.array))
    codes = frame.iso_a2.dropna()
    assert codes.str.fullmatch("[A-Z]{2}").all()
    assert codes.is_unique
    assert all(value is None for value in frame.iso_a2[frame.iso_a2.isna()])


def test_codes_and_names_a_reader_knows():
    frame = load_countries("10m", "natural-earth")
    expected = {
        "KGZ": ("KG", "Kyrgyzstan"),
        "FRA": ("FR", "France"),
        "NOR": ("NO", "Norway"),
        "BIH": ("BA", "Bosnia and Herzegovina"),
        "MKD": ("MK", "North Macedonia"),
        "XKX": ("XK", "Kosovo"),
        "CYN": (None, "Northern Cyprus"),
        "KAB": (None, "Baikonur"),
    }
    assert {code: (frame.iso_a2[code], frame.name[code]) for code in expected} == expected


@pytest.mark.parametrize("scale", SCALES)
def test_no_name_is_abbreviated(scale: str):
    names = load_countries(scale, "natural-earth").name
    assert not names.str.contains(".", regex=False).any()
    assert names.is_unique


@pytest.mark.parametrize("scale", SCALES)
def test_the_united_nations_view_leaves_open_status_to_nobody(scale: str):
    un = load_countries(scale, "un")
    expected = OPEN_STATUS if scale == "110m" else [*OPEN_STATUS, "KAS"]
    assert set(expected) <= set(un.index)
    assert not {"CYN", "CNM", "SOL", "KAB", "USG"} & set(un.index)


@pytest.mark.parametrize("scale", SCALES)
def test_crimea_by_view(scale: str):
    for view, owner in (("un", "UKR"), ("natural-earth", "RUS")):
        frame = load_countries(scale, view)
        assert [code for code, shape in frame.geometry.items() if shape.contains(Point(CRIMEA))] == [owner]


@pytest.mark.parametrize("scale", SCALES)
def test_the_peninsula_joins_without_a_border_and_without_a_new_vertex(scale: str):
    un, before = load_countries(scale, "un"), load_countries(scale, "natural-earth")
    mainland = part_at(un.geometry["UKR"], *KYIV)
    assert mainland is not None
    assert mainland.contains(Point(CRIMEA))
    part = part_at(before.geometry["RUS"], *CRIMEA)
    assert part is not None
    assert vertices(un.geometry["UKR"]) <= vertices(before.geometry["UKR"]) | vertices(part)
    assert len(shapely.get_parts(un.geometry["RUS"])) == len(shapely.get_parts(before.geometry["RUS"])) - 1
    assert part_at(un.geometry["RUS"], *MOSCOW).equals(part_at(before.geometry["RUS"], *MOSCOW))
    moved = area_km2(un.geometry["UKR"]) - area_km2(before.geometry["UKR"])
    # The peninsula is published as some 27,000 km².
    assert moved == pytest.approx(27_000, rel=0.1 if scale == "110m" else 0.04)


@pytest.mark.parametrize("scale", SCALES)
def test_the_territory_that_does_not_govern_itself_is_whole(scale: str):
    un = load_countries(scale, "un")
    # The United Nations give 266,000 km²; its northern border is the parallel 27°40′.
    assert area_km2(un.geometry["ESH"]) == pytest.approx(266_000, rel=0.05)
    assert un.geometry["ESH"].bounds[3] == pytest.approx(27.667, abs=0.02)
    assert un.geometry["MAR"].bounds[1] == un.geometry["ESH"].bounds[3]


@pytest.mark.parametrize("scale", SCALES)
def test_units_that_no_move_names_are_the_same_in_both_views(scale: str):
    un, before = load_countries(scale, "un"), load_countries(scale, "natural-earth")
    named = {code for move in moves_of(find_worldview("un"), scale) for code in (move.from_unit, move.to)}
    rest = [code for code in before.index if code not in named]
    assert un.geometry[rest].geom_equals_exact(before.geometry[rest], 0).all()


@pytest.mark.parametrize(
    ("scale", "view", "wrong"),
    [
        ("25m", "un", "'25m' is not a scale of Natural Earth; expected one of 110m, 50m, 10m"),
        ("50m", "onu", "'onu' is not a border view; expected one of un, natural-earth"),
        ("50m", "natural_earth", "did you mean 'natural-earth'"),
        ("50m", "chn", "'50m' is not a scale of the view 'chn'; expected one of 10m"),
    ],
)
def test_misuse_is_told(scale: str, view: str, wrong: str):
    with pytest.raises(MisuseError, match=wrong):
        load_countries(scale, view)


# Land and inland water in km² as the United Nations' Demographic Yearbook gives them; the outlines are generalised.
@pytest.mark.parametrize(
    ("code", "km2", "within"),
    [
        ("KGZ", 199_949, 0.01),
        ("BLR", 207_600, 0.01),
        ("KAZ", 2_724_902, 0.01),
        ("MNG", 1_564_116, 0.01),
        ("CAN", 9_984_670, 0.01),
        ("LUX", 2_586, 0.03),
        ("UKR", 603_500, 0.02),
    ],
)
def test_areas_of_countries_agree_with_published_figures(code: str, km2: float, within: float) -> None:
    assert area_km2(load_countries("50m").geometry[code]) == pytest.approx(km2, rel=within)
