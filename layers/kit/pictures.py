"""The pictures of a kit: for where no frame is shown, for print, and for social media."""

from __future__ import annotations

from layers.figure.draw import draw_figure
from layers.figure.paper.output import figure_bytes, fitted, halved
from layers.kit.snippets import SOCIAL_PX
from layers.scene.build import Scene

# A slide is then 960 × 540 pixels.
SCREEN_DPI = 72
CARD = "social-card.png"


def pictures(scene: Scene, language: str) -> dict[str, bytes]:
    """Return the pictures by file name: PNG for a screen and a sharp one, SVG, PDF, and the card for social media."""
    wide = draw_figure(scene, "slide", language)
    name, sharp = scene.data.id, figure_bytes(wide, scene, "png", language, dpi=2 * SCREEN_DPI)
    return {
        f"{name}.png": halved(sharp),
        f"{name}@2x.png": sharp,
        f"{name}.svg": figure_bytes(wide, scene, "svg", language),
        f"{name}.pdf": figure_bytes(draw_figure(scene, "page", language), scene, "pdf", language),
        # The slide once more, whose type is as large there; what networks crop at the sides is white.
        CARD: fitted(sharp, SOCIAL_PX),
    }
