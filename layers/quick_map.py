"""A map of any frame in one line: ground, projection and extent are chosen to suit it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas
import numpy as np
import shapely

from geo.bloc import Bloc
from geo.errors import MisuseError, check_one_of
from geo.errors import show as repr_of
from geo.model.dates import UNDATED, DayLike, parse_day
from geo.model.fields import DEFAULT_LANGUAGES, FALLBACK_LANGUAGE, LANGUAGES
from geo.model.locale import pick
from geo.model.spec import BlocSpec, Bounds, MapSpec, StatusSpec
from geo.tables import Tables
from geo.topology.levels import MAX_LEVEL
from geo.view import opening_zoom
from geo.world.countries import DEFAULT_WORLDVIEW, available_scale, load_countries
from layers.i18n.catalog import translate_all
from layers.i18n.sentences import translate_plural
from layers.page.bloc_map import BlocMap
from layers.scene.build import Scene, build_scene
from layers.scene.frames.build import FrameSource
from layers.scene.frames.looks import Dash, FrameLook

# The name of the file that a page saves its tables under.
SLUG = "map"
# Room about the rows, as a share of their extent, and in degrees at least.
ROOM, LEAST_ROOM_DEG = 0.08, 0.05
# Up to so many degrees from side to side a scale of Natural Earth shows no coarseness.
SCALES = ((15.0, "10m"), (70.0, "50m"))
WORLD_SCALE = "110m"
# How much nearer than the opening view a reader may come.
ZOOM_ROOM = 4
WORLD = -180.0, 180.0
# For the check of a specification; a map that is given none tells no day.
ANY_DAY = "2000-01-01"
# The meridian that a map of the world is about: opposite, the seam goes through the Bering Strait and no land.
WORLD_MIDDLE = 11.0


def show(
    gdf: object,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    as_of: DayLike | None = None,
    lang: str = FALLBACK_LANGUAGE,
    scale: str | None = None,
    worldview: str = DEFAULT_WORLDVIEW,
    color: str | None = None,
    colors: Sequence[str] | Mapping[object, str] | None = None,
    scheme: str = "quantiles",
    k: int = 5,
    size: float | str | None = None,
    dash: Dash = (),
    label: str | None = None,
    card: Sequence[str] | Mapping[str, str] | None = None,
    name: str | None = None,
    legend: str | None = None,
    sources: str | Sequence[str] = (),
) -> BlocMap:
    """Return a map of any frame: one file, no network, equal-area, about the frame's rows.

    Parameters
    ----------
    gdf
        A GeoDataFrame of points, of lines or of areas, in any CRS.
    title, subtitle
        Of the map; by default the name of the layer, and how many rows there are.
    as_of
        The day that the data speaks of; by default the map names none.
    lang, worldview
        The language that the page opens in, and the border view of its ground.
    scale
        Of the ground: ``110m``, ``50m`` or ``10m`` of Natural Earth; by default what suits the extent.
    color, colors, scheme, k, size, dash, label, card, name, legend, sources
        As for ``layers.PointsLayer``, ``LinesLayer`` and ``AreasLayer``.

    Raises
    ------
    MisuseError
        As these layers do, and for an unknown language, scale or border view.

    Examples
    --------
    >>> import geopandas
    >>> towns = geopandas.GeoDataFrame(
    ...     {"town": ["Osh", "Andijan"]}, geometry=geopandas.points_from_xy([72.8, 72.3], [40.5, 40.8]), crs="EPSG:4326"
    ... )
    >>> show(towns, label="town", title="Two towns of the Fergana Valley").scene.data.title["en"]
    'Two towns of the Fergana Valley'
    """
    look = FrameLook(
        color=color, colors=colors, scheme=scheme, k=k, size=size, dash=dash, label=label, card=card, name=name,
        legend=legend, sources=sources,
    )  # fmt: skip
    for what, given in (("title", title), ("subtitle", subtitle)):
        if given is not None and not isinstance(given, str):
            raise MisuseError(f"{what}={repr_of(given)}: expected a text")
    source = FrameSource(gdf, None, look)
    words = {"en": title} if title else {"en": name} if name else translate_all(f"frame_{source.kind}", LANGUAGES)
    spec = _spec_of(source, words, subtitle, as_of)
    ground = _ground(spec, scale or _scale_of(bounds_of(source.frame)), worldview, lang)
    return BlocMap(ground).with_frame(source)


def _spec_of(source: FrameSource, title: Mapping[str, str], subtitle: str | None, as_of: DayLike | None) -> MapSpec:
    rows = {code: translate_plural("frame_rows", len(source.frame), code) for code in LANGUAGES}
    bounds = bounds_of(source.frame)
    world = (bounds[0], bounds[2]) == WORLD
    spec = MapSpec(
        slug=SLUG,
        title=title,
        subtitle={"en": subtitle} if subtitle else rows,
        as_of=parse_day(as_of or ANY_DAY),
        bounds=bounds,
        projection="equal-earth" if world else None,
        centre=(WORLD_MIDDLE, 0) if world else None,
        scale="50m",
        time=False,
    )
    return spec if as_of else spec.model_copy(update={"as_of": UNDATED})


def bounds_of(frame: geopandas.GeoDataFrame) -> Bounds:
    """Return west, south, east, north of a frame in EPSG:4326 with some room; west > east across 180°.

    The longitudes that are left out are those of the widest gap between its rows.
    """
    west, south, east, north = shapely.bounds(shapely.get_parts(frame.geometry.to_numpy())).T
    order = np.argsort(west)
    reach = np.maximum.accumulate(east[order])
    gaps = np.append(west[order][1:], west[order][0] + 360) - reach
    at = int(gaps.argmax())
    first, last = float(np.append(west[order][1:], west[order][0])[at]), float(reach[at])
    wide = (last - first) % 360 if gaps[at] < 360 else 0.0
    if gaps[at] <= 0 or wide >= 330:
        return WORLD[0], _inside(south.min() - 5, 90), WORLD[1], _inside(north.max() + 5, 90)
    tall = float(north.max() - south.min())
    room = max(ROOM * max(wide, tall), LEAST_ROOM_DEG)
    across = min(room / max(0.2, np.cos(np.radians(abs(south.min() + north.max()) / 2))), (359 - wide) / 2)
    return (
        (first - across + 180) % 360 - 180,
        _inside(south.min() - room, 89.9),
        (last + across + 180) % 360 - 180,
        _inside(north.max() + room, 89.9),
    )


def _inside(lat: float, limit: float) -> float:
    return float(max(-limit, min(limit, lat)))


def _scale_of(bounds: Bounds) -> str:
    west, south, east, north = bounds
    wide = max((east - west) % 360 or 360, north - south)
    return next((scale for limit, scale in SCALES if wide <= limit), WORLD_SCALE)


def quick_languages(language: str) -> tuple[str, ...]:
    """Return the languages of a map without a bloc: the usual ones, and the one that is asked for."""
    return DEFAULT_LANGUAGES if language in DEFAULT_LANGUAGES else (language, *DEFAULT_LANGUAGES)


def _ground(spec: MapSpec, scale: str, worldview: str, language: str) -> Scene:
    """Return the scene of a map without a bloc: land, borders, disputes, waters."""
    check_one_of(language, LANGUAGES, "a language of the maps")
    found = available_scale(scale, worldview)
    nobody = StatusSpec(id="none", label={"en": "-"}, color="#ffffff", letter="-", member=False)
    detail = spec.bounds if found == "10m" else None
    whole = BlocSpec(
        id=SLUG,
        languages=quick_languages(language),
        name=spec.title,
        statuses=(nobody,),
        maps=(spec.model_copy(update={"detail": detail}),),
    )
    bloc = Bloc(Tables(folder=Path(), spec=whole), load_countries(found, worldview), found, worldview, {})
    scene = build_scene(bloc, SLUG, language=language, scale=found)
    data = scene.data
    nearest = min(MAX_LEVEL, max(data.view.max_zoom, opening_zoom(data.view.extent) + ZOOM_ROOM))
    summary = {
        code: " ".join(
            filter(None, [f"{pick(data.title, code)}. {pick(data.subtitle, code)}.", data.summary.get(code)])
        )
        for code in data.languages
    }
    view = data.view.model_copy(update={"max_zoom": nearest})
    return replace(scene, data=data.model_copy(update={"statuses": (), "view": view, "summary": summary}))
