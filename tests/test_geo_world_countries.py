"""Countries as border views see them: parts that move, borders that vanish, tables that fail when data change."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from shapely.geometry import MultiPolygon, Point, box

from geo.errors import FaultyDataError, MissingLayerError, MisuseError
from geo.model.fields import DEFAULT_LANGUAGES, LANGUAGES
from geo.world.border_views import (
    BORDERS,
    Move,
    Worldview,
    border_sources,
    find_worldview,
    moves_of,
    read_rows,
    worldviews,
)
from geo.world.countries import apply_moves, load_countries
from geo.world.moves import part_at
from geo.world.natural_earth import BUNDLE, REPOSITORY_VARIABLE, SCALES, read_layer
from geo.world.units import FIXES
from tests.areas import area_km2
from tests.worlds import square_world, write_repository

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


@pytest.fixture
def own_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is read before the bundle."""
    import cartopy

    monkeypatch.setenv(REPOSITORY_VARIABLE, str(tmp_path / "own"))
    monkeypatch.setitem(cartopy.config, "data_dir", tmp_path / "cache")
    return tmp_path / "own"


def view_layer(codes: list[str]) -> geopandas.GeoDataFrame:
    """Return a layer with the columns that Natural Earth 5 has."""
    return geopandas.GeoDataFrame(
        {
            "ADM0_A3": codes,
            "ISO_A2_EH": ["-99" if code == "KAS" else code[:2] for code in codes],
            "NAME_LONG": [f"Land {code}" for code in codes],
        },
        geometry=[box(10 * i, 0, 10 * i + 10, 10) for i in range(len(codes))],
        crs="EPSG:4326",
    )


def test_a_national_view_that_is_not_fetched_says_what_to_type(own_repository: Path):
    with pytest.raises(MissingLayerError, match=r"type: blocmap fetch admin_0_countries_ind --scale 10m$"):
        load_countries("10m", "ind")


def test_a_national_view_is_read_with_its_codes_put_right(own_repository: Path):
    write_repository(
        own_repository, "admin_0_countries_ind", view_layer(["IND", "KAS", "KOS", "SDS", "PSX", "ALD", "SAH"])
    )
    frame = load_countries("10m", "ind")
    assert list(frame.index) == ["ALA", "ESH", "IND", "KAS", "PSE", "SSD", "XKX"]
    assert frame.iso_a2["IND"] == "IN"
    assert frame.iso_a2["KAS"] is None
    assert frame.name["XKX"] == "Land KOS"


def test_a_newer_release_takes_the_bundles_place_when_its_repository_is_given(own_repository: Path):
    write_repository(own_repository, "admin_0_countries", view_layer(["KAZ", "KOS", "SAH"]), scale="110m")
    assert list(load_countries("110m", "natural-earth").index) == ["ESH", "KAZ", "XKX"]


@pytest.mark.parametrize("codes", [["IND", "PAK", "PAK"], ["KOS", "XKX"], ["KOS", "KOS"]])
def test_a_doubled_code_is_refused(codes: list[str], own_repository: Path):
    write_repository(own_repository, "admin_0_countries_pak", view_layer(codes))
    with pytest.raises(FaultyDataError, match="twice, expected each code once"):
        load_countries("10m", "pak")


def test_a_layer_without_the_columns_is_refused(own_repository: Path):
    write_repository(own_repository, "admin_0_countries_chn", view_layer(["CHN"]).drop(columns="ISO_A2_EH"))
    with pytest.raises(FaultyDataError, match="no column ISO_A2_EH"):
        load_countries("10m", "chn")


def test_a_correction_fails_when_upstream_has_changed(own_repository: Path):
    raw = read_layer("admin_0_countries", scale="110m", repository=BUNDLE)
    raw.loc[raw.ADM0_A3 == "MKD", "NAME"] = "Northern Macedonia"
    write_repository(own_repository, "admin_0_countries", raw, scale="110m")
    with pytest.raises(FaultyDataError, match=r"fixes\.csv:\d+: found 'Northern Macedonia', expected 'Macedonia'"):
        load_countries("110m")


def test_every_correction_finds_its_value_at_some_scale():
    raw = {
        (row.ADM0_A3, row.NAME) for scale in SCALES for row in read_layer("admin_0_countries", scale=scale).itertuples()
    }
    rows = [line.split(",") for line in FIXES.read_text(encoding="utf-8").splitlines()[1:]]
    bundle = {(code, expected) for data, code, column, expected, *_ in rows if data == "bundle"}
    assert len(bundle) > 30
    assert bundle <= raw


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


def test_every_view_is_told_in_every_language_with_sources():
    views = worldviews()
    assert list(views)[:2] == BUNDLED_VIEWS
    for view in views.values():
        assert set(view.label) == set(LANGUAGES)
        assert set(view.note) == set(DEFAULT_LANGUAGES)
        assert set(view.sources) <= set(border_sources())
        assert (view.layer == "") == (view.id in BUNDLED_VIEWS)
        assert view.layer in ("", f"admin_0_countries_{view.id}")


def test_every_move_belongs_to_a_view_and_gives_its_reason():
    moves = read_rows(BORDERS / "worldviews.csv", Move)
    assert moves
    for row in moves:
        assert worldviews()[row.view].layer == ""
        assert set(row.note) == set(DEFAULT_LANGUAGES)
        assert set(row.sources) <= set(border_sources())


def test_a_faulty_table_is_told_by_file_and_line(tmp_path: Path):
    table = tmp_path / "views.csv"
    table.write_text("id,label_en,sources\nun,United Nations,unga-68-262\nUn,,unga-68-262\n", encoding="utf-8")
    with pytest.raises(FaultyDataError, match=r"views\.csv:3"):
        read_rows(table, Worldview)


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
