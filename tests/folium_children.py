"""What folium puts on a map: each of its layers and plugins once, with what must be seen of it on a ``BlocMap``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import branca.colormap
import folium
import geopandas
import shapely
from folium import plugins
from playwright.sync_api import Page

COLOUR = "#ff00ff"  # nothing of ours is magenta
ASTANA, OMSK, XIAN = [51.2, 71.4], [55.0, 73.4], [34.3, 108.9]
BOX = [[44.0, 62.0], [58.0, 100.0]]
RING = [[44, 62], [58, 62], [58, 100], [44, 100]]
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8"
    "z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
DRAWN = "document.querySelectorAll('.leaflet-overlay-pane path').length > 0"

Put = Callable[[folium.Map], Any]


@dataclass(frozen=True)
class Child:
    """One kind of child: how it is put on a map, the words it opens where it is clicked, what the page must have.

    ``use`` does by mouse what the child is for, before its colour is looked for.
    ``needs`` is ``""`` for what works offline, the hosts for what loads files, or the reason for what is refused.
    """

    name: str
    put: Put
    check: str = DRAWN
    magenta: int = 0
    click: str = ""
    words: str = ""
    use: Callable[[Page], None] | None = None
    needs: tuple[str, ...] = ()
    refused: str = ""

    @property
    def kind(self) -> str:
        """How the docs' table calls it."""
        return "refused" if self.refused else "network" if self.needs else "offline"


def frame() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"name": ["Box"], "value": [1.0]}, geometry=[shapely.box(62, 44, 100, 58)], crs="EPSG:4326", index=["b"]
    )


def geojson() -> dict[str, Any]:
    found: dict[str, Any] = frame().__geo_interface__
    return found


def line_json() -> dict[str, Any]:
    """A line with times, as the timed plugins want it."""
    times = [f"2020-01-0{day}T00:00:00" for day in (1, 2)]
    geometry = {"type": "LineString", "coordinates": [[71.4, 51.2], [108.9, 34.3]]}
    properties = {"times": times, "start": times[0], "end": times[1], "style": {"color": COLOUR, "weight": 9}}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": properties, "geometry": geometry}],
    }


def topojson() -> dict[str, Any]:
    ring = [[62, 44], [62, 58], [100, 58], [100, 44], [62, 44]]
    box = {"type": "Polygon", "arcs": [[0]], "id": "b", "properties": {"name": "Box"}}
    return {
        "type": "Topology",
        "objects": {"boxes": {"type": "GeometryCollection", "geometries": [box]}},
        "arcs": [ring],
    }


def draw_triangle(page: Page) -> None:
    """Draw 160 + 160 + 226 pixels by hand: three corners, then the first again."""
    page.locator(".leaflet-draw-draw-polygon").click()
    for x, y in ((700, 300), (860, 300), (700, 460), (700, 300)):
        page.mouse.click(x, y)
        page.wait_for_timeout(250)  # two clicks at once are one that ends the drawing


def fill_screen(page: Page) -> None:
    page.locator(".leaflet-control-fullscreen a, a.leaflet-control-zoom-fullscreen").first.click()
    page.wait_for_function("() => document.fullscreenElement?.id === 'map'", timeout=8000)


def magenta(_: Any = None) -> dict[str, Any]:
    return {"color": COLOUR, "fillColor": COLOUR, "fillOpacity": 1, "weight": 6}


def grouped(bloc_map: folium.Map) -> None:
    group = folium.FeatureGroup("Mine").add_to(bloc_map)
    folium.CircleMarker(ASTANA, radius=30, **FILL).add_to(group)
    folium.LayerControl(collapsed=False).add_to(bloc_map)


def subgroup(bloc_map: folium.Map) -> None:
    group = folium.FeatureGroup("Mine").add_to(bloc_map)
    sub = plugins.FeatureGroupSubGroup(group, "Part").add_to(bloc_map)
    folium.CircleMarker(ASTANA, radius=30, **FILL).add_to(sub)


def grouped_control(bloc_map: folium.Map) -> None:
    group = folium.FeatureGroup("Mine").add_to(bloc_map)
    plugins.GroupedLayerControl({"All": [group]}, collapsed=False).add_to(bloc_map)


def tree_control(bloc_map: folium.Map) -> None:
    group = folium.FeatureGroup("Mine").add_to(bloc_map)
    tree = {"label": "All", "children": [{"label": "Mine", "layer": group}]}
    plugins.TreeLayerControl(overlay_tree=tree).add_to(bloc_map)


