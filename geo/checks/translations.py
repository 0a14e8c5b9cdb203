"""What is right but poor: missing translations, figures without or with too many recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from geo.errors import Fault
from geo.model.fields import DEFAULT_LANGUAGES, FALLBACK_LANGUAGE, LANGUAGES, Text
from geo.model.records import TABLES
from geo.reading.columns import columns_of
from geo.reading.folder import FolderContents
from geo.reading.toml_file import KeyPath

EVERY_LANGUAGE, FALLS_BACK = "words in every language", "English is shown instead"
NOT_SHOWN = "add it to `languages` of bloc.toml to have it shown"


def check_words(contents: FolderContents) -> Iterator[Fault]:
    """Yield a warning for each column of each file, and each text of bloc.toml, whose words lack a language."""
    for table in contents.sheets:
        for column in columns_of(TABLES[table]).values():
            if column.kind == "text":
                yield from _untranslated(contents, table, column.field)
    texts = list(_texts(contents.spec, ()))
    for language in _wanted(contents):
        paths = [path for path, text in texts if language not in text]
        if paths:
            found = f"{len(paths)} of {len(texts)} texts without '{language}', the first here"
            yield contents.toml.fault(paths[0], found, EVERY_LANGUAGE, FALLS_BACK, warning=True)
    for language in _unlisted(contents):
        paths = [path for path, text in texts if language in text]
        if paths:
            found = f"words in '{language}' in {len(paths)} texts, the first here"
            yield contents.toml.fault(paths[0], found, _listed(contents), NOT_SHOWN, warning=True)


def _wanted(contents: FolderContents) -> list[str]:
    """Return the bloc's languages but English, without which no text is read."""
    return [language for language in _languages(contents) if language != FALLBACK_LANGUAGE]


def _unlisted(contents: FolderContents) -> list[str]:
    """Return the languages whose words no page of the bloc carries."""
    return [language for language in LANGUAGES if language not in (FALLBACK_LANGUAGE, *_languages(contents))]


def _languages(contents: FolderContents) -> tuple[str, ...]:
    return contents.spec.languages if contents.spec else DEFAULT_LANGUAGES


def _listed(contents: FolderContents) -> str:
    return f"words in the bloc's languages, {', '.join(_languages(contents))}"


def _untranslated(contents: FolderContents, table: str, field: str) -> Iterator[Fault]:
    heading = columns_of(TABLES[table])[field].heading
    texts = [(row.line, getattr(row, field)) for row in contents.rows.of(table) if getattr(row, field)]
    for language in _wanted(contents):
        lines = [line for line, text in texts if language not in text]
        if lines:
            found = f"{len(lines)} of {len(texts)} texts without '{language}', the first in line {lines[0]}"
            column = f"{heading}_{language}"
            yield contents.sheets[table].fault(lines[0], column, found, EVERY_LANGUAGE, FALLS_BACK, warning=True)
    for language in _unlisted(contents):
        lines = [line for line, text in texts if language in text]
        if lines:
            column = f"{heading}_{language}"
            found = f"{len(lines)} texts in '{language}', the first in line {lines[0]}"
            yield contents.sheets[table].fault(lines[0], column, found, _listed(contents), NOT_SHOWN, warning=True)


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
