"""Units of layers that a reader fetched, and corrections that fail when data change."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
from shapely.geometry import box

from geo.errors import FaultyDataError, MissingLayerError
from geo.world.countries import load_countries
from geo.world.natural_earth import BUNDLE, REPOSITORY_VARIABLE, SCALES, read_layer
from geo.world.units import FIXES
from tests.worlds import write_repository


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
