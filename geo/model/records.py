"""What a row of each table is: one frozen, self-checking model per kind of row.

The models are the only description of the tables: the reader, the checker, the documentation and the
template folder are all derived from them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from geo.model.fields import (
    Act,
    Code,
    Codes,
    Confidence,
    FileName,
    Id,
    Ids,
    Latitude,
    Longitude,
    RequiredText,
    Since,
    Text,
    Until,
    When,
    YesNo,
    _check_url,
)


class Row(BaseModel):
    """What every row has: its line in the file, the sources that vouch for it, how sure it is, a remark.

    An empty cell is a missing value. ``sources`` are ids of ``sources.csv`` separated by blanks.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        populate_by_name=True,
        allow_inf_nan=False,
        defer_build=True,
    )

    line: int = Field(default=0, exclude=True)
    sources: Ids = Field(min_length=1, description="the ids of its sources, the most important first")
    confidence: Confidence = Field(default="high", description="how sure it is: `high`, `medium` or `low`")
    note: Text = Field(default_factory=dict, description="a remark")


class Member(Row):
    """A spell of one status of one country, [since, until); its ``event`` says by which act it began.

    One without ``since`` holds on every day before ``until``: that it held is known, from when is not.
    """

    country: Code
    status: Id
    since: Since
    until: Until = None
    event: Act = Field(default_factory=dict)


class Place(Row):
    """A point on the map: capital, seat, summit host, port, border crossing, station.

    ``kind`` may name several kinds. ``also`` holds further names, separated by `` / ``, for the search.
    ``uncertainty_km`` tells how far the true point may lie from the one given.
    """

    id: Id = Field(description="what tells the row from the others")
    name: RequiredText = Field(description="its name")
    also: str = Field(default="", description="further names, parted by ` / `")
    country: Codes = Field(description="the countries it lies in or comes from: ISO 3166-1 alpha-3")
    lat: Latitude = Field(description="latitude in degrees")
    lon: Longitude = Field(description="longitude in degrees")
    kind: Ids = Field(min_length=1, description="what it is, in one word or several")
    date: When | None = Field(default=None, description="its day, as far as known")
    uncertainty_km: float | None = Field(
        default=None, ge=0, description="how far the true point may lie from the one given, in km"
    )
    single: YesNo = Field(default=False, description="whether one source alone says where it lies, or none")


class Event(Row):
    """Something that took place: a summit, a signing. ``end`` is its last day; ``number`` its place in a series."""

    id: Id = Field(description="what tells the row from the others")
    name: RequiredText = Field(description="its name")
    place: Id = Field(description="the id of its place in `places`")
    kind: Id = Field(description="what it is, in one word or several")
    start: When = Field(description="its first day, as far as known")
    end: When | None = Field(default=None, description="its last day; empty for an event of one day")
    format: Literal["in_person", "online", "hybrid"] = Field(
        default="in_person", description="`in_person`, `online` or `hybrid`"
    )
    number: int | None = Field(default=None, ge=1, description="its number in a series")


class Route(Row):
    """A corridor: its ordered points stand in stops.csv, the state of its sections in segments.csv.

    Or ``osm`` names a file in the folder's ``courses`` with ways of OpenStreetMap, whose tags tell both.
    """

    id: Id
    name: RequiredText
    description: Text = Field(default_factory=dict)
    osm: FileName | None = None


StopKind = Literal["station", "border", "pass", "tunnel", "bridge", "gauge_change", "port", "waypoint"]


