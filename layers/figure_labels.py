"""Names on a figure, placed by rank so that none overlaps another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

# Where a name may stand around its point, in order of liking: right, left, above, below, then the corners.
ANCHORS = (
    (1, 0, "left", "center"), (-1, 0, "right", "center"), (0, 1, "center", "bottom"), (0, -1, "center", "top"),
    (0.8, 0.8, "left", "bottom"), (0.8, -0.8, "left", "top"),
    (-0.8, 0.8, "right", "bottom"), (-0.8, -0.8, "right", "top"),
)  # fmt: skip
CENTRED = ((0, 0, "center", "center"),)
PADDING_PT = 1.5


@dataclass(frozen=True)
class Label:
    """A name to place: at plane coordinates in metres, in a type, with a halo in the colour of its ground."""

    text: str
    x: float
    y: float
    size_pt: float
    color: str
    halo: str
    distance_pt: float = 0.0
    weight: str = "normal"
    style: str = "normal"


def place_labels(ax: Axes, labels: Sequence[Label], taken: Sequence[Bbox]) -> list[Bbox]:
    """Draw each label where it overlaps nothing, in order; one that finds no place is left out.

    ``taken`` are the boxes, in pixels, of what labels must not cover. Returns the boxes of the labels drawn.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None  # an axes that is drawn into has one
    pixels = figure.dpi / 72
    frame, boxes = ax.get_window_extent(), list(taken)
    drawn: list[Bbox] = []
    for label in labels:
        for dx, dy, across, up in ANCHORS if label.distance_pt else CENTRED:
            text = ax.annotate(
                label.text,
                (label.x, label.y),
                (dx * label.distance_pt, dy * label.distance_pt),
                textcoords="offset points",
                ha=across,
                va=up,
                fontsize=label.size_pt,
                fontweight=label.weight,
                fontstyle=label.style,
                color=label.color,
                path_effects=[withStroke(linewidth=2.2, foreground=label.halo)],
                zorder=20,
                annotation_clip=True,
            )
            box = text.get_window_extent().padded(PADDING_PT * pixels)
            if _inside(box, frame) and not any(box.overlaps(other) for other in boxes):
                boxes.append(box)
                drawn.append(box)
                break
            text.remove()
    return drawn


def _inside(box: Bbox, frame: Bbox) -> bool:
    return bool(np.all(box.min >= frame.min) and np.all(box.max <= frame.max))
