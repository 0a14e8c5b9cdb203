"""Parts of the world beyond a map frame, each in a small frame of its own, named, at a scale of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from geo.errors import MapDataError
from geo.geodesy.projection import fit_projection
from geo.model.locale import pick
from geo.model.symbology import LIGHT
from geo.view import extent_of
from layers.figure.labels.occupancy import Occupancy
from layers.figure.map_frame import MapFrame
from layers.figure.marks.glyphs import HATCHES, draw_dispute, pattern_ink
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import LEADING
from layers.figure.paper.sheet import OVER_SYMBOLS, Sheet
from layers.scene.build import Scene
from layers.scene.ground.model import SceneInset
from layers.scene.model import SceneStatus

# In points of the smallest figure: how high the map of an inset is, how wide at least and at most, and what parts two.
HIGH_PT, NARROW_PT, WIDE_PT, GAP_PT = 38.0, 44.0, 76.0, 3.0
# Room around what an inset shows, as a share of it, and around its name, in points.
ROOM, NAME_PAD_PT = 1.12, 2.5
# Land of members under an inset is worse than any symbol or line; so little of these hides nothing.
HIDDEN_LAND, HIDDEN_LITTLE = 20.0, 0.02
# At how many places along an edge an inset is tried.
STEPS = 25


@dataclass(frozen=True)
class Inset:
    """An inset where it stands: its name in lines, its whole box, and the map in it."""

    name: Sequence[str]
    box: Box
    map_frame: MapFrame


def find_insets(
    sheet: Sheet, map_frame: MapFrame, occupancy: Occupancy, held: Mapping[str, SceneStatus]
) -> list[Inset]:
    """Return a scene's insets, in a row along an edge of its map frame where they hide least of who is shown.

    Raises ``MapDataError`` where they find no room.
    """
    wanted = map_frame.scene.data.insets
    if not wanted:
        return []
    scenes = [_scene_of(map_frame.scene, inset) for inset in wanted]
    sizes = [_size(sheet, scene, inset) for scene, inset in zip(scenes, wanted, strict=True)]
    land = occupancy.land_of(held)

    def hidden(box: Box) -> float:
        return occupancy.crowd(box) + HIDDEN_LAND * occupancy.share(land, box)

    best = _places(map_frame.box, sizes, GAP_PT * sheet.unit, hidden)
    if best is None:
        raise MapDataError(
            f"the insets of map '{map_frame.scene.data.id}' find no room on this size of figure; "
            "choose a larger size, or fewer insets"
        )
    return [
        Inset(_name(sheet, inset, box.width), box, _frame_in(sheet, scene, inset, box))
        for scene, inset, box in zip(scenes, wanted, best, strict=True)
    ]


def draw_insets(sheet: Sheet, insets: Sequence[Inset], held: Mapping[str, SceneStatus]) -> None:
    """Draw insets: their land as on the map, their names, their frames."""
    for inset in insets:
        _draw_map(sheet, inset.map_frame, inset.box, held)
        face, top = sheet.face(), inset.box.top - NAME_PAD_PT * sheet.unit
        for line in inset.name:
            top -= LEADING * face.size
            middle = (inset.box.left + inset.box.right) / 2
            sheet.write(line, middle, top + 0.28 * face.size, face, align="center")
        sheet.shape(sheet.rectangle(inset.box), fill=None, edge=LIGHT.ink, width=0.5, z=OVER_SYMBOLS + 1.2)


def _draw_map(sheet: Sheet, map_frame: MapFrame, box: Box, held: Mapping[str, SceneStatus]) -> None:
    z, view = OVER_SYMBOLS + 1, map_frame.box
    sheet.shape(sheet.rectangle(box), fill=LIGHT.casing, z=z)
    sheet.shape(sheet.rectangle(view), fill=LIGHT.sea, z=z)
    keys = [key for key in map_frame.rings if ":" not in key]
    for key in sorted(keys, key=lambda key: (key in held, key)):
        outline, status = map_frame.outline([key]), held.get(key)
        if outline is not None:
            # (A white edge would eat the smallest islands.)
            fill, edge = (status.color, status.color) if status else (LIGHT.land, LIGHT.border)
            sheet.shape(outline, fill=fill, edge=edge, width=0.3, clip=view, z=z + 0.1)
            if status and HATCHES[status.pattern]:
                ink = pattern_ink(status.color, status.ink, status.pattern)
                sheet.shape(outline, fill=None, edge=ink, hatch=HATCHES[status.pattern], clip=view, z=z + 0.11)
    for dispute in map_frame.scene.data.disputes:
        outline = map_frame.outline([dispute.area]) if dispute.area and not dispute.settled else None
        if outline is not None:
            draw_dispute(sheet, outline, background=LIGHT.land if dispute.nobodys else None, clip=view, z=z + 0.12)


def _scene_of(scene: Scene, inset: SceneInset) -> Scene:
    """Return the scene in a projection about an inset: far from the middle of the map's own its shape is a smear."""
    return replace(scene, projection=fit_projection(inset.bounds))


