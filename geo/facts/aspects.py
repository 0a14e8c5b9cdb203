"""Further memberships beside the bloc's own: who held which status of which aspect on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from geo.facts.membership import Change, by_country, changes
from geo.facts.names import country_names
from geo.model.dates import holds_on
from geo.model.fields import Act, Code, Id, RequiredText, Since, Until
from geo.model.records import Row
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd


class AspectMembership(Row):
    """A spell of one status of an aspect of one country, [since, until), with the words for all three."""

    code: Code = Field(description="the country: ISO 3166-1 alpha-3")
    name: RequiredText = Field(description="its name")
    aspect: Id = Field(description="the further membership it belongs to")
    aspect_name: RequiredText = Field(description="the name of that membership")
    status: Id = Field(description="the status or state; empty where none is told")
    status_label: RequiredText = Field(description="the words for the status or state")
    since: Since
    until: Until
    event: Act


def aspect_holders(tables: Tables, aspects: Collection[str], day: date) -> set[str]:
    """Return the codes of those who hold a status of one of some aspects on a day; none named: of any."""
    further = tables.spec.aspect_of
    return {
        row.country
        for row in tables.aspect_members
        if (not aspects or further[row.status] in aspects) and holds_on(row.since, row.until, day)
    }


def aspect_history(tables: Tables, countries: gpd.GeoDataFrame) -> list[AspectMembership]:
    """Return every spell of every aspect: aspects in their order, countries in that of the alphabet, then by time.

    ``countries`` is keyed by ``code`` and has ``iso_a2`` and ``name``.
    """
    iso_a2, names = countries["iso_a2"].to_dict(), countries["name"].to_dict()
    return [
        AspectMembership(
            **row.model_dump(exclude={"country"}),
            code=row.country,
            name=country_names(tables.spec, row.country, iso_a2[row.country], names[row.country]),
            aspect=aspect.id,
            aspect_name=aspect.name,
            status_label=labels[row.status],
        )
        for aspect in tables.spec.aspects
        if (labels := {status.id: status.label for status in aspect.statuses})
        for rows in by_country(row for row in tables.aspect_members if row.status in labels).values()
        for row in rows
    ]


def aspect_changes(tables: Tables) -> Iterator[Change]:
    """Yield every change of a status of an aspect, aspect by aspect, each in the order of time; see ``changes``."""
    for aspect in tables.spec.aspects:
        ids = {status.id for status in aspect.statuses}
        spec = tables.spec.model_copy(update={"statuses": aspect.statuses})
        rows = tuple(row for row in tables.aspect_members if row.status in ids)
        yield from changes(replace(tables, members=rows, spec=spec))
