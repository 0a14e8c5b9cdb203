"""What a scene is made of: one frozen record for every object of it, the rows of the tables as they are where they do.

The page reads them as JSON, the figure as they stand. A field with a default is left out of the JSON where it has that
default; all others are always there. ``docs/scene.schema.json`` is made from these records.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from geo.facts.statistics import StatisticFact
from geo.model.fields import When
from geo.model.records import Claim, Event, Journey, Member, Place, Step, StopKind
from geo.model.spec import Pattern, RouteRole
from geo.model.symbology import LabelKind
from geo.world.disputes import DisputeFact
from layers.scene.base import Degrees, Extent, LonLat, SceneObject, Words
from layers.scene.frames.model import SceneFrame
from layers.scene.ground.model import SceneAside, SceneInset, SceneProjection, SceneView
from layers.scene.lines.route_model import SceneCallout, SceneRoute

FORMAT = 5


class SceneBloc(SceneObject):
    """Whose map it is."""

    id: str
    name: Words
    short: Words = Field(default_factory=dict)
    founded: When | None = None


class SceneWorldview(SceneObject):
    """The border view, printed on the map."""

    id: str
    label: Words
    note: Words = Field(default_factory=dict)
    sources: tuple[str, ...] = ()


class SceneStatus(SceneObject):
    """A status in legend order. ``base`` is the full colour where ``color`` is a tint of it, ``ink`` the text on it."""

    id: str
    label: Words
    color: str
    base: str | None = None
    ink: str
    letter: str
    pattern: Pattern
    member: bool
    shown: bool = Field(description="false for a status that starts switched off")


class SceneAspectStatus(SceneObject):
    """A status of an aspect."""

    id: str
    label: Words
    color: str
    letter: str


class SceneAspect(SceneObject):
    """A further membership that countries hold beside the bloc's own, drawn over the fills by its ``mark``."""

    id: str
    name: Words
    mark: Literal["outline", "letter"]
    statuses: tuple[SceneAspectStatus, ...] = Field(description="the first is drawn whole, the others dashed")
    shown: bool = Field(default=True, description="false for an aspect that starts switched off")


class SceneSpan(SceneObject):
    """A span of time, [since, until); an end that is left out is open."""

    since: When | None = None
    until: When | None = None


class SceneCountry(SceneObject):
    """A drawn country; one without spells is context. ``rank`` is by area, the largest first."""

    code: str
    name: Words
    label: LonLat
    rank: int
    neighbour: bool = Field(False, description="never a member, with more than half of its land border on members")
    small: bool = Field(description="its shape may vanish on a world view, and a ring stands for it")
    strength: float | None = Field(None, description="share of its status's colour in its tint, where not that of all")
    spells: tuple[Member, ...]
    aspects: tuple[Member, ...] = Field(default=(), description="its spells of the statuses of aspects")
    away: tuple[SceneSpan, ...] = Field(
        default=(), description="when it is not drawn: a state that is no more, or what such a state is made of"
    )
    note: Words = Field(default_factory=dict, description="why it is drawn as it is")
    figures: tuple[StatisticFact, ...] = ()
    claims: tuple[Claim, ...] = ()


class ScenePlace(Place):
    """A place with its events; ``rank`` is its position among the map's places, the first the most wanted."""

    rank: int
    capital: bool = False
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()


class JourneyEnd(SceneObject):
    """An end of a journey, at its place."""

    name: Words
    lat: float
    lon: float


JourneyWay = Literal["arrival", "departure", "absence", "onward"]


class SceneJourney(Journey):
    """A journey with both ends at their places; ``arc`` is the name of its line in the geometry store.

    ``way`` is seen from the place where the most journeys end; an absence is an arrival that was not made.
    """

    start: JourneyEnd
    end: JourneyEnd
    arc: str
    way: JourneyWay = "onward"


class SceneDispute(DisputeFact):
    """A disputed part, or a settled matter, exclave or lease (``settled``), as an area or as a point."""

    settled: bool = False
    drawn: Literal["area", "point"]
    nobodys: bool = Field(default=False, description="the border view gives it to no state: it is drawn on bare land")
    area: str | None = None
    sources: tuple[str, ...] = Field(description="of the border tables, so told apart from the bloc's by ``border:``")


class SceneWater(SceneObject):
    """A sea or lake to name; ``rank`` 0: before the names of land, then from 1, the most wanted."""

    name: Words
    lake: bool = False
    lat: float
    lon: float
    rank: int


