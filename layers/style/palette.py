"""The tints and inks that follow from the colours of the maps."""

from __future__ import annotations

from geo.model.symbology import LIGHT
from layers.style.colour import contrast, mix

# How much of a status colour stays in a tint.
WASH = 0.3


def wash(colour: str, strength: float = WASH) -> str:
    """Return a colour thinned with that of the land, as a tint on paper."""
    return mix(LIGHT.land, colour, strength)


def ink_on(colour: str) -> str:
    """Return the ink, dark or white, that reads best on a fill."""
    return max((LIGHT.ink, LIGHT.casing), key=lambda ink: contrast(ink, colour))
