"""Disputes: told in three languages with sources, drawn with the countries' own vertices or else as points."""

from __future__ import annotations

from pathlib import Path

import cartopy
import geopandas
import pytest
import shapely
from pydantic import ValidationError
from shapely.geometry import MultiPolygon, Point, box

import geo.world.disputes
from geo.errors import FaultyDataError, MissingLayerError, MisuseError
from geo.geodesy.locate import country_of_point
from geo.model.fields import DEFAULT_LANGUAGES, LANGUAGES
from geo.prepared import OFF, VARIABLE
from geo.world.border_views import BORDERS, Move, border_sources, read_rows, worldviews
from geo.world.countries import load_countries
from geo.world.disputes import COLUMNS, DISPUTED_LAYERS, DisputeRecord, dispute_records, left_open, load_disputes
from geo.world.natural_earth import BUNDLE, REPOSITORY_VARIABLE, SCALES
from geo.world.un_areas import un_areas
from geo.world.units import country_shapes
from geo.world.waters import named_waters
from tests.areas import area_km2
from tests.worlds import write_repository

# The areas that the United Nations keep apart, with what UN Geodata says of their size in km², rounded.
UN_AREAS = {
    "jammu-kashmir": 105_800,
    "azad-kashmir": 78_600,
    "siachen": 2_200,
    "aksai-chin": 31_500,
    "arunachal-pradesh": 68_300,
    "halaib": 17_400,
    "bir-tawil": 2_000,
    "ilemi": 2_900,
    "golan": 1_110,
}
AREAS_110M = {"taiwan", "crimea", "northern-cyprus", "kosovo", "western-sahara", "palestine", "somaliland"}
AREAS = {"110m": AREAS_110M, "50m": AREAS_110M | {"southern-kurils"}}
AREAS["10m"] = AREAS["50m"]
NEVER_DRAWN = {"law", "policy"}
NEVER_HATCHED = {"settled", "exclave", "lease", "boundary", *NEVER_DRAWN}


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let nobody's own cache of Natural Earth change what is drawn."""
    monkeypatch.setitem(cartopy.config, "data_dir", tmp_path / "cache")
    monkeypatch.setitem(cartopy.config, "pre_existing_data_dir", tmp_path / "none")
    monkeypatch.delenv(REPOSITORY_VARIABLE, raising=False)
    return tmp_path / "cache"


def vertices(shape: object) -> set[tuple[float, float]]:
    return set(map(tuple, shapely.get_coordinates(shape).tolist()))


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("view", ["un", "natural-earth"])
def test_the_frame_is_as_promised(scale: str, view: str):
    frame = load_disputes(scale, view)
    assert frame.index.name == "id"
    assert frame.index.is_unique
    assert list(frame.columns) == [*COLUMNS, "drawn", "geometry"]
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.is_valid.all()
    assert set(frame.index[frame.drawn == "area"]) == AREAS[scale] | set(UN_AREAS)
    polygons = frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    assert (polygons == (frame.drawn == "area")).all()
    assert (frame.geometry.geom_type[~polygons] == "Point").all()


def test_laws_and_policies_are_kept_off_the_map():
    drawn = set(load_disputes().index)
    assert drawn == {record.id for record in dispute_records() if record.type not in NEVER_DRAWN}


@pytest.mark.parametrize("scale", SCALES)
def test_what_is_settled_is_a_point_with_its_type(scale: str):
    frame = load_disputes(scale)
    assert set(frame.drawn[frame["type"].isin(NEVER_HATCHED)]) == {"point"}
    assert set(frame["type"][["kyrgyz-tajik-border", "nagorno-karabakh"]]) == {"settled"}


@pytest.mark.parametrize("scale", SCALES)
def test_areas_have_the_vertices_of_the_countries(scale: str):
    frame = load_disputes(scale)
    # Both views, for a border that one does away with the other still has.
    known = {xy for view in ("un", "natural-earth") for xy in vertices(load_countries(scale, view).geometry.array)}
    for key in AREAS[scale]:
        assert vertices(frame.geometry[key]) <= known, key


