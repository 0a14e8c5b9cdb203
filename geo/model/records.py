"""What a row of each table is: one frozen, self-checking model per kind of row.

The models are the only description of the tables: the reader, the checker, the documentation and the
template folder are all derived from them.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from geo.model.dates import DATE_FORMS, PartialDate, as_date

FALLBACK_LANGUAGE = "en"
LANGUAGES = ("en", "ru", "zh")
ID_FORM = "an id of small letters, digits, - and _"
CODE_FORM = "an ISO 3166-1 alpha-3 code such as KGZ"
URL_FORM = "an address that starts with http:// or https://"
TEXT_FORM = f"words in English ({FALLBACK_LANGUAGE}), and as well in any of " + ", ".join(LANGUAGES[1:])
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
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
    if not _ID.fullmatch(value):
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
_DATE_TEXT_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_YEAR_SCHEMA = {"type": "integer", "minimum": 1, "maximum": 9999}
DATE_SCHEMA = {"anyOf": [_DATE_TEXT_SCHEMA, _YEAR_SCHEMA], "description": DATE_FORMS}
Text = Annotated[dict[str, str], BeforeValidator(_as_text), AfterValidator(_check_text), WithJsonSchema(_TEXT_SCHEMA)]
"""Words by language code. In a table: the columns ``name_en``, ``name_ru`` …; a bare ``name`` means English."""
RequiredText = Annotated[Text, Field(min_length=1)]
When = Annotated[
    PartialDate,
    BeforeValidator(as_date),
    PlainSerializer(str),
    Field(description=DATE_FORMS),
    WithJsonSchema(DATE_SCHEMA),
]
Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_words)]
Code = Annotated[str, AfterValidator(_check_code), Field(json_schema_extra={"pattern": f"^{_CODE.pattern}$"})]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_as_words)]
YesNo = Annotated[bool, BeforeValidator(_as_yes)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Confidence = Literal["high", "medium", "low"]


class Row(BaseModel):
    """What every row has: its line in the file, the sources that vouch for it, how sure it is, a remark.

    An empty cell is a missing value. ``sources`` are ids of ``sources.csv`` separated by blanks.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True, allow_inf_nan=False
    )

    line: int = Field(default=0, exclude=True)
    sources: Ids = Field(min_length=1)
    confidence: Confidence = "high"
    note: Text = Field(default_factory=dict)


class Member(Row):
    """A spell of one status of one country, [since, until); its ``event`` says by which act it began."""

    country: Code
    status: Id
    since: When
    until: When | None = None
    event: Text = Field(default_factory=dict)


class Place(Row):
    """A point on the map: capital, seat, summit host, port, border crossing, station.

    ``kind`` may name several kinds. ``also`` holds further names, separated by `` / ``, for the search.
    ``uncertainty_km`` tells how far the true point may lie from the one given.
    """

    id: Id
    name: RequiredText
    also: str = ""
    country: Codes
    lat: Latitude
    lon: Longitude
    kind: Ids = Field(min_length=1)
    date: When | None = None
    uncertainty_km: float | None = Field(default=None, ge=0)


class Event(Row):
    """Something that took place: a summit, a signing. ``end`` is its last day; ``number`` its place in a series."""

    id: Id
    name: RequiredText
    place: Id
    kind: Id
    start: When
    end: When | None = None
    format: Literal["in_person", "online", "hybrid"] = "in_person"
    number: int | None = Field(default=None, ge=1)


class Route(Row):
    """A corridor: its ordered points stand in stops.csv, the state of its sections in segments.csv."""

    id: Id
    name: RequiredText
    description: Text = Field(default_factory=dict)


StopKind = Literal["station", "border", "pass", "tunnel", "bridge", "gauge_change", "port", "waypoint"]


class Stop(Row):
    """A point of a route's branch, in the order of ``seq``: either a ``place`` or a name with coordinates.

    ``gauge_mm`` is the gauge of the track from here on; where it differs from the track before, gauges break.
    ``chainage_km`` is a published distance from the start, ``length_km`` the published length of a tunnel or bridge.
    A ``waypoint`` only bends the drawn line and is never labelled.
    """

    route: Id
    branch: Id = "main"
    seq: int = Field(ge=1)
    place: Id | None = None
    name: Text = Field(default_factory=dict)
    also: str = ""
    country: Codes = ()
    lat: Latitude | None = None
    lon: Longitude | None = None
    kind: StopKind = "station"
    gauge_mm: int | None = Field(default=None, ge=500, le=2000)
    chainage_km: float | None = Field(default=None, ge=0)
    length_km: float | None = Field(default=None, ge=0)
    uncertainty_km: float | None = Field(default=None, ge=0)


SegmentStatus = Literal["operating", "under_construction", "planned", "proposed", "suspended"]


class Segment(Row):
    """The state of a route between two stops during [since, until). One stretch may have many spells."""

    route: Id
    branch: Id = "main"
    from_seq: int = Field(ge=1)
    to_seq: int = Field(ge=1)
    status: SegmentStatus
    mode: Literal["rail", "ferry"] = "rail"
    since: When | None = None
    until: When | None = None


class Journey(Row):
    """Somebody's way from one place to another. ``attended = no`` is an absence: the journey that was not made."""

    id: Id
    who: RequiredText
    role: Text = Field(default_factory=dict)
    country: Code | None = None
    from_place: Id = Field(alias="from")
    to_place: Id = Field(alias="to")
    date: When | None = None
    event: Text = Field(default_factory=dict)
    attended: YesNo | None = None
    basis: Text = Field(default_factory=dict)


class Step(Row):
    """One step of a told story: what to say and what to show while it is said."""

    story: Id
    seq: int = Field(ge=1)
    date: When | None = None
    title: RequiredText
    text: RequiredText
    journeys: Ids = ()
    places: Ids = ()
    countries: Codes = ()
    routes: Ids = ()


class Figure(Row):
    """A published figure about a subject (a route, place, country code or the bloc); others may disagree.

    ``quantity`` is declared in bloc.toml; ``recommended = yes`` marks the one to show first.
    """

    subject: str
    quantity: Id
    value: float
    unit: Id
    scope: Text = Field(default_factory=dict)
    as_of: When | None = None
    recommended: YesNo = False


class Claim(Row):
    """A statement found in a report, in our own words, and what other sources say of it."""

    id: Id
    subject: str
    date: When | None = None
    claim: RequiredText
    verdict: Literal["confirmed", "partly", "not_confirmed", "context"]
    finding: RequiredText


class Source(BaseModel):
    """Where a fact comes from. ``url`` may be empty where no address exists; then the note says so."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    line: int = Field(default=0, exclude=True)
    id: Id
    publisher: str = Field(min_length=1)
    title: str = Field(min_length=1)
    url: Annotated[str, AfterValidator(_check_url)] | None = None
    published: When | None = None
    accessed: When | None = None
    licence: str = ""
    note: str = ""


TABLES: dict[str, type[Row | Source]] = {
    "members": Member,
    "places": Place,
    "events": Event,
    "routes": Route,
    "stops": Stop,
    "segments": Segment,
    "journeys": Journey,
    "steps": Step,
    "figures": Figure,
    "claims": Claim,
    "sources": Source,
}
REQUIRED_TABLES = ("members", "sources")
