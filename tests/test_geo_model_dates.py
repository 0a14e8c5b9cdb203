"""Half-known dates are as precise as they were written, and spans hold up to, not including, their end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import MisuseError
from geo.model.dates import DATE_FORMS, PartialDate, as_date, day_before, holds_on, parse_day

PARTIAL = st.dates(min_value=date(1, 1, 1)).flatmap(
    lambda day: st.sampled_from([f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}", day.isoformat()])
)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024-07-04", "day", date(2024, 7, 4), date(2024, 7, 4)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("2009", "year", date(2009, 1, 1), date(2009, 12, 31)),
        (" 2009 ", "year", date(2009, 1, 1), date(2009, 12, 31)),
    ],
)
def test_a_date_means_all_the_days_it_may_be(text: str, precision: str, first: date, last: date) -> None:
    when = PartialDate.parse(text)
    assert (when.precision, when.first_day, when.last_day) == (precision, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-7-4", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "0000", "2024-07-04T00", "04.07.2024",
     "-2024", "2024-07-4", "２０２４", "2024-", "2024 07"],
)  # fmt: skip
def test_anything_else_is_refused_with_the_forms_that_are_right(text: str) -> None:
    with pytest.raises(ValueError, match=DATE_FORMS):
        PartialDate.parse(text)


@given(PARTIAL)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@given(PARTIAL, PARTIAL)
def test_order_is_total_and_agrees_with_the_first_days(one: str, two: str) -> None:
    a, b = PartialDate.parse(one), PartialDate.parse(two)
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a <= b) == (not b < a)
    if a.first_day < b.first_day:
        assert a < b


def test_the_vaguer_of_two_dates_on_one_first_day_goes_first() -> None:
    dates = [PartialDate.parse(text) for text in ("2024-01-01", "2024-01", "2024", "2023-12-31")]
    assert [str(when) for when in sorted(dates)] == ["2023-12-31", "2024", "2024-01", "2024-01-01"]


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        ("2024-07-04", None, date(2024, 7, 3), False),
        ("2024-07-04", None, date(2024, 7, 4), True),
        ("2005", "2017-06-09", date(2017, 6, 8), True),
        ("2005", "2017-06-09", date(2017, 6, 9), False),
        ("2005", "2017", date(2016, 12, 31), True),
        ("2005", "2017", date(2017, 1, 1), False),
        (None, "2017", date(1900, 1, 1), True),
        (None, None, date(2024, 1, 1), True),
    ],
)
def test_a_span_holds_its_first_day_and_not_its_end(since: str, until: str, day: date, holds: bool) -> None:
    begin, end = (PartialDate.parse(text) if text else None for text in (since, until))
    assert holds_on(begin, end, day) is holds


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-07-04", date(2024, 7, 4)), ("2024-02", date(2024, 2, 29)), ("2024", date(2024, 12, 31))],
)
def test_a_map_of_a_year_shows_all_of_it(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "given",
    [date(2024, 7, 4), datetime(2024, 7, 4, 23), datetime(2024, 7, 4, tzinfo=UTC), pd.Timestamp("2024-07-04 12:00")],
)
def test_a_day_is_taken_as_python_and_pandas_have_it(given: date) -> None:
    day = parse_day(given)
    assert (day, type(day)) == (date(2024, 7, 4), date)


@pytest.mark.parametrize("given", ["tomorrow", "", "04.07.2024", 2024, 2024.5, None, pd.NaT, ["2024"], b"2024", True])
def test_a_day_that_is_none_is_misuse_in_one_line(given: object) -> None:
    with pytest.raises(MisuseError) as caught:
        parse_day(given)  # type: ignore[arg-type]  # what a caller without a type checker may do
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{given!r} is not a date; expected a date as 2024-07-04")
    assert "datetime or pandas Timestamp" in line


@given(st.dates(min_value=date(1, 1, 2)))
def test_day_before(day: date) -> None:
    assert day_before(day) + timedelta(days=1) == day


@pytest.mark.parametrize(
    ("value", "text"),
    [("2024-07", "2024-07"), (2024, "2024"), (987, "0987"), (date(2024, 7, 4), "2024-07-04"),
     (PartialDate(2024, 7), "2024-07")],
)  # fmt: skip
def test_what_toml_holds_for_a_date(value: object, text: str) -> None:
    assert str(as_date(value)) == text


@pytest.mark.parametrize("value", [True, -5, 12345, 2024.5, None, datetime(2024, 7, 4, 12, 0), ["2024"]])
def test_what_is_no_date_in_toml(value: object) -> None:
    with pytest.raises(ValueError, match=DATE_FORMS):
        as_date(value)
