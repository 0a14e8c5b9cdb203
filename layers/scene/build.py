"""The resolved picture of one map as plain data: what is drawn, with which words, colours and sources.

The page and the figure are both made from it, so they show the same map. Its form is described in docs/scene.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import geopandas as gpd

from geo.bloc import Bloc, check_bloc
from geo.errors import check_one_of
from geo.geodesy.projection import Projection
from geo.model.dates import spell_on
from geo.model.records import Journey, Step
from geo.model.spec import MapSpec
from geo.model.symbology import GAUGE_ZOOM, LABEL_NEEDS, STOP_ZOOM, USUAL_STOPS, shown_modes
from geo.topology.build import Topology
from geo.world.border_views import border_key, border_sources
from geo.world.countries import LAYER, worldviews
from geo.world.disputes import left_open
from geo.world.natural_earth import find_layer
from layers.i18n.catalog import page_catalog, translate_all
from layers.scene.changes import scene_time
from layers.scene.country_notes import approximate_states
from layers.scene.disputes import scene_disputes
from layers.scene.evidence import citations, claims_of, statistics_of, with_publishers
from layers.scene.frames.build import Frame
from layers.scene.ground.model import SceneAside, SceneProjection
from layers.scene.ground.plane import PlaneArcs
from layers.scene.ground.relief import scene_relief
from layers.scene.ground.resolve import Ground, label_places, neighbours, resolve_ground, scene_insets, scene_view
from layers.scene.ground.towns import scene_towns
from layers.scene.ground.waters import scene_waters
from layers.scene.in_languages import in_languages
from layers.scene.lines.callouts import scene_callouts
from layers.scene.lines.journeys import journeys_in_story, scene_journeys, story_steps
from layers.scene.lines.routes import scene_routes
from layers.scene.membership import full_fills, scene_aspects, scene_countries, scene_statuses
from layers.scene.model import (
    FORMAT,
    SceneBloc,
    SceneCredit,
    SceneData,
    SceneLocator,
    SceneSource,
    SceneSymbology,
    SceneWorldview,
)
from layers.scene.overlap import overlapped
from layers.scene.places import scene_places, select_places
from layers.scene.titles import beyond_text, other_titles, summary_text, title_texts, undated_text


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

    @cached_property
    def on_its_day(self) -> Scene:
        """The map without the countries that are not drawn on its day: itself where that leaves none out.

        One that has a status that day all the same, as in a map of changes, keeps it and has no land.
        """
        day = self.data.as_of
        absent = {one.code for one in self.data.countries if spell_on(one.away, day)}
        if not absent:
            return self
        known = tuple(one for one in self.data.countries if one.code not in absent or spell_on(one.spells, day))
        data = self.data.model_copy(update={"countries": known})
        polygons = {key: shape for key, shape in self.topology.polygons.items() if key not in absent}
        return replace(self, data=data, topology=replace(self.topology, polygons=polygons))

    @cached_property
    def plane(self) -> PlaneArcs:
        """The arcs in the plane of the projection."""
        return PlaneArcs(self.topology, self.projection)


def build_scene(
    bloc: Bloc, slug: str | MapSpec, *, as_of: date | None = None, language: str | None = None, scale: str | None = None
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
        The language the page opens in, by default the bloc's first; all of the bloc's languages travel with it.
    scale
        Natural Earth's scale, in place of the map's own.

    Raises
    ------
    MisuseError
        For a map, language or scale that does not exist, with the allowed values.
    """
    opening = opening_language(bloc, language)
    spec = slug if isinstance(slug, MapSpec) else find_map(bloc, slug)
    bloc = overlapped(bloc, spec)
    spec = spec.model_copy(update={"statuses": None}) if spec.overlap else spec
    day = as_of or spec.as_of
    steps = story_steps(bloc.tables, spec.story) if spec.story else ()
    journeys = journeys_in_story(bloc.tables, steps)
    ground = resolve_ground(bloc, spec, day, scale or spec.scale, journeys)
    data = _scene_data(bloc, spec, day, opening, ground, steps, journeys)
    told = in_languages(_with_sources(bloc, data), bloc.spec.languages)
    return Scene(told, ground.store.topology, ground.store.encoded, ground.view.projection)


