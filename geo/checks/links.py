"""Do the ids that rows and bloc.toml refer to exist? Is every source used, every name given once?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from geo.errors import Fault, list_allowed, near_match
from geo.model.fields import CODE_FORM, is_code
from geo.reading.country_advice import suggest_code
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents
from geo.reading.suggestions import is_country_code, made_id
from geo.reading.toml_file import FILE, KeyPath, tables_in

MAX_LISTED = 12
_LINKS = (
    ("events", "place", "places"),
    ("stops", "place", "places"),
    ("stops", "route", "routes"),
    ("segments", "route", "routes"),
    ("journeys", "from_place", "places"),
    ("journeys", "to_place", "places"),
    ("steps", "places", "places"),
    ("steps", "routes", "routes"),
    ("steps", "journeys", "journeys"),
)
"""Table, field, and the table whose ids the field holds."""


def check_links(contents: FolderContents) -> Iterator[Fault]:
    """Yield a fault for every id that is referred to and declared nowhere, and a warning for every unused source."""
    yield from _sources(contents)
    for table, name, target in _LINKS:
        for row in contents.every(table):
            for word in _words(getattr(row, name, None)):
                if word not in contents.ids[target]:
                    wanted = _wanted(word, "an id", f"{target}.csv", contents.ids[target])
                    yield contents.fault(table, row, name, quote(word), *wanted)
    if contents.toml.data:
        yield from _declared(contents)
        yield from _subjects(contents)
        yield from _doubles(contents)
        for number, drawn in enumerate(tables_in(contents.toml.data.get("maps"))):
            yield from _map_links(contents, drawn, ("maps", number))


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple | list):
        return tuple(word for word in value if isinstance(word, str))
    return (value,) if isinstance(value, str) else ()


def _wanted(word: str, what: str, file: str, allowed: Collection[str], *, lost: bool = False) -> tuple[str, str]:
    """Return what was expected in place of an unknown id, and the advice; ``lost`` where there is no such table."""
    if lost:
        return f"{what} of {file}", f"there is no {file}; delete this, or write the table"
    names = sorted(allowed)
    listed = f", {list_allowed(names)}" if 0 < len(names) <= MAX_LISTED else ""
    return f"{what} of {file}{listed}", near_match(word, names) or f"add it to {file}, or correct it here"


def _sources(contents: FolderContents) -> Iterator[Fault]:
    for table in contents.sheets:
        for row in contents.every(table):
            for word in getattr(row, "sources", ()):
                if word not in contents.ids["sources"]:
                    wanted = _wanted(word, "an id", "sources.csv", contents.ids["sources"])
                    yield contents.fault(table, row, "sources", quote(word), *wanted)
    cells = (sheet.cell(line, "sources") for sheet in contents.sheets.values() for line in (*sheet.rows, *sheet.ragged))
    cited = {word for cell in cells for word in cell.split()}
    for source in contents.rows.sources.values():
        if source.id not in cited:
            found = f"source {quote(source.id)} that no row cites"
            todo = "cite it in a row or delete it"
            yield contents.fault("sources", source, "id", found, "sources that are used", todo, warning=True)


def _declared(contents: FolderContents) -> Iterator[Fault]:
    statuses = [*_statuses(contents), *_aspect_statuses(contents)]
    quantities = contents.toml.data.get("quantities")
    named: tuple[tuple[str, str, str, Collection[str]], ...] = (
        ("members", "status", "a status", statuses),
        ("figures", "quantity", "a quantity", list(quantities) if isinstance(quantities, dict) else []),
    )
    for table, name, what, allowed in named:
        for row in contents.every(table):
            word = getattr(row, name, None)
            if word is not None and word not in allowed:
                yield contents.fault(table, row, name, quote(word), *_wanted(word, what, FILE, allowed))


def _ids(contents: FolderContents, key: str) -> list[str]:
    return [made_id(word) for part in tables_in(contents.toml.data.get(key)) for word in _words(part.get("id"))]


def _statuses(contents: FolderContents) -> list[str]:
    return _ids(contents, "statuses")


def _aspect_statuses(contents: FolderContents) -> list[str]:
    aspects = tables_in(contents.toml.data.get("aspects"))
    return [
        word for aspect in aspects for status in tables_in(aspect.get("statuses")) for word in _words(status.get("id"))
    ]


def _subjects(contents: FolderContents) -> Iterator[Fault]:
    bloc = _words(contents.toml.data.get("id"))
    known = sorted({*contents.ids["routes"], *contents.ids["places"], *bloc})
    for table in ("figures", "claims"):
        for row in contents.every(table):
            word = getattr(row, "subject", None)
            if word is not None and word not in known and not is_country_code(word):
                expected = f"the id of a route or a place, a country's code, or {quote(' '.join(bloc))} for the bloc"
                advice = near_match(word, known) or suggest_code(word)
                yield contents.fault(table, row, "subject", quote(word), expected, advice)


def _parts(of: Mapping[str, Any], path: KeyPath, key: str) -> list[tuple[KeyPath, Mapping[str, Any]]]:
    """Return the tables of a list in bloc.toml, each with its path."""
    return [((*path, key, number), part) for number, part in enumerate(tables_in(of.get(key)))]


def _doubles(contents: FolderContents) -> Iterator[Fault]:
    data = contents.toml.data
    aspects, maps = _parts(data, (), "aspects"), _parts(data, (), "maps")
    statuses = _parts(data, (), "statuses")
    statuses += [part for path, aspect in aspects for part in _parts(aspect, path, "statuses")]
    for parts, keys in ((statuses, ("id", "letter")), (aspects, ("id",)), (maps, ("slug",))):
        for key in keys:
            yield from _repeated(contents, parts, key)
    for path, drawn in maps:
        yield from _repeated(contents, _parts(drawn, path, "routes"), "id")


def _repeated(
    contents: FolderContents, parts: Sequence[tuple[KeyPath, Mapping[str, Any]]], key: str
) -> Iterator[Fault]:
    """Yield a fault for each word that a key of one of these tables repeats from one before."""
    seen: set[str] = set()
    for path, part in parts:
        for word in _words(part.get(key)):
            if word in seen:
                yield contents.toml.fault((*path, key), f"{quote(word)} again", f"each {key} once", value=word)
            seen.add(word)


def _is_lost(contents: FolderContents, file: str) -> bool:
    return file != FILE and file.removesuffix(".csv") not in contents.sheets


def _map_links(contents: FolderContents, drawn: Mapping[str, Any], path: KeyPath) -> Iterator[Fault]:
    kinds = {kind for place in contents.every("places") for kind in getattr(place, "kind", ())}
    links: list[tuple[str, str, str, Collection[str]]] = [
        ("statuses", "a status", FILE, _statuses(contents)),
        ("aspects", "an aspect", FILE, _ids(contents, "aspects")),
        ("places", "an id or a kind", "places.csv", contents.ids["places"] | kinds),
        ("events", "a kind", "events.csv", {getattr(event, "kind", "") for event in contents.every("events")}),
        ("story", "a story", "steps.csv", contents.ids["steps"]),
    ]
    for key, what, file, allowed in links:
        for word in _words(drawn.get(key)):
            if word not in allowed:
                wanted = _wanted(word, what, file, allowed, lost=_is_lost(contents, file))
                yield contents.toml.fault((*path, key), quote(word), *wanted, value=word)
    for number, use in enumerate(tables_in(drawn.get("routes"))):
        for word in _words(use.get("id")):
            if word not in contents.ids["routes"]:
                known, lost = contents.ids["routes"], _is_lost(contents, "routes.csv")
                wanted = _wanted(word, "an id", "routes.csv", known, lost=lost)
                yield contents.toml.fault((*path, "routes", number, "id"), quote(word), *wanted, value=word)
    yield from _callouts(contents, drawn, path)
    for code in _words(drawn.get("focus")):
        if is_code(code) and not is_country_code(code):  # what has not even the form is told already
            yield contents.toml.fault((*path, "focus"), quote(code), CODE_FORM, suggest_code(code), value=code)


def _callouts(contents: FolderContents, drawn: Mapping[str, Any], path: KeyPath) -> Iterator[Fault]:
    """A callout needs its figure, and the stop at which it stands, or to be about a place."""
    figures = {(getattr(row, "subject", ""), getattr(row, "quantity", "")) for row in contents.every("figures")}
    key = ("route", "branch", "seq")  # a faulty row may lack any of them
    stops = {tuple(getattr(row, part, None) for part in key) for row in contents.every("stops")}
    for number, use in enumerate(tables_in(drawn.get("callouts"))):
        subject, quantity, stop = (use.get(key) for key in ("subject", "quantity", "stop"))
        if not isinstance(subject, str) or not isinstance(quantity, str):
            continue  # told already
        here = (*path, "callouts", number)
        if (subject, quantity) not in figures:
            advice = near_match(quantity, sorted(name for one, name in figures if one == subject))
            expected = f"a quantity that figures.csv has of {subject}"
            yield contents.toml.fault((*here, "quantity"), quote(quantity), expected, advice, value=quantity)
        if stop is None and subject not in contents.ids["places"]:
            expected = "a place, or a stop of a route with `stop`"
            yield contents.toml.fault((*here, "subject"), quote(subject), expected, "", value=subject)
        elif stop is not None and (subject, use.get("branch", "main"), stop) not in stops:
            expected = f"a seq of {subject} in stops.csv"
            yield contents.toml.fault((*here, "stop"), quote(str(stop)), expected, "", value=str(stop))
