"""Who set out from a place for where most go: told below its name where there is room, else in the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf

from geo.model.locale import day_text, pick
from layers.figure.labels.keyed import Mark, entry
from layers.figure.labels.placed import Placed
from layers.i18n.catalog import translate
from layers.scene.model import SceneData


def travellers(data: SceneData, place: str, language: str, *, days: bool = True) -> tuple[str, ...]:
    """Return who set out from a place, and when unless ``days`` are left out, in a row each; empty for none."""
    ends = Counter(one.to_place for one in data.journeys)
    goal = max(sorted(ends), key=lambda end: ends[end], default=None)
    rows = (
        ", ".join([pick(one.who, language), *([day_text(one.date, language)] if days and one.date else [])])
        for one in data.journeys
        if place == f"place:{one.from_place}" and one.to_place == goal and one.attended is not False
    )
    return tuple(dict.fromkeys(rows))


def untold(data: SceneData, placed: Sequence[Placed], numbered: Sequence[Mark], language: str) -> Iterator[Mark]:
    """Yield the places with a number, and the travellers whom the map does not name, by the place they set out from."""
    rows, numbers = {name.id: name.rows for name in placed}, {mark.of: mark for mark in numbered}
    for place in sorted(data.places, key=lambda place: _number_of(numbers.get(f"place:{place.id}"))):
        id_ = f"place:{place.id}"
        full, short = (travellers(data, id_, language, days=days) for days in (True, False))
        mark = numbers.get(id_)
        if set(full) <= {*rows.get(id_, ())}:
            if mark:
                yield mark
            continue
        start = translate("figure_from", language, place=pick(place.name, language))
        told, brief = (translate("list_join", language).join(who) for who in (full, short))
        if mark:
            yield Mark(id_, mark.text, entry(start, told), entry(start, brief), mark.name)
        else:
            yield Mark(id_, start, told, brief)


def _number_of(mark: Mark | None) -> float:
    return float(mark.text) if mark else inf