@pytest.mark.parametrize(("scale", "tolerance"), [("110m", 0.1), ("50m", 0.05), ("10m", 0.05)])
def test_areas_have_the_published_size(scale: str, tolerance: float):
    frame = load_disputes(scale)
    # In km², rounded: Crimea with Sevastopol, the island of Taiwan with its smaller ones, Kosovo, Western Sahara.
    published = {"crimea": 27_000, "taiwan": 36_000, "kosovo": 10_900, "western-sahara": 266_000}
    for key, km2 in published.items():
        assert area_km2(frame.geometry[key]) == pytest.approx(km2, rel=tolerance), key


@pytest.mark.parametrize("scale", ["50m", "10m"])
def test_an_area_of_islands_holds_those_within_its_bounds(scale: str):
    islands = load_disputes(scale).geometry["southern-kurils"]
    # The four are published with some 5,000 km² together; Iturup is the largest, Urup north of it is not disputed.
    assert area_km2(islands) == pytest.approx(5_000, rel=0.06)
    assert islands.contains(Point(147.9, 45.0))
    assert not islands.intersects(box(149.2, 45.6, 151, 46.5))


def test_the_peninsula_is_hatched_whoever_a_view_gives_it_to():
    shapes = {view: load_disputes("50m", view).geometry["crimea"] for view in ("un", "natural-earth")}
    assert shapes["un"].equals(shapes["natural-earth"])
    assert load_countries("50m", "un").geometry["UKR"].covers(shapes["un"])
    assert load_countries("50m", "natural-earth").geometry["RUS"].covers(shapes["un"])


@pytest.mark.parametrize("scale", SCALES)
def test_what_the_united_nations_keep_apart_has_their_shape_and_holds_its_point(scale: str):
    frame = load_disputes(scale)
    for key, km2 in UN_AREAS.items():
        (record,) = (record for record in dispute_records() if record.id == key)
        own = shapely.union_all([un_areas()[code] for code in record.units])
        assert area_km2(own) == pytest.approx(km2, rel=0.03), key
        # What it cuts off from its states is drawn with it: borders of two sources run a little beside each other.
        assert area_km2(own) <= area_km2(frame.geometry[key]) + 2 < 1.05 * area_km2(own) + 2, key
        assert frame.geometry[key].contains(Point(frame.lon[key], frame.lat[key])), key


def test_the_parts_of_kashmir_are_the_whole_and_do_not_overlap():
    areas = un_areas()
    parts = [areas[code] for code in ("XKI", "XKP", "XKS")]
    assert area_km2(shapely.union_all(parts)) == pytest.approx(186_500, rel=0.002)
    assert sum(map(area_km2, parts)) == pytest.approx(area_km2(areas["XJK"]), rel=0.001)


def test_the_line_of_control_runs_from_the_plain_to_the_last_agreed_point():
    line = un_areas()["LOC"]
    west, south, east, north = line.bounds
    # Sangam in the south, the grid point NJ9842 in the north.
    assert (south, north) == pytest.approx((32.6, 35.1), abs=0.15)
    assert (west, east) == pytest.approx((73.8, 77.0), abs=0.2)
    # It is published with 740 km; a line at 1:10m cuts its bends.
    assert 500 < geopandas.GeoSeries([line], crs="EPSG:4326").to_crs("EPSG:32643").length[0] / 1000 < 760


def test_only_the_view_of_the_united_nations_leaves_them_to_nobody():
    assert left_open("un") == set(UN_AREAS)
    assert left_open("natural-earth") == frozenset()


def test_the_occupied_north_includes_the_buffer_zone_where_the_scale_has_it():
    fine, coarse = (load_disputes(scale).geometry["northern-cyprus"] for scale in ("10m", "50m"))
    units = load_countries("10m", "natural-earth").geometry
    assert area_km2(fine) == pytest.approx(area_km2(units["CYN"]) + area_km2(units["CNM"]), rel=1e-6)
    assert area_km2(coarse) == pytest.approx(area_km2(units["CYN"]), rel=0.1)


@pytest.mark.parametrize(("scale", "view"), [("25m", "un"), ("50m", "onu")])
def test_misuse_is_told(scale: str, view: str):
    with pytest.raises(MisuseError):
        load_disputes(scale, view)


