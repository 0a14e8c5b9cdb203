"""Who holds what on a day, asked of a scene."""

from __future__ import annotations

from datetime import date

from geo.model.dates import spell_on
from layers.scene.model import SceneCountry, SceneData


def holders(data: SceneData, day: date) -> dict[str, list[SceneCountry]]:
    """Return the countries that hold each status of a scene on a day, by status id in legend order, empty ones too."""
    held: dict[str, list[SceneCountry]] = {status.id: [] for status in data.statuses}
    for country in data.countries:
        spell = spell_on(country.spells, day)
        if spell:
            held[spell.status].append(country)
    return held
