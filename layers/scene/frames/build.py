"""Anyone's frame on a map: resolved into a record and its geometry, and put into a scene."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import MisuseError, show
from geo.frames.points import encode_points
from geo.frames.prepare import FrameKind, prepare_frame
from geo.geodesy.measure import Coords
from geo.geodesy.projection import Projection
from geo.model.fields import LANGUAGES
from geo.topology.build import Topology, build_topology
from geo.topology.codec import encode
from geo.topology.levels import Levels
from geo.topology.simplify import pixel_m
from layers.i18n.catalog import translate_all
from layers.scene.evidence import with_publishers
from layers.scene.frames.looks import (
    FrameLook,
    in_all_languages,
    read_classes,
    read_columns,
    read_dash,
    read_names,
    read_sizes,
)
from layers.scene.frames.model import SceneFrame
from layers.scene.in_languages import in_languages
from layers.scene.model import SceneData, SceneSource

# Above so many rows, or vertices of lines and areas, the page draws on a canvas: elements would be too many.
MOST_ELEMENTS = 1_500
MOST_VERTICES = 60_000
# Divisors of 90 degrees, the coarsest first.
STEPS_DEG = (0.002, 0.001, 0.0005, 0.0001, 0.00005, 0.00001)
WHOLE_WORLD_DEG = 180
_METRES_PER_DEGREE = 111_320
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Frame:
    """A frame resolved for one map: its record, where each row's name stands (degrees, (n, 2)), its arcs.

    For points ``anchors`` are the points themselves and there is no topology. A key of the topology is a row's number,
    of lines with a part's number behind a colon. ``points`` and ``geometry`` are both as they travel.
    """

    data: SceneFrame
    anchors: Coords
    topology: Topology | None
    points: bytes
    geometry: bytes


class RowsBeyondWarning(UserWarning):
    """Warn that rows of a frame lie beyond the edge of a map; the text says how many, and what draws them."""


class FrameSource:
    """A checked frame with the look that a person asks for; knows no map yet.

    Raises ``MisuseError`` for everything about the frame or the look that cannot be drawn.
    """

    def __init__(self, frame: object, kind: FrameKind | None, look: FrameLook) -> None:
        self.frame = prepare_frame(frame, kind)
        self.kind: FrameKind = kind or _kind(self.frame)
        self.look = look
        self.classes = read_classes(self.frame, look)
        self.sizes = read_sizes(self.frame, look, self.kind)
        self.dash = read_dash(look.dash)
        self.names = read_names(self.frame, look.label)
        self.columns = read_columns(self.frame, look.card, look.label)
        self.sources = _texts(look.sources)

    @property
    def name(self) -> str | None:
        """What the person calls the layer, ``None`` where they gave it no name."""
        return self.look.name

    def record(self, id_: str, cited: tuple[str, ...]) -> SceneFrame:
        """Return the frame as a record of a scene; ``cited`` are the ids of its sources there."""
        heading = self.look.legend or self.classes.column
        return SceneFrame(
            id=id_,
            kind=self.kind,
            name=in_all_languages(self.name) if self.name else translate_all(f"frame_{self.kind}", LANGUAGES),
            legend=in_all_languages(heading) if heading else {},
            rows=len(self.frame),
            classes=self.classes.classes,
            of=self.classes.of,
            size=self.sizes.size,
            sizes=self.sizes.each,
            size_name=self.sizes.column or "",
            size_key=self.sizes.key,
            dash=self.dash,
            names=self.names,
            names_from=self.look.label or "",
            labelled=self.look.label is not None,
            columns=self.columns,
            drawn="canvas" if self.is_large else "svg",
            shown=self.look.show,
            sources=cited,
        )

    @property
    def is_large(self) -> bool:
        """Whether the page draws the frame on a canvas."""
        many = len(self.frame) > MOST_ELEMENTS
        return many or int(shapely.get_num_coordinates(self.frame.geometry.to_numpy()).sum()) > MOST_VERTICES


def resolve_frame(
    source: FrameSource, projection: Projection, max_zoom: int, id_: str, cited: tuple[str, ...] = ()
) -> Frame:
    """Return a frame as a map in a projection draws it, down to a zoom."""
    record = source.record(id_, cited)
    shapes: NDArray[np.object_] = source.frame.geometry.to_numpy()
    anchors = anchors_of(shapes, source.kind)
    _warn_of_beyond(source.frame, projection)
    topology = None if source.kind == "points" else _topology(source.frame, source.kind, projection, max_zoom)
    geometry = b"" if topology is None else encode(topology)
    return Frame(record, anchors, topology, encode_points(anchors), geometry)


def _warn_of_beyond(frame: geopandas.GeoDataFrame, projection: Projection) -> None:
    coords, row = shapely.get_coordinates(frame.geometry.to_numpy(), return_index=True)
    beyond = len(frame) - len(np.unique(row[projection.contains(coords)]))
    if beyond:
        edge, advice = f"{projection.horizon:g} degrees from its centre", "layers.show(gdf) makes a map about them"
        if projection.horizon >= WHOLE_WORLD_DEG:
            edge, advice = (
                "at a pole or where the world is cut",
                "a tenth of a degree away they are drawn",
            )
        warnings.warn(
            f"{beyond:,} of {len(frame):,} rows lie beyond the edge of this map, {edge}: they are in table and files "
            f"only; {advice}",
            RowsBeyondWarning,
            stacklevel=6,
        )


def anchors_of(shapes: NDArray[np.object_], kind: FrameKind) -> Coords:
    """Return where the name of each shape stands, longitude and latitude, shape (n, 2)."""
    if kind == "lines":
        parts, owner = shapely.get_parts(shapes, return_index=True)
        longest = np.lexsort((shapely.length(parts), owner))
        last = longest[np.append(np.flatnonzero(np.diff(owner[longest])), len(parts) - 1)]
        return shapely.get_coordinates(shapely.line_interpolate_point(parts[last], 0.5, normalized=True))
    return shapely.get_coordinates(shapes if kind == "points" else shapely.point_on_surface(shapes))


def _topology(frame: geopandas.GeoDataFrame, kind: FrameKind, projection: Projection, max_zoom: int) -> Topology:
    finest = pixel_m(max_zoom) / 2 / _METRES_PER_DEGREE
    step = next((step for step in STEPS_DEG if step <= finest), STEPS_DEG[-1])
    shapes = frame.geometry.to_numpy()
    polygons = {str(row): shape for row, shape in enumerate(shapes)} if kind == "areas" else {}
    lines = dict(_paths(shapes)) if kind == "lines" else {}
    levels = Levels(step_deg=step, max_zoom=max_zoom, base_zoom=max_zoom)
    return build_topology(polygons, lines, projection, levels)


def _paths(shapes: NDArray[np.object_]) -> Iterator[tuple[str, Coords]]:
    for row, shape in enumerate(shapes):
        for part, line in enumerate(shapely.get_parts(shape)):
            yield f"{row}:{part}", shapely.get_coordinates(line)


def _kind(frame: geopandas.GeoDataFrame) -> FrameKind:
    from geo.frames.prepare import kind_of

    return kind_of(frame)


def _texts(sources: object) -> tuple[str, ...]:
    texts = (sources,) if isinstance(sources, str) else tuple(sources) if isinstance(sources, list | tuple) else None
    if texts is None or not all(isinstance(text, str) for text in texts):
        raise MisuseError(f"sources={show(sources)}: expected a text, an id of a source of the map, or a list of these")
    return tuple(text for text in texts if text.strip())


def cite_sources(
    texts: tuple[str, ...], known: dict[str, SceneSource]
) -> tuple[tuple[str, ...], dict[str, SceneSource]]:
    """Return the ids of sources given as ids or as texts, and what must be added to those that a map knows."""
    ids: list[str] = []
    added: dict[str, SceneSource] = {}
    for text in texts:
        same = next((id_ for id_, source in known.items() if text in (id_, source.title)), None)
        if same is None:
            same = next(
                (
                    f"own:{number}"
                    for number in range(1, len(known) + len(texts) + 2)
                    if f"own:{number}" not in known | added
                ),
                "",
            )
            added[same] = SceneSource(publisher="", title=text, url=address_in(text))
        ids.append(same)
    return tuple(dict.fromkeys(ids)), added


def address_in(text: str) -> str | None:
    """Return the first web address in a text, ``None`` where there is none."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;)") if found else None


def with_frame(
    data: SceneData, frames: tuple[Frame, ...], source: FrameSource, projection: Projection
) -> tuple[SceneData, Frame]:
    """Return a scene's data with one more frame, and that frame resolved."""
    id_ = next(
        f"f{number}" for number in range(1, len(frames) + 2) if f"f{number}" not in {one.data.id for one in frames}
    )
    cited, added = cite_sources(source.sources, data.sources)
    frame = resolve_frame(source, projection, data.view.max_zoom, id_, cited)
    frame = replace(frame, data=in_languages(frame.data, data.languages))
    whole = data.model_copy(update={"frames": (*data.frames, frame.data), "sources": data.sources | added})
    return with_publishers(whole), frame
