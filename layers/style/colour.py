"""Colours as numbers: luminance and contrast by WCAG, and mixtures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def to_rgb(colour: str) -> NDArray[np.float64]:
    """Return a ``#rrggbb`` colour as red, green, blue in 0–1, shape (3,)."""
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, 0 (black) to 1 (white)."""
    channels = to_rgb(colour)
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it, 0 (the one) to 1 (the other)."""
    mixed = share * to_rgb(other) + (1 - share) * to_rgb(one)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in mixed)
