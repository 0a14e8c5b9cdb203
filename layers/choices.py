"""What a caller asks of one map beyond what bloc.toml says: checked, and put into its specification and its tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from geo.bloc import Bloc
from geo.errors import MisuseError, check_each_of, check_one_of, show
from geo.model.spec import Bounds, Centre, MapSpec, ProjectionName, RouteUse

Names = str | Iterable[str] | None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """See ``layers.build_map``; ``None`` leaves what the map says."""

    title: str | Mapping[str, str] | None = None
    extent: Bounds | None = None
    projection: str | None = None
    centre: Centre | None = None
    statuses: Names = None
    countries: Names = None
    routes: Names = None
    places: Names = None


def apply_choices(bloc: Bloc, spec: MapSpec, day: date, chosen: Choices) -> tuple[Bloc, MapSpec]:
    """Return a bloc and a map with what was chosen; raise ``MisuseError`` for what there is not, with what there is."""
    changed: dict[str, object] = {}
    if chosen.title is not None:
        changed |= {"title": _title(chosen.title, bloc.spec.languages), "as_of": day}
        changed |= {} if day == spec.as_of else {"subtitle": {}}
    if chosen.extent is not None:
        changed["extent"] = _numbers(chosen.extent, ("west", "south", "east", "north"), "an extent")
        changed["bounds"] = None
    if chosen.centre is not None:
        changed["centre"] = _numbers(chosen.centre, ("longitude", "latitude"), "a centre")
    if chosen.projection is not None:
        changed["projection"] = check_one_of(chosen.projection, get_args(ProjectionName), "a projection of maps")
    if chosen.statuses is not None:
        ids = [status.id for status in bloc.spec.statuses]
        changed["statuses"] = check_each_of(chosen.statuses, ids, f"a status of {bloc.id}")
    if chosen.places is not None:
        changed["places"] = check_each_of(chosen.places, place_words(bloc), f"a place of {bloc.id} or a kind of them")
    if chosen.routes is not None:
        changed["routes"] = routes = _routes(bloc, spec, chosen.routes)
        drawn = {use.id for use in routes}
        changed["callouts"] = tuple(use for use in spec.callouts if use.stop is None or use.subject in drawn)
    limited = bloc if chosen.countries is None else only_countries(bloc, chosen.countries)
    return limited, spec.model_copy(update=changed)


def place_words(bloc: Bloc) -> list[str]:
    """Return the ids of a bloc's places, then their kinds."""
    rows = bloc.tables.places
    return list(dict.fromkeys([*(row.id for row in rows), *(kind for row in rows for kind in row.kind)]))


def only_countries(bloc: Bloc, countries: str | Iterable[str]) -> Bloc:
    """Return a bloc in which none but some of its countries ever held a status; all others are context."""
    tables = bloc.tables
    codes = sorted({row.country for row in (*tables.members, *tables.aspect_members)})
    wanted = set(check_each_of(countries, codes, f"the code of a country with a status in {bloc.id}"))
    if not wanted:
        raise MisuseError("countries is empty; expected at least one code, or None for all")
    members, further = (
        tuple(row for row in rows if row.country in wanted) for rows in (tables.members, tables.aspect_members)
    )
    limited = replace(tables, members=members, aspect_members=further)
    return Bloc(limited, bloc.countries, bloc.scale, bloc.worldview)


def _title(title: object, languages: Sequence[str]) -> dict[str, str]:
    words = dict.fromkeys(languages, title) if isinstance(title, str) else title
    if not isinstance(words, Mapping) or not words:
        raise MisuseError(f"{show(title)} is not a title; expected text, or text by language: {', '.join(languages)}")
    for language, text in words.items():
        check_one_of(language, languages, "a language of the maps")
        if not isinstance(text, str) or not text.strip():
            raise MisuseError(f"{show(text)} is not a title; expected text")
    return {**dict.fromkeys(["en"], str(next(iter(words.values())))), **{str(key): str(words[key]) for key in words}}


def _routes(bloc: Bloc, spec: MapSpec, routes: str | Iterable[str]) -> tuple[RouteUse, ...]:
    ids = check_each_of(routes, [row.id for row in bloc.tables.routes], f"a route of {bloc.id}")
    own = {use.id: use for use in spec.routes}
    return tuple(own.get(name) or RouteUse(id=name) for name in dict.fromkeys(ids))


def _numbers(value: object, names: tuple[str, ...], what: str) -> tuple[float, ...]:
    given = list(value) if isinstance(value, Iterable) and not isinstance(value, str | Mapping) else []
    fits = len(given) == len(names) and all(
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and math.isfinite(number)
        and abs(number) <= (180, 90)[place % 2]
        for place, number in enumerate(given)
    )
    south_below_north = len(given) != 4 or not fits or (given[1] < given[3] and given[0] != given[2])
    if not fits or not south_below_north:
        raise MisuseError(f"{show(value)} is not {what}; expected ({', '.join(names)}) in degrees")
    return tuple(float(number) for number in given)