def test_shapes_come_from_natural_earths_own_layer_where_it_is_at_hand(no_cache: Path):
    shape = box(40, 42, 42, 44)
    layer = geopandas.GeoDataFrame({"NAME": ["Abkhazia"]}, geometry=[shape], crs="EPSG:4326")
    write_repository(no_cache, "admin_0_disputed_areas", layer)
    fine = load_disputes("10m")
    assert fine.drawn["abkhazia"] == "area"
    assert fine.geometry["abkhazia"].equals(shape)
    assert fine.drawn["south-ossetia"] == "point"
    assert load_disputes("50m").drawn["abkhazia"] == "point"


def test_the_layer_does_not_bring_back_what_is_settled(no_cache: Path):
    everywhere = geopandas.GeoDataFrame({"NAME": ["All"]}, geometry=[box(-180, -90, 180, 90)], crs="EPSG:4326")
    write_repository(no_cache, "admin_0_disputed_areas", everywhere)
    frame = load_disputes("10m")
    assert set(frame.drawn[frame["type"].isin(NEVER_HATCHED)]) == {"point"}
    assert frame.geometry["crimea"].area < 10


def _record(**changes: object) -> DisputeRecord:
    values: dict[str, object] = {
        "id": "test",
        "name": {"en": "Test"},
        "type": "territory",
        "lat": 45.2,
        "lon": 34.2,
        "draw": "area",
        "units": "RUS",
        "sources": ("unga-68-262",),
        "line": 9,
    }
    return DisputeRecord.model_validate(values | changes)


@pytest.mark.parametrize(
    "changes",
    [{"lon": -30.0}, {"units": "KAZ"}, {"units": "ZZZ"}, {"within": "0 0 1 1"}, {"lon": -30.0, "whole": "yes"}],
)
def test_an_area_that_is_no_longer_there_is_at_fault(changes: dict[str, object], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, OFF)
    monkeypatch.setattr(geo.world.disputes, "dispute_records", lambda: (_record(**changes),))
    with pytest.raises(FaultyDataError, match=r"disputes\.csv:9: found no such part at 110m by"):
        load_disputes("110m")


def test_an_area_may_be_a_part_parts_or_a_whole_unit(monkeypatch: pytest.MonkeyPatch):
    kept = load_countries("110m", "natural-earth").geometry["RUS"]
    monkeypatch.setenv(VARIABLE, OFF)
    records = (_record(id="part"), _record(id="whole", whole="yes"), _record(id="parts", within="-180 60 -160 75"))
    monkeypatch.setattr(geo.world.disputes, "dispute_records", lambda: records)
    frame = load_disputes("110m")
    assert frame.geometry["whole"].equals(kept)
    assert frame.geometry["part"].bounds == pytest.approx((32.5, 44.4, 36.5, 46.2), abs=0.1)
    assert isinstance(frame.geometry["parts"], MultiPolygon)
    assert frame.geometry["parts"].bounds[2] <= -160


@pytest.mark.parametrize(
    "changes",
    [{"type": "quarrel"}, {"draw": "maybe"}, {"lat": 91}, {"units": "russia"}, {"within": "1 2 3"}, {"sources": ()}],
)
def test_a_record_refuses_what_it_cannot_mean(changes: dict[str, object]):
    with pytest.raises(ValidationError):
        _record(**changes)


def test_every_record_is_told_in_every_language():
    for record in dispute_records():
        texts = {"name": record.name, "note": record.note}
        if record.type not in NEVER_DRAWN:
            texts |= {"administered_by": record.administered_by, "claimed_by": record.claimed_by}
        if record.type == "law":
            texts["law"] = record.law
        for field, words in texts.items():
            wanted = LANGUAGES if field == "name" and record.type not in NEVER_DRAWN else DEFAULT_LANGUAGES
            assert set(words) == set(wanted), f"{record.id} {field}"


def test_texts_keep_to_their_script():
    for record in dispute_records():
        for words in (record.name, record.note, record.administered_by, record.claimed_by):
            if words:
                assert any("а" <= char.lower() <= "я" for char in words["ru"]) or "Natural Earth" in words["ru"]
                assert any("\u4e00" <= char <= "\u9fff" for char in words["zh"])
                assert not any("\u0400" <= char <= "\u04ff" or char >= "\u4e00" for char in words["en"])


