"""A fact → one flat row: its columns, their kinds and their order, all read from the fact's own model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from geo.model.fields import LANGUAGES
from geo.model.locale import pick

Cell: TypeAlias = str | int | float | bool | None
FlatRow: TypeAlias = dict[str, Cell]
Kind: TypeAlias = Literal["words", "ids", "text", "int", "float", "bool"]
_KINDS: Mapping[Any, Kind] = {dict: "words", tuple: "ids", bool: "bool", int: "int", float: "float"}

# What tells a row apart stands first, what vouches for it last, whichever class declares them.
HEAD = ("id", "section")
TAIL = ("note", "confidence", "sources")
# The line is one of a file, and where a thing lies is its geometry's to say.
NO_COLUMNS = ("line", "lat", "lon")
# Of measured lengths, to the metre: the digits after that may differ from machine to machine.
KM_DECIMALS = 3


@dataclass(frozen=True)
class FlatColumn:
    """A field as a column: its name in the tables, what kind of value it holds, whether that may be missing."""

    field: str
    name: str
    kind: Kind
    optional: bool
    description: str

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of its columns where every language has one."""
        return tuple(f"{self.name}_{language}" for language in LANGUAGES) if self.kind == "words" else (self.name,)

    @property
    def dtype(self) -> str:
        """The pandas dtype of its column in a frame."""
        if self.kind == "int":
            return "Int64" if self.optional else "int64"
        if self.kind == "bool":
            return "boolean" if self.optional else "bool"
        return "float64" if self.kind == "float" else "str"


def _plain_types(hint: Any) -> set[Any]:
    """Return the types a hint allows, without what is annotated to them or held in them."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _plain_types(get_args(hint)[0])
    if origin in (Union, UnionType):
        return {plain for part in get_args(hint) for plain in _plain_types(part)}
    return {origin or hint}


@cache
def flat_columns(model: type[BaseModel]) -> tuple[FlatColumn, ...]:
    """Return the columns of a kind of fact in their order."""
    found = {}
    for field, info in model.model_fields.items():
        if field not in NO_COLUMNS:
            types = _plain_types(info.annotation)
            kind: Kind = next((kind for known, kind in _KINDS.items() if known in types), "text")
            optional = type(None) in types
            found[field] = FlatColumn(field, info.alias or field, kind, optional, info.description or "")
    own = [field for field in found if field not in (*HEAD, *TAIL)]
    return tuple(found[field] for field in (*HEAD, *own, *TAIL) if field in found)


def flat(fact: BaseModel, language: str) -> FlatRow:
    """Return a fact as a row of a frame: words in one language, ids joined by blanks, dates as far as known."""
    row: FlatRow = {}
    for column in flat_columns(type(fact)):
        value = getattr(fact, column.field)
        row[column.name] = pick(value, language) if column.kind == "words" else _cell(value, column.kind)
    return row


def flat_in_all_languages(fact: BaseModel) -> FlatRow:
    """Return a fact as a row of an export: one column a language, and ``None`` for whatever is empty."""
    row: FlatRow = {}
    for column in flat_columns(type(fact)):
        value = getattr(fact, column.field)
        if column.kind == "words":
            row |= {f"{column.name}_{language}": value.get(language) for language in LANGUAGES}
        else:
            cell = _cell(value, column.kind)
            row[column.name] = None if cell == "" else cell
    return row


def _cell(value: Any, kind: Kind) -> Cell:
    if value is None:
        return None
    if kind == "ids":
        return " ".join(value)
    if kind == "text":
        return str(value)
    number: int | float | bool = value
    return number
