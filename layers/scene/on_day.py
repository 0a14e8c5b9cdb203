"""Who holds what on a day, asked of a scene."""

from __future__ import annotations

from datetime import date

from geo.model.dates import PartialDate, holds_on
from layers.scene.entries import Entry


def status_codes(data: Entry, day: date) -> list[tuple[Entry, list[str]]]:
    """Return each shown status of a scene with the codes of the countries that hold it on a day."""
    held: dict[str, list[str]] = {status["id"]: [] for status in data["statuses"] if status["shown"]}
    for country in data["countries"]:
        spell = spell_on(country, day)
        if spell and spell["status"] in held:
            held[spell["status"]].append(country["code"])
    return [(status, held[status["id"]]) for status in data["statuses"] if status["id"] in held]


def held_on(data: Entry, day: date) -> dict[str, list[dict[str, str]]]:
    """Return the names of the countries that hold each status of a scene on a day, by status id."""
    held: dict[str, list[dict[str, str]]] = {}
    for country in data["countries"]:
        spell = spell_on(country, day)
        if spell:
            held.setdefault(spell["status"], []).append(country["name"])
    return held


def spell_on(thing: Entry, day: date) -> Entry | None:
    """Return the spell that a country or a section of line is in on a day, ``None`` for none."""
    for spell in thing.get("spells", ()):
        since, until = (PartialDate.parse(spell[key]) if spell.get(key) else None for key in ("since", "until"))
        if holds_on(since, until, day):
            found: Entry = spell
            return found
    return None
