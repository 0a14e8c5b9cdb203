"""The tints and inks that follow from the colours of the maps."""

from __future__ import annotations

import colorsys
from collections.abc import Collection
from functools import cache

from geo.model.symbology import DARK, LIGHT
from layers.style.colour import RGB, contrast, luminance, mix, to_rgb

# How much of a status colour stays in a tint; in the dark, where lines are light, so much of that.
WASH, DARK_WASH = 0.37, 0.65
# Beyond the contrast of a graphic a fill gains less on the land in the dark, or large ones would glare.
_PLAIN_CONTRAST, _GAIN = 3.0, 0.55


def wash(colour: str, strength: float = WASH, *, dark: bool = False) -> str:
    """Return a colour thinned with that of the land, as a tint on paper or on the land of a dark page."""
    return mix(DARK.land, in_the_dark(colour), strength * DARK_WASH) if dark else mix(LIGHT.land, colour, strength)


@cache
def in_the_dark(colour: str) -> str:
    """Return the fill that weighs on the land of a dark page as much as a colour does on that of a light one.

    The heaviest fill is the darkest on paper and the lightest in the dark: its contrast to the land is kept, and so is
    its hue; what gets far from its own lightness pales.
    """
    weight = contrast(colour, LIGHT.land)
    wanted = min(weight, _PLAIN_CONTRAST + (weight - _PLAIN_CONTRAST) * _GAIN)
    hue, own, saturation = colorsys.rgb_to_hls(*to_rgb(colour))
    shades = (
        _hex(colorsys.hls_to_rgb(hue, level / 255, saturation * (1 - abs(level / 255 - own)) ** 1.8))
        for level in range(256)
    )
    lighter = (shade for shade in shades if luminance(shade) > luminance(DARK.land))
    return next(shade for shade in lighter if contrast(shade, DARK.land) >= wanted)


def is_raised_from(grounds: Collection[str]) -> bool:
    """Tell whether a map's own route reads better by its raised colour on the fills that it crosses."""
    plain, raised = (
        min((contrast(line, ground) for ground in grounds), default=_PLAIN_CONTRAST)
        for line in (LIGHT.routes["main"], LIGHT.raised)
    )
    return plain < min(raised, _PLAIN_CONTRAST)


def ink_on(colour: str) -> str:
    """Return the ink, dark or white, that reads best on a fill."""
    return max((LIGHT.ink, LIGHT.casing), key=lambda ink: contrast(ink, colour))


def _hex(rgb: RGB) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)
