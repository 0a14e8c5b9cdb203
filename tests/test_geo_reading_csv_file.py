"""A file's cells know where they stand, and a file that is no table says why."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import Fault
from geo.reading.csv_file import MAX_BYTES, Sheet, cell_starts, quote, read_sheet, split_lines

CELLS = st.lists(st.text(alphabet='ab"\n\r,; \té中', max_size=6), min_size=1, max_size=4)


def read(tmp_path: Path, content: bytes) -> tuple[Sheet, list[Fault]]:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    faults: list[Fault] = []
    return read_sheet(path, faults), faults


def places(faults: list[Fault]) -> list[tuple[int | None, int | None]]:
    return [(fault.line, fault.column) for fault in faults]


def test_rows_go_by_the_line_they_start_in(tmp_path: Path) -> None:
    sheet, faults = read(tmp_path, b'a,b\n1,"x\ny"\n\n3,4\n')
    assert not faults
    assert sheet.headings == ("a", "b")
    assert sheet.rows == {2: ("1", "x\ny"), 5: ("3", "4")}
    assert sheet.cell(2, "b") == "x\ny"
    assert sheet.cell(5, "c") == ""


def test_a_cell_behind_a_line_break_stands_in_its_own_line(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, b'a,b,c\n"x\ny",long,3\n')
    assert [sheet.place(2, number) for number in range(3)] == [(2, 1), (3, 4), (3, 9)]


def test_columns_count_characters_and_not_bytes(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, "имя,код\nАстана,KAZ\n".encode())
    assert sheet.place(2, 1) == (2, 8)


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_every_cell_starts_where_its_own_text_starts(rows: list[list[str]]) -> None:
    """The csv module writes and reads; our walk must find each cell between the signs it put."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = split_lines(out.getvalue())
    reader = csv.reader(iter(lines), strict=True)
    line = 1
    for cells in reader:
        starts = list(cell_starts(lines, line))
        assert len(starts) == len(cells)
        for (at_line, column), cell in zip(starts, cells, strict=True):
            rest = "".join(lines[at_line - 1 :])[column - 1 :]
            assert rest.startswith('"' + cell.replace('"', '""') + '"')
        line = reader.line_num + 1


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_of_every_system_count_alike(end: bytes, tmp_path: Path) -> None:
    sheet, faults = read(tmp_path, end.join([b"a,b", b"1,2", b"3,4", b""]))
    assert not faults
    assert sheet.rows == {2: ("1", "2"), 3: ("3", "4")}


def test_a_form_feed_is_no_line_break_for_an_editor(tmp_path: Path) -> None:
    sheet, faults = read(tmp_path, "a,b\n\u2028,2\n3,4\n".encode())
    assert not faults
    assert list(sheet.rows) == [2, 3]


def test_rows_without_content_are_passed_over(tmp_path: Path) -> None:
    sheet, faults = read(tmp_path, b"\na,b\n,\n1,2\n , \n")
    assert not faults
    assert sheet.heading_line == 2
    assert sheet.rows == {4: ("1", "2")}


def test_a_byte_order_mark_is_read_with_a_warning(tmp_path: Path) -> None:
    sheet, faults = read(tmp_path, b"\xef\xbb\xbfa,b\n1,2\n")
    assert sheet.headings == ("a", "b")
    assert [fault.warning for fault in faults] == [True]
    assert places(faults) == [(1, 1)]


