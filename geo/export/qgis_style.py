"""Styles that QGIS takes up by itself from a GeoPackage: QML by layer, in the colours of a bloc's statuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.export.model import ExportContent, xml_text
from geo.facts.sections import state_label
from geo.model.locale import pick
from geo.model.records import Mode, SegmentStatus
from geo.model.spec import StatusSpec
from geo.model.symbology import (
    ABSENT_DASHES,
    APPROXIMATE_WIDTH,
    LIGHT,
    MODE_SIGNS,
    STATES,
    TRUCE_DASHES,
    Dashes,
    channels,
    dashes_of,
    has_round_ends,
    scaled,
)

# The oldest long-term release whose files have symbol options in this form; later ones read it too.
QGIS_VERSION = "3.22.0"
DOCTYPE = b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
OVERLAYS = {"stripe": "f_diagonal", "cross": "diagonal_x", "dots": "dense6"}
HATCH = "f_diagonal"
LABEL_PT = 8
# An expression of QGIS: a railway by its state alone.
STATE_AND_MODE = 'if("mode" = \'rail\', "status", "mode" || \' \' || "status")'
ROUTE_MM, CASING_MM, JOURNEY_MM, ABSENT_MM, TRUCE_MM = 0.8, 1.5, 0.4, 0.3, 0.5


@dataclass(frozen=True)
class Part:
    """One layer of a symbol: QGIS's class, its options, and an expression for the width where that depends on a row."""

    kind: str
    options: dict[str, str]
    width: str = ""


@dataclass(frozen=True)
class Category:
    """What is drawn where the attribute has a value; an empty value stands for all others."""

    value: str
    label: str
    parts: tuple[Part, ...]


def qml_styles(content: ExportContent) -> dict[str, str]:
    """Return the style of each layer that is drawn, as QML, by the layer's name."""
    styles = {
        "members": _qml("fill", [_status(status) for status in content.spec.statuses], attribute="status"),
        "routes": _qml("line", list(_sections(content)), attribute=STATE_AND_MODE),
        "journeys": _qml("line", _journeys(), attribute="attended"),
        "places": _qml("marker", [Category("", "", (_ring(2.2, LIGHT.ink),))], label="name_en"),
        "events": _qml("marker", [Category("", "", (_ring(3.4, LIGHT.ink, inner="no"),))]),
        "stops": _qml("marker", [Category("", "", (_ring(1.6, LIGHT.routes["main"]),))]),
        "dispute_areas": _qml("fill", [Category("", "", _hatch())]),
        "truce_lines": _qml("line", [Category("", "", (_line(LIGHT.dispute, TRUCE_MM, TRUCE_DASHES),))]),
        "dispute_points": _qml("marker", [Category("", "", (_ring(2.0, LIGHT.dispute, shape="cross2"),))]),
    }
    return {layer.name: styles[layer.name] for layer in content.layers if layer.name in styles}


def _status(status: StatusSpec) -> Category:
    fill = Part(
        "SimpleFill",
        {
            "color": _rgba(status.color),
            "style": "solid",
            "outline_color": _rgba(LIGHT.member_border),
            "outline_width": "0.26",
        },
    )
    return Category(status.id, pick(status.label, "en"), (fill, *_overlay(status.pattern)))


def _overlay(pattern: str) -> tuple[Part, ...]:
    if pattern not in OVERLAYS:
        return ()
    options = {"color": _rgba(LIGHT.member_border, 150), "style": OVERLAYS[pattern], "outline_style": "no"}
    return (Part("SimpleFill", options),)


def _hatch() -> tuple[Part, ...]:
    options = {
        "color": _rgba(LIGHT.dispute),
        "style": HATCH,
        "outline_color": _rgba(LIGHT.dispute),
        "outline_style": "dash",
        "outline_width": "0.26",
    }
    return (Part("SimpleFill", options),)


def _sections(content: ExportContent) -> Iterator[Category]:
    """Yield how sections are drawn: by their states; those that are no railway by how one travels as well."""
    for state in STATES:
        yield Category(state, state_label(state), _route(state, "rail"))
    rows = [row for layer in content.layers if layer.name == "routes" for row in layer.rows]
    for state in STATES:
        for mode in sorted({str(row["mode"]) for row in rows if row["status"] == state} - {"rail"}):
            words = f"{mode}, {state_label(state)}"
            yield Category(f"{mode} {state}", words, _route(state, cast("Mode", mode)))
    yield Category("", "state not known", _route("operating", "rail"))


