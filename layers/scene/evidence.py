"""Published figures, claims and the sources that a scene cites."""

from __future__ import annotations

from typing import Any

from geo.model.records import Claim, Statistic
from geo.model.spec import BlocSpec
from geo.tables import Tables
from layers.scene.entries import Entry, vouched


def statistic_entries(tables: Tables, subject: str) -> list[Entry]:
    """Return the published figures about a subject, the recommended one of each quantity first."""
    rows = [row for row in tables.figures if row.subject == subject]
    order = list(dict.fromkeys(row.quantity for row in rows))
    rows.sort(key=lambda row: (order.index(row.quantity), not row.recommended))
    return [_statistic_entry(row, tables.spec) for row in rows]


def _statistic_entry(row: Statistic, spec: BlocSpec) -> Entry:
    return vouched(
        row,
        quantity=row.quantity,
        name=spec.quantities[row.quantity].name,
        value=row.value,
        unit=row.unit,
        scope=row.scope,
        as_of=row.as_of,
        recommended=row.recommended or None,
    )


def claim_entries(tables: Tables, subject: str) -> list[Entry]:
    """Return the claims about a subject with what other sources say of them."""
    return [_claim_entry(row) for row in tables.claims if row.subject == subject]


def _claim_entry(row: Claim) -> Entry:
    return vouched(row, id=row.id, claim=row.claim, verdict=row.verdict, finding=row.finding, date=row.date)


def cited(value: Any) -> set[str]:
    """Return the ids of all sources named anywhere in a part of a scene."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            sources = part.get("sources")
            found.update(sources if isinstance(sources, list) else ())
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found
