"""How anyone's frame looks: which colour, size and name each row has, and what the legend says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas

from geo.errors import MisuseError, check_one_of, show
from geo.frames.classes import DEFAULT_CLASSES, DEFAULT_SCHEME, as_numbers, check_sayable, classify
from geo.frames.prepare import FrameKind, check_column, column_names, column_text
from geo.model.fields import LANGUAGES
from geo.model.locale import fine_number_text, pick
from geo.model.symbology import DASHES
from layers.i18n.catalog import translate_all
from layers.scene.base import Words
from layers.scene.frames.model import Cell, FrameClass, FrameColumn, FrameSize, SceneFrame
from layers.style.palette import ink_on
from layers.style.ramps import KINDS, NO_VALUE, OTHER, PLAIN, as_colour, neither_column_nor_colour, ramp, read_colour

# In pixels: what all rows have, and the greatest where a column says it.
SIZES: Mapping[FrameKind, float] = {"points": 8.0, "lines": 2.0, "areas": 0.6}
GREATEST: Mapping[FrameKind, float] = {"points": 40.0, "lines": 10.0, "areas": 6.0}
LEAST_PX, MOST_PX = 0.5, 100.0
# A row without a size is still there to be seen.
UNSIZED: Mapping[FrameKind, float] = {"points": 3.0, "lines": 1.0, "areas": 0.6}
NAMED_DASHES: Mapping[str, tuple[float, ...]] = {
    "solid": (),
    "dashed": DASHES["under_construction"],
    "dotted": DASHES["proposed"],
}
Colour: TypeAlias = str
Dash: TypeAlias = str | Sequence[float]


@dataclass(frozen=True)
class FrameLook:
    """What a person asks of a layer of their own; ``color`` and ``size`` are a constant or a column."""

    color: str | None = None
    colors: Sequence[str] | Mapping[object, str] | None = None
    scheme: str = DEFAULT_SCHEME
    k: int = DEFAULT_CLASSES
    size: float | str | None = None
    dash: Dash = ()
    label: str | None = None
    card: Sequence[str] | Mapping[str, str] | None = None
    name: str | None = None
    legend: str | None = None
    sources: str | Sequence[str] = ()
    show: bool = True

    def __post_init__(self) -> None:
        """Raise ``MisuseError`` for words that are no text; let columns be named by numbers."""
        for what, words in (("name", self.name), ("legend", self.legend)):
            if words is not None and not isinstance(words, str):
                raise MisuseError(f"{what}={show(words)}: expected a text")
        if not isinstance(self.show, bool):
            raise MisuseError(f"show={show(self.show)}: expected True or False")
        for column in ("color", "label"):
            if getattr(self, column) is not None:
                object.__setattr__(self, column, column_text(getattr(self, column)))


@dataclass(frozen=True)
class Classes:
    """The classes of a frame's rows, and the class of each; ``of`` is empty where there is but one."""

    classes: tuple[FrameClass, ...]
    of: tuple[int, ...] = ()
    column: str | None = None


@dataclass(frozen=True)
class Sizes:
    """The size of each row; ``each`` is empty where all are ``size``."""

    size: float
    each: tuple[float, ...] = ()
    column: str | None = None
    key: tuple[FrameSize, ...] = field(default=())


def read_classes(frame: pandas.DataFrame, look: FrameLook) -> Classes:
    """Return the classes of a frame: one colour, numbers in classes, or kinds.

    Raises ``MisuseError`` for what is neither a column nor a colour, and for colours that do not suit the classes.
    """
    if look.color is None or (look.color not in column_names(frame) and as_colour(look.color)):
        return Classes((_class(read_colour(look.color or PLAIN), count=len(frame)),))
    if look.color not in column_names(frame):
        raise neither_column_nor_colour(look.color, column_names(frame))
    column = frame[check_column(frame, look.color, "color")]
    numbers = as_numbers(column)
    if numbers is not None and not isinstance(look.colors, Mapping):
        return _by_numbers(numbers, look)
    return _by_kinds(column, look)


def _class(color: str, count: int, label: Words | None = None, span: tuple[float, float] | None = None) -> FrameClass:
    return FrameClass(color=color, ink=ink_on(color), count=count, label=label or {}, span=span)


