"""Anyone's frame as a layer: part of the scene on a ``BlocMap``, an ordinary layer on any ``folium.Map``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from geo.frames.prepare import FrameKind
from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.symbology import LIGHT
from layers.i18n.catalog import translate
from layers.overlays.base import Shape, ShapesLayer, line_style
from layers.scene.frames.build import FrameSource, address_in
from layers.scene.frames.looks import Dash, FrameLook
from layers.scene.frames.model import Cell, SceneFrame

# A tenth of a metre: a person's points may be close.
DECIMALS = 6


class FrameLayer(ShapesLayer):
    """A GeoDataFrame, drawn.

    Every row is drawn, or the frame is refused by one line that says what to do. Texts of the frame reach the page as
    text, never as markup. The frame may be in any CRS; a copy is reprojected, the frame itself stays as it is.

    Parameters
    ----------
    gdf
        A GeoDataFrame with a CRS; every row with a valid geometry of the layer's kind.
    color
        A colour of CSS for all rows, or a column: of numbers, which are put into classes, or of kinds.
    colors
        Of the classes, in their order; or, for kinds, by their value, which also puts them in that order. By default
        light to dark for numbers; for kinds eight colours, and grey for the rarest beyond those.
    scheme, k
        How numbers are put into classes, by mapclassify, and into how many; see ``geo.frames.classes.classify``.
    size
        In pixels: the diameter of points, the width of lines and of the outlines of areas. Or a column of numbers that
        it grows with; of points the area does.
    dash
        Of lines and outlines: ``solid``, ``dashed``, ``dotted``, or lengths of line and gap in widths of the line.
    label
        The column that names the rows: on the map, the card, in the search. By default the index, if it is no number,
        names them, and not on the map.
    card
        The columns that cards, table and files show, in that order; a mapping gives their titles. By default all.
    name
        Of the layer, in legend, table and layer control.
    legend
        The heading of the classes; by default the name of their column.
    sources
        Where the data is from: a text, with or without an address, an id of the map's own sources, or several.
    show
        Whether the layer is switched on at first.

    Raises
    ------
    MisuseError
        With one line that says what to do, for a frame without CRS or rows, with empty or invalid geometry or of
        another kind, with too many rows; for a column that is not there, with the nearest; for an option out of range.
    """

    decimals: ClassVar[int] = DECIMALS
    kind: ClassVar[FrameKind]

    def __init__(
        self,
        gdf: object,
        *,
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
        show: bool = True,
    ) -> None:
        look = FrameLook(
            color=color, colors=colors, scheme=scheme, k=k, size=size, dash=dash, label=label, card=card, name=name,
            legend=legend, sources=sources, show=show,
        )  # fmt: skip
        self.source = FrameSource(gdf, self.kind, look)
        self.lang = FALLBACK_LANGUAGE
        super().__init__(name=name or translate(f"frame_{self.kind}", self.lang), overlay=True, show=show)
        self._name = type(self).__name__

    def __repr__(self) -> str:
        """Return a line that says what and how many are drawn."""
        return f"<{type(self).__name__} of {len(self.source.frame):,} rows>"

    def cite(self, source: str) -> dict[str, str | None]:
        """Return a source's words and its address."""
        return {"text": source, "url": address_in(source)}

    def shapes(self) -> list[Shape]:
        """Return one shape per row, large points before small ones."""
        record = self.source.record("f1", self.source.sources)
        geometries = self.source.frame.geometry.to_numpy()
        order = sorted(range(record.rows), key=lambda row: -_size(record, row))
        return [
            Shape(geometries[row], _title(record, row), list(_lines(record, row)), record.sources, _style(record, row))
            for row in order
        ]


def _size(record: SceneFrame, row: int) -> float:
    return record.sizes[row] if record.sizes else record.size


def _title(record: SceneFrame, row: int) -> dict[str, str]:
    return {FALLBACK_LANGUAGE: record.names[row] if record.names else f"#{row + 1}"}


def _lines(record: SceneFrame, row: int) -> Iterator[dict[str, str]]:
    for column in record.columns:
        cell: Cell = column.cells[row]
        if cell is not None:
            yield {FALLBACK_LANGUAGE: f"{column.name}: {cell}"}


def _style(record: SceneFrame, row: int) -> dict[str, Any]:
    color, size = record.classes[record.of[row] if record.of else 0].color, _size(record, row)
    if record.kind == "lines":
        return line_style(record.dash, size) | {"color": color}
    outline = line_style(record.dash, size if record.kind == "areas" else 1)
    return outline | {"radius": size / 2, "color": LIGHT.casing, "fill": True, "fillColor": color, "fillOpacity": 0.9}
