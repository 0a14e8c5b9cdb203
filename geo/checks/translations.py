"""What is right but poor: missing translations, figures without or with too many recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from geo.errors import Fault
from geo.model.fields import LANGUAGES, Text
from geo.model.records import TABLES
from geo.reading.columns import columns_of
from geo.reading.folder import FolderContents
from geo.reading.toml_file import KeyPath


def check_words(contents: FolderContents) -> Iterator[Fault]:
    """Yield a warning for each column of each file, and each text of bloc.toml, whose words lack a language."""
    for table in contents.sheets:
        for column in columns_of(TABLES[table]).values():
            if column.kind == "text":
                yield from _untranslated(contents, table, column.field)
    for path, text in _texts(contents.spec, ()):
        lacking = [language for language in LANGUAGES if language not in text]
        if lacking:
            found = f"no words in {', '.join(lacking)}"
            yield contents.toml.fault(path, found, "words in every language", "English is shown instead", warning=True)


def _untranslated(contents: FolderContents, table: str, field: str) -> Iterator[Fault]:
    heading = columns_of(TABLES[table])[field].heading
    texts = [(row.line, getattr(row, field)) for row in contents.rows.of(table) if getattr(row, field)]
    for language in LANGUAGES:
        lines = [line for line, text in texts if language not in text]
        if lines:
            found = f"{len(lines)} of {len(texts)} texts without '{language}', the first in line {lines[0]}"
            todo = "English is shown instead"
            column = f"{heading}_{language}"
            yield contents.sheets[table].fault(lines[0], column, found, "words in every language", todo, warning=True)


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    """Yield every text that is there in a part of the specification, with its path."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            part = getattr(value, name)
            if info.annotation == dict[str, str]:
                yield from [((*path, name), part)] if part else []
            else:
                yield from _texts(part, (*path, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*path, key))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, (*path, number))
