"""Colours: contrast as WCAG 2.2 defines it, differences as the eye sees them, and the inks that follow."""

from __future__ import annotations

from layers.style.colour import contrast, mix

# The map, in light. The dark set mirrors it in the page's style sheet.
SEA = "#e3edf2"
LAND = "#f6f3ea"
INK = "#20262b"
PAPER_BORDER = "#cfc7b4"
COAST = "#b3ab98"
MEMBER_BORDER = "#ffffff"
GRATICULE = "#d3e0e7"
DISPUTE = "#8a8478"
ROUTE_COLOURS = {"main": "#b0201a", "other": "#3b5ba5", "context": "#6f7780"}

# How much of a status colour stays in a tint.
WASH = 0.3


def wash(colour: str, strength: float = WASH) -> str:
    """Return a colour thinned with that of the land, as a tint on paper."""
    return mix(LAND, colour, strength)


def ink_on(colour: str) -> str:
    """Return the ink, dark or white, that reads best on a fill."""
    return max((INK, "#ffffff"), key=lambda ink: contrast(ink, colour))
