"""The code and style that a page carries: Leaflet from its package, and our own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from rcssmin import cssmin
from rjsmin import jsmin

from geo.prepared import array_text, prepared, text_array
from layers.data_files import STATIC
from layers.page.bundle import bundle
from layers.page.leaflet import picture
from layers.page.short_names import shorten_names
from layers.page.symbol_rules import colour_rules, symbol_rules

# Their versions decide how small scripts are.
_PACKERS = ("rjsmin", "tree-sitter", "tree-sitter-javascript", "deflate")
_MARKER = {"icon": "marker-icon.png", "iconRetina": "marker-icon-2x.png", "shadow": "marker-shadow.png"}


@cache
def front_end(*, own_data: bool) -> str:
    """Return our script: an entry and all that it imports as one, without comments, spare blanks and long names.

    Only a page with somebody's ``own_data`` brings what reads and draws that.
    """
    return _script("core/data_page.js" if own_data else "core/page.js")


def _script(name: str) -> str:
    """Return a module and all that it imports as one small script."""
    return prepared_text("script", name, lambda: shorten_names(str(jsmin(bundle(STATIC / name)))))


def prepared_text(kind: str, ingredient: str, make: Callable[[], str]) -> str:
    """Return a text that is made from the front end's files and an ingredient; see ``geo.prepared``."""
    return prepared(
        kind,
        [_sources(), ingredient.encode()],
        make,
        to_arrays=lambda text: [text_array(text)],
        from_arrays=lambda arrays: array_text(arrays[0]),
    )


@cache
def _sources() -> bytes:
    """Return the hash of the front end's files, and of what makes pages of them."""
    digest = hashlib.sha256(repr([version(name) for name in _PACKERS]).encode())
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


def small_sheet(rules: str) -> str:
    """Return a style sheet without comments and spare blanks, its numbers and colours as short as they can be."""
    small = str(cssmin(rules))
    small = re.sub(r"(?<=[: ])0(?=\.\d)", "", small)
    return re.sub(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b", r"#\1\2\3", small)


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
