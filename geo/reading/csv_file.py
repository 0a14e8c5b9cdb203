"""A table's file as cells that know where they stand: encoding, commas and quotes checked, nothing interpreted."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from pathlib import Path

from geo.errors import Fault

MAX_BYTES = 50_000_000
MAX_FOUND = 60
FIT = "readable characters"
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# What neither JSON's readers, XML nor an editor carries through unharmed; tab, newline and return stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Embeddings, overrides and isolates: what follows them, far beyond their cell, is shown in another order than written.
# The marks U+061C, U+200E and U+200F stay: they reorder no letters, and names in Arabic and Hebrew need them.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UNFIT = re.compile(f"{_CONTROL.pattern}|{_TURNING.pattern}")
_SEPARATORS = (";", "\t")


def quote(text: str) -> str:
    """Return found text in quotes on one line, cut where it is long."""
    shown = repr(text if len(text) <= MAX_FOUND else text[:MAX_FOUND] + "…")
    return f"'{shown[1:-1]}'"


@dataclass(frozen=True)
class Sheet:
    """A CSV file in cells: headings, and each row with the physical line it starts in.

    ``lines`` are the physical lines as an editor counts them; ``rows`` maps a row's first line to its cells, whose
    number equals that of the headings. ``ragged`` holds the rows of another length, already reported. Where
    ``separator`` is no comma, commas are free for decimals.
    """

    file: str
    lines: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    heading_line: int = 1
    rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)
    separator: str = ","

    def cell(self, line: int, heading: str) -> str:
        """Return the text of a cell, stripped; empty where the row or the column does not exist."""
        cells = self.rows.get(line) or self.ragged.get(line) or ()
        number = self.headings.index(heading) if heading in self.headings else len(cells)
        return cells[number].strip() if number < len(cells) else ""

    def place(self, line: int, number: int) -> tuple[int, int]:
        """Return line and column of the first character of cell ``number`` (from 0) of the row that starts in a line.

        The line is another than the row's own when a cell before holds a line break.
        """
        starts = list(cell_starts(self.lines, line, self.separator))
        return starts[min(number, len(starts) - 1)]

    def fault(
        self, line: int, heading: str, found: str, expected: str, todo: str = "", *, warning: bool = False
    ) -> Fault:
        """Return a fault placed at a cell, or at its row where the table has no such column."""
        if heading not in self.headings:
            return Fault(self.file, line, None, found, expected, todo, heading, warning)
        at_line, column = self.place(line, self.headings.index(heading))
        return Fault(self.file, at_line, column, found, expected, todo, heading, warning)


def cell_starts(lines: Sequence[str], line: int, separator: str = ",") -> Iterator[tuple[int, int]]:
    """Yield line and column, both from 1, of the start of each cell of the row that starts in ``line``.

    The csv module does not tell where a cell stood; this walks the row again by the same rules of quoting.
    """
    yield line, 1
    state = "start"
    for number in range(line, len(lines) + 1):
        for column, char in enumerate(lines[number - 1], start=1):
            if state == "quoted":
                state = "closing" if char == '"' else "quoted"
            elif char == '"' and state != "plain":  # opens a cell, or doubles the quote just closed
                state = "quoted"
            elif char == separator:
                yield number, column + 1
                state = "start"
            elif char in "\r\n":
                return
            else:
                state = "plain"


def load_text(path: Path, name: str, faults: list[Fault]) -> str | None:
    """Return a file's text without byte order mark, or ``None`` after adding what hinders reading it to ``faults``."""
    if not path.is_file():
        found = "something that is no file" if path.exists() else "no such file"
        faults.append(Fault(name, None, None, found, "a text file", "write it, or see 'blocmap new'"))
        return None
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        faults.append(Fault(name, None, None, f"a file that cannot be read ({error.strerror})", "a readable file"))
        return None
    if size > MAX_BYTES:
        limit = f"at most {MAX_BYTES // 1_000_000} MB"
        faults.append(Fault(name, None, None, f"a file of {size / 1e6:,.0f} MB", limit, "is this the right file?"))
        return None
    if not raw.strip(b" \t\r\n" + _BOM):
        faults.append(Fault(name, None, None, "an empty file", "a table with a line of headings"))
        return None
    return _decode(raw, name, faults)


def _decode(raw: bytes, name: str, faults: list[Fault]) -> str | None:
    if raw.startswith(_UTF16):
        faults.append(Fault(name, 1, 1, "UTF-16 text", "UTF-8 text", "save the file as UTF-8"))
        return None
    if raw.startswith(_BOM):
        todo = "nothing to do; it is read without the mark"
        faults.append(Fault(name, 1, 1, "a byte order mark", "UTF-8 without mark", todo, warning=True))
        raw = raw[len(_BOM) :]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _end_of(raw[: error.start].decode("utf-8"))
        found = f"the byte 0x{raw[error.start]:02X}, which is not UTF-8"
        faults.append(Fault(name, line, column, found, "UTF-8 text", "save the file as UTF-8"))
        return None
    unfit = find_unfit(text)
    if unfit is None:
        return text
    offset, found = unfit
    line, column = _end_of(text[:offset])
    faults.append(Fault(name, line, column, found, FIT, "delete it"))
    return None


