"""One bundle of what a notebook may show of a map: the live frame over a still, a picture, and text."""

from __future__ import annotations

import base64
import warnings
from html import escape
from typing import Any
from urllib.parse import quote

from geo.errors import MapDataError
from geo.model.dates import PartialDate
from geo.model.locale import date_text, pick
from layers.i18n.catalog import translate
from layers.i18n.sentences import translate_plural
from layers.scene.build import Scene

Bundle = tuple[dict[str, str], dict[str, Any]]
"""Contents and their metadata by media type, as Jupyter takes them; pictures in base64."""

# What the line under a still takes of the frame's height.
NOTE_PX = 80
# What of an SVG need not be escaped in an address within an attribute: three in four bytes of base64's.
PLAIN_IN_ADDRESS = " =:/,;-.()"
# How hosts say light and dark, on their root or body: JupyterLab and nbconvert; Sphinx's themes; Bootstrap; Colab;
# VS Code; Quarto; marimo. The page in the frame follows the scheme of its element, and so does the still.
HOST_THEMES = (
    "[data-jp-theme-light={light}],[data-theme={name}],[data-bs-theme={name}],[theme={name}],.vscode-{name},"
    ".quarto-{name},.{name}"
)
THEME_RULES = "".join(
    f":is(html,body):is({HOST_THEMES.format(name=name, light=light)}) .blocmap-output{{color-scheme:{name}}}"
    for name, light in (("light", "true"), ("dark", "false"))
)
# On paper nothing of the still shows beside the frame.
PAPER_RULE = "@media print{.blocmap-output:has(iframe) img{visibility:hidden}}"


def display_bundle(
    scene: Scene, language: str, frame: str, still: str, picture: bytes | None, height: int, children: int
) -> Bundle:
    """Return ``text/html``, ``image/png`` and ``text/plain`` of a map; the same map gives the same bytes.

    Parameters
    ----------
    frame
        The HTML of the live map.
    still
        The SVG of the still map.
    picture
        The figure as PNG, if there is one.
    height
        Of the frame, in pixels.
    children
        How many of folium's children are on the map. The figure does not draw them: still and text say so.
    """
    note = translate_plural("notebook_children", children, language) if children else ""
    contents, metadata = still_bundle(scene, language, picture)
    contents["text/plain"] = "\n".join(filter(None, [contents["text/plain"], note]))
    return {"text/html": layered_html(scene, language, frame, still, height, note), **contents}, metadata


def still_bundle(scene: Scene, language: str, picture: bytes | None) -> Bundle:
    """Return ``image/png``, where there is a picture, and ``text/plain`` of a map, for where nothing is alive."""
    words = {"text/plain": plain_text(scene, language)}
    if picture is None:
        return words, {}
    alternative = {"image/png": {"alt": pick(scene.data.summary, language)}}
    return {"image/png": base64.b64encode(picture).decode("ascii"), **words}, alternative


def plain_text(scene: Scene, language: str) -> str:
    """Return a map in words: title, day, border view, and what it shows."""
    data = scene.data
    border_view = translate("border_view", language, name=pick(data.worldview.label, language))
    day = date_text(PartialDate.of(data.as_of), language)
    return "\n".join(
        [pick(data.title, language), f"{day} · {border_view}" if day else border_view, pick(data.summary, language)]
    )


def layered_html(scene: Scene, language: str, frame: str, still: str, height: int, note: str) -> str:
    """Return the frame with a still under it, seen only where the frame is taken away, as untrusted notebooks do.

    The sanitizer of JupyterLab drops ``iframe`` and ``svg`` but keeps an ``img`` of a data address and these styles, so
    the still is an image. It drops ``aria-hidden`` too, which silences the still only while the frame covers it.
    """
    address = f"data:image/svg+xml,{quote(still, safe=PLAIN_IN_ADDRESS)}"
    advice = " ".join(filter(None, [translate("notebook_still", language), note]))
    return (
        f"<style>{THEME_RULES}{PAPER_RULE}</style>"
        f'<div class="blocmap-output" style="position:relative;height:{height}px;overflow:hidden">'
        f'<div aria-hidden="true"><img src="{address}" alt="{escape(pick(scene.data.summary, language))}" '
        f'style="display:block;margin:0 auto;height:{height - NOTE_PX}px;max-width:100%;object-fit:contain">'
        f"<p><strong>{escape(pick(scene.data.title, language))}</strong><br>{escape(advice)}</p></div>"
        f'<div style="position:absolute;top:0;left:0;width:100%">{frame}</div></div>'
    )


def picture_of(scene: Scene, language: str) -> bytes | None:
    """Return a map's figure as a small PNG; a map that no figure can show warns, and gives ``None``."""
    from layers.figure.draw import draw_preview

    try:
        with warnings.catch_warnings():
            # A sign that no font has is told where a figure is saved; here it would stand in red over the map.
            warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")
            return draw_preview(scene, language)
    except MapDataError as error:  # the map itself can still be shown
        warnings.warn(f"the notebook gets no picture of the map: {error}", stacklevel=4)
        return None
