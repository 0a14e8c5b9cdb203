"""Cells of one row → one record of the table's model; every cell at fault becomes a ``Fault`` with advice."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from geo.errors import Fault, list_allowed, near_match
from geo.model.dates import DATE_FORMS
from geo.model.fields import CODE_FORM, FALLBACK_LANGUAGE, TEXT_FORM
from geo.reading.columns import Column, Kind, Model, Record, _code_columns, _field_of, columns_of, english_heading
from geo.reading.country_advice import suggest_code
from geo.reading.csv_file import Sheet, find_halves, quote
from geo.reading.innermost import innermost
from geo.reading.suggestions import is_country_code, plain_date, suggest_date, suggest_id, suggest_number

_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
# As many faults of one row are rather one that pushed its cells aside.
PUSHED_ASIDE = 3
_LIMITS = {"greater_than_equal": ("ge", "not below"), "less_than_equal": ("le", "not above")}
_HELPERS: dict[Kind, Callable[[str], str]] = {
    "date": suggest_date,
    "code": suggest_code,
    "float": suggest_number,
    "int": suggest_number,
    "id": suggest_id,
}


def make_records(sheet: Sheet, model: Model, own_codes: Container[str] = ()) -> Iterator[tuple[Record, list[Fault]]]:
    """Yield the record of each row of a sheet, in order, and its faults; see ``make_record``."""
    plan = _plan(sheet, model)
    for line in sheet.rows:
        yield _make_record(sheet, model, plan, line, own_codes)


def make_record(sheet: Sheet, model: Model, line: int, own_codes: Container[str] = ()) -> tuple[Record, list[Fault]]:
    """Return the record of the row that starts in a line, and its faults.

    ``own_codes`` are those of states that bloc.toml makes of others: no code of today, and no fault.

    A record with faults is not whole: it lacks the fields at fault, and serves only to check the others against other
    tables. Empty cells are missing values. Columns that are unknown are passed over: their headings are reported once.
    """
    return _make_record(sheet, model, _plan(sheet, model), line, own_codes)


Plan = list[tuple[Column, list[tuple[int, str | None]]]]
"""The fields that a sheet has, each with the positions and the languages of its columns."""


def _plan(sheet: Sheet, model: Model) -> Plan:
    known = {heading: number for number, heading in reversed(list(enumerate(sheet.headings)))}
    found = [
        (column, [(known[heading], column.language(heading)) for heading in column.headings if heading in known])
        for column in columns_of(model).values()
    ]
    return [(column, spots) for column, spots in found if spots]


def _make_record(
    sheet: Sheet, model: Model, plan: Plan, line: int, own_codes: Container[str]
) -> tuple[Record, list[Fault]]:
    cells = sheet.rows[line]
    values: dict[str, Any] = {"line": line}
    faults: list[Fault] = []
    for column, spots in plan:
        if column.kind != "text":
            value: Any = _plain(cells[spots[0][0]].strip(), column.kind, sheet.separator)
        else:
            value = {language: text for number, language in spots if (text := cells[number].strip())}
            if value and FALLBACK_LANGUAGE not in value:
                faults += _without_english(sheet, column, line, value)
                value = None
        if value or column.unknown:
            values[column.field] = value or None
    try:
        record = model.model_validate(values)
    except ValidationError as error:
        details = innermost(error)
        faults += [fault for detail in details for fault in _cell_fault(sheet, model, line, detail)]
        wrong_fields = {_field_of(model, str(detail["loc"][0])) for detail in details}
        record = _part_record(model, {name: value for name, value in values.items() if name not in wrong_fields})
    faults += _unknown_codes(sheet, model, record, own_codes)
    return record, _halved(sheet, line, faults) or faults


def _halved(sheet: Sheet, line: int, faults: list[Fault]) -> list[Fault]:
    """Return the one fault of a row in which a decimal comma has pushed the cells after it aside; else none."""
    if len(faults) < PUSHED_ASIDE:
        return []
    halves = find_halves(sheet.rows[line])
    if halves is None:
        return []
    number, todo = halves
    found = f"{len(faults)} cells that do not fit"
    return [sheet.fault(line, sheet.headings[number], found, "a decimal point", todo)]


def _plain(text: str, kind: Kind, separator: str) -> str:
    """Return a cell as it is written here where another way to write it has one meaning only."""
    if kind == "date":
        return plain_date(text)
    if kind in ("float", "int") and separator != ",":
        return text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text
    return text


def _part_record(model: Model, values: dict[str, Any]) -> Record:
    """Return a record of the fields that are right, each turned into its own type."""
    hints = get_type_hints(model, include_extras=True)
    return model.model_construct(**{name: _adapter(hints[name]).validate_python(values[name]) for name in values})


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


def _without_english(sheet: Sheet, column: Column, line: int, words: Mapping[str, str]) -> Iterator[Fault]:
    english = english_heading(sheet, column)
    if english in sheet.headings:  # a missing column is told once, at the headings
        found = f"an empty cell beside words in {', '.join(sorted(words))}"
        yield sheet.fault(line, english, found, TEXT_FORM)


def _cell_fault(sheet: Sheet, model: Model, line: int, detail: ErrorDetails) -> Iterator[Fault]:
    column = columns_of(model)[_field_of(model, str(detail["loc"][0]))]
    heading = english_heading(sheet, column)
    if detail["type"] == "missing":
        beside = any(sheet.cell(line, other) for other in column.headings)
        if heading in sheet.headings and not beside:  # a missing column is told once, at the headings
            yield sheet.fault(line, heading, "an empty cell", _expected(column, detail), "fill it")
        return
    given = detail["input"]
    text = given if isinstance(given, str) else sheet.cell(line, heading)
    advice = "" if detail["type"] in _LIMITS else _advice(column, text)
    yield sheet.fault(line, heading, quote(text), _expected(column, detail), advice)


def _expected(column: Column, detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return f"a number {words} {detail['ctx'][key]:g}"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    return {
        "text": TEXT_FORM,
        "date": DATE_FORMS,
        "code": CODE_FORM,
        "float": "a number",
        "int": "a whole number",
        "choice": list_allowed(column.choices),
        "id": "at least one id",
        "other": "words",
    }[column.kind]


def _advice(column: Column, text: str) -> str:
    if column.kind == "choice":
        return near_match(text, column.choices)
    if column.kind == "id" and any(mark in text for mark in ",;"):
        return "put blanks between several ids"
    return _HELPERS[column.kind](text) if column.kind in _HELPERS else ""


def _unknown_codes(sheet: Sheet, model: Model, record: Record, own_codes: Container[str]) -> Iterator[Fault]:
    for column in _code_columns(model):
        held = getattr(record, column.field, None)
        for code in (held,) if isinstance(held, str) else held or ():
            if not is_country_code(code) and code not in own_codes:
                yield sheet.fault(record.line, column.heading, quote(code), CODE_FORM, suggest_code(code))