def find_unfit(text: str) -> tuple[int, str] | None:
    """Return the offset and the name of the first character that no text may hold, ``None`` where there is none."""
    match = _UNFIT.search(text)
    if match is None:
        return None
    number = f"U+{ord(match[0]):04X}"
    if _TURNING.match(match[0]):
        return match.start(), f"the invisible character {number}, which turns the direction of the text after it"
    return match.start(), "a NUL character" if match[0] == "\0" else f"the control character {number}"


def _end_of(text: str) -> tuple[int, int]:
    lines = split_lines(text + "x")
    return len(lines), len(lines[-1])


def split_lines(text: str) -> list[str]:
    """Split at the line breaks that editors and the csv module know, not at form feeds and the like."""
    return list(StringIO(text, newline=""))


def read_sheet(path: Path, faults: list[Fault]) -> Sheet:
    """Read a CSV file into cells; add what is wrong with its form to ``faults``.

    Blank lines and rows without content are passed over. A file that cannot be read gives an empty sheet.
    """
    name = path.name
    text = load_text(path, name, faults)
    if text is None:
        return Sheet(name)
    lines = tuple(split_lines(text))
    first = next(number for number, line in enumerate(lines, start=1) if line.strip())
    separator, lines = _separator(lines, first)
    if "|" in lines[first - 1] and separator not in lines[first - 1]:
        found = "bars between the cells"
        faults.append(Fault(name, first, None, found, "commas between the cells", "save as CSV with commas"))
        return Sheet(name)
    rows = dict(_parse(lines, name, separator, faults))
    if not rows:
        return Sheet(name)
    heading_line = next(iter(rows))
    headings = without_empty_end([cell.strip() for cell in rows.pop(heading_line)])
    rows = {line: without_empty_end(cells, len(headings)) for line, cells in rows.items()}
    ragged = {line: cells for line, cells in rows.items() if len(cells) != len(headings)}
    for line in ragged:
        del rows[line]
    sheet = Sheet(name, lines, headings, heading_line, rows, ragged, separator)
    faults.extend(_length_fault(sheet, line, cells) for line, cells in ragged.items())
    return sheet


def _separator(lines: tuple[str, ...], first: int) -> tuple[str, tuple[str, ...]]:
    """Return what stands between the cells, and the lines; one in which a spreadsheet tells it is blank now."""
    heading = lines[first - 1]
    told = re.fullmatch(r"sep=([,;\t])\s*", heading, re.IGNORECASE)
    if told:
        return told[1], (*lines[: first - 1], "\n", *lines[first:])
    found = max(_SEPARATORS, key=heading.count)
    return (found if found in heading and "," not in heading else ","), lines


def without_empty_end(cells: Sequence[str], keep: int = 0) -> tuple[str, ...]:
    """Return cells without the empty ones at the end, as spreadsheets write them beyond a table; ``keep`` stay."""
    end = len(cells)
    while end > keep and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def _parse(
    lines: Sequence[str], name: str, separator: str, faults: list[Fault]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(iter(lines), strict=True, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, tuple(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        expected = 'quotes around a whole cell and doubled ("") inside it'
        todo = "look for a quote that is opened here and not closed, or not doubled"
        long = "field larger" in str(error)
        found = f"a cell of more than {csv.field_size_limit():,} characters" if long else "quotes that do not match"
        faults.append(Fault(name, line, None, found, expected, todo))


def _length_fault(sheet: Sheet, line: int, cells: Sequence[str]) -> Fault:
    wanted = len(sheet.headings)
    if len(cells) < wanted:
        found, todo = f"{len(cells)} cells", f"the row ends before '{sheet.headings[len(cells)]}'"
        return Fault(sheet.file, line, None, found, f"{wanted} cells, as in the headings", todo)
    halves = find_halves(cells)
    todo = halves[1] if halves else "put a cell that holds a comma in quotes"
    at_line, column = sheet.place(line, wanted)
    return Fault(sheet.file, at_line, column, f"{len(cells)} cells", f"{wanted} cells, as in the headings", todo)


def find_halves(cells: Sequence[str]) -> tuple[int, str] | None:
    """Return where, in a row, a decimal comma seems to have parted a number in two, from 0, and what to write."""
    for number, (left, right) in enumerate(pairwise(cells)):
        if re.fullmatch(r"\s*-?\d{1,3}", left) and re.fullmatch(r"\d{2,8}\s*", right):
            return number, f"a decimal comma? write {left.strip()}.{right.strip()}"
    return None
