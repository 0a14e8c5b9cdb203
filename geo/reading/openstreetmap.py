"""Ways of OpenStreetMap as the sections of a route: their tags tell how one travels, in which state, on which gauge."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.model.dates import PartialDate, as_date
from geo.model.records import Mode, Route, Segment, SegmentStatus, Source, Stop, StopKind
from geo.reading.courses import DECIMALS, FOLDER, CourseError, line_frames, line_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Line = NDArray[np.float64]

OSM = Source(
    id="openstreetmap",
    publisher="OpenStreetMap contributors",
    title="OpenStreetMap",
    url="https://www.openstreetmap.org/copyright",
    licence="ODbL 1.0",
)
# More pieces than this are a network and not a route.
MOST_PIECES = 200
_RAILWAYS = frozenset(["rail", "light_rail", "narrow_gauge", "subway", "tram", "monorail", "funicular", "preserved"])
_ON_FOOT = frozenset(["footway", "path", "pedestrian", "steps"])
_STATES: Mapping[str, SegmentStatus] = {
    "construction": "under_construction",
    "planned": "planned",
    "proposed": "proposed",
    "disused": "suspended",
}
_CABLES = {("power", "cable"), ("power", "line"), ("communication", "line"), ("communication", "cable"),
           ("man_made", "submarine_cable")}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """What the tags of a way tell of it."""

    mode: Mode
    status: SegmentStatus
    gauge_mm: int | None = None
    since: PartialDate | None = None


@dataclass(frozen=True)
class TaggedRoute:
    """The stops, sections and lines of a route by its file, and how many lines of it no tag explains."""

    stops: tuple[Stop, ...]
    segments: tuple[Segment, ...]
    courses: Mapping[str, Line]
    unread: int


def read_tagged(path: Path, route: Route) -> TaggedRoute:
    """Read a route from ways of OpenStreetMap, as Overpass and its like give them in GeoJSON.

    Ways that meet end to end are a branch, the longest one ``main``; each run of ways with the same tags is a section.
    Its ends are waypoints without names, or breaks of gauge.

    Raises
    ------
    CourseError
        For a file that cannot be read, or in which no way tells how one travels, or that is a network.
    """
    if not path.is_file():
        raise CourseError(f"'{path.name}'", f"a file of {FOLDER}/", "put it there")
    read = list(_ways(path))
    ways = [(way, line) for way, line in read if way is not None]
    if not ways:
        found = f"no line with a tag of OpenStreetMap in {FOLDER}/{path.name}"
        raise CourseError(found, "lines with railway, highway, route=ferry, man_made=pipeline, power or communication")
    pieces = sorted(_chains([line for _, line in ways]), key=lambda chain: -sum(len(line) for _, line in chain))
    if len(pieces) > MOST_PIECES:
        found = f"{len(pieces)} lines that do not meet in {FOLDER}/{path.name}"
        raise CourseError(found, f"a route of at most {MOST_PIECES}", "take the ways of one route alone")
    stops: list[Stop] = []
    segments: list[Segment] = []
    courses: dict[str, Line] = {}
    for number, piece in enumerate(pieces, start=1):
        branch = "main" if number == 1 else f"part-{number}"
        told = [(ways[way][0], line) for way, line in piece]
        _branch(route, branch, told, stops, segments, courses)
    return TaggedRoute(tuple(stops), tuple(segments), courses, len(read) - len(ways))


def _ways(path: Path) -> Iterator[tuple[Way | None, Line]]:
    import numpy as np
    import shapely

    for frame in line_frames(path):
        rows = frame.drop(columns="geometry").to_dict("records")
        for number, row in enumerate(rows):
            for part in line_parts(frame.iloc[[number]], path.name):
                yield way_of(_tags(row)), np.round(shapely.get_coordinates(part), DECIMALS)


def _tags(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return the tags of a feature, whether they are its properties or stand in one of them."""
    inner = row.get("tags")
    if isinstance(inner, str):
        try:
            inner = json.loads(inner)
        except ValueError:
            inner = None
    told = {**row, **inner} if isinstance(inner, dict) else row
    # A column of whole days is read as such; where a way has none, that is no day and equals nothing.
    days = {
        key: value.strftime("%Y-%m-%d") for key, value in told.items() if isinstance(value, date) and value == value
    }
    return {str(key): value for key, value in {**told, **days}.items() if isinstance(value, str)}


