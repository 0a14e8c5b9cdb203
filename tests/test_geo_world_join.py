"""A person's table joined to the countries: codes and names of all kinds, and every row accounted for."""

from __future__ import annotations

import subprocess
import sys

import geopandas
import pandas
import pytest
from shapely.geometry import box

from geo import join_countries
from geo.errors import MisuseError
from geo.reading.country_names import codes_meant
from geo.world.join import JoinedCountries

KAZAKHSTAN = [
    "KAZ",
    "kz",
    398,
    398.0,
    "398",
    "Kazakhstan",
    "Казахстан",
    "哈萨克斯坦",
    "Kasachstan",
    "قزاقستان",
    " KAZAKHSTAN ",
]
CODES = ["KAZ", "COD", "COG", "KOR", "PRK", "XKX", "TUR"]


def world(codes: list[str] = CODES) -> geopandas.GeoDataFrame:
    """Return invented countries, one square each, named after their codes."""
    squares = [box(number, 0, number + 1, 1) for number in range(len(codes))]
    index = pandas.Index(codes, name="code")
    return geopandas.GeoDataFrame({"name": [f"Land {code}" for code in codes]}, index=index, geometry=squares, crs=4326)


def joined(values: list[object], **more: object) -> JoinedCountries:
    return join_countries(
        pandas.DataFrame({"land": pandas.Series(values, dtype=object)} | more), on="land", countries=world()
    )


@pytest.mark.parametrize("value", KAZAKHSTAN)
def test_a_code_of_any_form_and_a_name_in_any_language_is_the_country(value: object):
    assert codes_meant(value) == ("KAZ",)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("UK", "GBR"),
        ("EL", "GRC"),
        ("XK", "XKX"),
        ("Kosovo", "XKX"),
        ("004", "AFG"),
        (4, "AFG"),
        ("Côte d’Ivoire", "CIV"),
        ("cote d'ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Türkiye", "TUR"),
        ("TURKEY", "TUR"),
        ("Czechia", "CZE"),
        ("Czech Republic", "CZE"),
        ("Korea, Republic of", "KOR"),
        ("Gambia, The", "GMB"),
        ("Bosnia and Herzegovina", "BIH"),
        ("São Tomé & Príncipe", "STP"),
        ("Niger", "NER"),
        ("Dominica", "DMA"),
        ("Palestine", "PSE"),
        ("فلسطين", "PSE"),
        ("السعودية", "SAU"),
        ("США", "USA"),
    ],
)
def test_other_ways_to_write_a_country_are_known(value: object, code: str):
    assert codes_meant(value) == (code,)


@pytest.mark.parametrize("value", [True, 999, 1.5, -4, float("inf"), "", "  ", "886", ["KAZ"], "Atlantis"])
def test_what_is_no_country_means_none(value: object):
    assert codes_meant(value) == ()


@pytest.mark.parametrize(("value", "codes"), [("Congo", ["COD", "COG"]), ("korea", ["KOR", "PRK"])])
def test_a_shared_name_is_left_with_every_country_it_may_mean(value: str, codes: list[str]):
    result = joined([value])
    assert len(result.frame) == 0
    assert all(code in result.unmatched.near.iloc[0] for code in codes)
    assert "write the code" in result.unmatched.reason.iloc[0]


def test_columns_dtypes_index_and_order_are_kept_and_every_row_is_somewhere():
    table = pandas.DataFrame(
        {"land": ["TR", "Congo", "KAZ", "KAZ", None], "year": pandas.array([1, 2, 3, None, 5], dtype="Int16")},
        index=["a", "b", "c", "c", "d"],
    )
    before = table.copy()
    result = join_countries(table, on="land", countries=world())
    pandas.testing.assert_frame_equal(table, before)
    assert list(result.frame.columns) == ["land", "year", "code", "name", "geometry"]
    assert list(result.frame.index) == ["a", "c", "c"]
    assert list(result.frame.code) == ["TUR", "KAZ", "KAZ"]
    assert list(result.frame.name) == ["Land TUR", "Land KAZ", "Land KAZ"]
    assert result.frame.dtypes["year"] == "Int16" and result.frame.dtypes["land"] == table.dtypes["land"]
    assert result.frame.geometry.iloc[0].equals(box(6, 0, 7, 1)) and result.frame.crs == "EPSG:4326"
    assert list(result.unmatched.index) == ["b", "d"]
    assert list(result.unmatched.columns) == ["value", "near", "reason"]
    assert "keep_default_na=False" in result.unmatched.reason["d"]
    assert repr(result) == "2 of 5 rows did not match: 'Congo', no value"