@pytest.mark.parametrize(
    ("key", "parties", "administered", "claimed"),
    [
        ("transnistria", ("MDA", "RUS"), "its own authorities, with Russian troops", "Moldova"),
        ("halaib", ("EGY", "SDN"), "Egypt", "Sudan"),
        ("bir-tawil", ("EGY", "SDN"), "nobody", "nobody"),
        ("preah-vihear", ("KHM", "THA"), "Cambodia, the temple", "Thailand, land around it"),
        ("sir-creek", ("IND", "PAK"), "no agreed line", "India; Pakistan"),
        ("junagadh", ("IND", "PAK"), "India", "Pakistan"),
        ("doklam", ("BTN", "CHN"), "China, for the most part", "Bhutan, which India backs"),
    ],
)
def test_both_sides_of_a_dispute_are_told(key: str, parties: tuple[str, ...], administered: str, claimed: str):
    (record,) = (record for record in dispute_records() if record.id == key)
    assert record.parties == parties
    assert (record.administered_by["en"], record.claimed_by["en"]) == (administered, claimed)


def test_what_is_disputed_by_bhutan_is_doklam_and_not_the_chumbi_valley():
    (record,) = (record for record in dispute_records() if record.id == "bhutan-north-west")
    assert record.name == {
        "en": "North-west Bhutan and Doklam",
        "ru": "Северо-запад Бутана и Доклам",
        "zh": "不丹西北部与洞朗地区",
        "fr": "Nord-ouest du Bhoutan et Doklam",
        "es": "Noroeste de Bután y Doklam",
        "ar": "شمال غرب بوتان ودوكلام",
    }


def test_the_view_says_that_it_is_no_map_of_the_united_nations():
    view = worldviews()["un"]
    assert view.label["en"] == "After UN resolutions, not a UN map"
    assert "Jammu and Kashmir" in view.note["en"] and "Golan" in view.note["en"]
    (taiwan,) = (record for record in dispute_records() if record.id == "taiwan")
    assert "2758" in taiwan.note["en"]


def test_every_source_is_known_and_used():
    used = {key for record in dispute_records() for key in record.sources}
    used |= {key for view in worldviews().values() for key in view.sources}
    used |= {key for row in read_rows(BORDERS / "worldviews.csv", Move) for key in row.sources}
    used |= {key for sea in named_waters() for key in sea.sources}
    assert used == set(border_sources())


def test_the_law_of_maps_travels_with_the_dispute():
    frame = load_disputes()
    law = frame.law["aksai-chin"]
    assert law["en"].startswith("India: ")
    assert "China: " in law["en"]
    assert "Китай: " in law["ru"]
    assert "中国：" in law["zh"]
    assert frame.law["kosovo"] == {}
    known = {record.id for record in dispute_records() if record.type == "law"}
    assert {key for record in dispute_records() for key in record.laws} == known


def test_points_lie_where_their_parties_are():
    countries = dict(country_shapes("10m", "un"))
    for record in dispute_records():
        if record.type in {"maritime", "policy"} or record.id == "siachen":
            continue
        code = country_of_point(record.lon, record.lat, countries, tolerance_km=30)
        assert code in {*record.parties, *record.units}, (record.id, code)


@pytest.mark.parametrize("suffix", [".shp", ".shx", ".dbf"])
def test_a_damaged_layer_in_an_old_cache_is_told(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(cartopy.config, "data_dir", tmp_path)
    there = tmp_path / "shapefiles" / "natural_earth" / "cultural"
    there.mkdir(parents=True)
    bundled = BUNDLE / there.relative_to(tmp_path) / "ne_50m_admin_0_countries.shp"
    for ending in (".shp", ".shx", ".dbf"):
        content = bundled.with_suffix(ending).read_bytes()
        cut = content[: len(content) // 3] if ending == suffix else content
        (there / f"ne_50m_{DISPUTED_LAYERS['50m']}{ending}").write_bytes(cut)
    with pytest.raises(MissingLayerError, match=r"breakaway_disputed_areas.* blocmap fetch"):
        load_disputes("50m")
    for path in there.iterdir():
        path.unlink()
    assert "area" in set(load_disputes("50m").drawn)
