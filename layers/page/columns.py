"""Lists of records as tables, a column a field: its name once, and like beside like, which packs smaller."""

from __future__ import annotations

from typing import TypeAlias

from geo.model.fields import LANGUAGES

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Row: TypeAlias = "dict[str, Json]"

# The key under which a table has the number of its rows; no record has a field of that name.
SIZE = "~"
_LANGUAGES = frozenset(LANGUAGES)
# What holds other values; nine of ten hold none.
_HELD = (dict, list)


def is_text(value: Json) -> bool:
    """Return whether a value is a text in languages, and no record."""
    if not isinstance(value, dict) or not value or not value.keys() <= _LANGUAGES:
        return False
    return all(isinstance(text, str) for text in value.values())


def to_columns(value: Json) -> Json:
    """Return JSON with each list of two or more records as a table; ``core/wire.js`` makes them records again.

    A column is a list, ``null`` where a record has not the field and cut behind the last that has it; or the value
    itself, where it is one for all; or a table of its own, where each value is a list of records: then its size is the
    list of their numbers. Texts in languages are values, not records.
    """
    if isinstance(value, dict):
        return {key: to_columns(one) if isinstance(one, _HELD) else one for key, one in value.items()}
    if not isinstance(value, list):
        return value
    rows = _records(value)
    return [to_columns(one) for one in value] if len(rows) < 2 else _table(rows, len(rows))


def to_records(value: Json) -> Json:
    """Return JSON with the tables of ``to_columns`` as lists of records again."""
    if isinstance(value, list):
        return [to_records(one) for one in value]
    if not isinstance(value, dict):
        return value
    return _rows(value) if SIZE in value else {key: to_records(one) for key, one in value.items()}


def _records(value: Json) -> list[Row]:
    """Return the records of a list of records; nothing for any other value, an empty list among them."""
    if not isinstance(value, list):
        return []
    if not all(isinstance(one, dict) for one in value):
        return []
    rows = [one for one in value if isinstance(one, dict) and one and not is_text(one)]
    return rows if len(rows) == len(value) else []


def _table(rows: list[Row], size: Json) -> Row:
    keys = dict.fromkeys(key for row in rows for key in row)
    return {SIZE: size} | {key: _column([row.get(key) for row in rows]) for key in keys}


def _column(values: list[Json]) -> Json:
    inner = [_records(one) for one in values]
    flat = [row for rows in inner for row in rows]
    if len(flat) > 1 and all(rows or one is None for rows, one in zip(inner, values, strict=True)):
        return _table(flat, [len(rows) for rows in inner])
    first = values[0]
    if isinstance(first, str | int | float) and all(type(one) is type(first) and one == first for one in values):
        return first
    while values[-1] is None:
        values = values[:-1]
    return [to_columns(one) if isinstance(one, _HELD) else one for one in values]


def _rows(table: Row) -> list[Json]:
    size = table[SIZE]
    rows: list[Row] = [{} for _ in range(sum(map(_number, size)) if isinstance(size, list) else _number(size))]
    for key, column in table.items():
        if key != SIZE:
            for row, one in zip(rows, _values(column, len(rows)), strict=False):
                if one is not None:
                    row[key] = one
    return list(rows)


def _values(column: Json, size: int) -> list[Json]:
    """Return the values of a column, as many as there are or fewer."""
    if isinstance(column, list):
        return [to_records(one) for one in column]
    if not isinstance(column, dict):
        return [column] * size
    rows, sizes = iter(_rows(column)), column[SIZE]
    assert isinstance(sizes, list)
    return [[next(rows) for _ in range(_number(one))] or None for one in sizes]


def _number(value: Json) -> int:
    assert isinstance(value, int)
    return value
