"""The document of a map: one file with all it needs, made from the page's template."""

from __future__ import annotations

from geo.model.locale import is_right_to_left, pick
from layers.i18n.catalog import load_catalog
from layers.page.assets import (
    children_script,
    first_scripts,
    first_style,
    front_end,
    loader_script,
    style,
    templates,
)
from layers.page.extras import Extras
from layers.page.fallback_table import table_of
from layers.page.island import frame_parts, packed_code, scene_island
from layers.page.leaflet import leaflet_script, leaflet_style
from layers.page.letters import to_letters
from layers.page.policy import children_policy, content_security_policy
from layers.page.small import small_sheet
from layers.page.still import still_svg
from layers.page.symbol_rules import tint_rules
from layers.scene.build import Scene

# Of pages that speak a language which runs from right to left, whether they open in it or not.
TURNED_STYLE = "rtl.css"
# What a map is called that is alone in its document, as ``layers.page.children.page_name`` numbers it.
LONE_MAP = "map_0002"


def lone_page(scene: Scene) -> str:
    """Return the document of a map without children of folium: that of its ``BlocMap``, made without one."""
    return render_page(scene, scene.data.language, LONE_MAP, Extras())


def render_page(scene: Scene, language: str, map_name: str, extras: Extras) -> str:
    """Return the document of a scene, opening in a language; what children bring stands among it."""
    foreign = bool(extras)
    turned = [TURNED_STYLE] if any(map(is_right_to_left, scene.data.languages)) else []
    own_data = bool(scene.frames)
    look, code, packed = packed_code(*turned, own_data=own_data)
    data = scene.data
    scripts, sheets, head = [loader_script()], [first_style(*turned) + small_sheet(tint_rules(data))], ""
    if foreign:  # plugins extend Leaflet as soon as they are loaded
        head = f"<script>{leaflet_script()}</script>\n{extras.head}"
        scripts, packed = [children_script(), front_end(own_data=own_data)], ""
        sheets = [*sheets, leaflet_style(controls=True), style("children.css", *turned)]
    return (
        templates()
        .get_template("page.html")
        .render(
            lang=language,
            turned=is_right_to_left(language),
            title=pick(data.title, language),
            description=pick(data.summary, language),
            csp=children_policy(extras)
            if foreign
            else content_security_policy([*first_scripts(), *scripts, code], [*sheets, look]),
            **scene_island(data, plain=foreign),
            frames=[frame_parts(frame) for frame in scene.frames],
            geometry=to_letters(scene.geometry),
            map_name=map_name,
            extra_head=head,
            first_scripts=first_scripts(),
            packed_code=packed,
            scripts=scripts,
            extra_scripts=extras.body,
            noscript=table_of(scene, language),
            still=still_svg(scene, language, wide=True),
            words=load_catalog(language),
            data=data,
            pick=lambda text: pick(text, language),
            sheets=sheets,
        )
    )
