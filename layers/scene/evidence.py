"""Published figures, claims and the sources that a scene cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel

from geo.facts.statistics import StatisticFact
from geo.model.records import Claim, Row
from geo.tables import Tables
from layers.scene.in_languages import PLAIN
from layers.scene.model import SceneData

Wider = TypeVar("Wider", bound=Row)


def extended(row: Row, wider: type[Wider], **more: object) -> Wider:
    """Return a row of a table as the wider record of the scene, with what the scene adds; checked as any row is."""
    return wider.model_validate({**dict(row), **more})


@lru_cache(maxsize=64)  # (tables are equal only to themselves)
def statistics_of(tables: Tables, subject: str) -> tuple[StatisticFact, ...]:
    """Return the published figures about a subject, the recommended one of each quantity first."""
    rows = [row for row in tables.figures if row.subject == subject]
    order = list(dict.fromkeys(row.quantity for row in rows))
    rows.sort(key=lambda row: (order.index(row.quantity), not row.recommended))
    return tuple(extended(row, StatisticFact, quantity_name=tables.spec.quantities[row.quantity].name) for row in rows)


def claims_of(tables: Tables, subject: str) -> tuple[Claim, ...]:
    """Return the claims about a subject with what other sources say of them."""
    return tuple(row for row in tables.claims if row.subject == subject)


def citations(value: object) -> Iterator[str]:
    """Yield the ids of sources as often as a part of a scene names them."""
    for sources in _lists_of_sources(value):
        yield from sources


def _lists_of_sources(value: object, without: Collection[str] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the sources of each fact in a part of a scene, but for fields of some names."""
    if isinstance(value, BaseModel):
        for name, part in vars(value).items():
            if name == "sources" and isinstance(part, tuple):
                yield part
            elif type(part) not in PLAIN and name not in without:
                yield from _lists_of_sources(part, without)
    elif isinstance(value, tuple):
        for item in value:
            if type(item) not in PLAIN:
                yield from _lists_of_sources(item, without)


# So many publishers are named in a page's foot; its list of sources has all.
NAMED_PUBLISHERS = 3


def with_publishers(data: SceneData) -> SceneData:
    """Return a scene with the publishers that a page's foot names: those that its subject rests on now."""
    return data.model_copy(update={"publishers": tuple(cited_publishers(data)[:NAMED_PUBLISHERS])})


def cited_publishers(data: SceneData) -> list[str]:
    """Return who published what a map's subject rests on, the most cited first; a fact's best source stands first.

    Those of a person's own layers come before all; the subject is its journeys, or else its lines, or who belongs.
    """
    lines = data.routes if data.about_lines else ()
    subject = data.journeys or lines or tuple(spell for country in data.countries for spell in country.spells)
    own, others = (Counter(_publishers(data, part)) for part in (data.frames, subject))
    return list(dict.fromkeys([*_ranked(own), *_ranked(others)]))


def told_sources(data: SceneData) -> set[str]:
    """Return the ids of the sources of what a scene draws: who belongs, lines, journeys, places, own layers."""
    drawn = (data.countries, data.routes, data.journeys, data.places, data.frames)
    # Figures and claims are told, not drawn.
    lists = _lists_of_sources(drawn, without=("figures", "claims", "events"))
    return {key for sources in lists for key in sources if key in data.sources}


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name.casefold()))


def _publishers(data: SceneData, part: object) -> Iterator[str]:
    cited = (data.sources[key] for best in _lists_of_sources(part) for key in best[:1] if key in data.sources)
    return (source.publisher or source.title for source in cited)
