"""A figure as SVG that a designer can go on with: groups by what they show, live text with its font, unique ids."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.text import Text

from geo.model.locale import is_right_to_left
from layers.figure.paper.fonts import BASE_FONT, FONT_FILES

SVG = "http://www.w3.org/2000/svg"
NAMESPACES = {
    "": SVG,
    "xlink": "http://www.w3.org/1999/xlink",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# Between the part, the number and the id of an artist, in the id that matplotlib writes.
MARK = "~"
# Each text runs as its first letter does.
TURNING = "text{unicode-bidi:plaintext}"
# The faces that come along, and how a style sheet asks for them.
FACES = {"Regular": "", "Bold": "font-weight:700;", "Italic": "font-style:italic;"}
# These do not cover each other: what is drawn between them may come before or after.
APART = ("title", "legend", "foot", "scale", "frame")


@contextmanager
def marked(figure: Figure) -> Iterator[None]:
    """Let matplotlib write the part of every artist, its number and its id; afterwards all have their own ids."""
    artists = [artist for artist in figure.get_children() if artist.get_label()]
    ids = [artist.get_gid() for artist in artists]
    for number, (artist, own) in enumerate(zip(artists, ids, strict=True)):
        artist.set_gid(MARK.join([str(artist.get_label()), str(number), own or ""]))
    try:
        yield
    finally:
        for artist, own in zip(artists, ids, strict=True):
            artist.set_gid(own)


def described(svg: bytes, figure: Figure, alternative: str, language: str, *, live: bool) -> bytes:
    """Return matplotlib's SVG with its groups, and as one picture with a name for browsers and screen readers.

    ``live`` text brings what it needs of its font along.
    """
    for prefix, namespace in NAMESPACES.items():
        ElementTree.register_namespace(prefix, namespace)
    root = ElementTree.fromstring(svg)
    title = root.find(f"{{{SVG}}}title")
    if title is None:
        raise ValueError("matplotlib wrote an SVG without a title")
    title.set("id", "picture-title")
    description = Element(f"{{{SVG}}}desc", {"id": "picture-description"})
    description.text, description.tail = alternative, "\n"
    root.insert(list(root).index(title) + 1, description)
    for name, value in (
        ("role", "img"),
        ("aria-labelledby", "picture-title"),
        ("aria-describedby", "picture-description"),
    ):
        root.set(name, value)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    _group(root)
    if live:
        style = Element(f"{{{SVG}}}style")
        style.text, style.tail = "".join([*_faces(figure), TURNING * is_right_to_left(language)]), "\n"
        root.insert(list(root).index(description) + 1, style)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _group(root: Element) -> None:
    """Put what shows one part into a group of its name, in the order of drawing; no id is there twice."""
    sheet = next(element for element in root.iter(f"{{{SVG}}}g") if element.get("id") == "figure_1")
    groups: dict[str, Element] = {}
    last, used = "", {str(element.get("id")) for element in root.iter() if element.get("id")}
    for child in list(sheet):
        part, _, rest = str(child.get("id")).partition(MARK)
        own = rest.partition(MARK)[2]
        if not rest:
            continue
        sheet.remove(child)
        child.attrib.pop("id")
        if own:
            child.set("id", _unused(own, used))
        if part not in groups or (part != last and part not in APART):
            groups[part] = Element(f"{{{SVG}}}g", {"id": _unused(part, used)})
            sheet.append(groups[part])
        groups[part].append(child)
        last = part


def _unused(wanted: str, used: set[str]) -> str:
    """Return an id that is not there yet, and take it."""
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    used.add(name)
    return name


def _faces(figure: Figure) -> Iterator[str]:
    """Yield a rule for each face of the font that comes along, with the letters that the figure's texts have."""
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
    for name, rule in FACES.items():
        letters = "".join(sorted({letter for text in texts if _face(text) == name for letter in text.get_text()}))
        if letters:
            data = base64.b64encode(_subset(FONT_FILES / f"SourceSans3-{name}.ttf", letters)).decode()
            yield f"@font-face{{font-family:'{BASE_FONT}';{rule}src:url(data:font/woff;base64,{data})}}"


def _face(text: Text) -> str:
    return "Bold" if text.get_fontweight() == "bold" else "Italic" if text.get_fontstyle() == "italic" else "Regular"


@lru_cache(maxsize=64)
def _subset(path: Path, letters: str) -> bytes:
    """Return a font with some letters only, as WOFF, the same bytes for the same letters."""
    # Lazily: of the kerning only what these letters have is read, a tenth of it.
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        del font["GSUB"]  # no other letters take the place of these, and to read it takes longest
        options = Options(layout_features=["kern"], notdef_outline=True, recalc_timestamp=False)
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font.flavor = "woff"
        buffer = io.BytesIO()
        font.save(buffer, reorderTables=None)
    return buffer.getvalue()
