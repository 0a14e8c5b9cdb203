"""A bloc's folder → frozen tables of checked records, or one error with every fault of every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from textwrap import shorten

from geo.checks.run import check_rows
from geo.errors import Fault, FaultyDataError
from geo.model.dates import holds_on
from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.locale import pick
from geo.model.spec import BlocSpec
from geo.model.states import Span, absences
from geo.reading.beside import bloc_beside
from geo.reading.folder import FolderContents, Records, read_folder, sort_faults
from geo.reading.openstreetmap import OSM

CARD_WIDTH = 100
MAX_LISTED = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Tables(Records):
    """All a folder says: the rows of its tables and the specification of bloc.toml. Equal only to itself.

    ``beside`` are the other blocs that its maps of two show, by the names that bloc.toml has for them.
    """

    folder: Path
    spec: BlocSpec
    beside: Mapping[str, Tables] = field(default_factory=dict)

    @cached_property
    def absences(self) -> Mapping[str, tuple[Span, ...]]:
        """When countries are not drawn, by code: see ``geo.model.states``."""
        return absences(self.spec, (*self.members, *self.aspect_members))

    def __repr__(self) -> str:
        """Return a card of a few lines, never more than a screen: see ``card_lines``."""
        return "\n".join(card_lines(self))


def card_lines(tables: Tables) -> list[str]:
    """Return what a folder holds, in English: whose it is, members on the day of its first map, counts, maps.

    Each line has at most ``CARD_WIDTH`` characters, all printable; of statuses and maps ``MAX_LISTED`` are named.
    """
    spec, day = tables.spec, tables.spec.maps[0].as_of
    name, short = pick(spec.name, FALLBACK_LANGUAGE), pick(spec.short, FALLBACK_LANGUAGE)
    founded = f", founded {spec.founded}" if spec.founded else ""
    counts = {
        "places": tables.places,
        "events": tables.events,
        "routes": tables.routes,
        "journeys": tables.journeys,
        "sources": tables.sources,
    }
    lines = [
        f"{name}{f' ({short})' if short and short != name else ''}, {spec.id}{founded}",
        f"on {day}: {_status_counts(tables, day)}",
        ", ".join(f"{kind}: {len(rows)}" for kind, rows in counts.items() if rows),
        "maps:",
        *(f"  {one.slug}, {one.as_of}: {pick(one.title, FALLBACK_LANGUAGE)}" for one in spec.maps[:MAX_LISTED]),
    ]
    if len(spec.maps) > MAX_LISTED:
        lines.append(f"  and {len(spec.maps) - MAX_LISTED} more")
    return [_printable(line) for line in lines]


def _status_counts(tables: Tables, day: date) -> str:
    held = Counter(row.status for row in tables.members if holds_on(row.since, row.until, day))
    members = sum(held[status.id] for status in tables.spec.statuses if status.member)
    kinds = [f"{status.id} {held[status.id]}" for status in tables.spec.statuses if held[status.id]]
    return f"members: {members}" + (f" (by status: {', '.join(kinds[:MAX_LISTED])})" if kinds else "")


def _printable(line: str) -> str:
    indent = "  " if line.startswith("  ") else ""
    plain = "".join(sign if sign.isprintable() else " " for sign in line)
    return indent + shorten(plain, CARD_WIDTH - len(indent), placeholder=" …")


def read_tables(folder: str | PathLike[str]) -> Tables:
    """Read and check a bloc's folder.

    Checks each file, each cell, and what rows say of each other; not whether points lie in their countries, which
    takes Natural Earth and is the business of ``geo.load_bloc``.

    Parameters
    ----------
    folder
        A folder with ``bloc.toml``, ``members.csv``, ``sources.csv`` and any other table of ``geo.model.records``.

    Returns
    -------
    Tables
        Frozen; rows in the order of their files, each with its line.

    Raises
    ------
    FaultyDataError
        With every fault of every file, in the order of files and lines; warnings do not raise and are left out.
    """
    contents = read_folder(Path(folder))
    return tables_of(contents, check_rows(contents))


def tables_of(contents: FolderContents, faults: Iterable[Fault]) -> Tables:
    """Return what a folder holds as tables; raise ``FaultyDataError`` with all of some faults that are no warnings."""
    wrong = [fault for fault in faults if not fault.warning]
    if wrong or contents.spec is None:
        raise FaultyDataError(sort_faults(wrong))
    further = contents.spec.aspect_of
    own = tuple(row for row in contents.rows.members if row.status not in further)
    others = tuple(row for row in contents.rows.members if row.status in further)
    rows = {**vars(contents.rows), "members": own, "aspect_members": others}
    for tagged in contents.tagged.values():
        rows["stops"] += tagged.stops
        rows["segments"] += tagged.segments
        rows["courses"] = rows["courses"] | tagged.courses
        rows["sources"] = {OSM.id: OSM} | rows["sources"]
    return Tables(folder=contents.folder, spec=contents.spec, beside=dict(_beside(contents, contents.spec)), **rows)


def _beside(contents: FolderContents, spec: BlocSpec) -> Iterator[tuple[str, Tables]]:
    """Yield the other blocs that maps of two show; those that these show in turn are of no use here."""
    aspects = {aspect.id for aspect in spec.aspects}
    for name in {drawn.overlap: None for drawn in spec.maps if drawn.overlap and drawn.overlap not in aspects}:
        if folder := bloc_beside(contents.folder, name):
            other = read_folder(folder)
            alone = other.spec and other.spec.model_copy(
                update={"maps": tuple(drawn.model_copy(update={"overlap": None}) for drawn in other.spec.maps)}
            )
            yield name, tables_of(replace(other, spec=alone), other.faults)
