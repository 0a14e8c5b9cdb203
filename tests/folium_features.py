"""Folium's markers, controls, groups and other features, each once, with what must be seen of them."""

from __future__ import annotations

from typing import Any

import branca.colormap
import folium

from tests.folium_child import (
    ASTANA,
    BOX,
    CLOUDFLARE,
    COLOUR,
    FILL,
    JSDELIVR,
    MARKER,
    PATH,
    PIXEL,
    Child,
    Put,
    frame,
    geojson,
    magenta,
)


def grouped(bloc_map: folium.Map) -> None:
    group = folium.FeatureGroup("Mine").add_to(bloc_map)
    folium.CircleMarker(ASTANA, radius=30, **FILL).add_to(group)
    folium.LayerControl(collapsed=False).add_to(bloc_map)


def on_own_pane(bloc_map: folium.Map) -> None:
    folium.map.CustomPane("mine", z_index=450, pointer_events=True).add_to(bloc_map)
    folium.GeoJson(geojson(), style_function=magenta, pane="mine", popup=folium.GeoJsonPopup(["name"])).add_to(bloc_map)


def fitted(bloc_map: folium.Map) -> None:
    folium.GeoJson(geojson(), style_function=magenta).add_to(bloc_map)
    folium.FitOverlays().add_to(bloc_map)


def answering(bloc_map: folium.Map) -> None:
    """A box with a handler of a person's own."""
    handler = folium.elements.EventHandler("click", folium.JsCode(f"function () {{ {OPENED} }}"))
    folium.Rectangle(BOX, **FILL).add_to(bloc_map).add_child(handler)


def in_frame(bloc_map: folium.Map) -> None:
    frame = folium.IFrame(f"<body style='background:{COLOUR}'>", width=200, height=80)
    folium.Marker(ASTANA, popup=folium.Popup(frame, show=True)).add_to(bloc_map)


def chart(kind: type[folium.Vega | folium.VegaLite], described: dict[str, Any]) -> Put:
    """Return what puts a chart of two bars into the popup of a marker that is open at first."""

    def put(bloc_map: folium.Map) -> None:
        popup = folium.Popup(show=True, max_width=400).add_child(kind(described, width=200, height=120))
        folium.Marker(ASTANA, popup=popup).add_to(bloc_map)

    return put


def legend(bloc_map: folium.Map) -> None:
    branca.colormap.linear.viridis.scale(0, 1).add_to(bloc_map)


def icon(bloc_map: folium.Map) -> None:
    folium.Marker(ASTANA, icon=folium.Icon(color="red", icon="train", prefix="fa")).add_to(bloc_map)


OPENED = "this.bindPopup('Heard').openPopup();"


BARS = [{"x": "east", "y": 3}, {"x": "west", "y": 5}]


VEGA_LITE = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "usermeta": {"embedOptions": {"renderer": "svg"}},
    "data": {"values": BARS},
    "mark": {"type": "bar", "color": COLOUR},
    "encoding": {"x": {"field": "x", "type": "nominal"}, "y": {"field": "y", "type": "quantitative"}},
    "width": 120,
    "height": 60,
}


VEGA = {
    "width": 120,
    "height": 60,
    "data": [{"name": "t", "values": BARS}],
    "scales": [
        {"name": "x", "type": "ordinal", "range": "width", "domain": {"data": "t", "field": "data.x"}},
        {"name": "y", "range": "height", "domain": {"data": "t", "field": "data.y"}, "zero": True},
    ],
    "axes": [{"type": "x", "scale": "x"}, {"type": "y", "scale": "y"}],
    "marks": [
        {
            "type": "rect",
            "from": {"data": "t"},
            "properties": {
                "enter": {
                    "x": {"scale": "x", "field": "data.x"},
                    "width": {"scale": "x", "band": True, "offset": -1},
                    "y": {"scale": "y", "field": "data.y"},
                    "y2": {"scale": "y", "value": 0},
                    "fill": {"value": COLOUR},
                }
            },
        }
    ],
}


ICON = ".leaflet-marker-pane .leaflet-marker-icon"