def way_of(tags: Mapping[str, str]) -> Way | None:
    """Return what the tags of a way tell; ``None`` where none tells how one travels there, or nothing is left of it."""
    for key, kinds in (("route", {"ferry"}), ("railway", _RAILWAYS), ("highway", None)):
        kind, status = _lifecycle(tags, key)
        if kind and (kinds is None or kind in kinds or (kind == "yes" and status != "operating")):
            mode = _mode(key, kind)
            gauge = re.match(r"\d{3,4}", tags.get("gauge", "")) if mode == "rail" else None
            return Way(mode, status, int(gauge[0]) if gauge else None, _since(tags, status))
    if tags.get("man_made") == "pipeline":
        return Way("pipeline", "operating", since=_since(tags, "operating"))
    if _CABLES & tags.items():
        return Way("cable", "operating", since=_since(tags, "operating"))
    return None


def _since(tags: Mapping[str, str], status: SegmentStatus) -> PartialDate | None:
    """Return since when a way is in operation, where that is told for certain.

    ``start_date`` of a way that is not open, or no longer, is not the day of its state; ``opening_date`` is a plan. Of
    what OpenStreetMap writes for guesses (``~1900``, ``C19``, ``1890s``) none is a date.
    """
    if status != "operating":
        return None
    try:
        return as_date(tags.get("start_date", ""))
    except ValueError:
        return None


def _lifecycle(tags: Mapping[str, str], key: str) -> tuple[str, SegmentStatus]:
    """Return what a key says a way is, and its state: ``railway=construction`` or ``construction:railway=rail``."""
    value = tags.get(key, "")
    for word, status in _STATES.items():
        if value == word:
            return tags.get(word, "yes"), status
        if f"{word}:{key}" in tags:
            return tags[f"{word}:{key}"], status
    return value, "operating"


def _mode(key: str, kind: str) -> Mode:
    if key == "highway":
        return "walking" if kind in _ON_FOOT else "road"
    return "ferry" if key == "route" else "rail"


def _chains(lines: Sequence[Line]) -> Iterator[list[tuple[int, Line]]]:
    """Yield lines that meet end to end, and no third one with them, in their order, each turned the way one goes."""
    at: dict[tuple[float, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        at[tuple(line[0])].append(number)
        at[tuple(line[-1])].append(number)
    left = dict.fromkeys(range(len(lines)))

    def walk(number: int, start: tuple[float, ...]) -> Iterator[tuple[int, Line]]:
        following = [number]
        while following:
            number = following[0]
            del left[number]
            line = lines[number] if tuple(lines[number][0]) == start else lines[number][::-1]
            yield number, line
            start = tuple(line[-1])
            following = [other for other in at[start] if other in left] if len(at[start]) == 2 else []

    for number, line in enumerate(lines):
        for end in (tuple(line[0]), tuple(line[-1])):
            if number in left and len(at[end]) != 2:
                yield list(walk(number, end))
    while left:  # rings
        number = next(iter(left))
        yield list(walk(number, tuple(lines[number][0])))


def _branch(
    route: Route,
    branch: str,
    ways: Sequence[tuple[Way, Line]],
    stops: list[Stop],
    segments: list[Segment],
    courses: dict[str, Line],
) -> None:
    """Add a branch's stops, sections and lines to those of the route."""
    import numpy as np

    sources = tuple(dict.fromkeys((OSM.id, *route.sources)))
    own: dict[str, object] = {"line": route.line, "route": route.id, "branch": branch, "sources": sources}
    line, seq, gauge = np.zeros((0, 2)), 0, None
    for seq, (way, run) in enumerate(groupby(ways, key=lambda pair: pair[0]), start=1):
        line = np.concatenate([part[min(at, 1) :] for at, (_, part) in enumerate(run)])
        course = f"{route.osm}#{len(courses) + 1}"
        courses[course] = line
        # (what a stop takes; a way that tells no gauge goes on with the one before)
        new = way.gauge_mm if way.gauge_mm and 500 <= way.gauge_mm <= 2000 else gauge
        kind: StopKind = "gauge_change" if gauge and new != gauge else "waypoint"
        stops.append(_point(own, seq, line[0], kind, new))
        gauge = new
        told: dict[str, object] = {
            "from_seq": seq,
            "to_seq": seq + 1,
            "status": way.status,
            "mode": way.mode,
            "course": course,
        }
        told |= {"since": way.since} if way.since else {}
        segments.append(Segment.model_validate(own | told))
    stops.append(_point(own, seq + 1, line[-1], "waypoint", gauge))


def _point(own: Mapping[str, object], seq: int, point: Line, kind: StopKind, gauge: int | None) -> Stop:
    lon, lat = (float(part) for part in point)
    return Stop.model_validate({**own, "seq": seq, "lon": lon, "lat": lat, "kind": kind, "gauge_mm": gauge})
