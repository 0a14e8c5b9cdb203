"""Leaflet as a page carries it, read from the package XStatic-Leaflet: whole, or the part that our own map uses."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path

from rcssmin import cssmin

from geo.prepared import prepared_text
from layers.page.bundle import BundleError
from layers.page.small import packers, small_script

_CONTROLS = re.compile(
    "control|popup|tooltip|marker-icon|marker-shadow|div-icon|leaflet-bar|leaflet-touch(?!-)|attribution|oldie|vml"
)
# The default marker's pictures are given to Leaflet as addresses; its styles for old Explorers help nobody.
_DEAD = re.compile("leaflet-default-icon-path|url\\(#")

# What our own map has no use for: it draws and names all by itself. Whoever adds children of folium's gets the whole.
_UNUSED = (
    "Attribution|Canvas|Circle|CircleMarker|Control|DivIcon|DivOverlay|DomEvent|DomUtil|EPSG3395|EPSG4326|"
    "EPSG900913|FeatureGroup|GeoJSON|GridLayer|Icon|IconDefault|ImageOverlay|Keyboard|LayerGroup|Layers|LineUtil|"
    "LonLat|Marker|MarkerDrag|Mercator|Mixin|Path|PointToGeoJSON|PolyUtil|Polygon|Polyline|Popup|Rectangle|"
    "SVGOverlay|Scale|Simple|TapHold|TileLayer|TileLayerWMS|Tooltip|Util|VideoOverlay|Zoom|_flat|_getBitCode|"
    "_getEdgeIntersection|_reducePoints|_setOpacityIE|_simplifyDP|_simplifyDPStep|_sqClosestPointOnSegment|"
    "_sqDist|asFeature|clipPolygon|clipSegment|closestPointOnSegment|coordsToLatLng|coordsToLatLngs|"
    "disableClickPropagation|disableScrollPropagation|geoJSON|getFeature|getParamString|isFlat|latLngToCoords|"
    "latLngsToCoords|pointToSegmentDistance|polygonCenter|polylineCenter|setOpacity|simplify|template|templateRe|"
    "throttle|tileLayer|ukrainianFlag|vmlMixin"
)
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)", re.DOTALL | re.MULTILINE)
# A statement of the module begins at the edge of the page, and goes on while lines are set in or close a bracket.
_STATEMENT = re.compile(r"^[^\s})\]].*\n(?:(?:[ \t})\]].*)?\n)*", re.MULTILINE)
_DEFINED = re.compile(r"(?:var|function) ([\w$]+)")
_ADDED_TO = re.compile(r"([\w$]+)\.")
_EXPORTED = re.compile(r"([\w$]+)(?: as ([\w$]+))?[,\s]")


@cache
def leaflet_script() -> str:
    """Return the whole of Leaflet's script."""
    # The map of its source would be a request to a file that a single page does not have.
    return re.sub(r"//# sourceMappingURL=\S+", "", _read("leaflet.js")).strip()


@cache
def leaflet_core() -> str:
    """Return that part of Leaflet's script which our own map uses: 25 kB less in a page than the whole.

    Statements of its module that name what is not used are left out. Raises ``BundleError`` where Leaflet has none of
    that name: then it is another Leaflet than the one whose parts are known here.
    """
    source = _read("leaflet-src.esm.js")
    makers = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return prepared_text("leaflet", [source.encode(), packers(), *makers], lambda: _core_of(source))


def _core_of(source: str) -> str:
    notice, code = source[: source.index("*/") + 2], _COMMENT.sub("", source)
    *statements, exports = _STATEMENT.findall(f"{code.strip()}\n")
    if strange := set(_UNUSED.split("|")) - _first(_DEFINED, statements):
        raise BundleError(f"Leaflet's source has no {', '.join(sorted(strange))}; see layers/page/leaflet.py")
    names_unused = re.compile(rf"(?<![\w$.])(?:{_UNUSED})(?![\w$:])")
    kept = [one for one in statements if not names_unused.search(one)]
    defined = _first(_DEFINED, kept)
    kept = [one for one in kept if _first(_ADDED_TO, [one]) <= defined]
    public = [f"{alias or name}:{name}" for name, alias in _EXPORTED.findall(exports) if name in defined]
    code = small_script(f'(()=>{{"use strict";{"".join(kept)}\nwindow.L={{{",".join(public)}}};}})();')
    return f"{notice}\n{code}"


def _first(form: re.Pattern[str], statements: list[str]) -> set[str]:
    """Return the names with which statements of a form begin."""
    return {match[1] for one in statements if (match := form.match(one))}


@cache
def leaflet_style(*, controls: bool) -> str:
    """Return Leaflet's style sheet; its pictures are inside it, and what only dead browsers know is left out.

    Our own pages use none of Leaflet's ``controls``, popups and markers; a reader's plugins may.
    """
    rules = re.findall(r"[^{}]+\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", _read("leaflet.css"), flags=re.DOTALL))
    kept = [rule for rule in rules if not _DEAD.search(rule) and (controls or not _CONTROLS.search(rule.split("{")[0]))]
    return re.sub(r"url\(images/([\w.-]+)\)", lambda match: f"url({picture(match[1])})", str(cssmin("".join(kept))))


def picture(name: str) -> str:
    """Return one of Leaflet's pictures as an address that needs no request."""
    import xstatic.pkg.leaflet as leaflet

    content = base64.b64encode(Path(leaflet.BASE_DIR, "images", name).read_bytes())
    return f"data:image/png;base64,{content.decode('ascii')}"


def _read(name: str) -> str:
    import xstatic.pkg.leaflet as leaflet

    return Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")