def test_a_column_of_the_table_is_never_overwritten():
    table = pandas.DataFrame({"code": [398], "name": ["mine"]})
    frame = join_countries(table, on="code", countries=world()).frame
    assert list(frame.columns) == ["code", "name", "country_code", "country_name", "geometry"]
    assert frame.iloc[0, :4].tolist() == [398, "mine", "KAZ", "Land KAZ"]
    with pytest.raises(MisuseError, match="already has columns 'code' and 'country_code'"):
        join_countries(table.assign(country_code=""), on="code", countries=world())


def test_a_misspelt_name_is_told_with_what_is_near():
    result = joined(["Kazzakhstan", "Казахстн", "TUR"])
    assert list(result.unmatched.near) == ["did you mean KAZ?", "did you mean KAZ?"]
    assert list(result.unmatched.reason) == ["no country of this code or name"] * 2
    assert repr(result) == "2 of 3 rows did not match: 'Kazzakhstan', 'Казахстн'"
    assert repr(joined(["TUR"])) == "all of 1 rows matched"


def test_a_country_that_the_frame_lacks_is_told():
    unmatched = join_countries(pandas.DataFrame({"c": ["Tuvalu", "KZ"]}), on="c").unmatched
    assert list(unmatched["value"]) == ["Tuvalu"]
    assert unmatched.reason[0] == "TUV has no row of its own in the countries at 50m, worldview 'un'"


def test_an_empty_table_gives_an_empty_result():
    result = join_countries(
        pandas.DataFrame({"c": [], "n": pandas.Series([], dtype="int8")}), on="c", countries=world()
    )
    assert len(result.frame) == len(result.unmatched) == 0
    assert list(result.frame.columns) == ["c", "n", "code", "name", "geometry"]
    assert result.frame.dtypes["n"] == "int8" and result.frame.crs == "EPSG:4326"


def test_countries_of_another_crs_are_brought_home():
    moved = join_countries(pandas.DataFrame({"c": ["KAZ"]}), on="c", countries=world().to_crs(3857)).frame
    assert moved.crs == "EPSG:4326"
    assert moved.geometry.iloc[0].bounds == pytest.approx((0, 0, 1, 1))


@pytest.mark.parametrize(
    ("table", "on", "countries", "message"),
    [
        ([1], "land", None, r"\[1\] is no table; expected a pandas DataFrame"),
        (pandas.DataFrame({"country": []}), "contry", None, "'contry' is not a column .* did you mean 'country'"),
        (pandas.DataFrame({"c": []}), ["c"], None, r"\['c'\] is not a column"),
        (pandas.DataFrame({3: []}), "3", None, "give it as it is there"),
        (pandas.DataFrame([["a", "b"]], columns=["c", "c"]), "c", None, "'c' is there twice"),
        (pandas.DataFrame({"c": [], "geometry": []}), "c", None, "rename or drop it"),
        (pandas.DataFrame({"c": []}), "c", world().drop(columns="name"), "as geo.load_countries gives"),
        (pandas.DataFrame({"c": []}), "c", world().set_crs(None, allow_override=True), "has no CRS"),
        (pandas.DataFrame({"c": []}), "c", world(["KAZ", "KAZ"]), "there twice"),
    ],
)
def test_misuse_is_one_clear_line(table: object, on: object, countries: object, message: str):
    with pytest.raises(MisuseError, match=message) as caught:
        join_countries(table, on=on, countries=countries)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_reading_all_languages_leaves_those_of_the_maps_whole():
    # In a process of its own: what Babel has read before hides the fault.
    code = (
        "from geo.reading.country_names import names; names()\n"
        "from geo.model.dates import as_date\n"
        "from geo.model.locale import date_text, list_text\n"
        "print(list_text(['a', 'b'], 'en'), date_text(as_date('2024-07-04'), 'zh'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "a and b 2024年7月4日"
