"""The resolved picture of one map as plain data: what is drawn, with which words, colours and sources.

The page and the figure are both made from it, so they show the same map. Its form is described in docs/scene.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.bloc import Bloc
from geo.errors import check_one_of
from geo.facts.membership import member_statuses
from geo.geodesy.graticule import graticule_lines
from geo.geodesy.label_points import label_points
from geo.geodesy.projection import Projection
from geo.model.fields import LANGUAGES
from geo.model.records import Journey
from geo.model.spec import MapSpec
from geo.model.symbology import GAUGE_ZOOM, LABEL_NEEDS, STOP_ZOOM, USUAL_STOPS
from geo.topology.build import Topology, build_topology
from geo.topology.codec import encode
from geo.view import COARSE, fit_view
from geo.world.border_views import border_key, border_sources
from geo.world.countries import LAYER, worldviews
from geo.world.disputes import left_open
from geo.world.natural_earth import find_layer
from geo.world.waters import waters_in_view
from layers.i18n.catalog import page_catalog, translate_all
from layers.scene.changes import scene_time
from layers.scene.disputes import area_key, in_sight, scene_disputes, truce_lines
from layers.scene.evidence import citations, claims_of, statistics_of
from layers.scene.frames import Frame
from layers.scene.journeys import drawn_journeys, journeys_in_story, scene_journeys, story_steps
from layers.scene.membership import scene_countries, scene_statuses
from layers.scene.model import (
    FORMAT,
    SceneBloc,
    SceneCredit,
    SceneData,
    SceneLocator,
    SceneProjection,
    SceneSource,
    SceneSymbology,
    SceneView,
    SceneWorldview,
)
from layers.scene.places import scene_places, select_places
from layers.scene.relief import scene_relief
from layers.scene.routes import lines_of, scene_routes
from layers.scene.titles import other_titles, summary_text, title_texts
from layers.scene.waters import LAKES, group_rivers, river_lines, scene_waters

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
class Scene:
    """One map, resolved: its data (docs/scene.md), its geometry as shared arcs, encoded and not, its projection.

    ``frames`` holds a person's own layers, in the order of ``data.frames``.
    """

    data: SceneData
    topology: Topology
    geometry: bytes
    projection: Projection
    frames: tuple[Frame, ...] = ()


def build_scene(
    bloc: Bloc, slug: str | MapSpec, *, as_of: date | None = None, language: str = "en", scale: str | None = None
) -> Scene:
    """Resolve one of a bloc's maps on a day.

    Parameters
    ----------
    bloc
        The bloc, with its worldview.
    slug
        Which of the bloc's maps, or one that is changed; ``MisuseError`` names the allowed ones.
    as_of
        The day the page opens with; by default the map's own.
    language
        The language the page opens in; all languages travel with it.
    scale
        Natural Earth's scale, in place of the map's own.

    Raises
    ------
    MisuseError
        For a map, language or scale that does not exist, with the allowed values.
    """
    check_one_of(language, LANGUAGES, "a language of the maps")
    spec = slug if isinstance(slug, MapSpec) else find_map(bloc, slug)
    day = as_of or spec.as_of
    scaled = bloc.at_scale(scale or spec.scale)
    countries, used_scale = scaled.countries, scaled.scale
    title, subtitle = title_texts(bloc, spec, day)
    view = fit_view(bloc, spec, day)
    disputes, projection = in_sight(scaled.disputes, view, bloc), view.projection
    left, bottom, right, top = view.extent
    steps = story_steps(bloc.tables, spec.story) if spec.story else ()
    journeys = journeys_in_story(bloc.tables, steps)
    base_zoom = min(SCALE_ZOOM[used_scale], AROUND_DETAIL if spec.detail else view.opening_zoom + ZOOM_ROOM)
    max_zoom = MAX_ZOOM if spec.detail else base_zoom + OVERZOOM
    waters = waters_in_view(
        used_scale, projection, view.extent, RIVER_DETAIL if spec.detail else max(base_zoom, AROUND_DETAIL)
    )
    areas = {area_key(key): row.geometry for key, row in _areas(disputes)} | {LAKES: waters.lakes}
    topology = build_topology(
        {**countries.geometry, **areas},
        {**_lines(bloc, spec, journeys), **river_lines(waters), **truce_lines(bloc.worldview)},
        projection,
        step_deg=SCALE_STEP_DEG[used_scale],
        max_zoom=max_zoom,
        base_zoom=base_zoom,
        detail=spec.detail,
        near=view.extent,
    )
    topology = group_rivers(topology)
    drawn = countries[countries.index.isin(topology.polygons)]
    data = SceneData(
        format=FORMAT,
        id=spec.slug,
        bloc=SceneBloc(id=bloc.spec.id, name=bloc.spec.name, short=bloc.spec.short, founded=bloc.spec.founded),
        title=title,
        subtitle=subtitle,
        other_titles=other_titles(bloc, spec),
        summary={},
        as_of=day,
        checked=None,
        languages=LANGUAGES,
        language=language,
        words={code: page_catalog(code) for code in LANGUAGES},
        worldview=_worldview(bloc.worldview),
        projection=_projection(projection),
        view=SceneView(
            bounds=view.bounds,
            extent=(round(left), round(bottom), round(right), round(top)),
            detail=spec.detail,
            min_zoom=max(0, min(view.opening_zoom, max_zoom) - 1),
            max_zoom=max_zoom,
        ),
        statuses=scene_statuses(bloc, spec),
        countries=scene_countries(
            bloc, drawn, _labels(bloc, drawn, projection), _neighbours(bloc, topology, drawn.index)
        ),
        places=scene_places(bloc.tables, select_places(bloc.tables, spec.places)),
        routes=scene_routes(bloc.tables, spec.routes),
        journeys=scene_journeys(bloc.tables, journeys),
        symbology=SceneSymbology(
            stop_zooms=dict(STOP_ZOOM), usual_stops=USUAL_STOPS, gauge_zoom=GAUGE_ZOOM, label_needs=dict(LABEL_NEEDS)
        ),
        steps=steps,
        disputes=scene_disputes(disputes, bloc.worldview),
        claims=claims_of(bloc.tables, bloc.spec.id),
        figures=statistics_of(bloc.tables, bloc.spec.id),
        time=scene_time(bloc, spec, day) if spec.time else None,
        credits=_credits(bloc.worldview, used_scale, spec),
        water=scene_waters(),
        missing=_missing(disputes),
        relief=scene_relief(projection, view.extent) if spec.ground == "relief" else None,
        locator=SceneLocator(bounds=spec.bounds) if spec.locator and spec.bounds else None,
        sources={},
        frames=(),
    )
    sources = _sources(bloc, data)
    own = [source.accessed for key, source in sources.items() if key in bloc.tables.sources]
    checked = max(filter(None, own), default=None)
    resolved = data.model_copy(update={"summary": summary_text(data, day), "sources": sources, "checked": checked})
    return Scene(resolved, topology, encode(topology), projection)


def _projection(projection: Projection) -> SceneProjection:
    centre = {"lon": projection.lon, "lat": projection.lat, "horizon": projection.horizon}
    return SceneProjection.model_validate({"name": projection.name, **centre})


def find_map(bloc: Bloc, slug: str) -> MapSpec:
    """Return a bloc's map by its slug, with or without the bloc's id before it.

    Raises ``MisuseError`` that names the allowed ones.
    """
    maps = {spec.slug: spec for spec in bloc.spec.maps}
    short = f"{bloc.id}-{slug}"
    return maps[check_one_of(short if short in maps and slug not in maps else slug, maps, f"a map of {bloc.id}")]


def _lines(bloc: Bloc, spec: MapSpec, journeys: list[Journey]) -> dict[str, NDArray[np.float64]]:
    """Return every line of a map by its name in the geometry store: its routes, journeys and the graticule."""
    return (
        lines_of(bloc.tables, [use.id for use in spec.routes])
        | drawn_journeys(bloc.tables, journeys)
        | {f"graticule:{key}": line for key, line in graticule_lines().items()}
    )


def _missing(disputes: gpd.GeoDataFrame) -> tuple[dict[str, str], ...]:
    """Return what the map does not draw because a layer of Natural Earth is not at hand."""
    return (translate_all("missing_areas"),) if (disputes.drawn == "point").any() else ()


def _credits(worldview: str, scale: str, spec: MapSpec) -> tuple[SceneCredit, ...]:
    """Return what the ground is made from."""
    names = [_natural_earth(worldview, scale)]
    names += ["UN Geodata"] if left_open(worldview) else []
    names += ["Tom Patterson, shadedrelief.com"] if spec.ground == "relief" else []
    return tuple(SceneCredit(text={"en": name}) for name in names)


def _natural_earth(worldview: str, scale: str) -> str:
    layer = find_layer(worldviews()[worldview].layer or LAYER, scale=scale)
    return f"Natural Earth {layer.version or ''} (1:{scale})".replace("  ", " ")


def _labels(bloc: Bloc, drawn: gpd.GeoDataFrame, projection: Projection) -> pd.DataFrame:
    """Return where names go, found on the coarsest shapes there are: a tenth of the time and the same place."""
    coarse = bloc.at_scale(COARSE).countries
    shapes = [coarse[coarse.index.isin(drawn.index)], drawn[~drawn.index.isin(coarse.index)]]
    return label_points(pd.concat(shapes).loc[drawn.index], projection)


def _neighbours(bloc: Bloc, topology: Topology, codes: Iterable[str]) -> set[str]:
    """Return the countries that never were members and have more than half of their land border with members.

    Members of any day count, so that a page keeps its names while its time moves.
    """
    statuses = member_statuses(bloc.tables)
    members = {row.country for row in bloc.tables.members if row.status in statuses}
    return topology.enclosed([str(code) for code in codes], members)


def _areas(disputes: Any) -> list[tuple[str, Any]]:
    return [(key, row) for key, row in disputes.iterrows() if row.drawn == "area"]


def _worldview(worldview: str) -> SceneWorldview:
    view = worldviews()[worldview]
    sources = tuple(border_key(key) for key in view.sources)
    return SceneWorldview(id=view.id, label=view.label, note=view.note, sources=sources)


def _sources(bloc: Bloc, data: SceneData) -> dict[str, SceneSource]:
    """Return the sources that the scene cites, with what a reader needs to find them."""
    known = dict(bloc.tables.sources) | {border_key(key): source for key, source in border_sources().items()}
    return {
        key: SceneSource(**{name: getattr(known[key], name) for name in SceneSource.model_fields})
        for key in sorted(set(citations(data)))
    }
