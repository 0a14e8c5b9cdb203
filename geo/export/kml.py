"""Layers as one KML file: folders of placemarks with plain words, typed data and styles by status.

Written by hand, for GDAL's drivers know neither shared styles nor descriptions that are safe to show. Viewers take a
description for HTML, whatever the table meant, so names and descriptions hold no character that could open a tag;
the words as they are stand in the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import shapely
from shapely.geometry.base import BaseGeometry

from geo.export.model import DECIMALS, ExportContent, ExportLayer, ExportRow, cite, cited, credit_line, xml_text
from geo.model.fields import LANGUAGES
from geo.model.records import SegmentStatus
from geo.model.symbology import LIGHT, MODE_SIGNS, STATES, channels

NAMESPACE = "http://www.opengis.net/kml/2.2"
TYPES = {"Int64": "int", "float64": "double", "boolean": "bool"}
FILL_ALPHA = 0.75
# KML knows no dashes: the surer a line, the wider and the denser.
STATE_LINES: Mapping[SegmentStatus, tuple[float, float]] = {
    "operating": (4.0, 1.0),
    "under_construction": (3.0, 0.9),
    "planned": (2.0, 0.75),
    "proposed": (1.5, 0.6),
    "suspended": (2.0, 0.5),
}
TRANSLATED = tuple(f"_{language}" for language in LANGUAGES[1:])
# What the name of a placemark or other columns say already.
UNSAID = (
    "code",
    "id",
    "iso_a2",
    "status",
    "sources",
    "sources_text",
    "name_en",
    "who_en",
    "events",
    "branch",
    "from_seq",
    "to_seq",
)


def kml_files(content: ExportContent) -> dict[str, bytes]:
    """Return the one file by its name; tables have no place in it."""
    root = Element("kml", {"xmlns": NAMESPACE})
    document = SubElement(root, "Document")
    _say(document, content.about.title, _about_lines(content))
    for style in _styles(content):
        document.append(style)
    layers = [layer for layer in content.layers if layer.shape]
    for layer in layers:
        _schema(document, layer)
    for layer in layers:
        _folder(document, layer, content)
    xml = tostring(root, encoding="utf-8", xml_declaration=True)
    return {f"{content.spec.id}.kml": xml + b"\n"}


def _about_lines(content: ExportContent) -> list[str]:
    said = [f"{_heading(item)}: {text}" for item, text in content.about.texts().items() if item != "title"]
    return said + [f"Credit: {credit_line(credit)}" for credit in content.about.credits(content.layers)]


def _say(parent: Element, name: str, lines: Iterable[str]) -> None:
    SubElement(parent, "name").text = _plain(name)
    SubElement(parent, "description").text = _plain("\n".join(lines))


def _plain(text: str) -> str:
    return xml_text(text).replace("<", "‹").replace(">", "›")


def _heading(column: str) -> str:
    return column.removesuffix("_en").removesuffix("_label").replace("_", " ").capitalize()


def _styles(content: ExportContent) -> Iterable[Element]:
    for status in content.spec.statuses:
        yield _style(f"members-{status.id}", LIGHT.member_border, 1.0, 1.0, fill=status.color)
    ways = {row["mode"] for layer in content.layers if layer.name == "routes" for row in layer.rows}
    for state in STATES:
        width, alpha = STATE_LINES[state]
        for mode, sign in MODE_SIGNS.items():
            if mode == "rail" or mode in ways:
                wide = round(width * sign.width, 2)
                yield _style(_section_style(state, mode), LIGHT.routes["main"], wide, alpha)
    yield _style("routes", LIGHT.routes["main"], 1.0, 0.5)
    yield _style("journeys", LIGHT.ink, 1.5, 0.8)
    yield _style("journeys-false", LIGHT.ink, 1.0, 0.4)
    yield _style("truce_lines", LIGHT.dispute, 2.0, 0.6)
    yield _style("dispute_areas", LIGHT.dispute, 1.5, 1.0, fill=LIGHT.dispute, fill_alpha=0.35)


def _style(
    name: str, line: str, width: float, alpha: float, *, fill: str = "", fill_alpha: float = FILL_ALPHA
) -> Element:
    style = Element("Style", {"id": name})
    drawn = SubElement(style, "LineStyle")
    SubElement(drawn, "color").text = _abgr(line, alpha)
    SubElement(drawn, "width").text = f"{width:g}"
    if fill:
        SubElement(SubElement(style, "PolyStyle"), "color").text = _abgr(fill, fill_alpha)
    return style


def _abgr(colour: str, alpha: float) -> str:
    red, green, blue = channels(colour)
    return f"{round(alpha * 255):02x}{blue:02x}{green:02x}{red:02x}"


def _schema(document: Element, layer: ExportLayer) -> None:
    schema = SubElement(document, "Schema", {"name": layer.name, "id": f"schema-{layer.name}"})
    for column in layer.columns:
        SubElement(schema, "SimpleField", {"name": column, "type": TYPES.get(layer.dtypes.get(column, ""), "string")})


def _folder(document: Element, layer: ExportLayer, content: ExportContent) -> None:
    folder = SubElement(document, "Folder")
    _say(folder, layer.name, [layer.title, layer.note])
    for row, geometry in zip(layer.rows, layer.geometries, strict=True):
        placemark = SubElement(folder, "Placemark")
        _say(placemark, _name(row), _lines(row, content))
        style = _style_of(layer, row)
        if style:
            SubElement(placemark, "styleUrl").text = f"#{style}"
        _data(placemark, layer, row)
        placemark.append(_geometry(geometry))


def _name(row: ExportRow) -> str:
    between = f"{row.get('from_name_en')} – {row.get('to_name_en')}"
    return str(row.get("name_en") or row.get("who_en") or (between if "from_name_en" in row else row["id"]))


def _lines(row: ExportRow, content: ExportContent) -> list[str]:
    said = [
        f"{_heading(column)}: {_value(value)}"
        for column, value in row.items()
        if value not in (None, "") and column not in UNSAID and not column.endswith(TRANSLATED)
    ]
    sources = [f"Source: {cite(content.about.sources[key])}" for key in cited([row])]
    return said + sources


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _style_of(layer: ExportLayer, row: ExportRow) -> str:
    if layer.name == "members":
        return f"members-{row['status']}"
    if layer.name == "routes" and row["status"]:
        return _section_style(row["status"], row["mode"])
    if layer.name == "journeys" and row["attended"] is False:
        return "journeys-false"
    return layer.name if layer.shape != "point" else ""


def _section_style(state: object, mode: object) -> str:
    return f"routes-{state}" if mode == "rail" else f"routes-{mode}-{state}"


def _data(placemark: Element, layer: ExportLayer, row: ExportRow) -> None:
    data = SubElement(SubElement(placemark, "ExtendedData"), "SchemaData", {"schemaUrl": f"#schema-{layer.name}"})
    for column, value in row.items():
        if value is not None:
            text = ("0", "1")[value] if isinstance(value, bool) else str(value)
            SubElement(data, "SimpleData", {"name": column}).text = xml_text(text)


def _geometry(geometry: BaseGeometry) -> Element:
    if isinstance(geometry, shapely.Point):
        point = Element("Point")
        SubElement(point, "coordinates").text = _coordinates(geometry)
        return point
    several = Element("MultiGeometry")
    for part in shapely.get_parts(geometry):
        several.append(_line(part) if isinstance(part, shapely.LineString) else _polygon(part))
    return several


def _line(line: shapely.LineString) -> Element:
    element = Element("LineString")
    SubElement(element, "tessellate").text = "1"
    SubElement(element, "coordinates").text = _coordinates(line)
    return element


def _polygon(polygon: shapely.Polygon) -> Element:
    element = Element("Polygon")
    rings: Sequence[tuple[str, BaseGeometry]] = [
        ("outerBoundaryIs", polygon.exterior),
        *(("innerBoundaryIs", ring) for ring in polygon.interiors),
    ]
    for boundary, ring in rings:
        linear = SubElement(SubElement(element, boundary), "LinearRing")
        SubElement(linear, "coordinates").text = _coordinates(ring)
    return element


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{_degrees(lon)},{_degrees(lat)}" for lon, lat in shapely.get_coordinates(geometry).tolist())


def _degrees(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