def pattern(bloc_map: folium.Map) -> None:
    stripes = plugins.pattern.StripePattern(color=COLOUR, space_color=COLOUR, weight=8, opacity=1, space_opacity=1)
    stripes.add_to(bloc_map)
    folium.GeoJson(geojson(), style_function=lambda _: {"fillPattern": stripes, "fillOpacity": 1}).add_to(bloc_map)


def dots(bloc_map: folium.Map) -> None:
    filling = plugins.CirclePattern(radius=8, color=COLOUR, fill_color=COLOUR, opacity=1, fill_opacity=1)
    filling.add_to(bloc_map)
    folium.GeoJson(geojson(), style_function=lambda _: {"fillPattern": filling, "fillOpacity": 1}).add_to(bloc_map)


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


def search(bloc_map: folium.Map) -> None:
    layer = folium.GeoJson(geojson(), style_function=magenta).add_to(bloc_map)
    plugins.Search(layer, search_label="name").add_to(bloc_map)


def on_line(bloc_map: folium.Map) -> None:
    line = folium.PolyLine([ASTANA, XIAN], color=COLOUR, weight=9).add_to(bloc_map)
    plugins.PolyLineTextPath(line, "on and on", attributes={"fill": COLOUR}).add_to(bloc_map)


def spiderfied(bloc_map: folium.Map) -> None:
    folium.Marker(ASTANA).add_to(bloc_map)
    folium.Marker(ASTANA).add_to(bloc_map)
    plugins.OverlappingMarkerSpiderfier().add_to(bloc_map)


def tagged(bloc_map: folium.Map) -> None:
    folium.Marker(ASTANA, tags=["town"]).add_to(bloc_map)
    plugins.TagFilterButton(["town"]).add_to(bloc_map)


def clustered(bloc_map: folium.Map) -> None:
    cluster = plugins.MarkerCluster().add_to(bloc_map)
    for shift in range(20):
        folium.Marker([51 + shift / 50, 71], popup="one").add_to(cluster)


def timeline(bloc_map: folium.Map) -> None:
    line = plugins.Timeline(line_json(), style=folium.JsCode(f"() => ({{color: '{COLOUR}', weight: 9}})")).add_to(
        bloc_map
    )
    plugins.TimelineSlider().add_timelines(line).add_to(bloc_map)


def legend(bloc_map: folium.Map) -> None:
    branca.colormap.linear.viridis.scale(0, 1).add_to(bloc_map)


def icon(bloc_map: folium.Map) -> None:
    folium.Marker(ASTANA, icon=folium.Icon(color="red", icon="train", prefix="fa")).add_to(bloc_map)


def beautiful(bloc_map: folium.Map) -> None:
    folium.Marker(ASTANA, icon=plugins.BeautifyIcon(number=7, border_color=COLOUR)).add_to(bloc_map)


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
FILL: dict[str, Any] = {"color": COLOUR, "fill": True, "fill_color": COLOUR, "fill_opacity": 1, "opacity": 1}
MARKER = "document.querySelector('.leaflet-marker-pane > *')"
JSDELIVR, CLOUDFLARE, UNPKG = "cdn.jsdelivr.net", "cdnjs.cloudflare.com", "unpkg.com"
PATH = ".leaflet-overlay-pane path.leaflet-interactive"
ICON = ".leaflet-marker-pane .leaflet-marker-icon"

