"""What a person may ask of a figure: names added, left out or moved, statuses, a title. All of it is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from geo.errors import MisuseError, check_each_of, check_one_of
from geo.view import extent_of
from layers.scene.build import Scene
from layers.scene.model import SceneData

LABEL_KEYS = ("add", "omit", "move")


@dataclass(frozen=True)
class LabelChoices:
    """Names that are wanted before all others, left out, or moved by millimetres to the right and up."""

    add: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    move: Mapping[str, tuple[float, float]] = field(default_factory=dict)


AS_IT_COMES = LabelChoices()


class LabelWishes(TypedDict, total=False):
    """The names a person adds, leaves out, or moves by millimetres right and up, by the features they belong to."""

    add: Sequence[str]
    omit: Sequence[str]
    move: Mapping[str, tuple[float, float]]


def label_choices(labels: LabelWishes | None, data: SceneData) -> LabelChoices:
    """Return the choices of names, each of a feature that the map has.

    Raises ``MisuseError`` for a key, a name or a way of moving that is none, and for a name both added and left out.
    """
    given: LabelWishes = labels or {}
    for key in given:
        check_one_of(key, LABEL_KEYS, "a key of labels")
    known = _features(data)
    add, omit = (
        check_each_of(names, known, "a feature of the map") for names in (given.get("add", ()), given.get("omit", ()))
    )
    moves = _moves(given.get("move", {}), known)
    for name in omit:
        if name in add or name in moves:
            raise MisuseError(f"'{name}' is left out by labels, and added or moved too; expected one of these")
    return LabelChoices(add, omit, moves)


def _moves(moves: object, known: Sequence[str]) -> Mapping[str, tuple[float, float]]:
    if not isinstance(moves, Mapping):
        raise MisuseError("labels['move'] is no mapping; expected millimetres by name, as {'country:KGZ': (4, -2)}")
    found = {}
    for name, way in moves.items():
        check_one_of(name, known, "a feature of the map")
        try:
            right, up = (float(part) for part in way)
        except (TypeError, ValueError):
            raise MisuseError(f"labels['move']['{name}'] is {way!r}; expected millimetres right and up") from None
        found[str(name)] = right, up
    return found


def _features(data: SceneData) -> list[str]:
    """Return the names of what may be named, as a page's address has them."""
    stops = [
        f"stop:{route.id}:{branch.id}:{stop.seq}"
        for route in data.routes
        for branch in route.branches
        for stop in branch.stops
    ]
    return [
        *(f"country:{country.code}" for country in data.countries),
        *(f"place:{place.id}" for place in data.places),
        *(f"route:{route.id}" for route in data.routes),
        *stops,
    ]


def chosen(
    scene: Scene,
    language: str,
    *,
    title: str | None,
    statuses: Sequence[str] | None,
    extent: tuple[float, float, float, float] | None = None,
) -> Scene:
    """Return a scene with a title and an extent of its own, and of its statuses those that are asked for; see
    ``save_figure``.
    """
    changes: dict[str, object] = {}
    if title is not None:
        changes["title"] = {**scene.data.title, language: title}
    if statuses is not None:
        shown = check_each_of(statuses, [one.id for one in scene.data.statuses], "a status of the map")
        changes["statuses"] = tuple(one.model_copy(update={"shown": one.id in shown}) for one in scene.data.statuses)
    if extent is not None:
        plane = extent_of(_bounds(extent), scene.projection)
        changes["view"] = scene.data.view.model_copy(update={"bounds": tuple(extent), "extent": plane})
    return replace(scene, data=scene.data.model_copy(update=changes)) if changes else scene


def _bounds(extent: Sequence[float]) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(side) for side in extent)
    except (TypeError, ValueError):
        raise MisuseError(f"extent={extent!r} is none; expected west, south, east, north in degrees") from None
    return west, south, east, north
