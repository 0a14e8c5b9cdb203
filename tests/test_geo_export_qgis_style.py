"""The styles that QGIS finds in a GeoPackage: the colours of the bloc, a dash for each state."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from geo.bloc import Bloc
from geo.export.collect import gather
from geo.export.write import export_bloc
from geo.model.symbology import STATES
from tests.exports import query


def styles(path: Path) -> dict[str, ElementTree.Element]:
    # QGIS looks for a style by these very columns: empty text where there is no schema, not a missing value.
    sql = """SELECT f_table_name, styleQML FROM layer_styles
             WHERE f_table_schema = '' AND f_geometry_column = 'geom' AND useAsDefault = 1"""
    return {name: ElementTree.fromstring(qml) for name, qml in query(path, sql)}


def test_qgis_finds_a_style_for_each_layer_in_the_colours_of_the_bloc(league: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(league, "gpkg", tmp_path).paths
    found = styles(path)
    assert set(found) == {layer.name for layer in gather(league, league.as_of).layers if layer.shape}
    assert found["members"].find("renderer-v2").get("attr") == "status"
    fills = {
        category.get("label"): option(found["members"], category, "color")
        for category in found["members"].iter("category")
    }
    assert fills == {
        status.label["en"]: ",".join(str(int(status.color[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
        for status in league.spec.statuses
    }


def option(style: ElementTree.Element, category: ElementTree.Element, name: str) -> str | None:
    """Return an option of the last line or first fill of a category's symbol."""
    symbol = style.find(f"renderer-v2/symbols/symbol[@name='{category.get('symbol')}']")
    assert symbol is not None
    layer = symbol.findall("layer")[-1 if symbol.get("type") == "line" else 0]
    found = layer.find(f"Option/Option[@name='{name}']")
    return None if found is None else found.get("value")


def test_qgis_draws_each_state_of_a_route_with_a_dash_of_its_own(league: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(league, "gpkg", tmp_path).paths
    routes = styles(path)["routes"]
    categories = {category.get("value"): category for category in routes.iter("category")}
    assert set(categories) == {*STATES, ""}
    dashed = {state: option(routes, category, "use_custom_dash") for state, category in categories.items()}
    assert [state for state, used in dashed.items() if used == "0"] == ["operating", ""]
    dashes = [option(routes, categories[state], "customdash") for state in STATES if dashed[state] == "1"]
    assert len(set(dashes)) == len(dashes)
    # A route is 0.8 mm wide: three and a half widths of line, then 1.3 of gap.
    assert option(routes, categories["under_construction"], "customdash") == "2.8;1.04"
    ends = {state for state in STATES if option(routes, categories[state], "capstyle") == "round"}
    assert ends == {"proposed"}  # dots, which a flat end would not show
