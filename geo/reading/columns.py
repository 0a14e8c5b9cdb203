""""""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from geo.errors import Fault, list_allowed, near_match
from geo.model.fields import FALLBACK_LANGUAGE, LANGUAGES, Code, Id, When
from geo.model.records import Row, Source
from geo.reading.csv_file import Sheet, quote

Record = Row | Source
Model = type[Row | Source]
Kind: TypeAlias = Literal["text", "date", "code", "id", "float", "int", "choice", "other"]
_KINDS: tuple[tuple[Any, Kind], ...] = (
    (dict[str, str], "text"), (When, "date"), (Code, "code"), (Id, "id"), (float, "float"), (int, "int"),
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """What the reader must know of one field: its heading, whether it must be there, what kind of value it holds.

    The cells of a ``required`` column must be filled, unless what they hold may be ``unknown``: then they may be empty.
    """

    field: str
    heading: str
    required: bool
    kind: Kind
    choices: tuple[str, ...] = ()
    unknown: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading the field may stand under: several for words in several languages."""
        if self.kind != "text":
            return (self.heading,)
        return (self.heading, *(f"{self.heading}_{language}" for language in LANGUAGES))

    def language(self, heading: str) -> str | None:
        """Return the language of one of the headings; ``None`` for a field without words."""
        if self.kind != "text":
            return None
        return FALLBACK_LANGUAGE if heading == self.heading else heading.rpartition("_")[2]


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _kind(hint: Any) -> tuple[Kind, tuple[str, ...]]:
    parts = list(_parts(hint))
    choices = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
    if choices:
        return "choice", choices
    if bool in parts:
        return "choice", ("yes", "no")
    return next((kind for known, kind in _KINDS if known in parts), "other"), ()


@cache
def columns_of(model: Model) -> dict[str, Column]:
    """Return the columns a table may have, by field, in the order of the model."""
    hints = get_type_hints(model, include_extras=True)
    columns = {}
    for name, info in model.model_fields.items():
        if name != "line":
            kind, choices = _kind(hints[name])
            needed, unknown = info.is_required(), type(None) in get_args(info.annotation)
            columns[name] = Column(name, info.alias or name, needed, kind, choices, needed and unknown)
    own_first = [name for name in columns if name not in Row.model_fields]
    return {name: columns[name] for name in (*own_first, *columns) if name in columns}


def check_headings(sheet: Sheet, model: Model) -> list[Fault]:
    """Return the faults of the heading line: columns that are unknown, doubled, without heading or missing."""
    allowed = {heading: column for column in columns_of(model).values() for heading in column.headings}
    faults = list(_odd_headings(sheet, allowed))
    line = sheet.heading_line
    for column in columns_of(model).values():
        present = [heading for heading in column.headings if heading in sheet.headings]
        english = f"{column.heading}_{FALLBACK_LANGUAGE}"
        if column.heading in present and english in present:
            found = f"both '{column.heading}' and '{english}'"
            todo = f"delete '{column.heading}'; both mean English"
            faults.append(sheet.fault(line, column.heading, found, "one column for the words in English", todo))
        needed = column.required or (column.kind == "text" and bool(present))
        if needed and not {column.heading, english} & set(present):
            wanted = english if column.kind == "text" else column.heading
            faults.append(sheet.fault(line, wanted, "no such column", f"a column '{wanted}'", "add it"))
    return faults


def with_known_headings(sheet: Sheet, model: Model) -> Sheet:
    """Return a sheet whose headings are those of the model where they differ in case and blanks alone."""
    known = {heading for column in columns_of(model).values() for heading in column.headings}
    plain = {heading: "_".join(heading.casefold().split()) for heading in sheet.headings}
    taken = set(sheet.headings)
    fit = (plain[name] if plain[name] in known and plain[name] not in taken else name for name in sheet.headings)
    return replace(sheet, headings=tuple(fit))


def missing_columns(sheet: Sheet, model: Model) -> list[str]:
    """Return the required fields that have no column; words need their English one."""
    present = set(sheet.headings)
    return [
        name
        for name, column in columns_of(model).items()
        if column.required and not {column.heading, english_heading(sheet, column)} & present
    ]


def _odd_headings(sheet: Sheet, allowed: Mapping[str, Column]) -> Iterator[Fault]:
    """Yield the slips of the pen among the headings, and one warning for all columns of a person's own."""
    own: list[int] = []
    for number, heading in enumerate(sheet.headings):
        line, column = sheet.place(sheet.heading_line, number)
        if not heading:
            if any(cells[number].strip() for cells in sheet.rows.values()):  # else a spreadsheet's empty column
                found, todo = "a column without heading", "name or delete the column"
                yield Fault(sheet.file, line, column, found, "a heading", todo)
        elif heading not in allowed:
            expected, advice = _wanted(heading, allowed)
            if advice:
                yield Fault(sheet.file, line, column, f"column {quote(heading)}", expected, advice, heading)
            else:
                own.append(number)
        elif heading in sheet.headings[:number]:
            first = sheet.place(sheet.heading_line, sheet.headings.index(heading))[1]
            todo = f"delete one; the other stands at column {first}"
            yield Fault(sheet.file, line, column, f"column '{heading}' again", "each column once", todo, heading)
    if own:
        yield _own_columns(sheet, own, allowed)


def _own_columns(sheet: Sheet, own: Sequence[int], allowed: Mapping[str, Column]) -> Fault:
    line, column = sheet.place(sheet.heading_line, own[0])
    named = ", ".join(quote(sheet.headings[number]) for number in own)
    found = f"column {named}" if len(own) == 1 else f"columns {named}"
    heading = sheet.headings[own[0]]
    return Fault(sheet.file, line, column, found, _listed(allowed), "it is not read", heading, warning=True)


def _wanted(heading: str, allowed: Mapping[str, Column]) -> tuple[str, str]:
    """Return what was expected in place of an unknown heading, and the advice; none where it resembles nothing."""
    base = heading.rpartition("_")[0]
    if base in allowed and allowed[base].kind == "text":
        return list_allowed(allowed[base].headings[1:]), "another language is not known"
    return _listed(allowed), near_match(heading, list(allowed))


def _listed(allowed: Mapping[str, Column]) -> str:
    plain = dict.fromkeys(column.heading for column in allowed.values())
    return list_allowed(f"{name}_en" if allowed[name].kind == "text" else name for name in plain)


def english_heading(sheet: Sheet, column: Column) -> str:
    """Return the heading under which a sheet keeps a field: the bare one or, for words, the English one."""
    bare = column.kind != "text" or column.heading in sheet.headings
    return column.heading if bare else f"{column.heading}_{FALLBACK_LANGUAGE}"


def _field_of(model: type[BaseModel], name: str) -> str:
    return next(field for field, info in model.model_fields.items() if name in (field, info.alias))


@cache
def _code_columns(model: Model) -> tuple[Column, ...]:
    return tuple(column for column in columns_of(model).values() if column.kind == "code")
