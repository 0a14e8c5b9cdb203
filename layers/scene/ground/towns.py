"""Towns to name on a map, besides its own places."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from geo.bloc import Bloc
from geo.facts.membership import member_statuses, spells_on
from geo.model.records import Place
from geo.model.states import with_parts
from geo.world.towns import Wanted, towns_in_view
from layers.scene.ground.resolve import Ground
from layers.scene.model import SceneTown


def scene_towns(
    bloc: Bloc, ground: Ground, day: date, neighbours: Collection[str], places: Collection[Place]
) -> tuple[SceneTown, ...]:
    """Return the towns of a map that are none of its places, those that show from the first zoom first."""
    counted, held = member_statuses(bloc.tables), spells_on(bloc.tables, day)
    members = with_parts(bloc.spec, (code for code, row in held.items() if row.status in counted))
    holders = with_parts(bloc.spec, held)
    return tuple(
        SceneTown(name=dict(one.town.name), lat=one.town.lat, lon=one.town.lon, zoom=one.zoom)
        for one in towns_in_view(
            ground.view.projection,
            ground.view.extent,
            ground.zooms.most,
            Wanted(members or holders, neighbours, holders),
            [(place.lon, place.lat) for place in places],
        )
    )
