"""Folium's vector layers, each once: lines, areas and points, with what must be seen of them."""

from __future__ import annotations

from typing import Any

import folium

from tests.folium_child import ASTANA, BOX, CLOUDFLARE, COLOUR, FILL, OMSK, PATH, XIAN, Child, frame, geojson, magenta

RING = [[44, 62], [58, 62], [58, 100], [44, 100]]


def topojson() -> dict[str, Any]:
    ring = [[62, 44], [62, 58], [100, 58], [100, 44], [62, 44]]
    box = {"type": "Polygon", "arcs": [[0]], "id": "b", "properties": {"name": "Box"}}
    return {
        "type": "Topology",
        "objects": {"boxes": {"type": "GeometryCollection", "geometries": [box]}},
        "arcs": [ring],
    }


VECTOR_LAYERS = [
    Child("GeoJson", lambda m: folium.GeoJson(geojson(), style_function=magenta).add_to(m), magenta=20_000),
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
        "ColorLine",
        lambda m: folium.ColorLine([ASTANA, OMSK, XIAN], [0, 1], [COLOUR, COLOUR], weight=9, opacity=1).add_to(m),
        magenta=1500,
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
        "TopoJson",
        lambda m: folium.TopoJson(topojson(), "objects.boxes", style_function=magenta).add_to(m),
        magenta=20_000,
        needs=(CLOUDFLARE,),
    ),
]
