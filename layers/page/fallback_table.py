"""A map's content as a table, for readers without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model.dates import PartialDate, spell_on
from geo.model.locale import date_text, pick
from geo.model.records import Row
from layers.i18n.catalog import translate
from layers.scene.build import Scene
from layers.scene.model import SceneData, SceneSource

COLUMNS = ("col_name", "col_status", "col_since", "col_note", "col_sources")


@dataclass(frozen=True)
class FallbackTable:
    """What a page tells without its script, as text in one language."""

    title: str
    subtitle: str
    columns: list[str]
    rows: list[list[str]]
    sources: list[str]


def table_of(scene: Scene, language: str) -> FallbackTable:
    """Return who held which status on a scene's own day, its routes, and the sources of both."""
    data = scene.data
    labels = {status.id: pick(status.label, language) for status in data.statuses}
    order = list(labels)
    held = [(country, spell) for country in data.countries if (spell := spell_on(country.spells, data.as_of))]
    held.sort(key=lambda pair: (order.index(pair[1].status), pick(pair[0].name, language)))
    cited = {key for _, spell in held for key in spell.sources} | {key for one in data.routes for key in one.sources}
    rows = [
        _row(data, pick(country.name, language), labels[spell.status], spell, language, spell.since)
        for country, spell in held
    ]
    rows += [
        _row(data, pick(row.name, language), pick(row.description, language), row, language) for row in data.routes
    ]
    return FallbackTable(
        title=pick(data.title, language),
        subtitle=pick(data.subtitle, language),
        columns=[translate(column, language) for column in COLUMNS],
        rows=rows,
        sources=[_source_text(data.sources[key]) for key in sorted(cited)],
    )


def _row(
    data: SceneData, name: str, what: str, fact: Row, language: str, since: PartialDate | None = None
) -> list[str]:
    publishers = dict.fromkeys(data.sources[source].publisher for source in fact.sources)
    begun = date_text(since, language) if since else ""
    return [name, what, begun, pick(fact.note, language), "; ".join(publishers)]


def _source_text(source: SceneSource) -> str:
    parts = (source.publisher, source.title, source.published, source.url)
    return ". ".join(str(part) for part in parts if part is not None)
