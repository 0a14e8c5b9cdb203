"""The interface's own words in each language, and the sentences made from them."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Mapping
from functools import cache

from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.locale import pick
from geo.model.symbology import MODES
from layers.data_files import WORDS

# Prefixes of keys that only sentences made here and figures use.
SENTENCE_KEYS = (
    "cardinal.",
    "ordinal.",
    "summary_",
    "change_",
    "countries_count",
    "layer_membership",
    "missing_",
    "index_",
    "figure_",
    "title_",
    "notebook_",
    "kit_",
    "frame_",
    "changes_",
    "multiples_",
    "overlap_",
    "border_bar",
    "ring_place",
    "ring_small",
    "ring_stop",
    "arc_attended",
    "own_",
)
# What only a page of two memberships side by side says.
OVERLAP_KEYS = ("table_overlap", "col_count")
# What only a page of somebody whose status began nobody knows when says; elsewhere sentences made here alone.
UNDATED_KEYS = ("date_unknown", "count_of")


@cache
def load_catalog(language: str) -> Mapping[str, str]:
    """Return the interface's words of a language by key (``layers/words/<language>.toml``)."""
    with (WORDS / f"{language}.toml").open("rb") as file:
        return _flatten(tomllib.load(file))


def page_catalog(
    language: str, modes: Container[str] = (), *, overlap: bool = False, undated: bool = False
) -> dict[str, str]:
    """Return the words that a page needs; those of sentences that are made before it is built stay behind.

    Of the ways to travel a page has the words of its own ``modes``, of two memberships side by side if it shows them,
    of statuses without a date if it has such.
    """
    unsaid = (
        *SENTENCE_KEYS,
        *(() if overlap else OVERLAP_KEYS),
        *(() if undated else UNDATED_KEYS),
        *(f"mode_{mode}" for mode in MODES if mode not in modes),
    )
    return {key: text for key, text in load_catalog(language).items() if not key.startswith(unsaid)}


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    words: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            words |= _flatten(value, f"{prefix}{key}.")
        else:
            words[prefix + key] = str(value)
    return words


def translate(key: str, language: str, **values: object) -> str:
    """Return the words of a key with ``{name}`` filled in; an unknown key falls back to English, then to the key."""
    text = load_catalog(language).get(key) or load_catalog(FALLBACK_LANGUAGE).get(key, key)
    # str.format would read more than names ({0.__class__}); only plain names are filled in here.
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def translate_all(key: str, languages: Iterable[str], **values: object) -> dict[str, str]:
    """Return the words of a key in each of some languages; a mapping among the values is taken by language, or else by
    the one that all fall back to.
    """
    return {
        language: translate(
            key,
            language,
            **{name: pick(value, language) if isinstance(value, Mapping) else value for name, value in values.items()},
        )
        for language in languages
    }
