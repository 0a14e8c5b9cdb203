"""What stands on a map for a name that finds no room there, a code or a number, and what the key says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.model.locale import pick
from layers.figure.labels.placed import Placed
from layers.scene.model import SceneData

# What a number takes of the map before it is known: one digit, or two where so many could need one.
DIGIT, MANY = "8", 20


@dataclass(frozen=True)
class Mark:
    """A code or number that stands for a name on the map, and what the legend says of it: most, less, or the least.

    ``of`` is a country's code, else the feature's id. One without a ``least`` only adds to the map.
    """

    of: str
    text: str
    name: str
    brief: str = ""
    least: str = ""

    @property
    def id(self) -> str:
        """The feature that the mark stands for."""
        return self.of if ":" in self.of else f"country:{self.of}"


def country_mark(code: str, text: str, name: str) -> Mark:
    """Return the mark of a country, which says no less than its name."""
    return Mark(code, text, name, name, name)


def entry(text: str, name: str) -> str:
    """Return what stands for a name, and the name; a Chinese colon has its own room."""
    return text + name if text.endswith("：") else f"{text} {name}"


def blank_number(many: int) -> str:
    """Return a number as wide as any that is needed where so many features could have one."""
    return DIGIT if many < MANY else 2 * DIGIT


def place_marks(data: SceneData, placed: Sequence[Placed], blank: str, language: str, before: int) -> Iterator[Mark]:
    """Yield the places that a number stands for, in the order of their names, counted on from those ``before``."""
    numbered = {name.id for name in placed if name.rows == (blank,)}
    names = {id_: pick(place.name, language) for place in data.places if (id_ := f"place:{place.id}") in numbered}
    for number, (id_, name) in enumerate(sorted(names.items(), key=lambda item: item[1]), start=before + 1):
        yield Mark(id_, str(number), name, name, name)


def with_numbers(names: Iterable[Placed], marks: Iterable[Mark], blank: str) -> list[Placed]:
    """Return the names with those that are numbers counted."""
    texts = {mark.id: mark.text for mark in marks}
    return [name._replace(rows=(texts[name.id],)) if name.rows == (blank,) else name for name in names]