def _size(sheet: Sheet, scene: Scene, inset: SceneInset) -> tuple[float, float]:
    """Return how wide and high an inset is, with its name."""
    left, bottom, right, top = extent_of(inset.bounds, scene.projection)
    unit, face = sheet.unit, sheet.face()
    words = max(sheet.ruler.width(word, face) for word in pick(inset.name, sheet.language).split()) / unit
    shape = min(max(HIGH_PT * (right - left) / (top - bottom), NARROW_PT), WIDE_PT)
    width = max(shape, words + 2 * NAME_PAD_PT + 1) * unit
    return width, HIGH_PT * unit + _name_height(sheet, len(_name(sheet, inset, width)))


def _name(sheet: Sheet, inset: SceneInset, width: float) -> list[str]:
    return sheet.ruler.wrap(pick(inset.name, sheet.language), width - 2 * NAME_PAD_PT * sheet.unit, sheet.face())


def _name_height(sheet: Sheet, lines: int) -> float:
    return LEADING * sheet.face().size * lines + 2 * NAME_PAD_PT * sheet.unit


def _places(
    frame: Box, sizes: Sequence[tuple[float, float]], gap: float, hidden: Callable[[Box], float]
) -> list[Box] | None:
    """Return where insets stand: in the row that hides nothing, else one by one along the edges where each hides least.

    ``None`` where they have no room.
    """
    rows = [row for row in _rows(frame, sizes, gap) if _fits(row, frame)]
    best = min(rows, key=lambda row: sum(map(hidden, row)), default=None)
    if best and sum(map(hidden, best)) < HIDDEN_LITTLE:
        return best
    taken: list[Box] = []
    for width, height in sizes:
        free = [box for box in _along(frame, width, height, gap) if not any(box.grown(gap).meets(one) for one in taken)]
        if not free:
            return best
        taken.append(min(free, key=hidden))
    return taken


def _rows(frame: Box, sizes: Sequence[tuple[float, float]], gap: float) -> Iterator[list[Box]]:
    """Yield the boxes of insets in a row from each corner of a frame, along it and up or down it."""
    for from_left, from_bottom, along in product((True, False), (True, False), (True, False)):
        boxes, moved = [], gap
        for width, height in sizes:
            x, y = (moved, gap) if along else (gap, moved)
            left = frame.left + x if from_left else frame.right - x - width
            bottom = frame.bottom + y if from_bottom else frame.top - y - height
            boxes.append(Box(left, bottom, left + width, bottom + height))
            moved += gap + (width if along else height)
        yield boxes


def _along(frame: Box, width: float, height: float, gap: float) -> list[Box]:
    """Return where a box may stand along the edges of a frame, from the corners on."""
    left, bottom, right, top = frame.grown(-gap)
    xs = np.linspace(left, right - width, STEPS).tolist() if right - left >= width else []
    ys = np.linspace(bottom, top - height, STEPS).tolist() if top - bottom >= height else []
    edges = [(x, y) for y in (ys[:1] + ys[-1:]) for x in xs] + [(x, y) for x in (xs[:1] + xs[-1:]) for y in ys]
    return [Box(x, y, x + width, y + height) for x, y in edges]


def _fits(boxes: Sequence[Box], frame: Box) -> bool:
    return all(frame.holds(box.left, box.bottom) and frame.holds(box.right, box.top) for box in boxes)


def _frame_in(sheet: Sheet, scene: Scene, inset: SceneInset, box: Box) -> MapFrame:
    """Return the map of an inset below its name, with all that it is to show in its middle."""
    view = box._replace(top=box.top - _name_height(sheet, len(_name(sheet, inset, box.width))))
    left, bottom, right, top = extent_of(inset.bounds, scene.projection)
    per_pt = max((right - left) / view.width, (top - bottom) / view.height) * ROOM
    west, south = (np.array([left + right, bottom + top]) - np.array([view.width, view.height]) * per_pt) / 2
    return MapFrame(scene, view, float(west), float(south), per_pt, sheet.unit)
