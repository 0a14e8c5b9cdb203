"""What a name on a figure looks like, and how one is wished for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from geo.model.symbology import LabelKind
from layers.figure.labels.placed import Placed
from layers.figure.marks.symbols import Symbol
from layers.scene.model import ScenePlace


@dataclass(frozen=True)
class Look:
    """The colour of a name and of its halo; ``None`` where they follow from the background it comes to stand on."""

    color: str | None = None
    halo: str | None = None


Wish: TypeAlias = tuple[str, LabelKind, Sequence[Placed], Look]
"""Of what a name is, of which kind, where it may stand, and its look."""


def need_of(symbol: Symbol) -> LabelKind:
    """Return what kind of name a place or stop has, which says how much it is needed."""
    if symbol.route and symbol.route.role == "main":
        return "terminus" if symbol.end else "main_stop"
    if isinstance(symbol.of, ScenePlace):
        return "capital" if symbol.of.capital else "place"
    return "stop"
