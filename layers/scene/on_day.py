"""Who holds what on a day, asked of a scene."""

from __future__ import annotations

from datetime import date

from geo.model.dates import holds_on, spell_on
from layers.scene.model import SceneCountry, SceneData


def aspect_holders(data: SceneData, day: date) -> dict[str, list[SceneCountry]]:
    """Return the countries that hold each status of each aspect on a day, by status id in legend order."""
    held: dict[str, list[SceneCountry]] = {status.id: [] for aspect in data.aspects for status in aspect.statuses}
    for country in data.countries:
        for spell in country.aspects:
            if holds_on(spell.since, spell.until, day):
                held[spell.status].append(country)
    return held


def aspect_letters(data: SceneData, country: SceneCountry) -> list[str]:
    """Return the letters that stand behind a country's name for the further memberships it holds on the map's day."""
    held = {spell.status for spell in country.aspects if holds_on(spell.since, spell.until, data.as_of)}
    lettered = (aspect for aspect in data.aspects if aspect.shown and aspect.mark == "letter")
    return [status.letter for aspect in lettered for status in aspect.statuses if status.id in held]


def further_holders(data: SceneData) -> set[str]:
    """Return the codes of the countries that hold, on the map's day, a status of an aspect that it shows."""
    held = aspect_holders(data, data.as_of)
    shown = (status for aspect in data.aspects if aspect.shown for status in aspect.statuses)
    return {country.code for status in shown for country in held[status.id]}


def holders(data: SceneData, day: date) -> dict[str, list[SceneCountry]]:
    """Return the countries that hold each status of a scene on a day, by status id in legend order, empty ones too."""
    held: dict[str, list[SceneCountry]] = {status.id: [] for status in data.statuses}
    for country in data.countries:
        spell = spell_on(country.spells, day)
        if spell:
            held[spell.status].append(country)
    return held
