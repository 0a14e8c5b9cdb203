"""Colours for anyone's numbers and kinds, readable on paper, sea and the fills of a bloc."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.errors import MisuseError, near_match, show
from layers.style.colour import mix

# One colour for all: that of a page's own route.
PLAIN = "#b0201a"
# From the least to the greatest, light to dark; what lies between is mixed.
RAMP = ("#f7dfa6", "#ee9f54", "#cf5b30", "#8f2323", "#4d1220")
# Told apart by lightness as well as by hue, for eyes that see fewer hues.
KINDS = ("#b0201a", "#3b5ba5", "#e0a02b", "#17705c", "#8a5aa8", "#5aa7d0", "#d98fb0", "#6b7a1f")
# Rows without a value, and kinds beyond the colours there are.
NO_VALUE, OTHER = "#c9c5bb", "#7d7f80"


def ramp(count: int) -> tuple[str, ...]:
    """Return so many colours from light to dark; of one class the middle."""
    places = np.linspace(0, len(RAMP) - 1, count) if count > 1 else [(len(RAMP) - 1) / 2]
    return tuple(mix(RAMP[int(at)], RAMP[min(int(at) + 1, len(RAMP) - 1)], float(at % 1)) for at in places)


def read_colour(colour: object) -> str:
    """Return a colour of CSS (``#b0201a``, ``teal``, ``rgb(0 90 120)``) as ``#rrggbb``; ``MisuseError`` for none."""
    found = as_colour(colour)
    if found is None:
        raise MisuseError(f"{show(colour)} is no colour; expected a name of CSS or a form like '#b0201a'")
    return found


def as_colour(colour: object) -> str | None:
    """Return a colour of CSS as ``#rrggbb``, ``None`` for what is none."""
    from coloraide import Color

    if not isinstance(colour, str):
        return None
    try:
        read = Color(colour).convert("srgb").clip()
    except ValueError:
        return None
    return str(read.set("alpha", 1).to_string(hex=True, compress=False))


def neither_column_nor_colour(word: object, columns: Sequence[str]) -> MisuseError:
    """Return the error for a word that is no column of the frame and no colour."""
    near = near_match(word, columns) if isinstance(word, str) else ""
    named = ", ".join(columns[:20]) or "none"
    return MisuseError(
        f"{show(word)} is neither a column of the frame nor a colour; its columns: {named}"
        + (f"; {near}" if near else "")
    )
