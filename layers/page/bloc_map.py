"""A scene as one HTML file that makes no request, and as a ``folium.Map`` that shows itself in Jupyter."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, TypeAlias

from branca.element import Element, Figure
from jinja2 import Template

from geo.errors import MisuseError
from geo.files import write_whole
from geo.geodesy.world_projections import WebMercator
from geo.model.locale import pick
from layers.notebook.display import Bundle, display_bundle, picture_of
from layers.overlays.frame_layer import FrameLayer
from layers.page.children import (
    ChildrenNotDrawnWarning,
    NetworkNeededWarning,
    TiledMap,
    network_warning,
    page_name,
    refuse_impossible,
    render_children,
)
from layers.page.document import render_page
from layers.page.framed import FRAME_SANDBOX
from layers.page.hosted import host_script
from layers.page.still import still_svg
from layers.scene.build import Scene
from layers.scene.frames.build import FrameSource, with_frame

if TYPE_CHECKING:
    from layers.figure.choices import LabelWishes

Outfile: TypeAlias = "str | bytes | os.PathLike[str] | IO[bytes] | io.TextIOBase"
"""Where a page goes: a path, or an open file of bytes or of text."""
FRAME_HEIGHT_PX = 560
# Programs give a figure a window of their own height: the foot of the map is in it. (A body has 8 px around it.)
WHOLE_IN_WINDOW = ";max-height:calc(100vh - 16px);display:block"
# What a page shows before or without its scripts.
_NO_SCRIPT = re.compile(r'<noscript>.*?</noscript>\n?|<svg[^>]* id="still".*?</svg>\n?', re.DOTALL)


def _quoted(page: str) -> str:
    """Return a page as the value of an attribute in double quotes, shorter than ``escape`` makes it."""
    return escape(page, quote=False).replace('"', "&#34;")


class PageDocument(Figure):
    """The document around a ``BlocMap``: our page template in place of folium's."""

    def __init__(self) -> None:
        super().__init__(height=f"{FRAME_HEIGHT_PX}px")
        self.header._children.clear()  # the template has its own first lines

    def render(self, **kwargs: object) -> str:
        """Return the whole page; the same map gives the same bytes.

        Raises ``MisuseError`` for a child that the map cannot draw; warns, once a map, of hosts to load from.
        """
        bloc_map = self._bloc_map()
        parts = (self.header, self.html, self.script)
        own = [part._children.copy() for part in parts]
        try:
            extras = render_children(bloc_map, self, **kwargs)
        finally:  # what children put there belongs to this rendering; what a person put there stays
            for part, children in zip(parts, own, strict=True):
                part._children = children
        bloc_map.warn_of(extras.hosts)
        return render_page(bloc_map.scene, bloc_map.language, page_name(bloc_map), extras)

    def _repr_html_(self, **kwargs: object) -> str:
        """Return a frame that carries the whole page, for Jupyter: no trust in the notebook and no network needed."""
        return self.framed("", **kwargs)

    def framed(self, rules: str, **kwargs: object) -> str:
        """Return the frame of a document, dressed by some rules of style."""
        bloc_map = self._bloc_map()
        title = pick(bloc_map.scene.data.title, bloc_map.language)
        # What a page shows without scripts is of no use in a frame that runs only with them: a still lies under it.
        page = _NO_SCRIPT.sub("", self.render(**kwargs))
        return (
            f'<iframe srcdoc="{_quoted(page)}" title="{escape(title)}" sandbox="{FRAME_SANDBOX}" '
            f'width="100%" height="{FRAME_HEIGHT_PX}" style="border:0{rules}"></iframe>'
        )

    def _bloc_map(self) -> BlocMap:
        return next(child for child in self._children.values() if isinstance(child, BlocMap))


class Markup(Element):
    """Ready HTML in a document of folium's; a text given to ``Element`` itself would be evaluated as a template."""

    _template = Template("{{ this.html }}")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html