FEATURES = [
    Child(
        "GeoJsonTooltip, GeoJsonPopup",
        lambda m: folium.GeoJson(
            geojson(),
            style_function=magenta,
            tooltip=folium.GeoJsonTooltip(["name"]),
            popup=folium.GeoJsonPopup(["name"]),
        ).add_to(m),
        magenta=20_000,
        click=PATH,
        words="Box",
    ),
    Child(
        "Marker",
        lambda m: folium.Marker(ASTANA, popup="A <b>place</b>", tooltip="Pointed at").add_to(m),
        MARKER + "?.naturalWidth === 25",
        click=ICON,
        words="A place",
    ),
    Child(
        "DivIcon",
        lambda m: folium.Marker(
            ASTANA,
            icon=folium.DivIcon(f"<div style='background:{COLOUR};width:60px;height:40px'>words</div>"),
            popup="A div",
        ).add_to(m),
        MARKER,
        magenta=1500,
        click=ICON,
        words="A div",
    ),
    Child(
        "CustomIcon",
        lambda m: folium.Marker(ASTANA, icon=folium.CustomIcon(PIXEL, (30, 30)), popup="Own").add_to(m),
        MARKER + "?.naturalWidth === 1",
        click=ICON,
        words="Own",
    ),
    Child("Icon", icon, MARKER + "?.className.includes('awesome-marker')", needs=(JSDELIVR, CLOUDFLARE)),
    Child(
        "FeatureGroup, LayerControl",
        grouped,
        "document.querySelector('.leaflet-control-layers-overlays').innerText.includes('Mine')",
        magenta=2500,
    ),
    Child(
        "Popup, Tooltip",
        lambda m: folium.Rectangle(
            BOX, popup=folium.Popup("Words of a popup"), tooltip=folium.Tooltip("Standing", permanent=True), **FILL
        ).add_to(m),
        "document.querySelector('.leaflet-tooltip').innerText === 'Standing'",
        magenta=20_000,
        click=PATH,
        words="Words of a popup",
    ),
    Child("IFrame", in_frame, "document.querySelector('.leaflet-popup-content iframe')", magenta=8000),
    Child("EventHandler", answering, magenta=20_000, click=PATH, words="Heard"),
    Child(
        "CustomPane",
        on_own_pane,
        "document.querySelector('.leaflet-mine-pane path')",
        magenta=20_000,
        click=".leaflet-mine-pane path",
        words="Box",
    ),
    Child(
        "Control",
        lambda m: folium.Control("Scale", position="topleft").add_to(m),
        "document.querySelector('.leaflet-control-scale-line')?.innerText.endsWith('km')",
    ),
    Child("FitOverlays", fitted, magenta=100_000),
    Child("LatLngPopup", lambda m: folium.LatLngPopup().add_to(m), "true", click="#map", words="Latitude"),
    Child("ClickForMarker", lambda m: folium.ClickForMarker("Here").add_to(m), "true", click="#map"),
    Child("ClickForLatLng", lambda m: folium.ClickForLatLng(alert=False).add_to(m), "true"),
    Child(
        "keep_in_front, FitBounds",
        lambda m: (m.keep_in_front(folium.GeoJson(geojson(), style_function=magenta).add_to(m)), m.fit_bounds(BOX)),
        magenta=100_000,
    ),
    Child(
        "geopandas explore",
        lambda m: frame().explore(m=m, color=COLOUR, style_kwds={"fillOpacity": 1, "opacity": 1}, popup=True),
        magenta=20_000,
        click=PATH,
        words="Box",
    ),
    Child(
        "RegularPolygonMarker",
        lambda m: folium.RegularPolygonMarker(ASTANA, number_of_sides=6, radius=40, popup="Six sides", **FILL).add_to(
            m
        ),
        magenta=2500,
        click=PATH,
        words="Six sides",
        needs=(CLOUDFLARE,),
    ),
    Child(
        "Vega",
        chart(folium.Vega, VEGA),
        "document.querySelector('.leaflet-popup-content canvas')",
        magenta=2000,
        needs=(CLOUDFLARE, "code.jquery.com"),
    ),
    Child(
        "VegaLite",
        chart(folium.VegaLite, VEGA_LITE),
        "document.querySelector('.leaflet-popup-content svg.marks text')",
        magenta=2000,
        words="east",
        needs=(JSDELIVR,),
    ),
    Child("branca colour map", legend, "document.querySelector('.legend svg')", needs=(CLOUDFLARE,)),
    Child(
        "TileLayer", lambda m: folium.TileLayer("OpenStreetMap").add_to(m), refused="tiles are squares of Web Mercator"
    ),
    Child(
        "WmsTileLayer",
        lambda m: folium.WmsTileLayer("https://a.example/wms", "a").add_to(m),
        refused="tiles are squares",
    ),
    Child(
        "ImageOverlay", lambda m: folium.raster_layers.ImageOverlay(PIXEL, BOX).add_to(m), refused="is no rectangle on"
    ),
    Child(
        "VideoOverlay",
        lambda m: folium.raster_layers.VideoOverlay("https://a.example/a.webm", BOX).add_to(m),
        refused="is no rectangle on",
    ),
]
