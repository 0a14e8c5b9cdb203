"""The ground of a map: which part of the world it opens on, what lies there, and its geometry as shared arcs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.bloc import Bloc
from geo.facts.membership import member_statuses
from geo.geodesy.graticule import graticule_lines
from geo.geodesy.label_points import label_points
from geo.model.records import Journey
from geo.model.spec import MapSpec
from geo.model.states import made_of, with_parts
from geo.topology.levels import Levels
from geo.topology.store import Store, make_store
from geo.view import COARSE, LonLat, View, extent_of, fit_view, left_aside
from geo.world.waters import WatersInView, waters_in_view
from layers.scene.disputes import area_key, in_sight, truce_lines
from layers.scene.ground.model import SceneInset, SceneView
from layers.scene.ground.waters import LAKES, river_groups, river_lines
from layers.scene.lines.journeys import drawn_journeys
from layers.scene.lines.routes import lines_of

MAX_ZOOM = 10
# How far a reader may zoom in before a scale's own coarseness shows, in Leaflet's zoom levels.
SCALE_ZOOM = {"110m": 4, "50m": 7, "10m": 9}
# The finest a vertex is kept, in degrees: a tenth of the scale's own coarseness.
SCALE_STEP_DEG = {"110m": 0.002, "50m": 0.001, "10m": 0.0005}
# Levels of zoom beyond the opening view for which the whole map keeps its detail; the detail area goes on to MAX_ZOOM.
ZOOM_ROOM = 2
# Around the area of detail the map only has to tell where that is.
AROUND_DETAIL = 5
# The finest zoom that rivers are drawn for where a map has an area of detail: their own coarseness shows beyond it.
RIVER_DETAIL = 8
# Levels of zoom beyond the finest detail: lines look a little simpler, names find more room.
OVERZOOM = 2


@dataclass(frozen=True)
class Zooms:
    """The finest zooms: that the whole map keeps its detail for, that its rivers do, and that a reader may go to."""

    base: int
    rivers: int
    most: int


@dataclass(frozen=True)
class Ground:
    """What a map of a bloc lies on.

    ``countries`` and ``disputes`` are those of the scale that was ``used``, in EPSG:4326; ``countries`` are those that
    the topology draws. ``aside`` are points of parts that the frame leaves aside, by country.
    """

    view: View
    zooms: Zooms
    used: str
    countries: gpd.GeoDataFrame
    disputes: gpd.GeoDataFrame
    store: Store
    aside: Mapping[str, list[LonLat]]


def resolve_ground(bloc: Bloc, spec: MapSpec, day: date, scale: str, journeys: list[Journey]) -> Ground:
    """Return the ground of a map on a day, with the lines that are drawn on it.

    ``scale`` is Natural Earth's; a coarser one is used where that one is not at hand.
    """
    scaled, view = bloc.at_scale(scale), fit_view(bloc, spec, day)
    zooms = _zooms(spec, view, scaled.scale)
    disputes = in_sight(scaled.disputes, view, bloc)
    waters = waters_in_view(scaled.scale, view.projection, view.extent, zooms.rivers)
    store = make_store(
        {**scaled.countries.geometry, **dict(_areas(disputes)), LAKES: waters.lakes},
        _lines(bloc, spec, journeys, waters),
        view.projection,
        Levels(
            step_deg=SCALE_STEP_DEG[scaled.scale],
            max_zoom=zooms.most,
            base_zoom=zooms.base,
            detail=spec.detail,
            near=view.extent,
        ),
        groups=river_groups(waters),
    )
    drawn = scaled.countries[scaled.countries.index.isin(store.topology.polygons)]
    shapes = {str(code): shape for code, shape in scaled.countries.geometry.items()}
    aside = left_aside(shapes, view, [inset.bounds for inset in spec.insets])
    return Ground(view, zooms, scaled.scale, drawn, disputes, store, aside)


def scene_view(ground: Ground, spec: MapSpec) -> SceneView:
    """Return what a map opens with, and how far a reader may zoom."""
    left, bottom, right, top = ground.view.extent
    return SceneView(
        bounds=ground.view.bounds,
        extent=(round(left), round(bottom), round(right), round(top)),
        detail=spec.detail,
        min_zoom=max(0, min(ground.view.opening_zoom, ground.zooms.most) - 1),
        max_zoom=ground.zooms.most,
    )


def scene_insets(ground: Ground, spec: MapSpec) -> tuple[SceneInset, ...]:
    """Return the parts of the world that have small frames of their own."""
    return tuple(
        SceneInset(name=inset.name, bounds=inset.bounds, extent=(round(left), round(bottom), round(right), round(top)))
        for inset in spec.insets
        for left, bottom, right, top in [extent_of(inset.bounds, ground.view.projection)]
    )


def label_places(bloc: Bloc, ground: Ground) -> pd.DataFrame:
    """Return where names go, found on the coarsest shapes there are: a tenth of the time and the same place."""
    coarse, drawn = bloc.at_scale(COARSE).countries, ground.countries
    shapes = [coarse[coarse.index.isin(drawn.index)], drawn[~drawn.index.isin(coarse.index)]]
    return label_points(pd.concat(shapes).loc[drawn.index], ground.view.projection)


def neighbours(bloc: Bloc, ground: Ground) -> set[str]:
    """Return the countries that never were members and have more than half of their land border with members.

    Members of any day count, so that a page keeps its names while its time moves. What ISO has no code for, such as
    the Siachen glacier, is no country, and a code of Natural Earth's own would tell a reader nothing.
    """
    statuses = member_statuses(bloc.tables)
    members = {row.country for row in bloc.tables.members if row.status in statuses}
    # (A state that is made of others would share all its coasts with them.)
    own = made_of(bloc.spec)
    codes = [str(code) for code in ground.countries.index if code not in own]
    enclosed = ground.store.topology.enclosed(codes, with_parts(bloc.spec, members) - set(own))
    return enclosed & set(ground.countries.index[ground.countries["iso_a2"].notna()])


def _zooms(spec: MapSpec, view: View, used: str) -> Zooms:
    base = min(SCALE_ZOOM[used], AROUND_DETAIL if spec.detail else view.opening_zoom + ZOOM_ROOM)
    rivers = RIVER_DETAIL if spec.detail else max(base, AROUND_DETAIL)
    return Zooms(base, rivers, MAX_ZOOM if spec.detail else base + OVERZOOM)


def _areas(disputes: gpd.GeoDataFrame) -> Iterator[tuple[str, BaseGeometry]]:
    areas = disputes[disputes.drawn == "area"]
    return ((area_key(str(key)), shape) for key, shape in areas.geometry.items())


def _lines(
    bloc: Bloc, spec: MapSpec, journeys: Iterable[Journey], waters: WatersInView
) -> dict[str, NDArray[np.float64]]:
    """Return every line of a map by its name in the geometry store: its routes, journeys, graticule, rivers, truces."""
    return {
        **lines_of(bloc.tables, [use.id for use in spec.routes]),
        **drawn_journeys(bloc.tables, list(journeys)),
        **{f"graticule:{key}": line for key, line in graticule_lines().items()},
        **river_lines(waters),
        **truce_lines(bloc.worldview),
    }
