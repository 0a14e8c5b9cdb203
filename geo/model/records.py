"""What a row of each table is: one frozen, self-checking model per kind of row.

The models are the only description of the tables: the reader, the checker, the documentation and the
template folder are all derived from them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from geo.model.fields import (
    Code,
    Codes,
    Confidence,
    Id,
    Ids,
    Latitude,
    Longitude,
    RequiredText,
    Text,
    When,
    YesNo,
    _check_url,
)


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


class Statistic(Row):
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
    "figures": Statistic,
    "claims": Claim,
    "sources": Source,
}
REQUIRED_TABLES = ("members", "sources")
