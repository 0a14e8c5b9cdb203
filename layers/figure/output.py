"""A figure's files: the same bytes for the same figure, with its alternative text inside."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image

from geo.model.locale import pick
from layers.figure.fonts import SMALLEST_PT, settings
from layers.figure.sheet import PNG_DPI
from layers.scene.build import Scene

FORMATS = ("png", "svg", "pdf")
MAKER = "blocmap"
# A picture that travels inside a notebook: legible on a screen, and small.
PREVIEW_DPI = 80
PREVIEW_COLOURS = 64
_SVG = "http://www.w3.org/2000/svg"
_NAMESPACES = {
    "": _SVG,
    "xlink": "http://www.w3.org/1999/xlink",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def figure_bytes(figure: Figure, scene: Scene, kind: str, language: str, *, dpi: float = PNG_DPI) -> bytes:
    """Return a figure in one of ``FORMATS``, with title and alternative text in its metadata, and no date.

    ``dpi`` is how many pixels a PNG has to the inch.
    """
    title, alternative = pick(scene.data.title, language), pick(scene.data.summary, language)
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Title": title, "Description": alternative, "Software": MAKER},
        "svg": {"Title": title, "Description": alternative, "Language": language, "Creator": MAKER, "Date": None},
        "pdf": {"Title": title, "Subject": alternative, "Creator": MAKER, "Producer": None, "CreationDate": None},
    }
    buffer = io.BytesIO()
    with mpl.rc_context(settings(language, SMALLEST_PT)):
        figure.savefig(buffer, format=kind, metadata=metadata[kind], dpi=dpi)
    return describe_svg(buffer.getvalue(), alternative, language) if kind == "svg" else buffer.getvalue()


def preview_png(figure: Figure, language: str) -> bytes:
    """Return a figure as a small PNG of few colours, the same bytes for the same figure."""
    drawn, small = io.BytesIO(), io.BytesIO()
    with mpl.rc_context(settings(language, SMALLEST_PT)):
        figure.savefig(drawn, format="png", dpi=PREVIEW_DPI)
    picture = Image.open(drawn).convert("RGB")
    # By coverage, and not by median: a small country of a colour of its own keeps it.
    few = picture.quantize(PREVIEW_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def describe_svg(svg: bytes, alternative: str, language: str) -> bytes:
    """Return an SVG that browsers and screen readers take as one picture with a name and a description."""
    for prefix, namespace in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, namespace)
    root = ElementTree.fromstring(svg)
    title = root.find(f"{{{_SVG}}}title")
    if title is None:
        raise ValueError("matplotlib wrote an SVG without a title")
    title.set("id", "title")
    description = ElementTree.Element(f"{{{_SVG}}}desc", {"id": "description"})
    description.text, description.tail = alternative, "\n"
    root.insert(list(root).index(title) + 1, description)
    for name, value in (("role", "img"), ("aria-labelledby", "title"), ("aria-describedby", "description")):
        root.set(name, value)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
