"""Folium's plugins, each once, with what must be seen of them, or why they are refused."""

from __future__ import annotations

from typing import Any

import folium
from folium import plugins
from playwright.sync_api import Page

from tests.folium_child import (
    ASTANA,
    CLOUDFLARE,
    COLOUR,
    FILL,
    JSDELIVR,
    MARKER,
    PIXEL,
    UNPKG,
    XIAN,
    Child,
    frame,
    geojson,
    magenta,
)


def line_json() -> dict[str, Any]:
    """A line with times, as the timed plugins want it."""
    times = [f"2020-01-0{day}T00:00:00" for day in (1, 2)]
    geometry = {"type": "LineString", "coordinates": [[71.4, 51.2], [108.9, 34.3]]}
    properties = {"times": times, "start": times[0], "end": times[1], "style": {"color": COLOUR, "weight": 9}}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": properties, "geometry": geometry}],
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


def beautiful(bloc_map: folium.Map) -> None:
    folium.Marker(ASTANA, icon=plugins.BeautifyIcon(number=7, border_color=COLOUR)).add_to(bloc_map)


PLUGINS = [
    Child(
        "FloatImage",
        lambda m: plugins.FloatImage(PIXEL, bottom=40, left=50, width="90px", height="60px").add_to(m),
        "document.querySelector('img[alt=float_image]').naturalWidth === 1",
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
