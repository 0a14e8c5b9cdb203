"""What a person probably meant is offered, and nothing where nothing is near."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.suggestions import is_country_code, iso_codes, suggest_date, suggest_id, suggest_number


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("04.07.2024", "write 2024-07-04"),
        ("4.7.24", "write 2024-07-04"),
        ("2024/7/4", "write 2024-07-04"),
        ("2024-7-4", "write 2024-07-04"),
        ("7/4/2024", "write 2024-07-04 or 2024-04-07"),
        ("4/4/2024", "write 2024-04-04"),
        ("13/4/2024", "write 2024-04-13"),
        ("4-7-2024", "write 2024-07-04"),
        ("45477", "a spreadsheet's day number? write 2024-07-04"),
        ("2024-02-30", "there is no such day"),
        ("31.02.2024", "there is no such day"),
        ("July 2024", ""),
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
        ("5 km", "write digits with a decimal point, without unit"),
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
