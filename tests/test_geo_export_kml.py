"""KML: plain words, a style for every status, and no tag in any text."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from geo.bloc import Bloc
from geo.export.write import export_bloc

KML = {"k": "http://www.opengis.net/kml/2.2"}


def test_kml_has_plain_words_and_a_style_for_every_status(league: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(league, "kml", tmp_path).paths
    root = ElementTree.parse(path).getroot()
    drawn = {
        style.get("id"): style.findtext("k:PolyStyle/k:color", "", KML) for style in root.iterfind(".//k:Style", KML)
    }
    for status in league.spec.statuses:
        # KML writes blue, green, red, after how dense the fill is.
        assert drawn[f"members-{status.id}"][2:] == status.color[5:7] + status.color[3:5] + status.color[1:3]
    used = {element.text for element in root.iterfind(".//k:styleUrl", KML)}
    assert used <= {f"#{name}" for name in drawn}
    mauritania = next(
        mark for mark in root.iterfind(".//k:Placemark", KML) if mark.findtext("k:name", "", KML) == "Mauritania"
    )
    lines = mauritania.findtext("k:description", "", KML).split("\n")
    assert "Status: Later member" in lines
    assert "Since: 2020-06-01" in lines
    assert any(re.fullmatch(r"Source: .+: .+\. https?://\S+", line) for line in lines)
    assert "Licence: Not stated" in root.findtext("k:Document/k:description", "", KML)


def test_the_surer_a_line_the_wider_it_is(league: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(league, "kml", tmp_path).paths
    styles = ElementTree.parse(path).getroot().iterfind(".//k:Style", KML)
    widths = {style.get("id", ""): float(style.findtext("k:LineStyle/k:width", "0", KML)) for style in styles}
    states = ("operating", "under_construction", "planned", "proposed")
    drawn = [widths[f"routes-{state}"] for state in states]
    assert drawn == sorted(set(drawn), reverse=True)


def test_hostile_text_opens_no_tag_in_kml(hostile_league: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(hostile_league, "kml", tmp_path).paths
    assert b"<![CDATA[" not in path.read_bytes()
    words = [
        element.text or ""
        for tag in ("name", "description")
        for element in ElementTree.parse(path).getroot().iterfind(f".//k:{tag}", KML)
    ]
    assert any("script" in text for text in words)
    assert not [text for text in words if "<" in text or ">" in text]