def _by_numbers(column: pandas.Series, look: FrameLook) -> Classes:
    found = classify(column, look.scheme, look.k)
    spans = [*zip(found.limits[:-1], found.limits[1:], strict=True)]
    colors = ramp(len(spans)) if look.colors is None else _as_many([str(color) for color in look.colors], len(spans))
    made = []
    for number, (span, color) in enumerate(zip(spans, colors, strict=True)):
        own = column.to_numpy(dtype=float, na_value=np.nan)[found.of == number]
        alone = float(own[0]) if (own == own[0]).all() else None
        limits = span if alone is None else (alone, alone)
        made.append(_class(color, span=limits, count=len(own)))
    return _with_absent(made, found.of, str(column.name))


def _by_kinds(column: pandas.Series, look: FrameLook) -> Classes:
    words = column.map(lambda value: None if is_absent(value) else cell_text(value))
    counts = words.value_counts()
    order = sorted(counts.index, key=lambda word: (-counts[word], word))
    if isinstance(look.colors, Mapping):
        colors = {str(cell_text(kind)): read_colour(color) for kind, color in look.colors.items()}
        for kind in colors:
            check_one_of(kind, order, f"a value of column {show(look.color)}")
        order = [*(kind for kind in colors if kind in counts.index), *(kind for kind in order if kind not in colors)]
        named = [kind for kind in order if kind in colors]
    else:
        own = KINDS if look.colors is None else tuple(map(read_colour, look.colors))
        named = order if len(order) <= len(own) else order[: len(own) - 1]
        colors = dict(zip(named, own, strict=False))
    made = [_class(colors[kind], label={"en": kind}, count=int(counts[kind])) for kind in named]
    place = {kind: number for number, kind in enumerate(named)}
    rest = [kind for kind in order if kind not in place]
    if rest:
        label = {"en": rest[0]} if len(rest) == 1 else translate_all("frame_other", LANGUAGES, n=len(rest))
        made.append(_class(OTHER, label=label, count=int(counts[rest].sum())))
    of = np.array(
        [
            -1 if word is None else place.get(word, len(named))
            for word in words.astype(object).where(words.notna(), None)
        ]
    )
    return _with_absent(made, of, str(column.name))


def _as_many(colors: Sequence[str], wanted: int) -> tuple[str, ...]:
    if len(colors) < wanted:
        raise MisuseError(f"colors has {len(colors)} for {wanted} classes; give one for each, or a smaller k")
    return tuple(map(read_colour, colors[:wanted]))


def _with_absent(made: list[FrameClass], of: np.ndarray, column: str) -> Classes:
    absent = of < 0
    if absent.any():
        made = [*made, _class(NO_VALUE, label=translate_all("frame_absent", LANGUAGES), count=int(absent.sum()))]
    return Classes(tuple(made), tuple(np.where(absent, len(made) - 1, of).tolist()), column)


def read_sizes(frame: pandas.DataFrame, look: FrameLook, kind: FrameKind) -> Sizes:
    """Return the sizes of a frame's rows: an area in proportion for points, a width in proportion for lines.

    Raises ``MisuseError`` for a size out of range, and for a column that is not there or holds no or negative numbers.
    """
    size = look.size
    if size is None:
        return Sizes(SIZES[kind])
    if isinstance(size, int | float) and not isinstance(size, bool):
        if not LEAST_PX <= size <= MOST_PX:
            raise MisuseError(f"size={show(size)} is not between {LEAST_PX:g} and {MOST_PX:g} pixels")
        return Sizes(float(size))
    column = as_numbers(frame[check_column(frame, size, "size; or a number of pixels")])
    if column is None:
        raise MisuseError(f"column {show(size)} does not hold numbers, so it says no size; see gdf.dtypes")
    numbers = column.to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(numbers)
    if (numbers[known] < 0).any():
        raise MisuseError(
            f"column {show(size)} has negative numbers, which have no size; give it as .abs() or by color"
        )
    check_sayable(numbers[known], size)
    most = float(numbers[known].max(initial=0.0))
    if most == 0:
        raise MisuseError(f"column {show(size)} has no number above 0, so it says no size")
    power, greatest = (0.5 if kind == "points" else 1.0), GREATEST[kind]
    scaled = greatest * (np.where(known, numbers, 0) / most) ** power
    each = np.where(known, np.maximum(scaled, UNSIZED[kind]), UNSIZED[kind]).round(1)
    key = tuple(FrameSize(value=value, pixels=round(greatest * (value / most) ** power, 1)) for value in _samples(most))
    return Sizes(greatest, tuple(each.tolist()), str(size), key)


