"""What a person probably meant is offered, and nothing where nothing is near."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.suggestions import is_country_code, iso_codes, plain_date, suggest_date, suggest_id, suggest_number


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("04.07.2024", "write 2024-07-04"),
        ("4.7.24", "write 2024-07-04"),
        ("2024/7/4", "write 2024-07-04"),
        ("2024-7-4", "write 2024-07-04"),
        ("7/4/2024", "write 2024-07-04 or 2024-04-07"),
        ("07/04/2024", "write 2024-07-04 or 2024-04-07"),
        ("4/4/2024", "write 2024-04-04"),
        ("13/4/2024", "write 2024-04-13"),
        ("4-7-2024", "write 2024-07-04"),
        ("45477", "a spreadsheet's day number? write 2024-07-04"),
        ("2024-02-30", "there is no such day"),
        ("31.02.2024", "there is no such day"),
        ("July 2024", ""),
        ("15-Jun-01", "write 2001-06-15 or 1901-06-15"),
        ("Jun-01", "write 2001-06 or 1901-06"),
        ("present", "leave it empty"),
        ("Present", "leave it empty"),
        ("n/a", "leave it empty"),
        ("-", "leave it empty"),
        ("15-Foo-01", ""),
        ("", ""),
    ],
)
def test_dates_as_spreadsheets_write_them(text: str, advice: str) -> None:
    assert suggest_date(text) == advice


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("42,87", "write 42.87, with a decimal point"),
        ("-0,5", "write -0.5, with a decimal point"),
        ("1 234", "write 1234, without marks between the digits"),
        ("1\u202f234.5", "write 1234.5, without marks between the digits"),
        ("8,000,000,000", "write 8000000000, without marks between the digits"),
        ("42°52'N", "write decimal degrees: 42.8667"),
        ("74°35′30″W", "write decimal degrees: -74.5917"),
        ("42.87 S", "write decimal degrees: -42.87"),
        ("about 5", "write digits with a decimal point, without unit"),
        ("5 km", "write 5, without unit"),
    ],
)
def test_numbers_as_people_write_them(text: str, advice: str) -> None:
    assert suggest_number(text) == advice


def test_the_codes_are_those_of_the_standard() -> None:
    codes = iso_codes()
    # Retired codes share an alpha-2 code with their successor in CLDR's table: the successor must be the one here.
    assert {code: codes[code] for code in ("MMR", "DEU", "COD", "FRA", "TLS", "YEM", "ROU", "KGZ", "TWN")} == {
        "MMR": "MM", "DEU": "DE", "COD": "CD", "FRA": "FR", "TLS": "TL", "YEM": "YE", "ROU": "RO", "KGZ": "KG",
        "TWN": "TW",
    }  # fmt: skip
    assert len(set(codes.values())) == len(codes)
    assert all(re.fullmatch("[A-Z]{3}", code) and re.fullmatch("[A-Z]{2}", short) for code, short in codes.items())
    assert set(codes.values()) <= set(Locale("en").territories), "each has a name"
    # ISO 3166-1 has 249 entries; CLDR adds four exceptional reservations: Ascension, Clipperton, Diego Garcia, Tristan.
    assert len(codes) == 249 + 4


@pytest.mark.parametrize(
    ("code", "known"), [("KGZ", True), ("XKX", True), ("BUR", False), ("GRE", False), ("ZZZ", False)]
)
def test_codes_left_to_users_count_as_codes(code: str, known: bool) -> None:
    assert is_country_code(code) is known


@pytest.mark.parametrize(
    ("text", "advice"), [("New Delhi", "write 'new-delhi'"), ("Ürümqi", "write 'urumqi'"), ("北京", "")]
)
def test_ids_are_made_of_names(text: str, advice: str) -> None:
    assert suggest_id(text) == advice


@given(st.text(max_size=30))
def test_whatever_is_written_advice_is_one_line(text: str) -> None:
    for suggest in (suggest_date, suggest_number, suggest_id):
        assert len(suggest(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2001-06-15 00:00:00", "2001-06-15"),
        ("2001-06-15T00:00:00.000", "2001-06-15"),
        ("2001-06-15 00:00", "2001-06-15"),
        ("15-Jun-2001", "2001-06-15"),
        ("5 June 2001", "2001-06-05"),
        ("Jun 2001", "2001-06"),
        ("June 2001", "2001-06"),
        ("Sept. 2001", "2001-09"),
        ("31-Feb-2001", "2001-02-31"),  # which is refused as a date
        ("2001-06-15 12:30:00", "2001-06-15 12:30:00"),
        ("15-Jun-01", "15-Jun-01"),
        ("15.06.2001", "15.06.2001"),
        ("Foo 2001", "Foo 2001"),
        ("2001", "2001"),
        ("", ""),
    ],
)
def test_dates_of_spreadsheets_are_read_where_they_are_certain(text: str, plain: str) -> None:
    assert plain_date(text) == plain
