"""Do surveyed lines lie where their sections are?"""

from __future__ import annotations

from collections.abc import Iterator

from geo.errors import Fault
from geo.model.records import Route, Segment, Stop
from geo.reading.courses import FOLDER, SUFFIXES, course_files
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents

# Beyond this a course is another line's: stations lie at the edge of towns, and towns are what stops stand for.
MOST_KM = 15.0


def check_courses(contents: FolderContents) -> Iterator[Fault]:
    """Yield a fault for each course that cannot be read, that misses its stops, or that stands beside another one."""
    named = [segment for segment in contents.rows.segments if segment.course]
    yield from _spare(contents, {str(row.course) for row in named} | {str(row.osm) for row in contents.rows.routes})
    for route in contents.rows.routes:
        if route.osm:
            yield from _tagged(contents, route)
    for number, segment in enumerate(named):
        failed = contents.failed_courses.get(str(segment.course))
        if failed:
            yield contents.fault("segments", segment, "course", failed.found, failed.expected, failed.todo)
            continue
        for stop in contents.rows.stops:
            here = (stop.route, stop.branch) == (segment.route, segment.branch) and stop.kind != "waypoint"
            if here and segment.from_seq <= stop.seq <= segment.to_seq:
                yield from _missed(contents, segment, stop)
        yield from _doubled(contents, segment, named[:number])


def _spare(contents: FolderContents, named: set[str]) -> Iterator[Fault]:
    """Yield a warning for each file of lines that no segment names: nobody would see it."""
    could_name = {"segments", "routes"} & contents.sheets.keys()
    for path in course_files(contents.folder):
        if could_name and path.suffix.lower() in SUFFIXES and path.name not in named:
            todo = "name it under 'course' in segments.csv or 'osm' in routes.csv, or take it away"
            yield Fault(
                f"{FOLDER}/{path.name}",
                None,
                None,
                "a line that no section names",
                "lines that are drawn",
                todo,
                warning=True,
            )


def _tagged(contents: FolderContents, route: Route) -> Iterator[Fault]:
    """Yield what is wrong with a route's file of OpenStreetMap; it stands in place of stops."""
    failed, tagged = contents.failed_courses.get(str(route.osm)), contents.tagged.get(route.id)
    if failed:
        yield contents.fault("routes", route, "osm", failed.found, failed.expected, failed.todo)
    elif any(stop.route == route.id for stop in contents.rows.stops):
        found, todo = f"{quote(str(route.osm))} beside stops in stops.csv", "leave one of the two out"
        yield contents.fault("routes", route, "osm", found, "a file of OpenStreetMap, or stops", todo)
    elif tagged and tagged.unread:
        found = f"lines without a tag that is known, {tagged.unread} in {quote(str(route.osm))}: not drawn"
        expected = "lines whose tags tell how one travels"
        yield contents.fault("routes", route, "osm", found, expected, "take them away", warning=True)


def _missed(contents: FolderContents, segment: Segment, stop: Stop) -> Iterator[Fault]:
    from geo.geodesy.lines import distance_km

    place = next((place for place in contents.rows.places if place.id == stop.place), None)
    lon, lat = (place.lon, place.lat) if place else (stop.lon, stop.lat)
    if lon is None or lat is None:
        return
    away = distance_km(contents.rows.courses[str(segment.course)], lon, lat)
    if away > MOST_KM + (stop.uncertainty_km or 0):
        found = f"a line that passes stop {stop.seq} at {away:,.0f} km"
        expected = f"one that comes within {MOST_KM:g} km of every stop on its way"
        yield contents.fault("segments", segment, "course", found, expected)


def _doubled(contents: FolderContents, segment: Segment, before: list[Segment]) -> Iterator[Fault]:
    for other in before:
        same = (other.route, other.branch) == (segment.route, segment.branch)
        if (
            same
            and other.course != segment.course
            and max(other.from_seq, segment.from_seq) < min(other.to_seq, segment.to_seq)
        ):
            found = f"{quote(str(segment.course))} beside {quote(str(other.course))} of line {other.line}"
            yield contents.fault("segments", segment, "course", found, "one course for a stretch, whatever its state")