class Stop(Row):
    """A point of a route's branch, in the order of ``seq``: either a ``place`` or a name with coordinates.

    ``gauge_mm`` is the gauge of the track from here on; where it differs from the track before, gauges break.
    ``chainage_km`` is a published distance from the start, ``length_km`` the published length of a tunnel or bridge.
    A ``waypoint`` only bends the drawn line and is never labelled.
    """

    route: Id = Field(description="the id of the route")
    branch: Id = Field(default="main", description="the branch of the route")
    seq: int = Field(ge=1, description="its number along the branch")
    place: Id | None = Field(default=None, description="the id of its place in `places`")
    name: Text = Field(default_factory=dict, description="its name")
    also: str = Field(default="", description="further names, parted by ` / `")
    country: Codes = Field(default=(), description="the countries it lies in or comes from: ISO 3166-1 alpha-3")
    lat: Latitude | None = None
    lon: Longitude | None = None
    kind: StopKind = Field(default="station", description="what it is, in one word or several")
    gauge_mm: int | None = Field(
        default=None, ge=500, le=2000, description="the gauge of the track from here on, in mm"
    )
    chainage_km: float | None = Field(
        default=None, ge=0, description="the published distance from the start of the branch, in km"
    )
    length_km: float | None = Field(default=None, ge=0, description="the published length of a tunnel or bridge, in km")
    uncertainty_km: float | None = Field(
        default=None, ge=0, description="how far the true point may lie from the one given, in km"
    )
    single: YesNo = Field(default=False, description="whether one source alone says where it lies, or none")


SegmentStatus = Literal["operating", "under_construction", "planned", "proposed", "suspended"]


Mode = Literal["rail", "road", "ferry", "sea", "air", "pipeline", "cable", "walking"]


class Segment(Row):
    """The state of a route between two stops during [since, until). One stretch may have many spells.

    ``course`` names a file in the folder's ``courses`` with the surveyed line from the one stop to the other.
    """

    route: Id
    branch: Id = "main"
    from_seq: int = Field(ge=1)
    to_seq: int = Field(ge=1)
    status: SegmentStatus
    mode: Mode = "rail"
    course: FileName | None = None
    since: When | None = None
    until: When | None = None


class Journey(Row):
    """Somebody's way from one place to another. ``attended = no`` is an absence: the journey that was not made."""

    id: Id = Field(description="what tells the row from the others")
    who: RequiredText = Field(description="who travelled")
    role: Text = Field(default_factory=dict, description="as what")
    country: Code | None = Field(default=None, description="the countries it lies in or comes from: ISO 3166-1 alpha-3")
    from_place: Id = Field(alias="from", description="the id of the place where it begins")
    to_place: Id = Field(alias="to", description="the id of the place where it ends")
    date: When | None = Field(default=None, description="its day, as far as known")
    event: Act = Field(default_factory=dict)
    attended: YesNo | None = Field(default=None, description="false: the journey was not made; empty: not known")
    basis: Text = Field(default_factory=dict, description="how the start is known")


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

    subject: str = Field(description="what it is about: the id of a route or place, a country's code, or the bloc's id")
    quantity: Id = Field(description="the id of what was measured")
    value: float = Field(description="the number, in `unit`")
    unit: Id = Field(description="the unit of `value`")
    scope: Text = Field(default_factory=dict, description="what the number covers")
    as_of: When | None = Field(default=None, description="the day that is shown, or of which the number is")
    recommended: YesNo = Field(default=False, description="whether it is the one to show first")


class Claim(Row):
    """A statement found in a report, in our own words, and what other sources say of it."""

    id: Id = Field(description="what tells the row from the others")
    subject: str = Field(description="what it is about: the id of a route or place, a country's code, or the bloc's id")
    date: When | None = Field(default=None, description="its day, as far as known")
    claim: RequiredText = Field(description="what a report says, in other words")
    verdict: Literal["confirmed", "partly", "not_confirmed", "context"] = Field(
        description="`confirmed`, `partly`, `not_confirmed` or `context`"
    )
    finding: RequiredText = Field(description="what other sources say of it")


class Source(BaseModel):
    """Where a fact comes from. ``url`` may be empty where no address exists; then the note says so."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    line: int = Field(default=0, exclude=True)
    id: Id = Field(description="what tells the row from the others")
    publisher: str = Field(min_length=1, description="who published it")
    title: str = Field(min_length=1, description="its title")
    url: Annotated[str, AfterValidator(_check_url)] | None = Field(default=None, description="its address")
    published: When | None = Field(default=None, description="when it was published")
    undated: YesNo = Field(default=False, description="whether it bears no date: a page that is kept up to date")
    points: YesNo = Field(default=False, description="whether it says where places lie, as a gazetteer does")
    accessed: When | None = Field(default=None, description="when it was read")
    licence: str = Field(default="", description="the licence it states")
    note: str = Field(default="", description="a remark")


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