def _route(state: SegmentStatus, mode: Mode) -> tuple[Part, ...]:
    sign = MODE_SIGNS[mode]
    wide = ROUTE_MM * sign.width
    line = _line(LIGHT.routes["main"], wide, dashes_of(state, mode), unit=ROUTE_MM)
    width = f'if("approximate", {ROUTE_MM * min(sign.width, APPROXIMATE_WIDTH):g}, {wide:g})'
    parts = _line(LIGHT.casing, CASING_MM, ()), Part(line.kind, line.options, width)
    if sign.core is None:
        return parts
    colour = LIGHT.casing if sign.core.light else LIGHT.routes["main"]
    return *parts, _line(colour, ROUTE_MM * sign.core.width, sign.core.dashes, unit=ROUTE_MM)


def _journeys() -> list[Category]:
    return [
        Category("false", "journey not made", (_line(LIGHT.ink, ABSENT_MM, ABSENT_DASHES),)),
        Category("", "journey", (_line(LIGHT.ink, JOURNEY_MM, ()),)),
    ]


def _line(colour: str, width: float, dashes: Dashes, *, unit: float | None = None) -> Part:
    """Return a line; its dashes are in its own widths, or in another unit."""
    options = {
        "line_color": _rgba(colour),
        "line_width": f"{width:g}",
        "line_width_unit": "MM",
        "capstyle": "round" if has_round_ends(dashes) else "flat",
        "joinstyle": "round",
        "use_custom_dash": "1" if dashes else "0",
        "customdash": ";".join(f"{length:g}" for length in scaled(dashes, unit or width)) or "5;2",
        "customdash_unit": "MM",
    }
    return Part("SimpleLine", options)


def _ring(size: float, colour: str, *, inner: str = "", shape: str = "circle") -> Part:
    options = {
        "name": shape,
        "color": _rgba(LIGHT.casing, 0 if inner == "no" else 255),
        "outline_color": _rgba(colour),
        "outline_width": "0.4",
        "size": f"{size:g}",
    }
    return Part("SimpleMarker", options)


def _rgba(colour: str, alpha: int = 255) -> str:
    return ",".join(map(str, (*channels(colour), alpha)))


def _qml(kind: str, categories: Sequence[Category], *, attribute: str = "", label: str = "") -> str:
    qgis = Element("qgis", {"version": QGIS_VERSION, "styleCategories": "Symbology|Labeling"})
    qgis.set("labelsEnabled", "1" if label else "0")
    renderer = SubElement(qgis, "renderer-v2", {"type": "categorizedSymbol" if attribute else "singleSymbol"})
    if attribute:
        renderer.set("attr", attribute)
        listed = SubElement(renderer, "categories")
        for number, category in enumerate(categories):
            said = {"value": category.value, "label": xml_text(category.label), "symbol": str(number), "render": "true"}
            SubElement(listed, "category", said)
    symbols = SubElement(renderer, "symbols")
    for number, category in enumerate(categories):
        _symbol(symbols, kind, str(number), category.parts)
    if label:
        _labelling(qgis, label)
    indent(qgis)
    return (DOCTYPE + tostring(qgis)).decode()


def _symbol(symbols: Element, kind: str, name: str, parts: Sequence[Part]) -> None:
    symbol = SubElement(symbols, "symbol", {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1"})
    for part in parts:
        layer = SubElement(symbol, "layer", {"class": part.kind, "enabled": "1", "pass": "0", "locked": "0"})
        _options(layer, part.options)
        if part.width:
            overridden = SubElement(layer, "data_defined_properties")
            whole = SubElement(overridden, "Option", {"type": "Map"})
            properties = SubElement(whole, "Option", {"type": "Map", "name": "properties"})
            width = SubElement(properties, "Option", {"type": "Map", "name": "outlineWidth"})
            SubElement(width, "Option", {"type": "bool", "name": "active", "value": "true"})
            SubElement(width, "Option", {"type": "QString", "name": "expression", "value": part.width})
            SubElement(width, "Option", {"type": "int", "name": "type", "value": "3"})
            SubElement(whole, "Option", {"type": "QString", "name": "type", "value": "collection"})


def _options(layer: Element, options: dict[str, str]) -> None:
    listed = SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        SubElement(listed, "Option", {"type": "QString", "name": name, "value": value})


def _labelling(qgis: Element, column: str) -> None:
    settings = SubElement(SubElement(qgis, "labeling", {"type": "simple"}), "settings")
    style = {"fieldName": column, "fontSize": str(LABEL_PT), "fontSizeUnit": "Point", "textColor": _rgba(LIGHT.ink)}
    text = SubElement(settings, "text-style", style)
    halo = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": _rgba(LIGHT.casing)}
    SubElement(text, "text-buffer", halo)
    SubElement(settings, "placement", {"placement": "6", "dist": "1", "distUnits": "MM"})
