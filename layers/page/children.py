"""Folium's own children on a ``BlocMap``: what of them cannot work there, and what the others need of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink

from geo.errors import MisuseError
from layers.page.extras import Extras

TILES = (
    "tiles are squares of Web Mercator and this map is equal-area; make it with projection='web-mercator', "
    "or put the layers on a folium.Map: layers.MembershipLayer(bloc).add_to(folium.Map())"
)
IMAGE = (
    "a picture between parallels and meridians is no rectangle on this equal-area map; "
    "put it and the layers on a folium.Map: layers.MembershipLayer(bloc).add_to(folium.Map())"
)
WORLD = "it draws a band from 360° W to 360° E, which has no shape on this equal-area map; put it on a folium.Map"
WHOLE_PAGE = (
    "it repaints every line and area of the page, the bloc's too; put it on a folium.Map, or give layers.AreasLayer "
    "one day's numbers"
)
SECOND_MAP = "a map does not lie on another map; show the two one below the other"
# By the names of folium's classes, so that none of its plugins is imported for the question.
REFUSED: Final = {
    "TileLayer": TILES,
    "WmsTileLayer": TILES,
    "TimestampedWmsTileLayers": TILES,
    "VectorGridProtobuf": TILES,
    "MiniMap": TILES,
    "SideBySideLayers": TILES,
    "ImageOverlay": IMAGE,
    "VideoOverlay": IMAGE,
    "Terminator": WORLD,
    "TimeSliderChoropleth": WHOLE_PAGE,
    "Map": SECOND_MAP,
    "DualMap": SECOND_MAP,
}
# What fits a map in Web Mercator.
TILED: Final = {"TileLayer", "WmsTileLayer", "TimestampedWmsTileLayers", "ImageOverlay", "VideoOverlay"}
AWESOME_MARKERS = ("awesome_markers", "awesome_markers_css", "awesome_rotate_css")
AWESOME_FONT = "awesome_markers_font_css"
GLYPHICONS = "glyphicons_css"
# Plugins that use what folium loads with every map, and name it nowhere.
NEEDS_AWESOME_FONT = {"BeautifyIcon", "LocateControl", "TagFilterButton"}

# What jQuery alone can do. Folium's popups ask less of it, and the page answers that itself.
_JQUERY = re.compile(r"""(?<![\w$])(?:\$\.[A-Za-z]+\(|\$\(\s*["'][#.]|jQuery\b)""")
# Where code or markup loads something: an address elsewhere, in text or in a link to be followed, loads nothing.
_LOADED = re.compile(
    r"""(?:<(?:script|img|iframe|audio|video|source)\b[^>]*?\bsrc=|<link\b[^>]*?\bhref=|\burl\(|"[a-z]*[uU]rl"\s*:|"""
    r"""\bfetch\(|\bajax\(|\bL\.[\w.]+\()\s*\\?["'`]?(?:https?:)?//(?P<host>[\w.-]+)"""
)


class NetworkNeededWarning(UserWarning):
    """Warn that a page will load files from other hosts when it is opened; the text names them and what asks."""


class ChildrenNotDrawnWarning(UserWarning):
    """Warn that a figure is of the bloc alone, without what of folium's lies on the map."""


class TiledMap(folium.Map):
    """A map that may be in Web Mercator, and then takes tiles."""

    tiled: bool


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and its children, in order of the tree."""
    yield element
    for child in element._children.values():
        if isinstance(child, Element):  # (folium's charts hang bare templates on a page)
            yield from walk(child)


def refuse_impossible(element: Element, *, tiled: bool) -> None:
    """Raise ``MisuseError`` when an element, or one below it, cannot be drawn; ``tiled``: on a Web Mercator map."""
    refused = REFUSED.keys() - TILED if tiled else REFUSED.keys()
    for one in walk(element):
        why = next((REFUSED[name] for name in _class_names(one) if name in refused), None)
        if why:
            raise MisuseError(f"{type(one).__name__} cannot be on a BlocMap: {why}")


def render_children(bloc_map: TiledMap, document: Figure, **kwargs: object) -> Extras:
    """Render what lies on a map and beside it in its document; what children put into the document stays there."""
    others = [child for child in document._children.values() if child is not bloc_map]
    children = [*bloc_map._children.values(), *others]
    for child in children:
        refuse_impossible(child, tiled=bloc_map.tiled)
        child.render(**kwargs)
    script = document.script.render(**kwargs) + _in_front(bloc_map)
    html = document.html.render(**kwargs)
    elements = list(_reach(children))
    for name, url in _wanted(elements, document.header.render(**kwargs) + html + script):
        link = CssLink(url) if name.endswith("css") else JavascriptLink(url)
        document.header.add_child(link, name=name, index=0)
    head = document.header.render(**kwargs)
    body = html + (f"<script>{script}</script>" if script.strip() else "")
    numbers = _numbers(document)
    return Extras(
        head=_numbered(head, numbers),
        body=_numbered(body, numbers),
        hosts=_hosts(head + body, elements),
    )


def page_name(element: Element) -> str:
    """Return the name that an element has in the page: that of its place in the tree, the same on every build."""
    return _numbered(element.get_name(), _numbers(element.get_root()))


def network_warning(hosts: dict[str, list[str]]) -> str:
    """Return the line that names hosts and who asks for them."""
    named = "; ".join(f"{host} ({', '.join(names)})" if names else host for host, names in sorted(hosts.items()))
    return f"this map's page needs the network when it is opened: it loads from {named}"


def _class_names(element: Element) -> list[str]:
    return [one.__name__ for one in type(element).__mro__ if one.__module__.startswith("folium.")]


def _reach(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield elements, their children, and what they hold besides: icons, the words of popups, legends."""
    seen: set[int] = set()
    waiting = list(elements)
    while waiting:
        element = waiting.pop(0)
        if id(element) in seen:
            continue
        seen.add(id(element))
        yield element
        held = [value for name, value in sorted(vars(element).items()) if name != "_parent"]
        waiting += [one for one in held if isinstance(one, Element)]
        waiting += [one for one in element._children.values() if isinstance(one, Element)]


def _numbers(document: Element) -> dict[str, str]:
    """Return a short number for the random id of every element, by its place, so that equal maps give equal bytes."""
    found = [*walk(document), *_reach([document])]
    return {one: f"{n:04d}" for n, one in enumerate(dict.fromkeys(element._id for element in found), start=1)}


def _numbered(text: str, numbers: dict[str, str]) -> str:
    # (A random id of 32 digits is nowhere but where its element is named, in the element's own code or a person's.)
    return re.sub(r"[0-9a-f]{32}", lambda match: numbers.get(match[0], match[0]), text)


def _wanted(elements: list[Element], code: str) -> list[tuple[str, str]]:
    """Return, of what folium loads with every map, the files that these elements and their code use."""
    names: list[str] = ["jquery"] if _JQUERY.search(code) else []
    names += AWESOME_MARKERS if "L.AwesomeMarkers" in code else ()
    for element in elements:
        classes = _class_names(element)
        if "Icon" in classes and "CustomIcon" not in classes:
            names.append(GLYPHICONS if _options(element).get("prefix") == "glyphicon" else AWESOME_FONT)
        if NEEDS_AWESOME_FONT & set(classes):
            names.append(AWESOME_FONT)
    return [link for link in (*folium.Map.default_js, *folium.Map.default_css) if link[0] in names]


def _options(element: Element) -> dict[str, object]:
    options: dict[str, object] = getattr(element, "options", {})
    return options


def _hosts(text: str, elements: list[Element]) -> dict[str, list[str]]:
    asking: dict[str, list[str]] = {match["host"]: [] for match in _LOADED.finditer(text)}
    for element in elements:
        links = [*getattr(element, "default_js", ()), *getattr(element, "default_css", ()), *_wanted([element], "")]
        for _, url in links:
            names = asking.get(url.split("/")[2], [])
            if type(element).__name__ not in names:
                names.append(type(element).__name__)
    return asking


def _in_front(bloc_map: folium.Map) -> str:
    """Return what ``keep_in_front`` asks for; folium's own map says it in its own script."""
    if not bloc_map.objects_to_stay_in_front:
        return ""
    calls = "".join(f"{layer.get_name()}.bringToFront();" for layer in bloc_map.objects_to_stay_in_front)
    return (
        f"(() => {{ const front = () => {{ {calls} }}; {bloc_map.get_name()}.on('overlayadd', front); front(); }})();"
    )
