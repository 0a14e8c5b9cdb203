"""Names, dates and numbers, against what CLDR publishes."""

import pytest

from geo.model.dates import PartialDate
from geo.model.locale import (
    country_name,
    country_text,
    date_text,
    fine_number_text,
    list_text,
    number_text,
    pick,
    plural_form,
)


@pytest.mark.parametrize(("language", "name"), [("en", "Kyrgyzstan"), ("ru", "Киргизия"), ("zh", "吉尔吉斯斯坦")])
def test_country_in_each_language(language, name):
    assert country_name("KG", language) == name


def test_unit_without_code_keeps_its_own_name():
    assert country_name(None, "ru") is None
    assert country_text(None, "Siachen Glacier") == {"en": "Siachen Glacier"}


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2024-07-04", "en", "4 July 2024"),
        ("2024-07", "en", "July 2024"),
        ("2024", "en", "2024"),
        ("2024-07-04", "zh", "2024年7月4日"),
        ("2024-07", "zh", "2024年7月"),
    ],
)
def test_dates_are_written_as_far_as_known(text, language, written):
    assert date_text(PartialDate.parse(text), language) == written


def test_russian_date_has_the_month_in_the_genitive():
    assert date_text(PartialDate.parse("2024-07-04"), "ru").startswith("4 июля 2024")


def test_numbers_and_lists():
    assert number_text(532.53, "en") == "532.53"
    assert number_text(532.53, "ru") == "532,53"
    assert number_text(1234567, "en") == "1,234,567"
    assert list_text(["India", "Pakistan"], "en") == "India and Pakistan"
    assert list_text(["印度", "巴基斯坦"], "zh") == "印度和巴基斯坦"


def test_fallback_and_plurals():
    assert pick({"en": "route"}, "zh") == "route"
    assert pick({}, "zh") == ""
    assert [plural_form(n, "ru") for n in (1, 2, 5, 21)] == ["one", "few", "many", "one"]
    assert [plural_form(n, "en") for n in (1, 2)] == ["one", "other"]


def test_very_large_numbers_are_written_too():
    assert number_text(2.0**63, "en") == "9,223,372,036,854,776,000"
    assert fine_number_text(1e308, "en") == "1E308"
