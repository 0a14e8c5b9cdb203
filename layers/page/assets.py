"""The code and style that a page carries: Leaflet from its package, and our own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from geo.prepared import prepared_text
from layers.data_files import STATIC
from layers.page.bundle import bundle
from layers.page.leaflet import picture
from layers.page.small import packers, small_script, small_sheet
from layers.page.symbol_rules import colour_rules, symbol_rules

_MARKER = {"icon": "marker-icon.png", "iconRetina": "marker-icon-2x.png", "shadow": "marker-shadow.png"}


@cache
def front_end(*, own_data: bool) -> str:
    """Return our script: an entry and all that it imports as one, without comments, spare blanks and long names.

    Only a page with somebody's ``own_data`` brings what reads and draws that.
    """
    return _script("core/data_page.js" if own_data else "core/page.js")


def _script(name: str) -> str:
    """Return a module and all that it imports as one small script."""
    return packed_text("script", name, lambda: small_script(bundle(STATIC / name)))


def packed_text(kind: str, ingredient: str, make: Callable[[], str]) -> str:
    """Return a text that is made from the front end's files and an ingredient; see ``geo.prepared``."""
    return prepared_text(kind, [_sources(), ingredient.encode()], make)


@cache
def _sources() -> bytes:
    """Return the hash of the front end's files, and of what makes pages of them."""
    digest = hashlib.sha256(packers())
    for path in sorted([*STATIC.rglob("*.*"), *Path(__file__).parent.glob("*.py")]):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.digest()


@cache
def children_script() -> str:
    """Return the script that only pages with folium's own children carry, with the pictures of Leaflet's marker."""
    icons = {f"{name}Url": picture(file) for name, file in _MARKER.items()}
    code = _script("map/children.js")
    return f"L.Icon.Default.mergeOptions({json.dumps(icons, allow_nan=False)});{code}"


@cache
def first_scripts() -> tuple[str, str]:
    """Return the scripts that run before the data has arrived: for a page with scripts, and for its still map."""
    return _script("opening/bare.js"), _script("opening/first.js")


@cache
def loader_script() -> str:
    """Return the script that unpacks the style sheets, Leaflet and our own script and starts them."""
    return _script("opening/loader.js")


@cache
def first_style(*more: str) -> str:
    """Return the style of what is seen before all else has arrived: colours, the page's frame, then ``more``."""
    return _small_sheet(colour_rules(), "first.css", *more)


@cache
def style(*more: str) -> str:
    """Return the style of what scripts draw and open: the symbols', the map's, the panels', then ``more``."""
    return _small_sheet(symbol_rules(), "map.css", "style.css", *more)


def _small_sheet(rules: str, *names: str) -> str:
    """Return rules and files as one small style sheet."""
    return small_sheet("\n".join([rules, *((STATIC / name).read_text(encoding="utf-8") for name in names)]))


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
