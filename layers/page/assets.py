"""The code and style that a page carries: Leaflet from its package, and our own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from rcssmin import cssmin
from rjsmin import jsmin

from layers.data_files import STATIC

_CONTROLS = re.compile(
    "control|popup|tooltip|marker-icon|marker-shadow|div-icon|leaflet-bar|leaflet-touch|attribution|oldie|vml"
)

# The order matters: each part uses only what stands before it.
PARTS = (
    "map/crs", "map/decode", "map/arcs", "map/renderer", "map/fills", "map/borders", "map/lines", "map/symbols",
    "map/label_room", "map/labels", "map/locator", "map/picture", "map/view", "map/map",
    "panels/language", "panels/cards", "panels/legend", "panels/timeline", "panels/search", "panels/table",
    "panels/share", "core/links", "panels/keyboard", "panels/story", "core/app",
)  # fmt: skip


@cache
def front_end() -> str:
    """Return our script: every part in order, without comments and spare blanks."""
    return str(jsmin("\n".join((STATIC / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)))


@cache
def style(*more: str) -> str:
    """Return our style sheet: the bloc_map's, the page's, then ``more``, without comments and spare blanks."""
    names = ("plate.css", "style.css", *more)
    return str(cssmin("\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)))


@cache
def leaflet_script() -> str:
    """Return Leaflet's script, read from the package XStatic-Leaflet."""
    # The map of its source would be a request to a file that a single page does not have.
    return re.sub(r"//# sourceMappingURL=\S+", "", _leaflet("leaflet.js")).strip()


@cache
def leaflet_style(*, controls: bool) -> str:
    """Return Leaflet's style sheet without the rules for pictures, which a single page does not carry.

    Our own pages use none of Leaflet's ``controls``, popups and markers; a reader's plugins may.
    """
    rules = re.findall(r"[^{}]+\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", _leaflet("leaflet.css"), flags=re.DOTALL))
    kept = [rule for rule in rules if "url(" not in rule and (controls or not _CONTROLS.search(rule.split("{")[0]))]
    return str(cssmin("".join(kept)))


def _leaflet(name: str) -> str:
    import xstatic.pkg.leaflet as leaflet

    return Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")


@cache
def templates() -> Environment:
    """Return the environment of the page templates: everything is escaped unless a template says it is code."""
    return Environment(
        loader=FileSystemLoader(STATIC),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
