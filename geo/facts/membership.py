"""Who belonged on which day: the spells of members.csv as frames and changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.errors import MisuseError
from geo.model.dates import PartialDate, holds_on
from geo.model.fields import FALLBACK_LANGUAGE, Text
from geo.model.locale import pick
from geo.model.records import Member
from geo.tables import Tables

if TYPE_CHECKING:  # pandas and geopandas take a second to import; a build of pages needs neither here
    import geopandas as gpd
    import pandas as pd

COLUMNS = {
    "code": "str",
    "status": "str",
    "member": "bool",
    "since": "str",
    "until": "str",
    "event": "str",
    "note": "str",
    "sources": "str",
    "confidence": "str",
}


@dataclass(frozen=True)
class Change:
    """What changed on one day for one or several countries: from one status to another.

    ``before`` is ``None`` for those that come from outside, ``after`` for those that leave. ``event`` is the act by
    which the new status began, of the first of the countries; empty where the table tells none.
    """

    day: PartialDate
    codes: tuple[str, ...]
    before: str | None
    after: str | None
    event: Text


def spells_on(tables: Tables, day: date) -> dict[str, Member]:
    """Return the spell each country is in on a day, by code in alphabetical order.

    A half-known date counts from the first day it may mean.
    """
    held = {row.country: row for row in tables.members if holds_on(row.since, row.until, day)}
    return dict(sorted(held.items()))


def membership_on(tables: Tables, day: date, *, language: str = FALLBACK_LANGUAGE) -> pd.DataFrame:
    """Return the countries that have a status on a day.

    Parameters
    ----------
    tables
        The bloc's tables.
    day
        Of which statuses are told.
    language
        Of ``event`` and ``note``; English where a text is missing.

    Returns
    -------
    DataFrame
        One row a country, sorted by the index ``code`` (ISO alpha-3). Columns: ``status`` (id), ``member`` (whether
        the status counts as membership), ``since`` and ``until`` (ISO dates as precise as known; ``until`` missing
        while the spell lasts), ``event``, ``note``, ``sources`` (ids separated by blanks), ``confidence``.
        Countries without status have no row.
    """
    from geo.facts.frames import table

    counted = member_statuses(tables)
    return table(
        (
            (
                code,
                row.status,
                row.status in counted,
                str(row.since),
                str(row.until) if row.until else None,
                pick(row.event, language),
                pick(row.note, language),
                " ".join(row.sources),
                row.confidence,
            )
            for code, row in spells_on(tables, day).items()
        ),
        COLUMNS,
    )


def member_statuses(tables: Tables) -> frozenset[str]:
    """Return the ids of the statuses that count as membership."""
    return frozenset(status.id for status in tables.spec.statuses if status.member)


def join_membership(
    countries: gpd.GeoDataFrame, tables: Tables, day: date, *, language: str = FALLBACK_LANGUAGE
) -> gpd.GeoDataFrame:
    """Return the countries with the columns of ``membership_on`` added; order, index and geometry are kept.

    Countries without status have missing values, and ``member`` is false. ``countries`` is keyed by ``code``.

    Raises
    ------
    MisuseError
        When a country with a status is not among ``countries``: it would be a gap on the map.
    """
    held = membership_on(tables, day, language=language)
    absent = held.index.difference(countries.index)
    if len(absent):
        raise MisuseError(f"no geometry for {', '.join(absent)}; expected every country with a status on {day}")
    joined = countries.join(held)
    joined["member"] = joined.index.isin(held.index[held["member"]])
    return joined


def changes(tables: Tables) -> list[Change]:
    """Return every change of status, in the order of time; countries that change alike on one day stand together.

    A renewed spell of the same status is no change. A spell that ends where no other begins is an exit.
    Within a day, changes go in the order of the statuses in bloc.toml, exits last.
    """
    order: dict[str | None, int] = {status.id: number for number, status in enumerate(tables.spec.statuses)}
    order[None] = len(order)
    alike: dict[tuple[PartialDate, str | None, str | None], list[Member]] = defaultdict(list)
    for country in by_country(tables.members).values():
        for day, before, row in _moves(country):
            after = row.status if row.since == day else None
            alike[day, before, after].append(row)
    found = [
        Change(day, tuple(sorted(row.country for row in rows)), before, after, rows[0].event if after else {})
        for (day, before, after), rows in alike.items()
    ]
    return sorted(found, key=lambda change: (change.day, order[change.after], order[change.before]))


def by_country(rows: Iterable[Member]) -> dict[str, list[Member]]:
    """Return the spells of each country in the order of time, countries in alphabetical order."""
    spells: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        spells[row.country].append(row)
    return {code: sorted(spells[code], key=lambda row: row.since) for code in sorted(spells)}


def _moves(spells: list[Member]) -> Iterator[tuple[PartialDate, str | None, Member]]:
    """Yield the day, the status before and the spell that begins; for an exit, the spell that ended."""
    yield spells[0].since, None, spells[0]
    for last, new in pairwise(spells):
        follows = last.until is not None and last.until.first_day >= new.since.first_day
        if last.until is not None and not follows:
            yield last.until, last.status, last
        if not follows or new.status != last.status:
            yield new.since, last.status if follows else None, new
    if spells[-1].until is not None:
        yield spells[-1].until, spells[-1].status, spells[-1]
