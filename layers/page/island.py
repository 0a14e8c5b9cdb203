"""The scene inside a page: written as a data island, and read back."""

from __future__ import annotations

import json
import re
from functools import cache

from geo.frames.points import decode_points
from geo.geodesy.world_projections import projection_named
from geo.packing import gzipped
from geo.topology.codec import decode
from layers.json_script import safe_in_script
from layers.page.assets import front_end, packed_text, style
from layers.page.leaflet import leaflet_core, leaflet_style
from layers.page.letters import from_letters, to_letters
from layers.page.wire import read_scene, write_scene
from layers.scene.build import Scene
from layers.scene.frames.build import Frame
from layers.scene.frames.model import SceneFrame
from layers.scene.model import SceneData

_ISLAND = re.compile(r'<script type="(?P<type>[a-z/]+)" id="scene">(?P<text>.*?)</script>', re.DOTALL)
_GEOMETRY = re.compile(r'<script type="text/plain" id="geometry">(?P<text>[^<]*)</script>')


def scene_island(data: SceneData, *, plain: bool) -> dict[str, str]:
    """Return the scene's type and text: packed, or as plain JSON where scripts follow that need the map at once."""
    if plain:
        return {"scene_type": "application/json", "scene": safe_in_script(data.json_text())}
    return {"scene_type": "text/plain", "scene": to_letters(write_scene(data))}


def frame_parts(frame: Frame) -> dict[str, str]:
    """Return the id of a person's frame with its points and its arcs as letters; points have no arcs."""
    points, arcs = (to_letters(part) for part in (frame.points, frame.geometry))
    return {"id": frame.data.id, "points": points, "arcs": arcs}


def pack(text: str) -> str:
    """Return a text packed; the same text gives the same."""
    return to_letters(gzipped(text.encode("utf-8")))


@cache
def packed_code(*sheets: str, own_data: bool) -> tuple[str, str, str]:
    """Return the style and the script that wait for the data, Leaflet's with our own, and both as they travel.

    ``sheets`` are those of our style sheets that not every page carries; ``own_data`` is as for ``front_end``.
    """
    look = leaflet_style(controls=False) + style(*sheets)
    code = f"{leaflet_core()}\n{front_end(own_data=own_data)}"
    both = json.dumps([look, code], ensure_ascii=False)
    return look, code, packed_text("packed", both, lambda: pack(both))


def read_page(page: str) -> SceneData | None:
    """Return the data of the scene that a page carries, ``None`` where it carries none."""
    match = _ISLAND.search(page)
    if not match:
        return None
    if match["type"] == "application/json":
        return SceneData.model_validate_json(match["text"])
    return read_scene(from_letters(match["text"]))


def read_map(page: str) -> Scene | None:
    """Return the whole scene that a page carries, its geometry as fine as the page has it, or ``None``."""
    data, match = read_page(page), _GEOMETRY.search(page)
    if data is None or match is None:
        return None
    geometry = from_letters(match["text"])
    view = data.projection
    projection = projection_named(view.name, view.lon, view.lat, view.horizon)
    frames = tuple(_read_frame(page, record) for record in data.frames)
    return Scene(data, decode(geometry), geometry, projection, frames)


def _read_frame(page: str, record: SceneFrame) -> Frame:
    found = re.findall(rf'<script type="text/plain" id="(points|arcs)-{record.id}">([^<]*)</script>', page)
    parts = {name: from_letters(text) for name, text in found}
    arcs = parts.get("arcs", b"")
    return Frame(record, decode_points(parts["points"]), decode(arcs) if arcs else None, parts["points"], arcs)
