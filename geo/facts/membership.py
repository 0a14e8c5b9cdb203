"""Who belonged on which day: the spells of members.csv as frames and changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import Field

from geo.errors import MisuseError
from geo.facts.names import country_names
from geo.model.dates import NO_DAY, PartialDate, holds_on
from geo.model.fields import FALLBACK_LANGUAGE, Act, Code, Id, RequiredText, Since, Text, Until
from geo.model.records import Member, Row
from geo.tables import Tables

if TYPE_CHECKING:  # pandas and geopandas take a second to import; a build of pages needs neither here
    import geopandas as gpd
    import pandas as pd


class Membership(Row):
    """A spell of one status of one country, [since, until), with the words for both."""

    code: Code = Field(description="the country: ISO 3166-1 alpha-3")
    iso_a2: str | None = Field(description="the country: ISO 3166-1 alpha-2, where it has such a code")
    name: RequiredText = Field(description="its name")
    status: Id = Field(description="the status or state; empty where none is told")
    status_label: RequiredText = Field(description="the words for the status or state")
    member: bool = Field(description="whether the status counts as membership")
    since: Since
    until: Until
    event: Act


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


def memberships_on(tables: Tables, countries: gpd.GeoDataFrame, day: date) -> list[Membership]:
    """Return the countries that have a status on a day, by code in alphabetical order.

    ``countries`` is keyed by ``code`` and has ``iso_a2`` and ``name``.

    Raises
    ------
    MisuseError
        When a country with a status is not among ``countries``: it would be a gap on the map.
    """
    held = spells_on(tables, day)
    absent = [code for code in held if code not in countries.index]
    if absent:
        raise MisuseError(f"no geometry for {', '.join(absent)}; expected every country with a status on {day}")
    return _memberships(tables, countries, held.values())


def membership_history(tables: Tables, countries: gpd.GeoDataFrame) -> list[Membership]:
    """Return every spell, countries in alphabetical order, spells in the order of time."""
    return _memberships(tables, countries, (row for rows in by_country(tables.members).values() for row in rows))


def _memberships(tables: Tables, countries: gpd.GeoDataFrame, rows: Iterable[Member]) -> list[Membership]:
    statuses = {status.id: status for status in tables.spec.statuses}
    iso_a2, names = countries["iso_a2"].to_dict(), countries["name"].to_dict()
    return [
        Membership(
            **row.model_dump(exclude={"country"}),
            code=row.country,
            iso_a2=iso_a2[row.country],
            name=country_names(tables.spec, row.country, iso_a2[row.country], names[row.country]),
            status_label=statuses[row.status].label,
            member=statuses[row.status].member,
        )
        for row in rows
    ]


def membership_on(
    tables: Tables, countries: gpd.GeoDataFrame, day: date, *, language: str = FALLBACK_LANGUAGE
) -> pd.DataFrame:
    """Return the countries that have a status on a day.

    Parameters
    ----------
    tables
        The bloc's tables.
    countries
        Keyed by ``code``, with ``iso_a2`` and ``name``.
    day
        Of which statuses are told.
    language
        Of the words; English where a text is missing.

    Returns
    -------
    DataFrame
        One row a country, sorted by the index ``code``. Columns: the fields of ``Membership``. Countries without
        status have no row. ``since`` is missing (``isna``) where it is not known, as ``until`` is while a status lasts.
    """
    from geo.facts.frames import table

    return table(Membership, memberships_on(tables, countries, day), language)


def member_statuses(tables: Tables) -> frozenset[str]:
    """Return the ids of the statuses that count as membership."""
    return frozenset(status.id for status in tables.spec.statuses if status.member)


def join_membership(
    countries: gpd.GeoDataFrame, tables: Tables, day: date, *, language: str = FALLBACK_LANGUAGE
) -> gpd.GeoDataFrame:
    """Return the countries with the columns of ``membership_on`` added; order, index and geometry are kept.

    Countries without status have missing values, and ``member`` is false. ``countries`` is keyed by ``code``, and keeps
    its own names.

    Raises
    ------
    MisuseError
        When a country with a status is not among ``countries``: it would be a gap on the map.
    """
    held = membership_on(tables, countries, day, language=language)
    joined = countries.join(held[held.columns.difference(countries.columns, sort=False)])
    joined["member"] = joined.index.isin(held.index[held["member"]])
    return joined


def changes(tables: Tables) -> list[Change]:
    """Return every change of status, in the order of time; countries that change alike on one day stand together.

    A renewed spell of the same status is no change. A spell that ends where no other begins is an exit. One that began
    nobody knows when changes nothing by its beginning.
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
    return {code: sorted(spells[code], key=lambda row: row.since or NO_DAY) for code in sorted(spells)}


def _moves(spells: list[Member]) -> Iterator[tuple[PartialDate, str | None, Member]]:
    """Yield the day, the status before and the spell that begins; for an exit, the spell that ended."""
    if spells[0].since:
        yield spells[0].since, None, spells[0]
    for last, new in pairwise(spells):
        if new.since is None:  # two that began nobody knows when overlap, which no checked table does
            continue
        follows = last.until is not None and last.until.first_day >= new.since.first_day
        if last.until is not None and not follows:
            yield last.until, last.status, last
        if not follows or new.status != last.status:
            yield new.since, last.status if follows else None, new
    if spells[-1].until is not None:
        yield spells[-1].until, spells[-1].status, spells[-1]
