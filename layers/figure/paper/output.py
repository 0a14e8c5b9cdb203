"""A figure's files: the same bytes for the same figure, with its alternative text inside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import matplotlib as mpl
from fontTools.subset import Options
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from geo.model.locale import pick
from layers.figure.paper.fonts import BASE_FONT, RESERVE_FONT, SMALLEST_PT, font_families, settings
from layers.figure.paper.sheet import PNG_DPI
from layers.figure.paper.svg import described, marked
from layers.figure.paper.tagged import tagged
from layers.scene.build import Scene

FORMATS = ("png", "svg", "pdf")
MAKER = "blocmap"
# The relief within an SVG has so many dots to the inch: its source has no more, and the file is two fifths as large.
SVG_PICTURE_DPI = 120
# A picture that travels inside a notebook: legible on a screen, and small.
PREVIEW_DPI = 48
PREVIEW_COLOURS = 48


def figure_bytes(figure: Figure, scene: Scene, kind: str, language: str, *, dpi: float = PNG_DPI) -> bytes:
    """Return a figure in one of ``FORMATS``, with title and alternative text in its metadata, and no date.

    ``dpi`` is how many pixels a PNG has to the inch.
    """
    title, alternative = pick(scene.data.title, language), pick(scene.data.summary, language)
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Title": title, "Description": alternative, "Software": MAKER},
        "svg": {"Title": title, "Description": alternative, "Language": language, "Creator": MAKER, "Date": None},
        "pdf": {
            "Title": title,
            "Subject": alternative,
            "Author": MAKER,
            "Creator": MAKER,
            "Producer": None,
            "CreationDate": None,
        },
    }
    buffer = io.BytesIO()
    # Another machine has no font with Chinese characters, or another one, and few allow to be taken along.
    live = _families(figure) <= {(BASE_FONT, RESERVE_FONT)}
    rules = settings(font_families(language), language, SMALLEST_PT) | {"svg.fonttype": "none" if live else "path"}
    drawing: dict[str, AbstractContextManager[None]] = {"svg": marked(figure), "pdf": _lean_fonts()}
    with mpl.rc_context(rules), drawing.get(kind, nullcontext()):
        figure.savefig(buffer, format=kind, metadata=metadata[kind], dpi=SVG_PICTURE_DPI if kind == "svg" else dpi)
    if kind == "svg":
        return described(buffer.getvalue(), figure, alternative, language, live=live)
    return tagged(buffer.getvalue(), title, alternative, language) if kind == "pdf" else buffer.getvalue()


@contextmanager
def _lean_fonts() -> Iterator[None]:
    """Leave out of the fonts in a PDF what sets a text: its letters are set, and to read that takes longest of all."""
    usual = Options._drop_tables_default
    Options._drop_tables_default = [*usual, "GDEF", "GPOS", "GSUB"]
    try:
        yield
    finally:
        Options._drop_tables_default = usual


def halved(png: bytes) -> bytes:
    """Return a PNG at half its size with the same words in it, in a fraction of the time that drawing it takes."""
    picture = Image.open(io.BytesIO(png))
    return _with_words_of(picture, picture.convert("RGB").reduce(2))


def fitted(png: bytes, size: tuple[int, int]) -> bytes:
    """Return a PNG as large as it fits a size in pixels, in its middle on white, with the same words in it."""
    picture = Image.open(io.BytesIO(png))
    whole = ImageOps.pad(picture.convert("RGB"), size, Image.Resampling.LANCZOS, color="white")
    return _with_words_of(picture, whole)


def _with_words_of(picture: Image.Image, other: Image.Image) -> bytes:
    words, small = PngInfo(), io.BytesIO()
    for name, text in picture.info.items():
        if isinstance(name, str) and isinstance(text, str):
            words.add_itxt(name, text)
    other.save(small, "PNG", pnginfo=words, optimize=True)
    return small.getvalue()


def preview_png(figure: Figure, language: str) -> bytes:
    """Return a figure as a small PNG of few colours, the same bytes for the same figure."""
    drawn, small = io.BytesIO(), io.BytesIO()
    with mpl.rc_context(settings(font_families(language), language, SMALLEST_PT)):
        # Twice as fine and then halved: at so few dots, letters stand a whole pixel apart and lines outgrow their room.
        figure.savefig(drawn, format="png", dpi=2 * PREVIEW_DPI)
    picture = Image.open(drawn).convert("RGB").reduce(2)
    # By octree: by median a small country loses its colour, and by coverage the land takes that of the sea.
    few = picture.quantize(PREVIEW_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def _families(figure: Figure) -> set[tuple[str, ...]]:
    """Return the families in which a figure's texts are set."""
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
    return {tuple(text.get_fontfamily()) for text in texts}
