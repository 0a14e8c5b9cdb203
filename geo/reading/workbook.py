"""Sheets of an XLSX workbook as the same cells that CSV files give, each with its row and column."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import Fault
from geo.reading.csv_file import FIT, MAX_BYTES, Sheet, find_unfit, without_empty_end

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

SUFFIX = ".xlsx"
_NO_PART_OF_A_DATE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
Cells = tuple[str, ...]


@dataclass(frozen=True)
class WorkSheet(Sheet):
    """A sheet of a workbook; its ``file`` is the workbook's and the sheet's name, ``tables.xlsx:members``."""

    def place(self, line: int, number: int) -> tuple[int, int]:
        """Return row and column of cell ``number`` (from 0)."""
        return line, number + 1


def workbooks(folder: Path) -> list[Path]:
    """Return the workbooks of a folder in the order of their names, without those that a spreadsheet keeps open."""
    return [path for path in sorted(folder.glob(f"*{SUFFIX}")) if not path.name.startswith((".", "~"))]


def read_workbook(path: Path, faults: list[Fault]) -> dict[str, WorkSheet]:
    """Return the sheets of a workbook that hold anything, by name; add to ``faults`` what hinders reading them."""
    if path.stat().st_size > MAX_BYTES:
        limit = f"at most {MAX_BYTES // 1_000_000} MB"
        faults.append(Fault(path.name, None, None, f"a file of {path.stat().st_size / 1e6:,.0f} MB", limit))
        return {}
    told: list[Fault] = []
    try:
        values, formulas = _open(path, data_only=True), _open(path, data_only=False)
        rows = {name: _rows(values[name], formulas[name], f"{path.name}:{name}", told) for name in values.sheetnames}
    except Exception as error:  # what the parts of a damaged file raise in openpyxl has no end
        said = " ".join(str(error).split())
        found = f"what is no workbook ({said})"
        faults.append(Fault(path.name, None, None, found, "an XLSX file", "save it anew, or as CSV"))
        return {}
    faults += told
    return {name: _sheet(f"{path.name}:{name}", one, faults) for name, one in rows.items() if one}


def _open(path: Path, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook  # only folders with a workbook pay for the import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a sheet looks like, which is not read
        return load_workbook(path, read_only=True, data_only=data_only)


def _rows(values: Any, formulas: Any, file: str, faults: list[Fault]) -> dict[int, Cells]:
    """Return the rows with content by their numbers."""
    rows = {}
    for number, (row, written) in enumerate(zip_longest(values.iter_rows(), formulas.iter_rows()), start=1):
        cells = tuple(_text(cell.value, str(getattr(cell, "number_format", ""))) for cell in row)
        for column, told in _unreadable(cells, written):
            faults.append(Fault(file, number, column, *told))
        if any(cells):
            rows[number] = cells
    return rows


def _unreadable(cells: Cells, written: Sequence[Any]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for column, (text, cell) in enumerate(zip(cells, written, strict=False), start=1):
        if not text and isinstance(cell.value, str) and cell.value.startswith("="):
            yield column, ("a formula without its result", "a value", "open and save it in a spreadsheet")
        if unfit := find_unfit(text):
            yield column, (unfit[1], FIT, "delete it")


def _text(value: object, form: str) -> str:
    """Return a cell's value as a CSV file would have it; a date as precise as it is shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and value.time() != time():
        return str(value)
    if isinstance(value, date):
        parts = _NO_PART_OF_A_DATE.sub("", form).lower()
        shown = 10 if "d" in parts or "y" not in parts else 7 if "m" in parts else 4
        return value.strftime("%Y-%m-%d").rjust(10, "0")[:shown]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _sheet(file: str, rows: dict[int, Cells], faults: list[Fault]) -> WorkSheet:
    """Return rows as a sheet: the first is of headings, and the others are as long as it is."""
    heading_line = next(iter(rows))
    headings = without_empty_end(rows.pop(heading_line))
    plain = {line: without_empty_end(cells) for line, cells in rows.items()}
    long = {line: cells for line, cells in plain.items() if len(cells) > len(headings)}
    whole = {line: (*cells, *("",) * (len(headings) - len(cells))) for line, cells in plain.items() if line not in long}
    for line in long:
        found, todo = "a cell beyond the headings", "give the column a heading, or delete the cell"
        faults.append(Fault(file, line, len(headings) + 1, found, "cells below headings", todo))
    return WorkSheet(file, (), headings, heading_line, whole, long)
