"""The records of anyone's frame on a map: its classes, its columns, how it is drawn."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from geo.frames.prepare import FrameKind
from layers.scene.base import SceneObject, Words

Cell = str | int | float | None


class FrameClass(SceneObject):
    """Rows of one colour: a kind by its ``label``, numbers by their ``span``, or all."""

    color: str
    ink: str = Field(description="of names that stand on the colour")
    label: Words = Field(default_factory=dict)
    span: tuple[float, float] | None = Field(default=None, description="above the first number, up to the second")
    count: int = Field(description="how many rows")


class FrameSize(SceneObject):
    """A sample of a size for the legend: the diameter in pixels of a point, or the width of a line."""

    value: float
    pixels: float


class FrameColumn(SceneObject):
    """A column that cards, table and files show, a cell for each row."""

    name: str
    cells: tuple[Cell, ...]


class SceneFrame(SceneObject):
    """Anyone's frame; lists with an entry for each row are empty where all rows are alike.

    Its geometry travels beside the scene: the points where its names and rings stand, and shared arcs.
    """

    id: str
    kind: FrameKind
    name: Words
    legend: Words = Field(default_factory=dict, description="the heading of its classes")
    rows: int
    classes: tuple[FrameClass, ...]
    of: tuple[int, ...] = Field(default=(), description="the class of each row")
    size: float = Field(description="the diameter of points or the width of lines, in pixels")
    sizes: tuple[float, ...] = Field(default=(), description="the same for each row")
    size_name: str = ""
    size_key: tuple[FrameSize, ...] = ()
    dash: tuple[float, ...] = Field(default=(), description="line and gap in turn, in widths of the line")
    names: tuple[str, ...] = Field(default=(), description="of each row; without them its place in the frame")
    names_from: str = Field(default="", description="the column of the names")
    labelled: bool = Field(default=False, description="whether the names stand on the map")
    columns: tuple[FrameColumn, ...] = ()
    drawn: Literal["svg", "canvas"] = "svg"
    shown: bool = True
    sources: tuple[str, ...] = ()
