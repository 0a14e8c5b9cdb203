"""Colours as numbers: luminance and contrast by WCAG, and mixtures."""

from __future__ import annotations

RGB = tuple[float, float, float]
_CHANNEL_WEIGHTS = (0.2126, 0.7152, 0.0722)


def to_rgb(colour: str) -> RGB:
    """Return a ``#rrggbb`` colour as red, green, blue in 0–1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def to_linear(colour: str) -> RGB:
    """Return the light of a ``#rrggbb`` colour by channel, 0–1, with sRGB's gamma undone."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in to_rgb(colour)
    )
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, 0 (black) to 1 (white)."""
    return sum(weight * light for weight, light in zip(_CHANNEL_WEIGHTS, to_linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it, 0 (the one) to 1 (the other)."""
    mixed = (share * second + (1 - share) * first for first, second in zip(to_rgb(one), to_rgb(other), strict=True))
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in mixed)
