"""What bloc.toml says: names, statuses in order, quantities, and the maps to build."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema

from geo.model.dates import as_date
from geo.model.fields import (
    DATE_SCHEMA,
    DEFAULT_LANGUAGES,
    Code,
    Id,
    Languages,
    Latitude,
    Longitude,
    RequiredText,
    Text,
    When,
)

Pattern = Literal["solid", "stripe", "cross", "dots"]
RouteRole = Literal["main", "other", "context"]
# A folder's own index has this name; file systems take 255 bytes, of which figures add some to the slug.
NOT_SLUGS = ("index",)
MAX_SLUG = 100


def _as_day(value: Any) -> Any:
    """Take a half-known date for its last day, as the command line does: 2024 shows all of 2024."""
    return as_date(value).last_day


def _check_colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError("a colour as #17505c")
    return value.lower()


def _check_bounds(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = value
    if south >= north or west == east:
        raise ValueError("west, south, east, north, with south below north and an area between them")
    return value


def _check_slug(value: str) -> str:
    if value in NOT_SLUGS or len(value) > MAX_SLUG:
        raise ValueError(
            f"the name of a page's file, of at most {MAX_SLUG} characters and not {' or '.join(NOT_SLUGS)}"
        )
    return value


Colour = Annotated[str, AfterValidator(_check_colour), Field(json_schema_extra={"pattern": "^#[0-9a-fA-F]{6}$"})]
Day = Annotated[date, BeforeValidator(_as_day), WithJsonSchema(DATE_SCHEMA)]
Bounds = Annotated[tuple[Longitude, Latitude, Longitude, Latitude], AfterValidator(_check_bounds)]
"""West, south, east, north in degrees; west > east means across 180°."""
Centre = tuple[Longitude, Latitude]
"""Longitude and latitude in degrees."""
ProjectionName = Literal["equal-area", "equal-earth", "orthographic", "web-mercator"]
Slug = Annotated[Id, AfterValidator(_check_slug)]


class _Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class StatusSpec(_Spec):
    """One status, in the order of the legend. ``member`` statuses are counted as members.

    ``noun`` is the word after «becomes» («an observer», «наблюдателем», «观察员国»); members take an ordinal instead.
    """

    id: Id
    label: RequiredText
    noun: Text = Field(default_factory=dict)
    color: Colour
    letter: str = Field(min_length=1, max_length=1)
    pattern: Pattern = "solid"
    member: StrictBool = True


class AspectStatusSpec(_Spec):
    """A status of an aspect. The first of an aspect is drawn whole, the others dashed."""

    id: Id
    label: RequiredText
    color: Colour
    letter: str = Field(min_length=1, max_length=1)


class AspectSpec(_Spec):
    """A further membership that countries hold beside the bloc's own: a currency, a customs union, another bloc.

    Rows of members.csv with one of its statuses belong to it. ``mark`` draws it over the fill of the bloc's status: an
    outline around all who hold a status together, or the status's letter behind their names.
    """

    id: Id
    name: RequiredText
    mark: Literal["outline", "letter"] = "outline"
    statuses: tuple[AspectStatusSpec, ...] = Field(min_length=1)


class CountrySpec(_Spec):
    """What a bloc says of a country. ``name`` takes the place of its usual name in every language.

    A unit that is drawn with its state unless a bloc tells it apart is told apart where it is listed here, as where it
    has a row in members.csv. ``made_of`` draws a state that is no more as the countries of today that its land is now
    in, from ``since`` to before ``until``, in which time these are not drawn; ``until`` is the day on which its last
    status ends where nothing is said. ``approximate`` owns that its borders were others.
    """

    name: Text = Field(default_factory=dict)
    made_of: tuple[Code, ...] = ()
    since: When | None = None
    until: When | None = None
    approximate: StrictBool = False


class QuantitySpec(_Spec):
    """A quantity of figures.csv: its name per language."""

    name: RequiredText


class RouteUse(_Spec):
    """A route on a map and the part it plays: the page's own, another, or context.

    ``arrows`` draws heads along it, the way its stops are counted.
    """

    id: Id
    role: RouteRole = "other"
    label: Text = Field(default_factory=dict)
    arrows: StrictBool = False


class CalloutUse(_Spec):
    """A published figure written on the map: the recommended one of its quantity, at its place, or a stop of its route.

    ``label`` takes the place of the quantity's name.
    """

    subject: Id
    quantity: Id
    branch: Id = "main"
    stop: int | None = None
    label: Text = Field(default_factory=dict)


class InsetUse(_Spec):
    """A part of the world that a map shows in a small frame of its own, named: islands far from their state."""

    name: RequiredText
    bounds: Bounds


class MapSpec(_Spec):
    """One map to build.

    ``statuses`` limits the statuses that are filled (left out: all), ``aspects`` the aspects that are drawn over
    them. ``overlap`` shows the bloc beside an aspect or another bloc: who is in the one alone, in both, in the other.
    ``places`` names place ids or kinds.
    ``detail`` is the area drawn with every vertex of the scale; elsewhere borders are generalised.
    ``fill = "wash"`` tints the statuses, for a map whose lines matter more than its areas; ``ground = "relief"`` lets
    the mountains be seen through them.
    ``bounds`` is the area that the map is about: it opens with it, in a projection about it. ``extent`` is only what it
    opens with, ``insets`` are parts beyond it. ``projection`` and ``centre`` take the place of those that suit the bloc
    (``geo.view``).
    ``story`` names the story of steps.csv to tell, ``events`` the kind of event to list.
    """

    slug: Slug
    title: RequiredText
    subtitle: Text = Field(default_factory=dict)
    as_of: Day
    statuses: tuple[Id, ...] | None = None
    aspects: tuple[Id, ...] = ()
    overlap: Id | None = None
    places: tuple[Id, ...] = ()
    events: Id | None = None
    routes: tuple[RouteUse, ...] = ()
    callouts: tuple[CalloutUse, ...] = ()
    story: Id | None = None
    bounds: Bounds | None = None
    extent: Bounds | None = None
    insets: tuple[InsetUse, ...] = ()
    projection: ProjectionName | None = None
    centre: Centre | None = None
    focus: tuple[Code, ...] = ()
    scale: Literal["110m", "50m", "10m"] = "50m"
    detail: Bounds | None = None
    locator: StrictBool = False
    fill: Literal["full", "wash"] = "full"
    ground: Literal["plain", "relief"] = "plain"
    time: StrictBool = True


class BlocSpec(_Spec):
    """All of bloc.toml. ``languages`` are those of its pages and figures, the one they open in first."""

    id: Id
    languages: Languages = DEFAULT_LANGUAGES
    name: RequiredText
    short: Text = Field(default_factory=dict)
    founded: When | None = None
    about: Text = Field(default_factory=dict)
    statuses: tuple[StatusSpec, ...] = Field(min_length=1)
    aspects: tuple[AspectSpec, ...] = ()
    countries: dict[Code, CountrySpec] = Field(default_factory=dict)
    quantities: dict[Id, QuantitySpec] = Field(default_factory=dict)
    maps: tuple[MapSpec, ...] = Field(min_length=1)

    @property
    def aspect_of(self) -> dict[str, str]:
        """The aspect of each status that is none of the bloc's own."""
        return {status.id: aspect.id for aspect in self.aspects for status in aspect.statuses}

    def __repr__(self) -> str:
        """Return a line that names it; the whole is ``model_dump()``."""
        return f"<BlocSpec {self.id}: {len(self.statuses)} statuses, {len(self.maps)} maps>"
