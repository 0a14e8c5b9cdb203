"""bloc.toml → BlocSpec; every fault with the place of its key, which TOML readers forget once they have the value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from geo.errors import Fault, list_allowed, near_match
from geo.model.dates import DATE_FORMS
from geo.model.fields import CODE_FORM, ID_FORM
from geo.model.spec import BlocSpec
from geo.reading.country_advice import suggest_code
from geo.reading.csv_file import FIT, find_unfit, load_text, quote, split_lines
from geo.reading.innermost import innermost
from geo.reading.suggestions import suggest_date, suggest_id

FILE = "bloc.toml"
KeyPath = tuple[str | int, ...]
_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_KEYS = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_STATEMENT = re.compile(rf"[ \t]*(?:(?P<brackets>\[\[?)[ \t]*(?P<table>{_KEYS})[ \t]*\]|(?P<key>{_KEYS})[ \t]*=)")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|'
    + r"'''.*?'{3,5}(?!')|"  # words on several lines
    + r'"(?:\\.|[^"\\\n])*"|'
    + r"'[^'\n]*'|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)
_SYNTAX = re.compile(r"(.*) \(at line (\d+), column (\d+)\)")
_HELPERS = {DATE_FORMS: suggest_date, CODE_FORM: suggest_code, ID_FORM: suggest_id}


@dataclass(frozen=True)
class TomlFile:
    """What bloc.toml says, and where: ``places`` maps a path of keys to the offsets of its statement in ``text``."""

    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: KeyPath, value: object = None) -> tuple[int, int]:
        """Return line and column of the nearest key at or above ``path``; of ``value`` where it stands in its list.

        A list of tables stands where its first one does.
        """
        known = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in self.places), None)
        known = known or next((key for key in self.places if key[: len(path)] == path), None)
        if known is None:
            return 1, 1
        start, end = self.places[known]
        if isinstance(value, str):
            found = re.compile(rf"[\"']{re.escape(value)}[\"']").search(self.text, start, end)
            start = found.start() if found else start
        return self.text.count("\n", 0, start) + 1, start - self.text.rfind("\n", 0, start)

    def fault(
        self, path: KeyPath, found: str, expected: str, todo: str = "", *, value: object = None, warning: bool = False
    ) -> Fault:
        """Return a fault placed at a key of the file."""
        line, column = self.place(path, value)
        name = ".".join(str(part) for part in path if isinstance(part, str))
        return Fault(FILE, line, column, found, expected, todo, name, warning)


def read_spec(folder: Path, faults: list[Fault]) -> tuple[BlocSpec | None, TomlFile]:
    """Read a folder's bloc.toml; ``None`` after adding its faults to ``faults``."""
    text = load_text(folder / FILE, FILE, faults)
    if text is None:
        return None, TomlFile()
    text = "\n".join(line.rstrip("\r\n") for line in split_lines(text)) + "\n"
    try:
        data = tomllib.loads(text)
    except RecursionError:
        faults.append(Fault(FILE, None, None, "lists nested without end", "TOML"))
        return None, TomlFile()
    except ValueError as error:
        faults.append(_syntax_fault(text, str(error)))
        return None, TomlFile()
    toml = TomlFile(text, data, dict(_statements(text)))
    unfit = [toml.fault(path, found, FIT, "delete it") for path, found in _unfit_texts(data)]
    if unfit:
        faults += unfit
        return None, toml
    try:
        return BlocSpec.model_validate(data), toml
    except ValidationError as error:
        faults += [_key_fault(toml, detail) for detail in innermost(error)]
        return None, toml


def _unfit_texts(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path of each text that holds, written as an escape, what no text may hold, and the name of that."""
    if isinstance(value, str):
        unfit = find_unfit(value)
        if unfit:
            yield path, unfit[1]
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unfit_texts(inner, (*path, key))


def _syntax_fault(text: str, message: str) -> Fault:
    match = _SYNTAX.fullmatch(message)
    said, line, column = (match[1], int(match[2]), int(match[3])) if match else (message, text.count("\n"), None)
    said = said[:1].lower() + said[1:].rstrip(".")
    todo = "put words in quotes, and close every quote and bracket"
    return Fault(FILE, line, column, f"what is not TOML ({said})", "key = value", todo)


def _statements(text: str) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
    """Yield the path and the extent of every statement of a text that is known to be TOML."""
    starts = list(_statement_starts(text))
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        match = _STATEMENT.match(text, start)
        if not match:
            continue
        if match["table"]:
            table = _enter(_split(match["table"]), match["brackets"] == "[[", counts)
            yield table, (match.start("brackets"), end)
        else:
            yield (*table, *_split(match["key"])), (match.start("key"), end)


def _statement_starts(text: str) -> Iterator[int]:
    """Yield the offset of each line that begins outside brackets and strings."""
    depth = 0
    yield 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        depth += (token in "[{") - (token in "]}")
        if token == "\n" and depth == 0 and match.end() < len(text):
            yield match.end()


def _split(keys: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in re.findall(_PART, keys))


def _enter(keys: KeyPath, repeated: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of a table header, with the numbers of the lists of tables it stands in."""
    path: KeyPath = ()
    for number, key in enumerate(keys, start=1):
        path = (*path, key)
        if repeated and number == len(keys):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _key_fault(toml: TomlFile, detail: ErrorDetails) -> Fault:
    path = detail["loc"]
    key = str(path[-1])
    if detail["type"] == "missing" and isinstance(path[-1], int):
        return toml.fault(path, quote(str(detail["input"])).strip("'"), f"at least {path[-1] + 1} values", "add them")
    if detail["type"] == "missing":
        return toml.fault(path, f"no '{key}'", f"the key '{key}'", "add it")
    if detail["type"] == "extra_forbidden":
        allowed = _keys_at(path[:-1])
        return toml.fault(path, f"the key '{key}'", list_allowed(allowed), near_match(key, allowed))
    given = detail["input"]
    if detail["type"] == "value_error":
        expected = str(detail["ctx"]["error"])
    elif detail["type"] == "bool_type":
        expected = "true or false, without quotes"
    else:
        expected = re.sub(r"^Input should (be )?", "", detail["msg"])
    choices = re.findall(r"'([^']*)'", expected) if detail["type"] == "literal_error" else []
    advice = _HELPERS[expected](str(given)) if expected in _HELPERS else near_match(str(given), choices)
    found = quote(given) if isinstance(given, str) else quote(str(given)).strip("'")
    return toml.fault(path, found, expected, advice, value=given)


def _keys_at(path: KeyPath) -> list[str]:
    """Return the keys that bloc.toml may have at a path."""
    model: type[BaseModel] = BlocSpec
    for part in path:
        info = model.model_fields.get(str(part))
        inner = next((kind for kind in _kinds(info.annotation) if issubclass(kind, BaseModel)), None) if info else None
        model = inner or model
    return list(model.model_fields)


def _kinds(hint: Any) -> Iterator[type]:
    if isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _kinds(part)


def tables_in(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the tables of a list in bloc.toml, right or wrong; an empty one for each thing that is none."""
    return tuple(part if isinstance(part, dict) else {} for part in value) if isinstance(value, list) else ()
