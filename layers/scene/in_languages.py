"""A map in its own languages: of every text what a reader can choose stays, and nothing is left without words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from geo.model.dates import PartialDate
from geo.model.fields import FALLBACK_LANGUAGE, LANGUAGES
from geo.model.locale import pick

T = TypeVar("T")
# Nine values of ten are one of these, and hold no text in languages.
PLAIN = frozenset({str, int, float, bool, type(None), date, PartialDate})
_LANGUAGES = frozenset(LANGUAGES)


def in_languages(value: T, languages: Sequence[str]) -> T:
    """Return records whose texts have some languages alone; what nothing changes in is returned as it is.

    Where English is not among them, its words stand in for those that a language lacks: the page has nothing else to
    fall back to.
    """
    changed: object = value
    if isinstance(value, BaseModel):
        given = value.model_fields_set
        old = {name: part for name, part in vars(value).items() if type(part) not in PLAIN and name in given}
        parts = {name: in_languages(part, languages) for name, part in old.items()}
        new = {name: part for name, part in parts.items() if part is not old[name]}
        changed = value.model_copy(update=new) if new else value
    elif isinstance(value, tuple):
        items = tuple(item if type(item) in PLAIN else in_languages(item, languages) for item in value)
        changed = items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    elif isinstance(value, dict):
        changed = _words(value, languages) if _is_text(value) else _limited_table(value, languages)
    return changed  # type: ignore[return-value]


def _limited_table(value: dict[str, object], languages: Sequence[str]) -> dict[str, object]:
    items = {key: in_languages(item, languages) for key, item in value.items()}
    return items if any(items[key] is not value[key] for key in items) else value


def _is_text(value: Mapping[str, object]) -> bool:
    return bool(value) and value.keys() <= _LANGUAGES and all(isinstance(text, str) for text in value.values())


def _words(text: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    if FALLBACK_LANGUAGE not in languages:
        return {language: pick(text, language) for language in languages}
    return text if text.keys() <= set(languages) else {key: word for key, word in text.items() if key in languages}
