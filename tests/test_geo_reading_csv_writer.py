"""CSV that a spreadsheet opens without running anything."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.csv_writer import FORMULA_STARTS, csv_bytes, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-cmd", "@sum", "\tx", "\rx"])
def test_formula_like_text_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


def test_numbers_and_plain_text_stay():
    assert [safe_cell(value) for value in (-3.5, 7, "plain", None)] == ["-3.5", "7", "plain", ""]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=5))
def test_every_cell_reads_back_and_none_is_a_formula(cells):
    content = csv_bytes([f"c{i}" for i in range(len(cells))], [cells]).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content, newline="")))[1] if cells != [""] else [""]
    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in read)
