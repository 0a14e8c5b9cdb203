"""The format of a bloc's folder in words and as a JSON schema, made from the models that check it."""

from __future__ import annotations

import inspect
import re
import tomllib
from functools import cache
from shlex import quote

from geo.data_files import DATA
from geo.errors import list_allowed
from geo.model.dates import DATE_FORMS
from geo.model.fields import CODE_FORM, LANGUAGES
from geo.model.records import REQUIRED_TABLES, TABLES
from geo.reading.columns import Column, Model, columns_of

_KINDS = {
    "text": f"words, a column for each language ({', '.join(LANGUAGES)}); English must be there",
    "date": DATE_FORMS,
    "code": CODE_FORM,
    "id": "small letters, digits, - and _",
    "float": "a number",
    "int": "a whole number",
    "other": "words",
}


@cache
def column_notes() -> dict[str, dict[str, str]]:
    """Return what each column holds, by table and field; those that every table has stand under ``every``."""
    notes: dict[str, dict[str, str]] = tomllib.loads((DATA / "columns.toml").read_text("utf-8"))
    return notes


def column_note(table: str, column: Column) -> str:
    """Return what a column of a table holds."""
    notes = column_notes()
    return notes[table].get(column.heading) or notes["every"][column.heading]


def guide_text(folder_name: str) -> str:
    """Return a README for a bloc's folder, in Markdown: how to go on, and every column of every table."""
    tables = (_table(table, model) for table, model in TABLES.items())
    return "\n".join([_HEAD.format(name=quote(folder_name)), *tables])


_HEAD = """\
# {name}

A bloc is this folder. Edit it, then:

    blocmap check {name}    tells everything that is wrong, with file, line and column
    blocmap build {name}    makes the maps

- `bloc.toml` names the bloc, its statuses and its maps. It explains itself.
- The tables are CSV files in UTF-8 with commas; put a cell that holds a comma in quotes. Any spreadsheet writes them;
  semicolons with decimal commas are read too.
- An empty cell means: not known, or does not apply. A column you do not need may be left out, unless it says *needed*.
- Dates are written 2024-07-04, or 2024-07 or 2024 where no more is known. Spans hold from `since` up to, not including,
  `until`.
- Words stand in one column for each language: `name_en`, `name_ru`, `name_zh`. A plain `name` means English.
- Every row cites one or more rows of `sources.csv`.
- Only `bloc.toml` and the tables marked so are needed.
"""


def _table(table: str, model: Model) -> str:
    about = " ".join(re.sub("``", "`", inspect.getdoc(model) or "").split())
    needed = " (needed)" if table in REQUIRED_TABLES else ""
    lines = [f"## {table}.csv{needed}", "", about, "", "| column | | what it holds | form |", "|---|---|---|---|"]
    lines += [_row(table, column) for column in columns_of(model).values()]
    return "\n".join([*lines, ""])


def _row(table: str, column: Column) -> str:
    heading = f"`{column.heading}_en` …" if column.kind == "text" else f"`{column.heading}`"
    form = list_allowed(column.choices) if column.kind == "choice" else _KINDS[column.kind]
    return f"| {heading} | {'needed' if column.required else ''} | {column_note(table, column)} | {form} |"
