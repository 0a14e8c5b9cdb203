"""What tests of figures ask of a drawn one."""

from __future__ import annotations

import re

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Bbox

from layers.figure.paper import fonts


def texts(figure: Figure) -> list[Text]:
    """Return what a reader reads on a figure; halos lie below and are no text of their own."""
    found = (text for text in figure.findobj(Text) if text.get_text().strip())
    return [text for text in found if not str(text.get_gid()).startswith("halo:")]


def ink(text: Text) -> Bbox:
    """Return the box of a text's letters in pixels, by their outlines: a line's own box has room for accents too."""
    outline = TextPath((0, 0), text.get_text(), prop=text.get_fontproperties()).get_extents()
    box, scale = text.get_window_extent(), text.get_figure().dpi / 72
    base = text.get_transform().transform(text.get_position())[1]
    return Bbox.from_extents(box.x0, base + scale * outline.y0, box.x1, base + scale * outline.y1)


def named(figure: Figure) -> dict[str, str]:
    """Return the names on a figure's map by the feature they name, their rows joined."""
    rows: dict[str, list[str]] = {}
    for text in texts(figure):
        if text.get_gid():
            rows.setdefault(text.get_gid(), []).append(text.get_text())
    return {feature: " ".join(parts) for feature, parts in rows.items()}


def plain(text: str) -> str:
    """Return a name without the narrow blanks between its letters."""
    return re.sub(f"[{fonts.THIN}{fonts.HAIR}]", "", text).replace("\u00a0", " ")
