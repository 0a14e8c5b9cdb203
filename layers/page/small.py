"""Scripts and style sheets as small as they travel."""

from __future__ import annotations

import re
from importlib.metadata import version

from rcssmin import cssmin
from rjsmin import jsmin

from layers.page.short_names import shorten_names

# Their versions decide how small a text is.
_PACKERS = ("rcssmin", "rjsmin", "tree-sitter", "tree-sitter-javascript", "deflate")


def packers() -> bytes:
    """Return what tells the libraries that make texts small from other versions of them."""
    return repr([version(name) for name in _PACKERS]).encode()


def small_script(script: str) -> str:
    """Return a script without comments, spare blanks and long names."""
    return shorten_names(str(jsmin(script)))


def small_sheet(rules: str) -> str:
    """Return a style sheet without comments and spare blanks, its numbers and colours as short as they can be."""
    small = str(cssmin(rules))
    small = re.sub(r"(?<=[: ])0(?=\.\d)", "", small)
    return re.sub(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b", r"#\1\2\3", small)