class BlocMap(TiledMap):
    """A map of a bloc: a ``folium.Map`` whose page is one file without requests.

    Children of folium and its plugins may be added as to any map and lie above the bloc; what they need from other
    hosts is loaded only then, with a ``NetworkNeededWarning``. What cannot be on an equal-area map is refused when it
    is added. ``save`` writes the page whole or not at all.
    """

    # Programs that rebuild a map from its parts load what it names here, and its script: ours needs nothing else.
    default_js: list[tuple[str, str]] = []  # noqa: RUF012  (as folium has it)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("{% macro script(this, kwargs) %}{{ this.host_script() }}{% endmacro %}")

    def __init__(self, scene: Scene) -> None:
        bounds = scene.data.view.bounds
        super().__init__(location=[(bounds[1] + bounds[3]) / 2, scene.projection.lon], tiles=None)
        self.scene = scene
        self.tiled = scene.projection.name == WebMercator.name
        self.language: str = scene.data.language
        self._hosts_told: set[str] = set()
        self._document = PageDocument()
        self._document.add_child(self)

    def page(self, **kwargs: object) -> str:
        """Return the map's page, also where the map has been put into another document."""
        return self._at_home(lambda: self._document.render(**kwargs))

    def render(self, **kwargs: object) -> str:
        """Put the map, as a frame, into a document that is not its own: a ``folium.Figure``, a cell of branca's."""
        root = self.get_root()
        if isinstance(root, Figure) and not isinstance(root, PageDocument):
            frame = self._at_home(lambda: self._document.framed(WHOLE_IN_WINDOW))
            root.html.add_child(Markup(frame), name=self.get_name())
        return ""  # (folium's elements render into their document)

    def host_script(self) -> str:
        """Return what ``st_folium`` takes for the script of a map: one that shows the page and answers for its view."""
        (_, south, _, north), lon = self.scene.data.view.bounds, self.scene.projection.lon
        return host_script(
            self.get_name(), self.page(), pick(self.scene.data.title, self.language), ((south + north) / 2, lon)
        )

    def _at_home(self, made: Callable[[], str]) -> str:
        parent, self._parent = self._parent, self._document
        try:
            return made()
        finally:
            self._parent = parent

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Self:
        """Add a child as to any folium map; raise ``MisuseError`` for tiles, pictures and other maps.

        A layer of a person's own frame becomes a part of the scene: of legend, table, search, files and figure.
        """
        if isinstance(child, FrameLayer):
            return self.with_frame(child.source)
        refuse_impossible(child, tiled=self.tiled)
        super().add_child(child, name=name, index=index)
        return self

    def with_frame(self, source: FrameSource) -> Self:
        """Put a person's frame on the map, above those that are there, and return the map."""
        scene = self.scene
        data, frame = with_frame(scene.data, scene.frames, source, scene.projection)
        self.scene = replace(scene, data=data, frames=(*scene.frames, frame))
        for drawn in ("still", "picture"):
            self.__dict__.pop(drawn, None)
        return self

    def warn_of(self, hosts: dict[str, list[str]]) -> None:
        """Warn of hosts that the page loads from, of each only once."""
        if new := {host: names for host, names in hosts.items() if host not in self._hosts_told}:
            self._hosts_told.update(new)
            warnings.warn(network_warning(new), NetworkNeededWarning, stacklevel=2)

    @cached_property
    def still(self) -> str:
        """The still map as SVG markup; see ``layers.page.still``."""
        return still_svg(self.scene, self.language)

    @cached_property
    def picture(self) -> bytes | None:
        """The small figure that travels in a notebook, as PNG; ``None`` where no figure can show the map."""
        return picture_of(self.scene, self.language)

    def save(
        self,
        outfile: Outfile,
        close_file: bool = True,
        **kwargs: object,
    ) -> None:
        """Write the page to a path, whole or not at all, or to an open file, of bytes or of text."""
        page: str = self.get_root().render(**kwargs)
        if isinstance(outfile, (str, bytes, os.PathLike)):
            write_whole(Path(os.fsdecode(outfile)), page.encode("utf-8"))
            return
        if isinstance(outfile, io.TextIOBase):
            outfile.write(page)
        else:
            outfile.write(page.encode("utf-8"))
        if close_file:
            outfile.close()

    def save_figure(
        self,
        outfile: str | Path | IO[bytes],
        *,
        size: str | None = None,
        width_mm: float | None = None,
        height_mm: float | None = None,
        lang: str | None = None,
        form: str | None = None,
        legend: bool = True,
        title: str | None = None,
        font: str | None = None,
        statuses: Sequence[str] | None = None,
        labels: LabelWishes | None = None,
        extent: tuple[float, float, float, float] | None = None,
        dpi: float | None = None,
    ) -> None:
        """Write the same scene as PNG, SVG or PDF, by the ending of a path or by ``form``.

        ``size`` is one of ``layers.figure.draw.SIZES`` (by default ``page``); ``width_mm`` and ``height_mm`` make it
        another. See ``layers.figure.draw.save_figure``.
        """
        from layers.figure.draw import save_figure, size_of

        if self._children:
            names = ", ".join(dict.fromkeys(type(child).__name__ for child in self._children.values()))
            warnings.warn(
                f"the figure shows the bloc without what was added to the map: {names}",
                ChildrenNotDrawnWarning,
                stacklevel=2,
            )
        target = Path(outfile) if isinstance(outfile, str | os.PathLike) else outfile
        measures, words = size_of(size, width_mm, height_mm), lang or self.language
        save_figure(
            self.scene,
            target,
            size=measures,
            language=words,
            form=form,
            legend=legend,
            title=title,
            font=font,
            statuses=statuses,
            labels=labels,
            extent=extent,
            dpi=dpi,
        )

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None, **options: object
    ) -> Bundle:
        """Return the map for a notebook as HTML, picture and text; which of them it wants, IPython sorts out itself."""
        html, picture = str(self._repr_html_()), self._repr_png_()
        return display_bundle(
            self.scene, self.language, html, self.still, picture, FRAME_HEIGHT_PX, len(self._children)
        )

    def _repr_png_(self) -> bytes | None:
        """Return the picture for programs that ask for one alone, as Panel does of any object."""
        return None if self._children else self.picture

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.scene.data.view.bounds
        return [[south, west], [north, east]]

    def _to_png(self, delay: int | None = None, driver: object = None, size: Sequence[int] | None = None) -> bytes:
        """Return the map as PNG: our own figure, or with children what a browser shows, by folium and selenium."""
        if not self._children and delay is driver is size is None:
            from layers.figure.draw import figure_files

            (picture,) = (content for name, content in figure_files(self.scene).items() if name.endswith(".png"))
            return picture
        if find_spec("selenium") is None:
            raise MisuseError(
                "a picture of a map with folium's children is taken in a browser; install selenium, "
                "or take m.save_figure('map.png') for the bloc alone"
            )
        return bytes(super()._to_png(3 if delay is None else delay, driver, size))
