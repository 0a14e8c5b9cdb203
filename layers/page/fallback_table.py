"""A map's content as a table, for readers without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model.dates import spell_on
from geo.model.locale import date_text, fine_number_text, list_text, number_text, pick
from geo.model.records import Row
from layers.i18n.catalog import translate
from layers.i18n.sentences import since_text
from layers.scene.build import Scene
from layers.scene.frames.looks import class_text
from layers.scene.frames.model import Cell, SceneFrame
from layers.scene.lines.route_model import SceneRoute
from layers.scene.model import SceneData, SceneSource
from layers.scene.on_day import holders

COLUMNS = ("col_name", "col_status", "col_since", "col_note", "col_sources")


# Of a person's own frame; the page with its script has them all.
MOST_ROWS = 200


@dataclass(frozen=True)
class OwnTable:
    """A person's frame, or who is in what, as text: its name, its columns, its first rows, and how many there are."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    note: str


@dataclass(frozen=True)
class FallbackTable:
    """What a page tells without its script, as text in one language."""

    title: str
    subtitle: str
    columns: list[str]
    rows: list[list[str]]
    sources: list[str]
    own: list[OwnTable]


def table_of(scene: Scene, language: str) -> FallbackTable:
    """Return who held which status on a scene's own day, its routes with their stations, and the sources of both.

    What a map is about stands first; one about lines tells only the statuses that it shows.
    """
    data = scene.data
    labels = {status.id: pick(status.label, language) for status in data.statuses}
    order = list(labels)
    told = {status.id for status in data.statuses if status.shown or not data.about_lines}
    held = [(country, spell) for country in data.countries if (spell := spell_on(country.spells, data.as_of))]
    held = [(country, spell) for country, spell in held if spell.status in told]
    held.sort(key=lambda pair: (order.index(pair[1].status), pick(pair[0].name, language)))
    cited = {key for _, spell in held for key in spell.sources} | {key for one in data.routes for key in one.sources}
    cited |= {key for frame in data.frames for key in frame.sources}
    members = [
        _row(
            data, pick(country.name, language), labels[spell.status], spell, language, since_text(spell.since, language)
        )
        for country, spell in held
    ]
    members += [
        _row(
            data,
            pick(country.name, language),
            pick(status.label, language),
            spell,
            language,
            since_text(spell.since, language),
        )
        for aspect in data.aspects
        if aspect.shown
        for status in aspect.statuses
        for country in data.countries
        if (spell := spell_on([one for one in country.aspects if one.status == status.id], data.as_of))
    ]
    lines = [_line(data, route, language) for route in data.routes]
    return FallbackTable(
        title=pick(data.title, language),
        subtitle=pick(data.subtitle, language),
        columns=[translate(column, language) for column in COLUMNS],
        rows=[*lines, *members] if data.about_lines else [*members, *lines],
        sources=[*_checked(data, language), *(_source_text(data.sources[key]) for key in sorted(cited))],
        own=[*_overlap_table(data, language), *(_own_table(frame, language) for frame in data.frames)],
    )


def _checked(data: SceneData, language: str) -> list[str]:
    return [translate("checked", language, date=date_text(data.checked, language))] if data.checked else []


def _overlap_table(data: SceneData, language: str) -> list[OwnTable]:
    """Return who is in what of two memberships side by side."""
    if not data.overlap:
        return []
    held, columns = holders(data, data.as_of), ("col_status", "col_count", "col_name")
    rows = [
        [pick(status.label, language), number_text(len(countries), language), list_text(names, language)]
        for status in data.statuses
        if (countries := held[status.id]) and (names := [pick(country.name, language) for country in countries])
    ]
    title, heads = translate("table_overlap", language), [translate(column, language) for column in columns]
    return [OwnTable(title, heads, rows, "")]


def _own_table(frame: SceneFrame, language: str) -> OwnTable:
    columns = [frame.names_from or translate("col_name", language), *(column.name for column in frame.columns)]
    several = len(frame.classes) > 1
    heading = pick(frame.legend, language) or pick(frame.name, language)
    shown = min(frame.rows, MOST_ROWS)
    rows = [
        [
            frame.names[row] if frame.names else f"#{row + 1}",
            *(_cell(column.cells[row], language) for column in frame.columns),
            *([class_text(frame, frame.of[row], language)] if several else []),
        ]
        for row in range(shown)
    ]
    cut = {"shown": number_text(shown, language), "n": number_text(frame.rows, language)}
    note = translate("table_cut", language, **cut) if shown < frame.rows else ""
    return OwnTable(pick(frame.name, language), [*columns, *([heading] if several else [])], rows, note)


def _cell(cell: Cell, language: str) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else fine_number_text(cell, language)


def _line(data: SceneData, route: SceneRoute, language: str) -> list[str]:
    """Return the row of a route, with the stations of its branches."""
    name, what, begun, note, sources = _row(
        data, pick(route.name, language), pick(route.description, language), route, language
    )
    named = [
        [pick(stop.name, language) for stop in branch.stops if pick(stop.name, language)] for branch in route.branches
    ]
    stations = "; ".join(" – ".join(dict.fromkeys(names)) for names in named if names)
    return [name, what, begun, f"{note} {stations}".strip(), sources]


def _row(data: SceneData, name: str, what: str, fact: Row, language: str, begun: str = "") -> list[str]:
    publishers = dict.fromkeys(data.sources[source].publisher for source in fact.sources)
    return [name, what, begun, pick(fact.note, language), "; ".join(publishers)]


def _source_text(source: SceneSource) -> str:
    parts = (source.publisher, source.title, source.published, source.url)
    return ". ".join(str(part) for part in parts if part is not None)
