"""A bloc's maps as files: pages, figures, a manifest beside each, and the index of a folder."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from geo.bloc import Bloc
from geo.errors import MapDataError
from geo.files import write_whole
from geo.model.dates import DayLike, parse_day
from geo.model.spec import Bounds, Centre
from geo.reading.folder import input_files
from geo.tables import Tables
from layers.choices import Choices, Names, apply_choices
from layers.gallery import INDEX, MANIFEST_SUFFIX, index_page, read_manifests
from layers.page.document import lone_page
from layers.page.still import still_svg
from layers.scene.build import Scene, build_scene, find_map
from layers.scene.change_map import change_scene

if TYPE_CHECKING:  # pages are written without folium, whose import takes a seventh of the time
    from layers.page.bloc_map import BlocMap

# What decides the bytes of a map, besides the tables.
INGREDIENTS = ("blocmap", "folium", "geopandas", "shapely", "pyproj", "babel", "XStatic-Leaflet")
Report = Callable[[str], None]


@dataclass(frozen=True)
class BuildOptions:
    """What a person asks of a build beyond the bloc itself; ``None`` leaves a map's own choice.

    ``dates`` asks for small multiples of these days, ``changes_from`` for what changed from a day to the map's.
    """

    maps: Sequence[str] = ()
    as_of: date | None = None
    language: str | None = None
    scale: str | None = None
    figures: bool = False
    sizes: Sequence[str] = ("column", "page", "slide", "square")
    formats: Sequence[str] = ("png", "svg", "pdf")
    dates: Sequence[date] = ()
    changes_from: date | None = None


def build_map(
    bloc: Bloc,
    slug: str | None = None,
    *,
    as_of: DayLike | None = None,
    lang: str | None = None,
    scale: str | None = None,
    title: str | Mapping[str, str] | None = None,
    extent: Bounds | None = None,
    projection: str | None = None,
    centre: Centre | None = None,
    statuses: Names = None,
    countries: Names = None,
    routes: Names = None,
    places: Names = None,
) -> BlocMap:
    """Return one of a bloc's maps (by default its first) as a ``folium.Map`` that shows itself in Jupyter.

    Parameters
    ----------
    as_of
        Text, a date, a datetime or a pandas Timestamp (see ``geo.model.dates.parse_day``); by default the map's own.
    title
        In place of the map's own on its day: text, or text by language.
    extent
        What the map opens with: west, south, east, north in degrees; west > east goes across 180°.
    projection, centre
        ``equal-area``, ``equal-earth``, ``orthographic`` or ``web-mercator``, about longitude and latitude; by default
        what suits the bloc (docs/projections.md). In Web Mercator tiles of folium lie under the map.
    statuses
        Ids of the statuses to fill; the others start switched off. An empty list fills none.
    countries
        Codes of the countries that are shown with their statuses, and counted; the others are context.
    routes, places
        Ids of what to draw, or kinds of places; an empty list draws none.

    Raises
    ------
    MisuseError
        For what is no bloc, and for anything unknown, with the allowed values and the nearest one.
    """
    from layers.page.bloc_map import BlocMap

    spec = find_map(bloc, slug)
    day = spec.as_of if as_of is None else parse_day(as_of)
    chosen = Choices(
        title=title,
        extent=extent,
        projection=projection,
        centre=centre,
        statuses=statuses,
        countries=countries,
        routes=routes,
        places=places,
    )
    limited, changed = apply_choices(bloc, spec, day, chosen)
    return BlocMap(build_scene(limited, changed, as_of=day, language=lang, scale=scale))


def build_changes(
    bloc: Bloc,
    slug: str | None = None,
    *,
    before: DayLike,
    after: DayLike,
    lang: str | None = None,
    scale: str | None = None,
) -> BlocMap:
    """Return what changed on a map between two days: who joined, became a member, changed, left, and who stayed.

    Days are given as to ``build_map``, which also says what is refused.
    """
    from layers.page.bloc_map import BlocMap

    scene = build_scene(bloc, find_map(bloc, slug), language=lang, scale=scale)
    return BlocMap(change_scene(scene, parse_day(before), parse_day(after)))


def save_multiples(
    bloc: Bloc,
    slug: str | None,
    outfile: str | Path,
    *,
    dates: Sequence[DayLike],
    size: str | None = None,
    width_mm: float | None = None,
    height_mm: float | None = None,
    lang: str | None = None,
    scale: str | None = None,
    dpi: float | None = None,
) -> None:
    """Write a map on several days side by side as one figure, PNG, SVG or PDF by the ending of the path.

    ``dates`` are two to twelve days, as ``build_map`` takes them; sizes and ``dpi`` are as of ``BlocMap.save_figure``.
    """
    from layers.figure.draw import dots_of, draw_multiples, format_of, size_of
    from layers.figure.paper.output import figure_bytes

    path = Path(outfile)
    kind, dots = format_of(path, None), dots_of(dpi)
    scene = build_scene(bloc, find_map(bloc, slug), language=lang, scale=scale)
    measures = size_of(size, width_mm, height_mm)
    lang = scene.data.language
    figure, head = draw_multiples(scene, [parse_day(day) for day in dates], measures, lang)
    write_whole(path, figure_bytes(figure, head, kind, lang, dpi=dots))


def plan_steps(bloc: Bloc, options: BuildOptions) -> list[str]:
    """Return the maps that a build makes, in order; raise ``MisuseError`` for one that the bloc does not have."""
    return [find_map(bloc, slug).slug for slug in options.maps] or [spec.slug for spec in bloc.spec.maps]


def build_bloc(bloc: Bloc, out: Path, options: BuildOptions, report: Report = lambda slug: None) -> list[Path]:
    """Write a bloc's maps into a folder and return the files written; ``report`` hears of each map when it is done."""
    written: list[Path] = []
    known = {sheet["map"]: sheet["files"] for sheet in read_manifests(out)}
    for slug in plan_steps(bloc, options):
        scene = build_scene(bloc, slug, as_of=options.as_of, language=options.language, scale=options.scale)
        files = {f"{slug}.html": lone_page(scene).encode("utf-8"), **_figures(scene, options)}
        if options.changes_from:
            changed = change_scene(scene, options.changes_from, scene.data.as_of)
            page = lone_page(changed).encode("utf-8")
            files |= {f"{changed.data.id}.html": page, **_figures(changed, replace(options, dates=()))}
        manifest = _manifest(bloc, scene, files, order=[spec.slug for spec in bloc.spec.maps].index(slug))
        files[slug + MANIFEST_SUFFIX] = manifest
        for name, content in files.items():
            write_whole(out / name, content)
            written.append(out / name)
        report(slug)
    write_whole(out / INDEX, index_page(out, known=known).encode("utf-8"))
    return [*written, out / INDEX]


