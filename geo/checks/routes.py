"""Do routes hang together: stops with points, in order, joined by segments that leave nothing out?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from geo.checks.spells import gaps_in_time
from geo.errors import Fault, list_allowed
from geo.model.coverage import covering
from geo.model.records import Segment, Stop
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents

Branch = tuple[str, str]
Point = tuple[float | None, float | None]
StopOrSegment = TypeVar("StopOrSegment", Stop, Segment)


def check_routes(contents: FolderContents) -> Iterator[Fault]:
    """Yield the faults of stops.csv, segments.csv and journeys.csv that show only when rows are seen together."""
    for stop in contents.rows.stops:
        yield from _stop(contents, stop)
    places: dict[str, Point] = {place.id: (place.lon, place.lat) for place in contents.rows.places}
    stops, segments = _by_branch(contents.rows.stops), _by_branch(contents.rows.segments)
    damaged = _damaged_routes(contents, "stops")
    untold = _damaged_routes(contents, "segments") | {branch[0] for branch in segments if branch not in stops}
    for branch, rows in stops.items():
        in_order = sorted(rows, key=lambda stop: stop.seq)
        yield from _sequence(contents, branch, in_order, places)
        if branch[0] not in damaged:  # a stop that could not be read would make every segment about it look wrong
            told = segments.get(branch, [])
            wrong = list(_ends(contents, in_order, told))
            yield from wrong or _states(contents, in_order, told, whole=branch[0] not in untold)
    for branch, lost in segments.items():
        if branch not in stops and branch[0] in contents.ids["routes"] - damaged:
            yield from _lost(contents, lost, [name for route, name in stops if route == branch[0]])
    for journey in contents.rows.journeys:
        if journey.from_place == journey.to_place:
            found = f"from and to {quote(journey.to_place)}"
            yield contents.fault("journeys", journey, "to_place", found, "two different places")


def _by_branch(rows: Iterable[StopOrSegment]) -> dict[Branch, list[StopOrSegment]]:
    grouped: dict[Branch, list[StopOrSegment]] = defaultdict(list)
    for row in rows:
        grouped[row.route, row.branch].append(row)
    return dict(grouped)


def _lost(contents: FolderContents, segments: list[Segment], branches: list[str]) -> Iterator[Fault]:
    """Yield a fault for each segment of a branch without stops."""
    field = "branch" if branches else "route"
    known = f"a branch of stops.csv, {list_allowed(sorted(branches))}"
    for segment in segments:
        expected = known if branches else "a route with stops in stops.csv"
        yield contents.fault("segments", segment, field, quote(getattr(segment, field)), expected)


def _damaged_routes(contents: FolderContents, table: str) -> set[str | None]:
    """Return the routes of the rows of a table that could not be read."""
    sheet = contents.sheets.get(table)
    ragged = {sheet.cell(line, "route") for line in sheet.ragged} if sheet else set()
    return ragged | {getattr(row, "route", None) for row in contents.damaged.get(table, ())}


def _stop(contents: FolderContents, stop: Stop) -> Iterator[Fault]:
    missing = [name for name in ("lat", "lon") if getattr(stop, name) is None]
    if stop.place and len(missing) < 2:
        found = f"place {quote(stop.place)} and coordinates"
        todo = "delete the coordinates: the place has its own"
        yield contents.fault("stops", stop, "place", found, "a place or coordinates, not both", todo)
    if not stop.place and missing:
        found = f"no place, and no {' and no '.join(missing)}"
        todo = "name a place of places.csv, or give lat and lon"
        yield contents.fault("stops", stop, missing[0], found, "a place, or latitude and longitude", todo)
    if not stop.place and not stop.name and stop.kind != "waypoint":
        todo = "name it, or make it a waypoint, which has no label"
        yield contents.fault("stops", stop, "name", "a stop without name", "a name, or a place that has one", todo)


def _sequence(
    contents: FolderContents, branch: Branch, stops: list[Stop], places: Mapping[str, Point]
) -> Iterator[Fault]:
    if len(stops) < 2 and branch[0] in contents.ids["routes"]:
        found = f"one stop only in route '{branch[0]}', branch '{branch[1]}'"
        yield contents.fault("stops", stops[0], "seq", found, "two stops at least")
    by_ones = sum(after.seq - before.seq == 1 for before, after in pairwise(stops)) * 2 >= len(stops) - 1
    points = {stop.line: places.get(stop.place or "", (stop.lon, stop.lat)) for stop in stops}
    for before, stop in pairwise(stops):
        if stop.seq > before.seq and None not in points[stop.line] and points[stop.line] == points[before.line]:
            found = f"the point of stop {before.seq} in line {before.line} again"
            field = "place" if stop.place else "lat"
            yield contents.fault("stops", stop, field, found, "two different points", "delete one of the two")
        # Numbers may go by tens, so that a stop can be put between; a single number left out in ones is a slip.
        if stop.seq - before.seq == 2 and by_ones:
            found = f"seq {stop.seq} after {before.seq}"
            todo = f"is stop {before.seq + 1} missing? number the stops anew if not"
            yield contents.fault("stops", stop, "seq", found, "numbers without a gap", todo, warning=True)
    measured = [stop for stop in stops if stop.chainage_km is not None]
    for before, stop in pairwise(measured):
        if (stop.chainage_km or 0) < (before.chainage_km or 0):
            found = f"{stop.chainage_km:g} km after {before.chainage_km:g} km in line {before.line}"
            yield contents.fault("stops", stop, "chainage_km", found, "distances that grow along the route")


def _ends(contents: FolderContents, stops: list[Stop], told: list[Segment]) -> Iterator[Fault]:
    known = {stop.seq for stop in stops}
    for segment in told:
        for field in ("from_seq", "to_seq"):
            if (seq := getattr(segment, field)) not in known:
                expected = f"a seq of stops.csv, {min(known)} to {max(known)}"
                yield contents.fault("segments", segment, field, f"stop {seq}, which does not exist", expected)
        if segment.from_seq >= segment.to_seq:
            found = f"from {segment.from_seq} to {segment.to_seq}"
            yield contents.fault("segments", segment, "to_seq", found, "to_seq above from_seq", "exchange the two")


def _states(contents: FolderContents, stops: list[Stop], told: list[Segment], *, whole: bool) -> Iterator[Fault]:
    """Yield a fault for each section without state, unless a segment of its route that could not be read may tell it.

    Between states there may be a gap in time, of which a warning is given.
    """
    seen: set[tuple[int, int]] = set()
    for (start, end), over in zip(pairwise(stops), covering([stop.seq for stop in stops], told), strict=True):
        if whole and not over and start.seq != end.seq:
            found = f"no state between the stops {start.seq} and {end.seq}"
            todo = "add a row to segments.csv, or lengthen one"
            expected = "a segment that covers every section"
            yield contents.fault("stops", start, "seq", found, expected, todo, warning=not told)
        for earlier, later in gaps_in_time(over):
            if (earlier.line, later.line) not in seen:  # one warning, however many sections the two share
                seen.add((earlier.line, later.line))
                found = f"no state from {earlier.until} (line {earlier.line}) to {later.since}"
                yield contents.fault("segments", later, "since", found, "states without a gap", warning=True)
