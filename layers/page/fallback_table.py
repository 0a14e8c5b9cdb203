"""A map's content as a table, for readers without scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.model.dates import PartialDate
from geo.model.locale import date_text, pick
from layers.i18n.catalog import translate
from layers.scene.build import Scene
from layers.scene.entries import Entry
from layers.scene.on_day import spell_on

COLUMNS = ("col_name", "col_status", "col_since", "col_note", "col_sources")


def table_of(scene: Scene, language: str) -> dict[str, Any]:
    """Return title, subtitle, columns, rows and sources of a scene on its own day, as text in a language."""
    data, day = scene.data, date.fromisoformat(scene.data["as_of"])
    statuses = {status["id"]: pick(status["label"], language) for status in data["statuses"]}
    order = list(statuses)
    held = [(country, spell) for country in data["countries"] if (spell := spell_on(country, day))]
    held.sort(key=lambda pair: (order.index(pair[1]["status"]), pick(pair[0]["name"], language)))
    return {
        "title": pick(data["title"], language),
        "subtitle": pick(data.get("subtitle", {}), language),
        "columns": [translate(column, language) for column in COLUMNS],
        "rows": [
            _row(pick(country["name"], language), statuses[spell["status"]], spell, data, language)
            for country, spell in held
        ]
        + [
            _row(pick(route["name"], language), pick(route.get("description", {}), language), route, data, language)
            for route in data["routes"]
        ],
        "sources": [
            _source_text(data["sources"][key])
            for key in sorted(
                {key for _, spell in held for key in spell["sources"]}
                | {key for route in data["routes"] for key in route["sources"]}
            )
        ],
    }


def _row(name: str, what: str, fact: Entry, data: Entry, language: str) -> list[str]:
    since = date_text(PartialDate.parse(fact["since"]), language) if "since" in fact else ""
    publishers = dict.fromkeys(data["sources"][source]["publisher"] for source in fact.get("sources", ()))
    return [name, what, since, pick(fact.get("note", {}), language), "; ".join(publishers)]


def _source_text(source: Entry) -> str:
    return ". ".join(str(source[part]) for part in ("publisher", "title", "published", "url") if part in source)