def _figures(scene: Scene, options: BuildOptions) -> dict[str, bytes]:
    """Return the figures of a scene that a build asks for, by file name."""
    if not (options.figures or options.dates):
        return {}
    from layers.figure.draw import draw_multiples, figure_files
    from layers.figure.paper.output import figure_bytes

    language = scene.data.language
    files = figure_files(scene, options.sizes, forms=options.formats) if options.figures else {}
    for size in options.sizes if options.dates else ():
        figure, head = draw_multiples(scene, options.dates, size, language)
        for form in options.formats:
            files[f"{head.data.id}-{size}.{form}"] = figure_bytes(figure, head, form, language)
    return files


def _manifest(bloc: Bloc, scene: Scene, files: dict[str, bytes], order: int) -> bytes:
    """Return what a map was made from and what came of it, as JSON."""
    data = scene.data
    content = {
        "map": data.id,
        "bloc": bloc.spec.id,
        "order": order,
        "title": data.title,
        "subtitle": data.subtitle,
        "as_of": data.as_of.isoformat(),
        "language": data.language,
        "worldview": data.worldview.id,
        "inputs": _inputs(bloc.tables, find_map(bloc, data.id).overlap),
        "versions": _versions(),
        "files": {name: {"bytes": len(text), "sha256": _sha256(text)} for name, text in sorted(files.items())},
        "still": still_svg(scene, data.language),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


@cache
def _versions() -> dict[str, str]:
    return {name: version(name) for name in INGREDIENTS}


def _inputs(tables: Tables, overlap: str | None) -> dict[str, str]:
    """Return the hashes of a bloc's files by their names; those of a bloc that a map shows beside it after its name."""
    files = {path.name: path for path in input_files(tables.folder)}
    if overlap and overlap in tables.beside:
        files |= {f"{overlap}/{path.name}": path for path in input_files(tables.beside[overlap].folder)}
    return {name: _sha256(path.read_bytes()) for name, path in files.items()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def compare_with_fresh(bloc: Bloc, out: Path, options: BuildOptions, report: Report) -> None:
    """Build a bloc aside; raise ``MapDataError`` with the names of the files that ``out`` holds otherwise or not."""
    with tempfile.TemporaryDirectory() as aside:
        fresh = build_bloc(bloc, Path(aside), options, report)
        stale = differing((path for path in fresh if path.name != INDEX), out)
    if stale:
        raise MapDataError(f"{out} differs from a fresh build in {', '.join(stale)}; run blocmap build again")


def differing(fresh: Iterable[Path], out: Path) -> list[str]:
    """Return the names of freshly built files that are absent from ``out`` or differ from it by a byte."""
    return [path.name for path in fresh if not _same(path, out / path.name)]


def _same(fresh: Path, kept: Path) -> bool:
    return kept.is_file() and kept.read_bytes() == fresh.read_bytes()
