"""The kinds of cell that tables and bloc.toml are made of, each with its check and its schema."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from geo.model.dates import DATE_FORMS, FIRST_YEAR, LAST_YEAR, PartialDate, as_date

FALLBACK_LANGUAGE = "en"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
"""Those that the interface speaks; a bloc lists its own."""
DEFAULT_LANGUAGES = ("en", "ru", "zh")
"""Those of a bloc that lists none."""
ID_FORM = "an id of small letters, digits, - and _"
CODE_FORM = "an ISO 3166-1 alpha-3 code such as KGZ"
URL_FORM = "an address that starts with http:// or https://"
FILE_NAME_FORM = "the name of a file, without a folder before it"
LANGUAGES_FORM = "a list of some of " + ", ".join(LANGUAGES) + ", each once, the one that pages open in first"
TEXT_FORM = f"words in English ({FALLBACK_LANGUAGE}), and as well in any of " + ", ".join(LANGUAGES[1:])
ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{3}")
_URL = re.compile(r"https?://[^\s/]\S*")


def _as_words(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


def _as_yes(value: Any) -> Any:
    words = {"yes": True, "no": False}
    if isinstance(value, str):
        if value not in words:
            raise ValueError("yes or no")
        return words[value]
    return value


def _check_id(value: str) -> str:
    if not ID.fullmatch(value):
        raise ValueError(ID_FORM)
    return value


def _check_url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise ValueError(URL_FORM)
    return value


def is_code(text: str) -> bool:
    """Tell whether a text has the form of an alpha-3 code."""
    return _CODE.fullmatch(text) is not None


def _check_code(value: str) -> str:
    if not is_code(value):
        raise ValueError(CODE_FORM)
    return value


def _check_file_name(value: str) -> str:
    if set(value) & set("/\\:") or value.startswith("."):
        raise ValueError(FILE_NAME_FORM)
    return value


def _check_languages(value: Any) -> Any:
    known = isinstance(value, list | tuple) and value and all(one in LANGUAGES for one in value)
    if not known or len(set(value)) != len(value):
        raise ValueError(LANGUAGES_FORM)
    return value


def _as_text(value: Any) -> Any:
    return {FALLBACK_LANGUAGE: value} if isinstance(value, str) else value


def _check_text(value: dict[str, str]) -> dict[str, str]:
    if value and (FALLBACK_LANGUAGE not in value or not set(value) <= set(LANGUAGES) or not all(value.values())):
        raise ValueError(TEXT_FORM)
    return value


_WORD_SCHEMA = {"type": "string", "minLength": 1}
_WORDS_SCHEMA = {
    "type": "object",
    "properties": dict.fromkeys(LANGUAGES, _WORD_SCHEMA),
    "required": [FALLBACK_LANGUAGE],
    "additionalProperties": False,
}
_TEXT_SCHEMA = {"anyOf": [_WORD_SCHEMA, _WORDS_SCHEMA], "description": TEXT_FORM}
_DATE_TEXT_SCHEMA = {"type": "string", "pattern": "^(0[5-9]|1[0-9]|2[01])[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$"}
_YEAR_SCHEMA = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
DATE_SCHEMA = {"anyOf": [_DATE_TEXT_SCHEMA, _YEAR_SCHEMA], "description": DATE_FORMS}
Text = Annotated[
    dict[str, str],
    BeforeValidator(_as_text),
    AfterValidator(_check_text),
    WithJsonSchema(_TEXT_SCHEMA, mode="validation"),
]
"""Words by language code. In a table: the columns ``name_en``, ``name_ru`` …; a bare ``name`` means English."""
RequiredText = Annotated[Text, Field(min_length=1)]
When = Annotated[
    PartialDate,
    BeforeValidator(as_date),
    PlainSerializer(str, return_type=str),
    Field(description=DATE_FORMS),
    WithJsonSchema(DATE_SCHEMA, mode="validation"),
]
# What every spell says, in a table and in the frames that are made of it.
Since = Annotated[
    When | None,
    Field(description="the first day on which the status or state held, as far as known; empty where it is not"),
]
Until = Annotated[
    When | None, Field(description="the first day on which it no longer held, as far as known; empty while it lasts")
]
Act = Annotated[Text, Field(description="the act by which a status began, or the occasion of a journey")]
Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": f"^{ID.pattern}$"})]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_words)]
Code = Annotated[str, AfterValidator(_check_code), Field(json_schema_extra={"pattern": f"^{_CODE.pattern}$"})]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_as_words)]
YesNo = Annotated[bool, BeforeValidator(_as_yes)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Languages = Annotated[
    tuple[str, ...],
    BeforeValidator(_check_languages),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"enum": list(LANGUAGES)},
            "minItems": 1,
            "uniqueItems": True,
            "description": LANGUAGES_FORM,
        },
        mode="validation",
    ),
]
FileName = Annotated[str, AfterValidator(_check_file_name)]
"""The name of a file without a folder before it."""
Confidence = Literal["high", "medium", "low"]