def _scene_data(
    bloc: Bloc,
    spec: MapSpec,
    day: date,
    language: str,
    ground: Ground,
    steps: tuple[Step, ...],
    journeys: list[Journey],
) -> SceneData:
    """Return a map without what is made from the whole of it: its summary and its sources."""
    projection, extent = ground.view.projection, ground.view.extent
    title, subtitle = title_texts(bloc, spec, day)
    near, places = neighbours(bloc, ground), select_places(bloc.tables, spec.places)
    routes = scene_routes(bloc.tables, spec.routes, full_fills(bloc, spec, day))
    modes = shown_modes(section.mode for route in routes for branch in route.branches for section in branch.sections)
    undated = any(row.since is None for row in (*bloc.tables.members, *bloc.tables.aspect_members))
    return SceneData(
        format=FORMAT,
        id=spec.slug,
        bloc=SceneBloc(id=bloc.spec.id, name=bloc.spec.name, short=bloc.spec.short, founded=bloc.spec.founded),
        title=title,
        subtitle=subtitle,
        other_titles=other_titles(bloc, spec),
        summary={},
        as_of=day,
        checked=None,
        languages=bloc.spec.languages,
        language=language,
        words={
            code: page_catalog(code, modes, overlap=bool(spec.overlap), undated=undated) for code in bloc.spec.languages
        },
        worldview=_worldview(bloc.worldview),
        projection=_projection(projection),
        view=scene_view(ground, spec),
        insets=scene_insets(ground, spec),
        aside=tuple(SceneAside(code=code, points=tuple(points)) for code, points in ground.aside.items()),
        beyond=beyond_text([bloc.country_name(code) for code in ground.aside], bloc.spec.languages),
        statuses=scene_statuses(bloc, spec),
        overlap=bool(spec.overlap),
        aspects=scene_aspects(bloc, spec),
        countries=scene_countries(bloc, spec, ground.countries, label_places(bloc, ground), near),
        places=scene_places(bloc.tables, places),
        routes=routes,
        callouts=scene_callouts(bloc.tables, spec.callouts),
        journeys=scene_journeys(bloc.tables, journeys),
        symbology=SceneSymbology(
            stop_zooms=dict(STOP_ZOOM), usual_stops=USUAL_STOPS, gauge_zoom=GAUGE_ZOOM, label_needs=dict(LABEL_NEEDS)
        ),
        steps=steps,
        disputes=scene_disputes(ground.disputes, bloc.worldview),
        claims=claims_of(bloc.tables, bloc.spec.id),
        figures=statistics_of(bloc.tables, bloc.spec.id),
        time=scene_time(bloc, spec, day) if spec.time else None,
        credits=(
            *_credits(bloc.worldview, ground.used, spec, any(route.osm for route in routes)),
            *(SceneCredit(text=words) for words in approximate_states(bloc)),
        ),
        water=scene_waters(),
        towns=scene_towns(bloc, ground, day, near, places),
        missing=_missing(ground.disputes, bloc.spec.languages),
        relief=scene_relief(projection, extent) if spec.ground == "relief" else None,
        locator=SceneLocator(bounds=spec.bounds) if spec.locator and spec.bounds else None,
        sources={},
        frames=(),
    )


def _with_sources(bloc: Bloc, data: SceneData) -> SceneData:
    """Return a map with the sources that it cites, the day on which the last of them was read, and its summary."""
    data = data.model_copy(update={"undated": undated_text(data)})
    sources = _sources(bloc, data)
    own = [source.accessed for key, source in sources.items() if key in bloc.tables.sources]
    told = {
        "summary": summary_text(data, data.as_of),
        "sources": sources,
        "checked": max(filter(None, own), default=None),
    }
    return with_publishers(data.model_copy(update=told))


def _projection(projection: Projection) -> SceneProjection:
    centre = {"lon": projection.lon, "lat": projection.lat, "horizon": projection.horizon}
    return SceneProjection.model_validate({"name": projection.name, **centre})


def opening_language(bloc: Bloc, language: str | None) -> str:
    """Return the language that a bloc's map opens in; raise ``MisuseError`` for one that the bloc does not list."""
    languages = bloc.spec.languages
    return languages[0] if language is None else check_one_of(language, languages, f"a language of {bloc.id}")


def find_map(bloc: Bloc, slug: str | None = None) -> MapSpec:
    """Return a bloc's map by its slug, with or without the bloc's id before it; by default its first.

    Raises ``MisuseError`` that names the allowed ones, and for what is no bloc.
    """
    maps = {spec.slug: spec for spec in check_bloc(bloc).spec.maps}
    if slug is None:
        return bloc.spec.maps[0]
    short = f"{bloc.id}-{slug}"
    return maps[check_one_of(short if short in maps and slug not in maps else slug, maps, f"a map of {bloc.id}")]


def _missing(disputes: gpd.GeoDataFrame, languages: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Return what the map does not draw because a layer of Natural Earth is not at hand."""
    return (translate_all("missing_areas", languages),) if (disputes.drawn == "point").any() else ()


def _credits(worldview: str, scale: str, spec: MapSpec, osm: bool) -> tuple[SceneCredit, ...]:
    """Return what the ground and, by OpenStreetMap, lines are made from."""
    names = [_natural_earth(worldview, scale)]
    names += ["UN Geodata"] if left_open(worldview) else []
    names += ["GeoNames (CC BY 4.0)"]
    names += ["© OpenStreetMap contributors (ODbL 1.0)"] if osm else []
    names += ["Tom Patterson, shadedrelief.com"] if spec.ground == "relief" else []
    return tuple(SceneCredit(text={"en": name}) for name in names)


def _natural_earth(worldview: str, scale: str) -> str:
    layer = find_layer(worldviews()[worldview].layer or LAYER, scale=scale)
    return f"Natural Earth {layer.version or ''} (1:{scale})".replace("  ", " ")


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
