"""Sections of a route: runs of neighbouring stops under one segment, each with its state over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo.facts.stops import Halt, branches
from geo.model.coverage import covering
from geo.model.dates import spell_on
from geo.model.records import Segment
from geo.tables import Tables


@dataclass(frozen=True)
class Section:
    """The stretch from a stop of a branch to the next one that has a name, and its states in the order of time.

    ``halts`` are its ends and, between them, the waypoints that its line passes. Where a state begins or ends at a
    waypoint, the section does too.
    """

    halts: tuple[Halt, ...]
    spells: tuple[Segment, ...]

    @property
    def start(self) -> Halt:
        """Where it begins."""
        return self.halts[0]

    @property
    def end(self) -> Halt:
        """Where it ends."""
        return self.halts[-1]

    @property
    def id(self) -> str:
        """The name of its line: ``route:<route>:<branch>:<seq of its start>``."""
        stop = self.start.stop
        return f"route:{stop.route}:{stop.branch}:{stop.seq}"

    @property
    def approximate(self) -> bool:
        """Whether an end or a waypoint is uncertain."""
        return any(halt.uncertain for halt in self.halts)

    @property
    def mode(self) -> str:
        """``ferry`` where any state says so, else ``rail``."""
        return "ferry" if any(spell.mode == "ferry" for spell in self.spells) else "rail"

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
    for name, halts in branches(tables).items():
        ends = {seq for segment in segments[name] for seq in (segment.from_seq, segment.to_seq)}
        runs = list(_stretches(halts, ends))
        over = covering([run[0].stop.seq for run in runs] + [halts[-1].stop.seq], segments[name])
        found += [Section(run, tuple(sorted(spells, key=_begin))) for run, spells in zip(runs, over, strict=True)]
    return tuple(found)


def _stretches(halts: tuple[Halt, ...], ends: set[int]) -> Iterator[tuple[Halt, ...]]:
    """Cut a branch at its named stops, its two ends, and the waypoints where a state begins or ends."""
    begin = 0
    for number, halt in enumerate(halts[1:], start=1):
        if halt.stop.kind != "waypoint" or halt.stop.seq in ends or number == len(halts) - 1:
            yield halts[begin : number + 1]
            begin = number


def _begin(segment: Segment) -> date:
    return segment.since.first_day if segment.since else date.min
