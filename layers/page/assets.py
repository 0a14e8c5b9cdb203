"""The code and style that a page carries: Leaflet from its package, and our own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from rcssmin import cssmin
from rjsmin import jsmin

from layers.data_files import STATIC
from layers.page.bundle import bundle

_CONTROLS = re.compile(
    "control|popup|tooltip|marker-icon|marker-shadow|div-icon|leaflet-bar|leaflet-touch|attribution|oldie|vml"
)


@cache
def front_end() -> str:
    """Return our script: the start and all that it imports as one, without comments and spare blanks."""
    return str(jsmin(bundle(STATIC / "core" / "start.js")))


@cache
def style(*more: str) -> str:
    """Return our style sheet: the map's, the page's, then ``more``, without comments and spare blanks."""
    names = ("map.css", "style.css", *more)
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
