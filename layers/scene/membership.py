"""Countries by status: what a page, a figure and a plain folium map draw of who belongs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import geopandas as gpd
import pandas as pd

from geo.bloc import Bloc
from geo.facts.membership import by_country, spells_on
from geo.facts.names import country_names
from geo.model.spec import MapSpec
from layers.scene.country_notes import country_note
from layers.scene.evidence import claims_of, statistics_of
from layers.scene.model import SceneAspect, SceneAspectStatus, SceneCountry, SceneSpan, SceneStatus
from layers.style.palette import ink_on, wash

# Where lines are the subject: how much of a status's colour the lands that the map is about keep in turn, and others.
IN_FOCUS, OUT_OF_FOCUS = (0.26, 0.37, 0.17), 0.1
# Below this a country's shape may vanish on a world view, and a ring stands for it.
SMALL_KM2 = 3_000


def scene_statuses(bloc: Bloc, spec: MapSpec) -> tuple[SceneStatus, ...]:
    """Return the statuses in legend order; where a map says which, the others start switched off.

    A map that asks for a wash gets tints of the colours on light paper, and the colours themselves as ``base``.
    """
    tint = wash if spec.fill == "wash" else str
    return tuple(
        SceneStatus(
            id=status.id,
            label=status.label,
            color=tint(status.color),
            base=status.color if spec.fill == "wash" else None,
            ink=ink_on(tint(status.color)),
            letter=status.letter,
            pattern=status.pattern,
            member=status.member,
            shown=spec.statuses is None or status.id in spec.statuses,
        )
        for status in bloc.spec.statuses
    )


def scene_aspects(bloc: Bloc, spec: MapSpec) -> tuple[SceneAspect, ...]:
    """Return the further memberships in their order; those a map does not name, though it names some, start off."""
    return tuple(
        SceneAspect(
            id=aspect.id,
            name=aspect.name,
            mark=aspect.mark,
            statuses=tuple(SceneAspectStatus(**status.model_dump()) for status in aspect.statuses),
            shown=not spec.aspects or aspect.id in spec.aspects,
        )
        for aspect in bloc.spec.aspects
    )


def full_fills(bloc: Bloc, spec: MapSpec, day: date) -> dict[str, str]:
    """Return the fills of the countries that a map fills in full on a day, by code."""
    if spec.fill == "wash":
        return {}
    filled = (one for one in bloc.spec.statuses if spec.statuses is None or one.id in spec.statuses)
    colours = {status.id: status.color for status in filled}
    held = spells_on(bloc.tables, day)
    return {code: colours[spell.status] for code, spell in held.items() if spell.status in colours}


def scene_countries(
    bloc: Bloc, spec: MapSpec, countries: gpd.GeoDataFrame, labels: pd.DataFrame, neighbours: Collection[str]
) -> tuple[SceneCountry, ...]:
    """Return every drawn country with its spells; ``labels`` has ``lon``, ``lat``, ``area_km2`` by code."""
    spells, aspects = by_country(bloc.tables.members), by_country(bloc.tables.aspect_members)
    order = labels.area_km2.rank(ascending=False, method="first").astype(int).to_dict()
    lon, lat, area = (labels[column].to_dict() for column in ("lon", "lat", "area_km2"))
    return tuple(
        SceneCountry(
            code=code,
            name=country_names(bloc.spec, code, str(country.iso_a2) if country.iso_a2 else None, str(country.name)),
            label=(round(lon[code], 2), round(lat[code], 2)),
            rank=int(order[code]),
            neighbour=code in neighbours,
            small=bool(area[code] < SMALL_KM2),
            strength=_strength(spec, code) if code in spells else None,
            spells=tuple(spells.get(code, ())),
            aspects=tuple(aspects.get(code, ())),
            away=tuple(SceneSpan(since=one.since, until=one.until) for one in bloc.tables.absences.get(code, ())),
            note=country_note(bloc, code),
            figures=statistics_of(bloc.tables, code),
            claims=claims_of(bloc.tables, code),
        )
        for code, country in zip(map(str, countries.index), countries.itertuples(), strict=True)
    )


def _strength(spec: MapSpec, code: str) -> float | None:
    """Return how strong the tint of a country is on a map of lines that names lands in focus."""
    if spec.fill != "wash" or not spec.focus:
        return None
    return IN_FOCUS[spec.focus.index(code) % len(IN_FOCUS)] if code in spec.focus else OUT_OF_FOCUS
