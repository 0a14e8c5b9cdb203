"""What a layer is: something of a bloc that draws itself on any ``folium.Map``."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import shapely
from folium.map import Layer
from folium.template import Template
from shapely.geometry.base import BaseGeometry

from geo.bloc import Bloc, check_bloc
from geo.errors import check_one_of
from geo.model.dates import DayLike
from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.locale import pick
from geo.model.records import Source
from geo.model.symbology import Dashes, has_round_ends, scaled
from layers.i18n.catalog import translate
from layers.json_script import json_island

# About 100 m: finer than a plain map's lines at the zooms that it is read at.
COORDINATE_DECIMALS = 3
# What draws the shapes, with Leaflet alone: it belongs to the layers, not to the page.
CODE = Path(__file__).with_name("leaflet.js")


def line_style(dashes: Dashes, width: float) -> dict[str, Any]:
    """Return Leaflet's path options of a line with dashes, which are given in widths of a line that wide in pixels."""
    solid: dict[str, Any] = {"weight": width, "fill": False}
    if not dashes:
        return solid
    pattern = " ".join(f"{length:g}" for length in scaled(dashes, width))
    return solid | {"dashArray": pattern, "lineCap": "round" if has_round_ends(dashes) else "butt"}


@dataclass(frozen=True)
class Shape:
    """One thing a layer draws: a geometry in EPSG:4326, its words, and Leaflet's path options.

    ``lines`` are texts by language below the title. Every text reaches the page as text, never as markup.
    """

    geometry: BaseGeometry
    title: Mapping[str, str]
    lines: Sequence[Mapping[str, str]] = ()
    sources: Sequence[str] = ()
    style: Mapping[str, Any] = field(default_factory=dict)


class ShapesLayer(Layer):
    """Base of all layers: a folium layer that draws shapes with Leaflet alone, their words in one language."""

    decimals: ClassVar[int] = COORDINATE_DECIMALS
    lang: str
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = ({{ this.drawing_code() }})({{ this.payload() }});
        {% endmacro %}
        """
    )

    @abstractmethod
    def shapes(self) -> list[Shape]:
        """Return what to draw, in drawing order."""

    @abstractmethod
    def cite(self, source: str) -> dict[str, str | None]:
        """Return the words and the address of a source that a shape names."""

    def drawing_code(self) -> str:
        """Return the function that draws the payload with Leaflet alone."""
        return CODE.read_text(encoding="utf-8").strip()

    def payload(self) -> str:
        """Return the shapes as JSON that is safe inside a script element."""
        return json_island([self._feature(shape) for shape in self.shapes()])

    def _feature(self, shape: Shape) -> dict[str, Any]:
        geometry = shapely.set_precision(shape.geometry, 10**-self.decimals, mode="pointwise")
        return {
            "geometry": shapely.geometry.mapping(geometry),
            "style": dict(shape.style),
            "title": pick(shape.title, self.lang),
            "lines": [line for line in (pick(text, self.lang) for text in shape.lines) if line],
            "sources": [self.cite(source) for source in shape.sources],
        }


class DrawnLayer(ShapesLayer):
    """Base of a bloc's layers: their shapes come from a bloc on a day.

    Parameters
    ----------
    bloc
        The bloc to draw.
    as_of
        The day: text, a date, a datetime or a pandas Timestamp; by default the bloc's own (``Bloc.as_of``). Facts
        without dates are drawn on any day.
    lang
        Language of the words.
    name
        Name in folium's layer control; by default the layer's kind.

    Raises
    ------
    MisuseError
        For what is no bloc, no day and no language of the words.
    """

    kind: ClassVar[str]

    def __init__(self, bloc: Bloc, *, as_of: DayLike | None = None, lang: str = "en", name: str | None = None) -> None:
        self.bloc = check_bloc(bloc)
        self.as_of = bloc.day_of(as_of)
        known = dict.fromkeys((*bloc.spec.languages, FALLBACK_LANGUAGE))
        self.lang = check_one_of(lang, known, f"a language of {bloc.id}")
        super().__init__(name=translate(f"layer_{self.kind}", lang) if name is None else name, overlay=True)
        self._name = type(self).__name__

    def __repr__(self) -> str:
        """Return a line that names what it draws, of which bloc and day."""
        return f"<{type(self).__name__} of {self.bloc.id} on {self.as_of}, in {self.lang}>"

    def known_sources(self) -> Mapping[str, Source]:
        """Return the sources that shapes may name, by id: those of the bloc."""
        return self.bloc.tables.sources

    def cite(self, source: str) -> dict[str, str | None]:
        """Return a source's publisher and title, and its address."""
        known = self.known_sources()[source]
        return {"text": f"{known.publisher}: {known.title}", "url": known.url}
