"""Do the spans of time fit: no country in two statuses at once, no section in two states, nothing ends unbegun?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TypeVar

from geo.errors import Fault
from geo.model.coverage import covering
from geo.model.records import Member, Segment
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents
from geo.reading.toml_file import tables_in

Spell = TypeVar("Spell", Member, Segment)


def check_spells(contents: FolderContents) -> Iterator[Fault]:
    """Yield the faults of spans of time in members.csv, segments.csv and events.csv; a gap is only a warning."""
    yield from _members(contents)
    yield from _segments(contents)
    for event in contents.rows.events:
        if event.end and event.end.last_day < event.start.first_day:
            found = f"an end on {event.end} before the start on {event.start}"
            todo = "exchange the two dates"
            yield contents.fault("events", event, "end", found, "a last day on or after the first", todo)


def _members(contents: FolderContents) -> Iterator[Fault]:
    yield from _inverted(contents, "members", contents.rows.members)
    spells: dict[tuple[str, str], list[Member]] = defaultdict(list)
    further = _aspect_of(contents)
    for row in contents.rows.members:
        spells[row.country, further.get(row.status, "")].append(row)
    yield from _overlaps(contents, "members", spells.values())


def _aspect_of(contents: FolderContents) -> dict[str, str]:
    """Return which aspect a status belongs to, from bloc.toml as it is written: another slip in it changes nothing."""
    return {
        str(status.get("id")): f"aspect {number}"
        for number, aspect in enumerate(tables_in(contents.toml.data.get("aspects")))
        for status in tables_in(aspect.get("statuses"))
    }


def _segments(contents: FolderContents) -> Iterator[Fault]:
    yield from _inverted(contents, "segments", contents.rows.segments)
    branches: dict[tuple[str, str], list[Segment]] = defaultdict(list)
    for row in contents.rows.segments:
        branches[row.route, row.branch].append(row)
    for rows in branches.values():
        ends = sorted({seq for row in rows for seq in (row.from_seq, row.to_seq)})
        yield from _overlaps(contents, "segments", covering(ends, rows))


def _inverted(contents: FolderContents, table: str, rows: Iterable[Spell]) -> Iterator[Fault]:
    for row in rows:
        if row.since and row.until and row.until.first_day <= row.since.first_day:
            same = row.until.first_day == row.since.first_day
            found = f"until {row.until}, {'the same day as' if same else 'before'} since {row.since}"
            todo = "until is the first day on which the status no longer holds"
            yield contents.fault(table, row, "until", found, "until after since", todo)


def _overlaps(contents: FolderContents, table: str, spells: Iterable[list[Spell]]) -> Iterator[Fault]:
    """Yield a fault for each spell that begins before another one of the same thing has ended, once for each."""
    told: set[int] = set()
    for rows in spells:
        last: Spell | None = None
        for row in sorted(rows, key=lambda row: (_begin(row), row.line)):
            if last is not None and _begin(row) < _end(last) and row.line not in told:
                told.add(row.line)
                yield _overlap_fault(contents, table, *sorted((last, row), key=lambda row: row.line))
            if last is None or _end(row) > _end(last):
                last = row


def _overlap_fault(contents: FolderContents, table: str, first: Spell, second: Spell) -> Fault:
    if (first.status, first.since, first.until) == (second.status, second.since, second.until):
        found, todo = f"the spell of line {first.line} again", "delete one of the two"
        return contents.fault(table, second, "status", found, "each spell once", todo)
    until = f"until {first.until}" if first.until else "without end"
    found = f"{quote(second.status)} {_span(second)} beside {quote(first.status)} of line {first.line}, {until}"
    todo = "let one spell end where the next begins"
    return contents.fault(table, second, "since", found, "one status at a time", todo)


def _span(row: Member | Segment) -> str:
    return f"since {row.since}" if row.since else "from the beginning"


def _begin(row: Member | Segment) -> date:
    return row.since.first_day if row.since else date.min


def _end(row: Member | Segment) -> date:
    return row.until.first_day if row.until else date.max


def gaps_in_time(rows: Iterable[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Yield successive spells of one stretch between which no state is told."""
    begun = sorted(rows, key=_begin)
    for earlier, later in pairwise(begun):
        if _end(earlier) < _begin(later):
            yield earlier, later