@pytest.mark.parametrize(
    ("content", "place", "found"),
    [
        (b"", (None, None), "an empty file"),
        (b" \n\n", (None, None), "an empty file"),
        (b"\xef\xbb\xbf", (None, None), "an empty file"),
        ("a,b\n".encode("utf-16"), (1, 1), "UTF-16 text"),
        ("a,b\n1,é\n".encode("latin-1"), (2, 3), "the byte 0xE9, which is not UTF-8"),
        ("a,b\né,ж\n".encode() + "ж".encode("cp1251"), (3, 1), "the byte 0xE6, which is not UTF-8"),
        (b"a,b\n1,x\x00y\n", (2, 4), "a NUL character"),
        (b"a,b\n1,x\x08y\n", (2, 4), "the control character U+0008"),
        ("a,b\n1,x\u202ey\n".encode(), (2, 4), "the invisible character U+202E, which turns the direction"),
        (b"a|b\n1|2\n", (1, None), "bars between the cells"),
        (b'a,b\n1,"x\n2,y\n', (2, None), "quotes that do not match"),
        (b'a,b\n1,2\n"x"y,2\n', (3, None), "quotes that do not match"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", (2, None), "a cell of more than 131,072 characters"),
    ],
)
def test_what_is_no_table_says_why_and_where(
    content: bytes, place: tuple[int | None, int | None], found: str, tmp_path: Path
) -> None:
    _, faults = read(tmp_path, content)
    assert places(faults) == [place]
    assert faults[0].found.startswith(found)
    assert not faults[0].warning


@pytest.mark.parametrize("number", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_characters_that_turn_the_direction_of_what_follows_are_refused(number: int, tmp_path: Path) -> None:
    _, faults = read(tmp_path, f'a,b\n1,2\n"two\nlines {chr(number)}",x\n'.encode())
    assert places(faults) == [(4, 7)]
    assert f"U+{number:04X}" in faults[0].found and not faults[0].warning


def test_marks_and_joiners_that_scripts_need_are_kept(tmp_path: Path) -> None:
    names = "\u061cعمان\u200f \u200eשלום می\u200cخواهم क्\u200dष"
    sheet, faults = read(tmp_path, f"a,b\n1,{names}\n".encode())
    assert not faults
    assert sheet.rows == {2: ("1", names)}


@pytest.mark.parametrize(
    ("row", "place", "found", "todo"),
    [
        (b"1,2", (2, None), "2 cells", "the row ends before 'c'"),
        (b"1,2,3,4", (2, 7), "4 cells", "put a cell that holds a comma in quotes"),
        (b"x,42,8746,1", (2, 11), "4 cells", "a decimal comma? write 42.8746"),
    ],
)
def test_a_row_of_another_length_is_told_and_kept_apart(
    row: bytes, place: tuple[int, int], found: str, todo: str, tmp_path: Path
) -> None:
    sheet, faults = read(tmp_path, b"a,b,c\n" + row + b"\n7,8,9\n")
    assert places(faults) == [place]
    assert (faults[0].found, faults[0].todo) == (found, todo)
    assert list(sheet.rows) == [3]
    assert list(sheet.ragged) == [2]


def test_a_huge_file_is_refused_by_its_size_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)  # sparse: no bytes on the disk; reading it would take seconds and gigabytes
    faults: list[Fault] = []
    assert read_sheet(path, faults).headings == ()
    assert [fault.found for fault in faults] == ["a file of 2,000 MB"]
    assert faults[0].expected == f"at most {MAX_BYTES // 1_000_000} MB"


@pytest.mark.parametrize("kind", ["absent", "folder", "pipe"])
def test_what_is_no_file_is_told_without_waiting_for_it(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    faults: list[Fault] = []
    read_sheet(path, faults)
    assert [fault.found for fault in faults] == ["no such file" if kind == "absent" else "something that is no file"]


def test_what_was_found_is_quoted_on_one_line_and_cut() -> None:
    assert quote("a\nb") == r"'a\nb'"
    assert quote("it's") == "'it's'"
    assert len(quote("x" * 1000)) < 70


@pytest.mark.parametrize(
    "content", [b"a;b\n1,5;2\n", b"a\tb\n1,5\t2\n", b"sep=;\na;b\n1,5;2\n", b"SEP=;\r\na;b\r\n1,5;2\r\n"]
)
def test_semicolons_and_tabs_part_cells_and_leave_commas_to_decimals(tmp_path: Path, content: bytes) -> None:
    sheet, faults = read(tmp_path, content)
    assert not faults
    assert sheet.headings == ("a", "b")
    ((line, cells),) = sheet.rows.items()
    assert cells == ("1,5", "2")
    assert sheet.lines[line - 1].startswith("1,5") and sheet.place(line, 1) == (line, 5)


def test_empty_cells_beyond_the_headings_are_passed_over(tmp_path: Path) -> None:
    sheet, faults = read(tmp_path, b"a,b,,\n1,2,,\n3,,,\n")
    assert not faults
    assert sheet.headings == ("a", "b")
    assert list(sheet.rows.values()) == [("1", "2"), ("3", "")]
    _, faults = read(tmp_path, b"a,b,,\n1,2,,x\n")
    assert places(faults) == [(2, 5)]
