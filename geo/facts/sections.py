"""Sections of a route: runs of neighbouring stops under one segment, each with its state over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic import Field

from geo.facts.flatten import KM_DECIMALS
from geo.facts.stops import StopFact, branches
from geo.model.coverage import covering
from geo.model.dates import spell_on
from geo.model.fields import FALLBACK_LANGUAGE, Id, RequiredText, Since, Text, Until
from geo.model.records import Mode, Route, Row, Segment, SegmentStatus
from geo.tables import Tables


class _SectionRow(Row):
    """What is told of a section in any state: where it runs, which state it is in."""

    route: Id = Field(description="the id of the route")
    route_name: RequiredText = Field(description="the name of the route")
    branch: Id = Field(description="the branch of the route")
    from_seq: int = Field(description="`seq` of the stop where it begins")
    to_seq: int = Field(description="`seq` of the stop where it ends")
    from_name: Text = Field(description="the name of the stop or place where it begins")
    to_name: Text = Field(description="the name of the stop or place where it ends")
    status: SegmentStatus | None = Field(description="the status or state; empty where none is told")
    status_label: Text = Field(description="the words for the status or state")
    since: Since
    until: Until
    mode: Mode = Field(
        description="how one travels: `rail`, `road`, `ferry`, `sea`, `air`, `pipeline`, `cable` or `walking`"
    )


class SectionFact(_SectionRow):
    """A section of a route in the state of a day.

    Where no state is told, remark, confidence and sources are those of the route.
    """

    id: str = Field(description="what tells the row from the others")
    gauge_mm: int | None = Field(description="the gauge of the track from here on, in mm")
    approximate: bool = Field(
        description="whether an end or a waypoint is uncertain by more than 5 km, or weakly sourced"
    )
    course: str | None = Field(description="the file of its surveyed line in `courses`")
    straight_km: float = Field(description="the straight line between its ends, in km; the track is longer")


class SectionState(_SectionRow):
    """One state of one section, [since, until)."""

    section: str = Field(description="the `id` of the section in `routes`")


@dataclass(frozen=True)
class Section:
    """The stretch from a stop of a branch to the next one that has a name, and its states in the order of time.

    ``stops`` are its ends and, between them, the waypoints that its line passes. Where a state begins or ends at a
    waypoint, the section does too.
    """

    stops: tuple[StopFact, ...]
    spells: tuple[Segment, ...]

    @property
    def start(self) -> StopFact:
        """Where it begins."""
        return self.stops[0]

    @property
    def end(self) -> StopFact:
        """Where it ends."""
        return self.stops[-1]

    @property
    def id(self) -> str:
        """The name of its line: ``route:<route>:<branch>:<seq of its start>``."""
        return f"route:{self.start.route}:{self.start.branch}:{self.start.seq}"

    @property
    def approximate(self) -> bool:
        """Whether its line is no surveyed one and an end or a waypoint is uncertain."""
        return self.course is None and any(stop.uncertain for stop in self.stops)

    @property
    def course(self) -> str | None:
        """The file with its surveyed line, where any state names one."""
        return next((spell.course for spell in self.spells if spell.course), None)

    @property
    def mode(self) -> Mode:
        """The first of its states' that is not ``rail``, else ``rail``."""
        return next((spell.mode for spell in self.spells if spell.mode != "rail"), "rail")

    def spell_on(self, day: date) -> Segment | None:
        """Return the state that holds on a day, ``None`` where none is told."""
        return spell_on(self.spells, day)


@lru_cache(maxsize=4)
def sections(tables: Tables) -> tuple[Section, ...]:
    """Return every section, in the order of routes, branches and stops, with the states that segments.csv tells.

    A segment covers the sections from its ``from_seq`` to its ``to_seq``. A section may have no state.
    """
    segments: dict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in tables.segments:
        segments[segment.route, segment.branch].append(segment)
    found = []
    for name, stops in branches(tables).items():
        ends = {seq for segment in segments[name] for seq in (segment.from_seq, segment.to_seq)}
        runs = list(_stretches(stops, ends))
        over = covering([run[0].seq for run in runs] + [stops[-1].seq], segments[name])
        found += [Section(run, tuple(sorted(spells, key=_begin))) for run, spells in zip(runs, over, strict=True)]
    return tuple(found)


def _stretches(stops: tuple[StopFact, ...], ends: set[int]) -> Iterator[tuple[StopFact, ...]]:
    """Cut a branch at its named stops, its two ends, and the waypoints where a state begins or ends."""
    begin = 0
    for number, stop in enumerate(stops[1:], start=1):
        if stop.kind != "waypoint" or stop.seq in ends or number == len(stops) - 1:
            yield stops[begin : number + 1]
            begin = number


def _begin(segment: Segment) -> date:
    return segment.since.first_day if segment.since else date.min


def section_facts(tables: Tables, day: date) -> list[SectionFact]:
    """Return every section in the state of a day, in the order of ``sections``."""
    from geo.geodesy.measure import length_km

    routes = {route.id: route for route in tables.routes}
    facts = []
    for section in sections(tables):
        start, end = section.start, section.end
        told = _told(section, routes[start.route], section.spell_on(day))
        own = {
            "id": section.id,
            "mode": section.mode,
            "gauge_mm": start.gauge_mm,
            "approximate": section.approximate,
            "course": section.course,
            "straight_km": round(length_km([(start.lon, start.lat), (end.lon, end.lat)]), KM_DECIMALS),
        }
        facts.append(SectionFact.model_validate(told | own))
    return facts


def section_states(tables: Tables) -> list[SectionState]:
    """Return every state of every section, in the order of ``sections`` and of time."""
    routes = {route.id: route for route in tables.routes}
    return [
        SectionState.model_validate(
            _told(section, routes[section.start.route], spell) | {"section": section.id, "mode": spell.mode}
        )
        for section in sections(tables)
        for spell in section.spells
    ]


def state_label(status: SegmentStatus) -> str:
    """Return the English words for the state of a section: its id with blanks."""
    return status.replace("_", " ")


def _told(section: Section, route: Route, spell: Segment | None) -> dict[str, object]:
    backing = spell or route
    return {
        "route": route.id,
        "route_name": route.name,
        "branch": section.start.branch,
        "from_seq": section.start.seq,
        "to_seq": section.end.seq,
        "from_name": section.start.name,
        "to_name": section.end.name,
        "status": spell and spell.status,
        "status_label": {FALLBACK_LANGUAGE: state_label(spell.status)} if spell else {},
        "since": spell and spell.since,
        "until": spell and spell.until,
        "note": backing.note,
        "confidence": backing.confidence,
        "sources": backing.sources,
    }
