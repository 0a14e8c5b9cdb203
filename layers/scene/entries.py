"""The small pieces that every part of a scene is made of."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.model.dates import PartialDate, holds_on
from geo.model.records import Claim, Figure, Row
from geo.model.spec import BlocSpec
from geo.tables import Tables

Entry = dict[str, Any]


def entry(**values: Any) -> Entry:
    """Return a scene object without its absent values; dates become text, tuples lists."""
    return {key: plain(value) for key, value in values.items() if value not in (None, "", {}, (), [])}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as text, tuples as lists."""
    if isinstance(value, (str, bool, int, float, dict)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value)


def vouched(row: Row, **values: Any) -> Entry:
    """Return a scene object with what every row has: its remark, its certainty and its sources."""
    return entry(**values, note=row.note, confidence=row.confidence, sources=row.sources)


def figure_entries(tables: Tables, subject: str) -> list[Entry]:
    """Return the published figures about a subject, the recommended one of each quantity first."""
    rows = [row for row in tables.figures if row.subject == subject]
    order = list(dict.fromkeys(row.quantity for row in rows))
    rows.sort(key=lambda row: (order.index(row.quantity), not row.recommended))
    return [_figure_entry(row, tables.spec) for row in rows]


def _figure_entry(row: Figure, spec: BlocSpec) -> Entry:
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


def spell_on(thing: Entry, day: date) -> Entry | None:
    """Return the spell that a country or a section of line is in on a day, ``None`` for none."""
    for spell in thing.get("spells", ()):
        since, until = (PartialDate.parse(spell[key]) if spell.get(key) else None for key in ("since", "until"))
        if holds_on(since, until, day):
            found: Entry = spell
            return found
    return None


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
