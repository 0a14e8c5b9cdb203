"""The files of print figures: sizes, formats, fonts, and the same bytes for the same scene."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from geo.errors import MapDataError, MisuseError
from layers.figure.draw import FORMATS, SIZES, draw_figure, save_figure
from layers.figure.paper import fonts
from layers.figure.paper.fonts import BASE_FONT, RESERVE_FONT, font_families
from layers.figure.paper.output import figure_bytes
from layers.figure.paper.sheet import PNG_DPI
from tests.drawn_figures import BOXES_FONT, ROOT, files_of, scene, sized
from tests.figures import texts
from tests.folders import REAL_LEAGUE
from tests.pages import STORY

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("size", SIZES)
def test_every_size_is_as_many_dots_as_it_says(size: str) -> None:
    image = Image.open(io.BytesIO(figure_bytes(sized(size), scene(STORY), "png", "en")))
    image.load()
    width, height = SIZES[size].width_mm / 25.4, SIZES[size].height_mm / 25.4
    assert image.size == pytest.approx((width * PNG_DPI, height * PNG_DPI), abs=1)


def test_every_format_is_as_large_as_its_sheet() -> None:
    wanted = SIZES["column"]
    files = {kind: files_of("en")[f"{STORY}-column.{kind}"] for kind in FORMATS}
    width, height = wanted.width_mm / 25.4, wanted.height_mm / 25.4
    assert Image.open(io.BytesIO(files["png"])).size == pytest.approx((width * PNG_DPI, height * PNG_DPI), abs=1)
    box = list(map(float, ElementTree.fromstring(files["svg"]).attrib["viewBox"].split()))
    assert box == pytest.approx([0, 0, width * 72, height * 72], abs=0.01)
    assert files["pdf"].startswith(b"%PDF-") and files["pdf"].rstrip().endswith(b"%%EOF")
    *_, media = re.findall(rb"/MediaBox \[ 0 0 (\S+) (\S+) \]", files["pdf"])
    assert [float(side) for side in media] == pytest.approx(box[2:], abs=0.01)


def test_the_fonts_of_a_pdf_hold_letters_alone() -> None:
    pdf = files_of("en")[f"{STORY}-column.pdf"]
    streams = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    files = [content for content in map(unpacked, streams) if content.startswith(b"\0\1\0\0")]
    tables = [set(TTFont(io.BytesIO(content)).keys()) for content in files]
    assert tables and all("glyf" in names for names in tables)
    assert not any(names & {"GDEF", "GPOS", "GSUB"} for names in tables)


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_slide_is_sixteen_to_nine_and_sharp() -> None:
    slide = SIZES["slide"]
    assert slide.width_mm / slide.height_mm == pytest.approx(16 / 9, rel=1e-4)
    assert round(slide.width_mm / 25.4 * PNG_DPI) == 3840


def test_files_carry_title_and_alternative_text_and_no_date() -> None:
    data = scene(STORY).data
    english, russian = files_of("en"), files_of("ru")
    assert sorted(english) == sorted(f"{STORY}-column.{kind}" for kind in FORMATS)
    for language, files in (("en", english), ("ru", russian)):
        title, summary = data.title[language], data.summary[language]
        told = Image.open(io.BytesIO(files[f"{STORY}-column.png"])).text
        assert (told["Title"], told["Description"]) == (title, summary)
        root = ElementTree.fromstring(files[f"{STORY}-column.svg"])
        assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (title, summary)
        assert root.attrib["role"] == "img" and root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
        for part, reference in (("title", "labelledby"), ("desc", "describedby")):
            assert root.find(f"{SVG}{part}").attrib["id"] == root.attrib[f"aria-{reference}"]
    assert data.title["en"].encode() in english[f"{STORY}-column.pdf"]
    assert b"/Subject" in russian[f"{STORY}-column.pdf"]
    for language, files in (("en", english), ("ru", russian)):
        pdf = files[f"{STORY}-column.pdf"]
        table = int(re.findall(rb"startxref\n(\d+)\n", pdf)[-1])
        places = {int(number): int(at) for number, at in re.findall(rb"(\d+) 1\n(\d{10}) 00000 n ", pdf[table:])}
        newest = {number: pdf[at:].partition(b"endobj")[0].decode("latin-1") for number, at in places.items()}
        assert all(body.startswith(f"{number} 0 obj") for number, body in newest.items())
        told = {
            word: f"<feff{text.encode('utf-16-be').hex()}>"
            for word, text in (("Lang", language), ("T", data.title[language]), ("Alt", data.summary[language]))
        }
        (drawn,) = (body for body in newest.values() if "/S /Figure" in body)
        assert all(f"/{word} {text}" in drawn for word, text in told.items())
        (root,) = (body for body in newest.values() if "/Type /Catalog" in body)
        assert f"/Lang {told['Lang']} /MarkInfo << /Marked true >>" in root
        (sheet,) = (body for body in newest.values() if "/Type /Page " in body)
        begin, _, end = map(int, re.findall(r"(\d+) 0 R", sheet.partition("/Contents [")[2].partition("]")[0]))
        assert "/Figure << /MCID 0 >> BDC" in newest[begin] and "EMC" in newest[end]
    for files in (english, russian):
        assert b"Date" not in re.sub(rb"stream.*?endstream", b"", files[f"{STORY}-column.pdf"], flags=re.DOTALL)
        assert b"<dc:date" not in files[f"{STORY}-column.svg"]


def test_the_same_scene_gives_the_same_bytes_here_and_in_another_process() -> None:
    first = [hashlib.sha256(files_of("en")[name]).hexdigest() for name in sorted(files_of("en"))]
    assert len(set(first)) == len(FORMATS)
    again = figure_bytes(draw_figure(scene(STORY), "column"), scene(STORY), "svg", "en")
    assert again == files_of("en")[f"{STORY}-column.svg"]
    code = (
        "import hashlib, geo; from layers.figure.draw import figure_files; from layers.scene.build import build_scene\n"
        f"files = figure_files(build_scene(geo.load_bloc({str(REAL_LEAGUE)!r}), '{STORY}'), ('column',))\n"
        "print(*(hashlib.sha256(files[name]).hexdigest() for name in sorted(files)))"
    )
    run, environment = [sys.executable, "-c", code], {**os.environ, "PYTHONHASHSEED": "7", "BLOCMAP_CACHE": "off"}
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == first


def test_saving_names_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match=r"no figure's ending; expected .*\.png.*\.svg.*\.pdf"):
        save_figure(scene(STORY), tmp_path / "map.gif")
    with pytest.raises(MisuseError, match=r"'colum' is not a size of figures; expected .*; did you mean 'column'"):
        save_figure(scene(STORY), tmp_path / "map.png", size="colum")
    assert list(tmp_path.iterdir()) == []
    save_figure(scene(STORY), tmp_path / "map.PNG", size="column")
    assert (tmp_path / "map.PNG").read_bytes().startswith(b"\x89PNG")


def test_without_a_chinese_font_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.fontManager, "ttflist", [])
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [])
    assert font_families("ru") == [BASE_FONT, RESERVE_FONT]
    with pytest.raises(MapDataError, match=r"install one of Noto Sans CJK SC, .*fonts-noto-cjk") as caught:
        draw_figure(scene(STORY), "column", "zh")
    assert "\n" not in str(caught.value)


def test_a_font_installed_since_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    (boxes,) = {font.fname for font in fonts.fontManager.ttflist if font.name == BOXES_FONT}
    known = [font for font in fonts.fontManager.ttflist if font.name != BOXES_FONT]
    monkeypatch.setattr(fonts.fontManager, "ttflist", known)
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [str(ROOT / "README.md"), boxes])
    monkeypatch.setattr(fonts, "CHINESE_FONTS", ("No Such Font", BOXES_FONT))
    assert font_families("zh") == [BOXES_FONT, BASE_FONT, RESERVE_FONT]


def test_names_are_no_formulas_and_no_markup() -> None:
    hostile = r"$\frac{1}{ </title><script>alert(1)</script> {{ 7*7 }}"
    data = scene(STORY).data.model_copy(deep=True)
    data.title["en"] = data.summary["en"] = data.places[0].name["en"] = hostile
    made = replace(scene(STORY), data=data)
    figure = draw_figure(made, "column")
    assert r"$\frac{1}{" in "".join(text.get_text() for text in texts(figure))
    root = ElementTree.fromstring(figure_bytes(figure, made, "svg", "en"))
    assert root.findtext(f"{SVG}title") == hostile
    assert not [element for element in root.iter() if element.tag.endswith("}script")]
