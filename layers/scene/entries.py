"""The small pieces that every part of a scene is made of."""

from __future__ import annotations

from typing import Any

from geo.model.records import Row

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