CHILDREN = [
    Child("GeoJson", lambda m: folium.GeoJson(geojson(), style_function=magenta).add_to(m), magenta=20_000),
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
        "PolyLine",
        lambda m: folium.PolyLine([ASTANA, XIAN], color=COLOUR, weight=9, opacity=1, popup="A line").add_to(m),
        magenta=1500,
        click=PATH,
        words="A line",
    ),
    Child(
        "Polygon",
        lambda m: folium.Polygon(RING, popup="A polygon", **FILL).add_to(m),
        magenta=20_000,
        click=PATH,
        words="A polygon",
    ),
    Child(
        "Rectangle",
        lambda m: folium.Rectangle(BOX, popup="A box", **FILL).add_to(m),
        magenta=20_000,
        click=PATH,
        words="A box",
    ),
    Child(
        "Circle",
        lambda m: folium.Circle(ASTANA, radius=500_000, popup="A circle", **FILL).add_to(m),
        magenta=3000,
        click=PATH,
        words="A circle",
    ),
    Child(
        "CircleMarker",
        lambda m: folium.CircleMarker(ASTANA, radius=30, popup="A dot", **FILL).add_to(m),
        magenta=2500,
        click=PATH,
        words="A dot",
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
        "ColorLine",
        lambda m: folium.ColorLine([ASTANA, OMSK, XIAN], [0, 1], [COLOUR, COLOUR], weight=9, opacity=1).add_to(m),
        magenta=1500,
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
    Child(
        "FloatImage",
        lambda m: plugins.FloatImage(PIXEL, bottom=40, left=50, width="90px", height="60px").add_to(m),
        "document.querySelector('img[alt=float_image]').naturalWidth === 1",
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
        "Choropleth",
        lambda m: folium.Choropleth(
            geojson(),
            data=frame(),
            columns=["name", "value"],
            bins=[0, 1, 2, 3],
            key_on="feature.properties.name",
            fill_color="RdPu",
            line_color=COLOUR,
            line_weight=9,
            line_opacity=1,
        ).add_to(m),
        magenta=2000,
        needs=(CLOUDFLARE,),
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
        "TopoJson",
        lambda m: folium.TopoJson(topojson(), "objects.boxes", style_function=magenta).add_to(m),
        magenta=20_000,
        needs=(CLOUDFLARE,),
    ),
    Child(
        "AntPath",
        lambda m: plugins.AntPath([ASTANA, XIAN], color=COLOUR, pulse_color=COLOUR, weight=9, opacity=1).add_to(m),
        magenta=1000,
        needs=(JSDELIVR,),
    ),
    Child("BeautifyIcon", beautiful, MARKER + "?.innerText.includes('7')", needs=(JSDELIVR,)),
    Child(
        "BoatMarker",
        lambda m: plugins.BoatMarker(ASTANA, heading=45, color=COLOUR).add_to(m),
        MARKER,
        magenta=100,
        needs=(UNPKG,),
    ),
    Child(
        "Draw",
        lambda m: plugins.Draw(draw_options={"polygon": {"shapeOptions": {"color": COLOUR, "opacity": 1}}}).add_to(m),
        "document.querySelector('.leaflet-draw-draw-polygon')",
        magenta=1500,
        use=draw_triangle,
        needs=(CLOUDFLARE,),
    ),
    Child(
        "FastMarkerCluster",
        lambda m: plugins.FastMarkerCluster([[51 + i / 50, 71] for i in range(20)]).add_to(m),
        "document.querySelector('.marker-cluster')?.innerText === '20'",
        needs=(CLOUDFLARE,),
    ),
    Child("FeatureGroupSubGroup", subgroup, magenta=2500, needs=(UNPKG,)),
    Child(
        "Fullscreen",
        lambda m: plugins.Fullscreen().add_to(m),
        "document.querySelector('[class*=fullscreen]')",
        use=fill_screen,
        needs=(JSDELIVR,),
    ),
    Child(
        "GeoMan", lambda m: plugins.GeoMan().add_to(m), "document.querySelector('.leaflet-pm-toolbar')", needs=(UNPKG,)
    ),
    Child(
        "Geocoder",
        lambda m: plugins.Geocoder().add_to(m),
        "document.querySelector('.leaflet-control-geocoder')",
        needs=(UNPKG,),
    ),
    Child(
        "GroupedLayerControl",
        grouped_control,
        "document.querySelector('.leaflet-control-layers-group')",
        needs=(CLOUDFLARE,),
    ),
    Child(
        "HeatMap",
        lambda m: plugins.HeatMap([ASTANA] * 5, radius=40, min_opacity=1, gradient={0: COLOUR, 1: COLOUR}).add_to(m),
        "document.querySelector('.leaflet-heatmap-layer')",
        magenta=300,
        needs=(JSDELIVR,),
    ),
    Child(
        "HeatMapWithTime",
        lambda m: plugins.HeatMapWithTime([[[*ASTANA, 1]]], index=["a"], radius=40).add_to(m),
        "document.querySelector('.leaflet-bar-timecontrol, .timecontrol-play')",
        needs=(JSDELIVR,),
    ),
    Child(
        "LocateControl",
        lambda m: plugins.LocateControl().add_to(m),
        "document.querySelector('.leaflet-control-locate')",
        needs=(CLOUDFLARE, JSDELIVR),
    ),
    Child(
        "MarkerCluster", clustered, "document.querySelector('.marker-cluster')?.innerText === '20'", needs=(CLOUDFLARE,)
    ),
    Child(
        "MeasureControl",
        lambda m: plugins.MeasureControl().add_to(m),
        "document.querySelector('.leaflet-control-measure')",
        needs=(JSDELIVR,),
    ),
    Child(
        "MousePosition",
        lambda m: plugins.MousePosition().add_to(m),
        "document.querySelector('.leaflet-control-mouseposition')",
        needs=(JSDELIVR,),
    ),
    Child("OverlappingMarkerSpiderfier", spiderfied, MARKER, needs=(CLOUDFLARE,)),
    Child(
        "PolyLineFromEncoded",
        lambda m: plugins.PolyLineFromEncoded("_gjaI_ojbM_ibE_ibE", color=COLOUR, weight=9).add_to(m),
        needs=(JSDELIVR,),
    ),
    Child(
        "PolygonFromEncoded",
        lambda m: plugins.PolygonFromEncoded("_wpkG_klyJ_kmtA??_{|fF~jmtA?", **FILL).add_to(m),
        magenta=1000,
        needs=(JSDELIVR,),
    ),
    Child(
        "PolyLineOffset",
        lambda m: plugins.PolyLineOffset([ASTANA, XIAN], color=COLOUR, weight=9, opacity=1, offset=9).add_to(m),
        magenta=1500,
        needs=(JSDELIVR,),
    ),
    Child(
        "PolyLineTextPath",
        on_line,
        "document.querySelector('textPath').textContent.startsWith('on')",
        needs=(JSDELIVR,),
    ),
    Child(
        "Realtime",
        lambda m: plugins.Realtime(
            folium.JsCode(
                "(ok, bad) => ok(" + str(geojson()).replace("'", '"').replace("(", "[").replace(")", "]") + ")"
            ),
            get_feature_id=folium.JsCode("f => f.id"),
            interval=600_000,
        ).add_to(m),
        needs=(CLOUDFLARE,),
    ),
    Child(
        "ScrollZoomToggler",
        lambda m: plugins.ScrollZoomToggler().add_to(m),
        "document.querySelector('img[id^=scroll_zoom_toggler]')",
        needs=("cdnjs.cloudflare.com",),
    ),
    Child("Search", search, "document.querySelector('.leaflet-control-search')", magenta=20_000, needs=(JSDELIVR,)),
    Child(
        "SemiCircle",
        lambda m: plugins.SemiCircle(ASTANA, radius=900_000, direction=0, arc=90, **FILL).add_to(m),
        magenta=1500,
        needs=(JSDELIVR,),
    ),
    Child("CirclePattern", dots, magenta=5_000, needs=("teastman.github.io",)),
    Child("StripePattern", pattern, magenta=10_000, needs=("teastman.github.io",)),
    Child("TagFilterButton", tagged, "document.querySelector('.easy-button-button')", needs=(JSDELIVR,)),
    Child("Timeline, TimelineSlider", timeline, needs=(JSDELIVR, CLOUDFLARE)),
    Child(
        "TimestampedGeoJson",
        lambda m: plugins.TimestampedGeoJson(line_json(), period="P1D", auto_play=False).add_to(m),
        "document.querySelector('.timecontrol-play')",
        needs=(JSDELIVR, CLOUDFLARE),
    ),
    Child(
        "TreeLayerControl",
        tree_control,
        "document.querySelector('.leaflet-layerstree-header, .leaflet-control-layers')",
        needs=(JSDELIVR,),
    ),
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
    Child("MiniMap", lambda m: plugins.MiniMap().add_to(m), refused="tiles are squares"),
    Child(
        "SideBySideLayers",
        lambda m: plugins.SideBySideLayers(folium.TileLayer("OpenStreetMap"), folium.TileLayer("OpenStreetMap")).add_to(
            m
        ),
        refused="tiles are squares",
    ),
    Child(
        "TimestampedWmsTileLayers",
        lambda m: plugins.TimestampedWmsTileLayers(folium.WmsTileLayer("https://a.example/wms", "a")).add_to(m),
        refused="tiles are squares",
    ),
    Child(
        "VectorGridProtobuf",
        lambda m: plugins.VectorGridProtobuf("https://a.example/{z}/{x}/{y}.pbf").add_to(m),
        refused="tiles are squares",
    ),
    Child("Terminator", lambda m: plugins.Terminator().add_to(m), refused="has no shape on this"),
    Child(
        "TimeSliderChoropleth",
        lambda m: plugins.TimeSliderChoropleth(frame().to_json(), {"b": {"0": {"color": COLOUR}}}).add_to(m),
        refused="repaints every line and area of the page",
    ),
    Child("DualMap", lambda m: m.add_child(plugins.DualMap()), refused="a map does not lie on another map"),
]
