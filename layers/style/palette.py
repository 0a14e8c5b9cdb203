"""Colours of the maps, as ``geo.model.symbology`` has them, and the tints and inks that follow from them."""

from __future__ import annotations

from geo.model.symbology import (
    CASING,
    COAST,
    DISPUTE,
    FAR_INK,
    GRATICULE,
    INK,
    LAND,
    MEMBER_BORDER,
    PAPER_BORDER,
    ROUTE_COLOURS,
    SEA,
    WATER_INK,
)
from layers.style.colour import contrast, mix

__all__ = [
    "CASING",
    "COAST",
    "DISPUTE",
    "FAR_INK",
    "GRATICULE",
    "INK",
    "LAND",
    "MEMBER_BORDER",
    "PAPER_BORDER",
    "ROUTE_COLOURS",
    "SEA",
    "WASH",
    "WATER_INK",
    "ink_on",
    "wash",
]

# How much of a status colour stays in a tint.
WASH = 0.3


def wash(colour: str, strength: float = WASH) -> str:
    """Return a colour thinned with that of the land, as a tint on paper."""
    return mix(LAND, colour, strength)


def ink_on(colour: str) -> str:
    """Return the ink, dark or white, that reads best on a fill."""
    return max((INK, CASING), key=lambda ink: contrast(ink, colour))
