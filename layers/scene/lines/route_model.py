"""The records of a route in a scene: its branches, their stops and sections, and the least it can measure."""

from __future__ import annotations

from pydantic import Field

from geo.facts.statistics import StatisticFact
from geo.facts.stops import StopFact
from geo.model.records import Claim, Mode, Route, Segment
from geo.model.spec import RouteRole
from layers.scene.base import SceneObject, Words


class SceneSection(SceneObject):
    """The part of a branch from one stop to the next with a name; its line is ``<line of the branch>:<from_seq>``."""

    from_seq: int
    to_seq: int
    approximate: bool
    mode: Mode
    spells: tuple[Segment, ...]


class SceneBranch(SceneObject):
    """The stops of one branch of a route in their order, and the sections between them."""

    id: str
    line: str
    stops: tuple[StopFact, ...]
    sections: tuple[SceneSection, ...]


class CountryLength(SceneObject):
    """The least a route can measure in one country."""

    code: str
    km: float


class SceneBound(SceneObject):
    """The straight-line lower bound of a route's length."""

    total_km: float
    by_country: tuple[CountryLength, ...] = ()


class SceneCallout(StatisticFact):
    """A published figure that stands on the map, at a point of what it is about."""

    lat: float
    lon: float


class SceneRoute(Route):
    """A route, the part it plays on the map, and which of that part's colours it has; ``countries`` in the order they
    are crossed.
    """

    role: RouteRole
    shade: int = 0
    label: Words = Field(default_factory=dict)
    arrows: bool = False
    schematic: bool
    figures: tuple[StatisticFact, ...] = ()
    lower_bound: SceneBound
    countries: tuple[str, ...] = ()
    branches: tuple[SceneBranch, ...]
    claims: tuple[Claim, ...] = ()