def _samples(most: float) -> list[float]:
    """Return up to three round numbers for a legend, the greatest first."""
    step = 10.0 ** np.floor(np.log10(most))
    top = next(float(f"{step * times:.3g}") for times in (9, 8, 7, 6, 5, 4, 3, 2.5, 2, 1.5, 1) if step * times <= most)
    return [top, float(f"{top / 4:.2g}"), float(f"{top / 20:.1g}")]


def read_dash(dash: Dash) -> tuple[float, ...]:
    """Return dashes in widths of the line: ``solid``, ``dashed``, ``dotted``, or lengths of line and gap in turn."""
    if isinstance(dash, str):
        return NAMED_DASHES[check_one_of(dash, NAMED_DASHES, "a dash", otherwise="or lengths of line and gap")]
    lengths = tuple(float(length) for length in dash)
    if len(lengths) % 2 or any(not 0 < length < 100 for length in lengths):
        raise MisuseError(
            f"dash={show(dash)}: expected lengths of line and gap in turn, above 0, in widths of the line"
        )
    return lengths


def read_names(frame: pandas.DataFrame, label: str | None) -> tuple[str, ...]:
    """Return the name of each row from a column, or what its index says where that is more than its number."""
    if label is not None:
        return tuple(cell_text(value) or "" for value in frame[check_column(frame, label, "label")])
    if isinstance(frame.index, pandas.RangeIndex) or pandas.api.types.is_integer_dtype(frame.index):
        return ()
    return tuple(cell_text(value) or "" for value in frame.index)


def read_columns(
    frame: pandas.DataFrame, card: Sequence[str] | Mapping[str, str] | None, label: str | None = None
) -> tuple[FrameColumn, ...]:
    """Return the columns for cards, table and files: those named, with their titles, or all.

    Geometries are no columns here, and the names stand by themselves.
    """
    if isinstance(card, str):
        card = [card]
    titles = (
        card if isinstance(card, Mapping) else {name: name for name in (column_names(frame) if card is None else card)}
    )
    read = {check_column(frame, name, "card"): str(title) for name, title in titles.items()}
    return tuple(
        FrameColumn(name=title, cells=tuple(_cells(frame[name])))
        for name, title in read.items()
        if str(frame[name].dtype) != "geometry" and name != label
    )


def _cells(column: pandas.Series) -> Iterable[Cell]:
    numbers = as_numbers(column)
    if numbers is None:
        return (cell_text(value) for value in column)
    plain: list[float | int | None] = numbers.astype(object).where(numbers.notna(), None).tolist()
    return (None if isinstance(one, float) and not np.isfinite(one) else one for one in plain)


def cell_text(value: object) -> str | None:
    """Return what a cell says as text, ``None`` where it says nothing; a day without its midnight."""
    if is_absent(value):
        return None
    if isinstance(value, pandas.Timestamp) and value == value.normalize() and value.tz is None:
        return value.date().isoformat()
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def is_absent(value: object) -> bool:
    """Tell whether a cell holds no value."""
    if value is None or value is pandas.NA or value is pandas.NaT:
        return True
    return pandas.api.types.is_scalar(value) and bool(value != value)  # only what is no number differs from itself


def class_text(frame: SceneFrame, number: int, language: str) -> str:
    """Return the words of a class in a language: its kind, its numbers, or the layer's name where there is but one."""
    one = frame.classes[number]
    if one.span is None:
        return pick(one.label, language) or pick(frame.name, language)
    low, high = (fine_number_text(limit, language) for limit in one.span)
    return low if low == high else f"{low} – {high}"


def in_all_languages(text: str) -> Words:
    """Return a person's own text for readers of every language."""
    return {"en": text}