class SceneTown(SceneObject):
    """A town to name from a zoom on, where there is room; none of the map's places."""

    name: Words
    lat: float
    lon: float
    zoom: int


class SceneSource(SceneObject):
    """Where facts come from, as a reader needs it to find the source."""

    publisher: str
    title: str
    url: str | None = None
    published: When | None = None
    undated: bool = False
    accessed: When | None = None
    licence: str = ""
    note: str = ""


class SceneCredit(SceneObject):
    """What the ground is made from."""

    text: Words


class SceneChange(SceneObject):
    """What changed on one day, as a sentence, and for which countries."""

    date: When
    text: Words
    codes: tuple[str, ...] = ()


class SceneTime(SceneObject):
    """The span a reader can move in, and every change within it."""

    first: When
    last: date
    changes: tuple[SceneChange, ...]


class SceneRelief(SceneObject):
    """The shaded relief: a grey WebP as base64, where 128 is flat ground, and where it lies."""

    extent: Extent
    webp: str


class SceneLocator(SceneObject):
    """The area that the small map frames."""

    bounds: Degrees


class SceneTitle(SceneObject):
    """The title of days that are not the map's own, from a day on; without one, from the beginning. «{month}» in it
    stands for the month of the day.
    """

    since: When | None = None
    title: Words


class SceneSymbology(SceneObject):
    """What page and figure decide alike: from which zoom signs show, and which names are needed most."""

    stop_zooms: dict[RouteRole, tuple[float, float, float]] = Field(
        description="from which zoom stops show, by the part their route plays: ends; the usual ones; the rest"
    )
    usual_stops: tuple[StopKind, ...]
    gauge_zoom: float = Field(description="above which zoom gauges are written on a route that is not the map's own")
    label_needs: dict[LabelKind, float] = Field(description="how much a name is needed, by its kind")


class SceneData(SceneObject):
    """The whole of one map: what is drawn, in which colours, with which words and sources."""

    format: int
    id: str
    bloc: SceneBloc
    title: Words
    subtitle: Words
    other_titles: tuple[SceneTitle, ...] = Field(description="of days that are not the map's own, in the order of time")
    summary: Words = Field(description="the map in words, for those who do not see it")
    as_of: date = Field(description="the day the title speaks of and the page opens with")
    checked: When | None = Field(description="when the last of the sources was read")
    languages: tuple[str, ...]
    language: str
    words: dict[str, Words] = Field(description="the interface's own words, by language and key")
    worldview: SceneWorldview
    projection: SceneProjection
    view: SceneView
    insets: tuple[SceneInset, ...] = ()
    aside: tuple[SceneAside, ...] = ()
    beyond: Words = Field(default_factory=dict, description="which countries have parts ``aside``, in words")
    undated: Words = Field(default_factory=dict, description="whose statuses began nobody knows when, in words")
    statuses: tuple[SceneStatus, ...]
    overlap: bool = Field(
        default=False, description="true where the statuses are two memberships side by side: one, both, the other"
    )
    aspects: tuple[SceneAspect, ...]
    countries: tuple[SceneCountry, ...]
    places: tuple[ScenePlace, ...]
    routes: tuple[SceneRoute, ...]
    callouts: tuple[SceneCallout, ...] = Field(default=(), description="figures that stand on the map")
    journeys: tuple[SceneJourney, ...]
    symbology: SceneSymbology
    steps: tuple[Step, ...]
    disputes: tuple[SceneDispute, ...]
    claims: tuple[Claim, ...] = Field(description="about the bloc itself")
    figures: tuple[StatisticFact, ...] = Field(description="about the bloc itself")
    time: SceneTime | None
    credits: tuple[SceneCredit, ...]
    water: tuple[SceneWater, ...]
    towns: tuple[SceneTown, ...] = Field(description="the most wanted first")
    missing: tuple[Words, ...] = Field(description="what is not drawn because a layer is absent")
    locator: SceneLocator | None
    relief: SceneRelief | None = None
    sources: dict[str, SceneSource]
    publishers: tuple[str, ...] = Field(default=(), description="of the sources of its subject, the most cited first")
    frames: tuple[SceneFrame, ...] = Field(description="a person's own layers, the lowest first")

    @property
    def about_lines(self) -> bool:
        """Tell whether the map is about its lines rather than about who belongs."""
        return self.locator is not None or len(self.routes) > 1

    def json_text(self) -> str:
        """Return the scene as JSON: names as in the tables, no absent values, the same scene the same text."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)
