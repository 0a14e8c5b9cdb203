"""A scene as one HTML file that makes no request, and as a ``folium.Map`` that shows itself in Jupyter."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cached_property
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure

from geo.files import write_whole
from geo.model.locale import pick
from layers.i18n.catalog import load_catalog
from layers.page.assets import front_end, leaflet_script, leaflet_style, style, templates
from layers.page.fallback_table import table_of
from layers.page.island import scene_island
from layers.page.policy import content_security_policy
from layers.page.still import still_svg
from layers.scene.build import Scene

FRAME_HEIGHT_PX = 560
# Scripts only: the frame may run our script, save a file and open a source in a new tab; it may not reach the notebook.
FRAME_SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


class PageDocument(Figure):
    """The document around a ``BlocMap``: our page template in place of folium's."""

    def __init__(self) -> None:
        super().__init__(height=f"{FRAME_HEIGHT_PX}px")
        self.header._children.clear()  # the template has its own first lines

    def render(self, **kwargs: Any) -> str:
        """Return the whole page; the same map gives the same bytes."""
        bloc_map = next(child for child in self._children.values() if isinstance(child, BlocMap))
        number_elements(self)
        parts = (self.header, self.html, self.script)
        own = [part._children.copy() for part in parts]
        try:
            for child in bloc_map._children.values():
                child.render(**kwargs)
            return _render_page(bloc_map, self)
        finally:  # what children put there belongs to this rendering; what a person put there stays
            for part, children in zip(parts, own, strict=True):
                part._children = children

    def _repr_html_(self, **kwargs: Any) -> str:
        """Return a frame that carries the whole page, for Jupyter: no trust in the notebook and no network needed."""
        bloc_map = next(child for child in self._children.values() if isinstance(child, BlocMap))
        title = pick(bloc_map.scene.data.title, bloc_map.language)
        return (
            f'<iframe srcdoc="{escape(self.render(**kwargs))}" title="{escape(title)}" sandbox="{FRAME_SANDBOX}" '
            f'width="100%" height="{FRAME_HEIGHT_PX}" style="border:0"></iframe>'
        )


class BlocMap(folium.Map):
    """A map of a bloc: a ``folium.Map`` whose page is one file without requests.

    Children of folium and its plugins may be added as to any map; what they need from other hosts is loaded
    only then. ``save`` writes the page whole or not at all.
    """

    def __init__(self, scene: Scene) -> None:
        bounds = scene.data.view.bounds
        super().__init__(location=[(bounds[1] + bounds[3]) / 2, scene.projection.lon], tiles=None)
        self.scene = scene
        self.language: str = scene.data.language
        PageDocument().add_child(self)

    @cached_property
    def still(self) -> str:
        """The still map as SVG markup; see ``layers.page.still``."""
        return still_svg(self.scene, self.language)

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page to a path, whole or not at all, or to an open binary file."""
        if not isinstance(outfile, (str, Path)):
            super().save(outfile, close_file=close_file, **kwargs)
            return
        write_whole(Path(outfile), self.get_root().render(**kwargs).encode("utf-8"))

    def save_figure(self, outfile: str | Path, *, size: str = "page") -> None:
        """Write the same scene as PNG, SVG or PDF, by the ending of the path; see ``layers.figure.draw``."""
        from layers.figure.draw import save_figure

        save_figure(self.scene, Path(outfile), size=size)


def number_elements(root: Element) -> None:
    """Give every element below ``root`` an id by its place in the tree, so that equal maps render to equal bytes."""
    numbers = count(1)
    for element in _walk(root):
        element._id = f"{next(numbers):04d}"


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _render_page(bloc_map: BlocMap, document: Figure) -> str:
    scene, language = bloc_map.scene, bloc_map.language
    head, extra = document.header.render(), document.html.render() + _as_script(document.script.render())
    foreign = bool(head.strip() or extra.strip())
    code = {"leaflet_js": leaflet_script(), "script": front_end()}
    sheets = {"leaflet_css": leaflet_style(controls=foreign), "style": style()}
    data = scene.data
    return (
        templates()
        .get_template("page.html")
        .render(
            lang=language,
            title=pick(data.title, language),
            description=pick(data.summary, language),
            csp=content_security_policy(code, sheets, foreign=foreign),
            **scene_island(data, plain=foreign),
            geometry_b64=base64.b64encode(scene.geometry).decode("ascii"),
            map_name=bloc_map.get_name(),
            extra_head=head,
            extra_scripts=extra,
            noscript=table_of(scene, language),
            still=bloc_map.still,
            words=load_catalog(language),
            data=data,
            pick=lambda text: pick(text, language),
            **code,
            **sheets,
        )
    )


def _as_script(code: str) -> str:
    return f"<script>{code}</script>" if code.strip() else ""
