"""Print figures: what is on them, that it can be read, and that the same scene gives the same files."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox
from PIL import Image
from pyproj import Geod

import geo
from geo.errors import MapDataError, MisuseError
from geo.model.dates import PartialDate
from geo.model.records import Member
from geo.shipped import bloc_folder, read_outline
from layers.figure.content import FigureContent
from layers.figure.draw import FORMATS, SIZES, draw_figure, figure_files, save_figure
from layers.figure.labels.candidates import Placed
from layers.figure.labels.countries import lettered_statuses
from layers.figure.labels.placement import WantedName, arrange
from layers.figure.map_frame import fit_map_frame
from layers.figure.marginalia.footer import FOOTS, cited_publishers, foot_text
from layers.figure.marginalia.legend import legend_groups
from layers.figure.marginalia.scale_bar import scale_length
from layers.figure.paper import fonts
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import BASE_FONT, RESERVE_FONT, SMALLEST_PT, Face, Ruler, font_families
from layers.figure.paper.output import figure_bytes
from layers.figure.paper.sheet import PNG_DPI, Sheet
from layers.scene.build import Scene, build_scene
from layers.scene.model import SceneCredit, SceneSource, SceneWorldview
from tests.figures import ink, named, plain, texts
from tests.folders import REAL_LEAGUE
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES, STORY

ROOT = Path(__file__).parent.parent
# matplotlib's own font for characters that no other has: a box for each, as wide as a Chinese character and more.
BOXES_FONT = "Last Resort High-Efficiency"
BLOCS = {str(bloc): [spec.slug for spec in read_outline(bloc_folder(bloc))[0].maps]
         for bloc in (REAL_LEAGUE, *geo.shipped_blocs())}  # fmt: skip
MAPS = [slug for slugs in BLOCS.values() for slug in slugs]
SVG = "{http://www.w3.org/2000/svg}"


@cache
def scene(slug: str) -> Scene:
    """Return the scene of a map of the league or of a shipped bloc, built once."""
    bloc = next(bloc for bloc, slugs in BLOCS.items() if slug in slugs)
    return build_scene(geo.load_bloc(bloc), slug)


@cache
def page(slug: str) -> Figure:
    """Return a map on a full page in English, drawn once."""
    return draw_figure(scene(slug))


@cache
def sized(size: str) -> Figure:
    """Return a map of routes and journeys on a size of sheet, drawn once."""
    return draw_figure(scene(STORY), size)


@cache
def files_of(language: str) -> dict[str, bytes]:
    """Return a map of routes and journeys in a report's column, in every format, written once."""
    return figure_files(scene(STORY), ("column",), language)


def drawn_with(slug: str, **changes: object) -> Figure:
    """Return a map of the league on a full page, some of its scene put otherwise."""
    told = scene(slug)
    return draw_figure(replace(told, data=told.data.model_copy(update=changes)))


@pytest.fixture
def chinese_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let figures in Chinese be laid out on a machine without Chinese fonts too."""
    families = [*font_families("en"), BOXES_FONT]
    monkeypatch.setattr(fonts, "font_families", lambda language, font=None: families)


# The report column is the narrowest sheet, Russian has the longest words, Chinese breaks anywhere; on a slide many
# routes fill the side most.
NARROW = [
    *((slug, "column", "ru") for slug in MAPS),
    ("sco-membership", "column", "zh"),
    ("sco-routes", "column", "zh"),
    ("sco-routes", "slide", "ru"),
]


@pytest.mark.parametrize(("slug", "size", "language"), NARROW)
@pytest.mark.usefixtures("chinese_boxes")
def test_no_text_overlaps_another_or_is_cut(slug: str, size: str, language: str) -> None:
    figure = draw_figure(scene(slug), size, language)
    sheet = Bbox.from_bounds(0, 0, *figure.get_size_inches() * figure.dpi)
    # The boxes are those of matplotlib's own outlines, measured after the fact.
    boxes = [(text.get_text(), ink(text)) for text in texts(figure)]
    assert len(boxes) > 20
    for text, box in boxes:
        assert sheet.x0 <= box.x0 and sheet.y0 <= box.y0 and box.x1 <= sheet.x1 and box.y1 <= sheet.y1, text
    assert [(one[0], other[0]) for one, other in combinations(boxes, 2) if one[1].overlaps(other[1])] == []


@pytest.mark.parametrize(
    ("slug", "codes"),
    [
        (MEMBERSHIP, "DZA EGY LBY MAR MRT TUN"),
        (ROUTES, "DZA EGY LBY MAR TUN"),  # Mauritania is out of sight
        (STORY, "DZA EGY LBY MAR MRT TUN"),
        (CORRIDOR, "DZA TUN"),
    ],
)
def test_who_holds_a_status_in_sight_is_named(slug: str, codes: str) -> None:
    names, countries = named(page(slug)), {country.code: country for country in scene(slug).data.countries}
    for code in codes.split():
        assert plain(names[f"country:{code}"]).startswith(countries[code].name["en"].upper())


def test_lines_signs_and_their_names_are_on_the_map() -> None:
    corridor, routes, summit = (named(page(slug)) for slug in (CORRIDOR, ROUTES, STORY))
    assert corridor["gauge:stop:north:main:60"] == "1435 | 1000 mm"
    ends, between = {"place:algiers", "place:tunis", "stop:north:spur:2"}, {"stop:north:main:50", "stop:north:main:60"}
    assert ends | between <= corridor.keys()
    assert corridor["route:north"] == "North line"
    assert {"route:north", "route:west", "route:east"} <= routes.keys()
    assert {"place:algiers", "place:cairo", "place:rabat"} <= summit.keys()
    assert corridor["scale"] == "100 km"


def test_the_legend_tells_what_is_shown_and_nothing_else() -> None:
    def words(figure: Figure) -> set[str]:
        return {plain(text.get_text()) for text in texts(figure) if not text.get_gid()}

    assert {"Founder: 3", "Later member: 3"} <= words(page(MEMBERSHIP))
    assert not {"Observer: 2", "Journey", "Break of gauge"} & words(page(MEMBERSHIP))
    assert {"Journey", "Journey not made"} <= words(page(STORY))
    line = {"Under construction", "Break of gauge", "Border crossing", "Approximate course"}
    assert line <= words(page(CORRIDOR))
    shown = [status.model_copy(update={"shown": True}) for status in scene(MEMBERSHIP).data.statuses]
    assert {"Observer: 2", "Founder: 3"} <= words(drawn_with(MEMBERSHIP, statuses=tuple(shown)))
    for settled in (False, True):
        dispute = scene(CORRIDOR).data.disputes[0]
        here = dispute.model_copy(update={"lat": 36.5, "lon": 8.0, "drawn": "point", "settled": settled})
        assert ("Disputed" in words(drawn_with(CORRIDOR, disputes=(here,)))) is not settled


def test_each_route_has_a_colour_of_its_own_on_the_map_and_in_the_legend() -> None:
    # North and west are both the map's own; east is context.
    figure, data = page(ROUTES), scene(ROUTES).data
    colours = {text.get_gid(): text.get_color() for text in texts(figure) if str(text.get_gid()).startswith("route:")}
    told = [route.id for route in data.routes if route.role != "context" and f"route:{route.id}" in colours]
    assert len(told) > 1 and len({colours[f"route:{id_}"] for id_ in told}) == len(told)
    samples = {to_hex(color) for lines in figure.findobj(LineCollection) if lines.get_label() == "legend"
               for color in lines.get_color()}  # fmt: skip
    assert set(colours[f"route:{id_}"] for id_ in told) <= samples


def test_lines_of_truce_and_rings_of_small_countries_are_in_the_legend() -> None:
    def words(told: Figure) -> set[str]:
        return {plain(text.get_text()) for text in texts(told) if not text.get_gid()}

    content = FigureContent(
        Sheet(SIZES["page"], "en", font_families("en")), fit_map_frame(scene(MEMBERSHIP), Box(0, 0, 400, 400), 1.0)
    )
    items = [
        item.text
        for group in legend_groups(replace(content.shown, truces=True), scene(MEMBERSHIP).data.statuses, "en")
        for item in group
    ]
    assert "Line of truce" in items and "Line of truce" not in words(page(MEMBERSHIP))
    small = replace(content.shown, symbols=[replace(content.symbols[0], glyph="small")])
    assert "Small country, ringed" in [item.text for group in legend_groups(small, [], "en") for item in group]


def test_the_foot_names_who_vouches_for_what_is_on_the_plate() -> None:
    data = scene(MEMBERSHIP).data
    one = data.countries[0].model_copy(
        update={
            "code": "EGY",
            "spells": (Member(country="EGY", status="founder", since=PartialDate(2015), sources=("x",)),),
        }
    )
    sources = {"x": SceneSource(publisher="X Press", title="t"), "y": SceneSource(publisher="Y News", title="t")}
    far = one.model_copy(
        update={
            "code": "ATA",
            "spells": (Member(country="ATA", status="founder", since=PartialDate(2015), sources=("y",)),),
        }
    )
    others = tuple(country.model_copy(update={"spells": ()}) for country in data.countries if country.code != "EGY")
    figure = drawn_with(MEMBERSHIP, sources=sources, countries=(one, far, *others), routes=(), journeys=())
    foot = " ".join(text.get_text() for text in texts(figure))
    assert "X Press" in foot and "Y News" not in foot
    assert "facts: 1 source, named on the map's page" in foot
    # Where two lines do not hold all of it, it says less: no publisher at last.
    told = [foot_text(data, "en", many, short=short) for many, short in FOOTS]
    assert sorted(map(len, told), reverse=True) == [*map(len, told)] and told[-1].endswith(" sources")


def test_the_key_of_a_map_about_a_line_has_no_membership_and_its_railways_are_ticked() -> None:
    told = scene("sco-corridor")
    content = FigureContent(
        Sheet(SIZES["column"], "en", font_families("en")), fit_map_frame(told, Box(0, 0, 330, 240), 1.0)
    )
    items = [item.text for group in legend_groups(content.shown, told.data.statuses, "en") for item in group]
    assert "Railways in use" in items and not [item for item in items if "member" in item.lower()]
    ticked = {run.route.id for run in content.runs if run.ticked}
    assert ticked == {"railways_around"} and not {run.route.id for run in content.runs if not run.ticked} & ticked


def test_an_extent_of_ones_own_is_what_is_shown(tmp_path: Path) -> None:
    save_figure(scene(MEMBERSHIP), tmp_path / "egypt.svg", size="column", extent=(24, 22, 36, 32))
    ids = set(re.findall(r'id="(land:\w+)"', (tmp_path / "egypt.svg").read_text(encoding="utf-8")))
    assert "land:EGY" in ids and "land:MAR" not in ids
    for extent, message in (
        ((24, 32, 36, 22), "is no extent; expected west, south, east, north"),
        ((24, 22, 36), "is none; expected west, south, east, north"),
        ((-120, -60, -110, -50), "nothing of the extent .* is on the map"),
    ):
        with pytest.raises(MisuseError, match=message):
            save_figure(scene(MEMBERSHIP), tmp_path / "none.svg", extent=extent)


def test_letters_part_what_is_one_grey() -> None:
    status = scene(STORY).data.statuses[0].model_copy(update={"id": "a", "color": "#5d9fa0", "pattern": "solid"})
    alike = status.model_copy(update={"id": "b", "color": "#d98a1f"})
    dark = status.model_copy(update={"id": "c", "color": "#17505c"})
    striped = alike.model_copy(update={"id": "d", "pattern": "stripe"})
    assert lettered_statuses([status, alike, dark, striped]) == {"a", "b"}
    changed = {"later": {"color": alike.color}, "observer": {"color": "#5d9fa0", "pattern": "solid", "shown": True}}
    statuses = [one.model_copy(update=changed.get(one.id)) for one in scene(MEMBERSHIP).data.statuses]
    names = named(drawn_with(MEMBERSHIP, statuses=tuple(statuses)))
    assert plain(names["country:EGY"]).endswith("(L)") and plain(names["country:TCD"]).endswith("(O)")
    assert plain(names["country:DZA"]) == "ALGERIA"


@pytest.mark.parametrize("size", SIZES)
def test_type_and_lines_are_large_enough_to_print(size: str) -> None:
    figure = sized(size)
    assert min(text.get_fontsize() for text in texts(figure)) >= SMALLEST_PT
    assert SIZES[size].type_pt >= SMALLEST_PT
    lines = [width for lines in figure.findobj(LineCollection) for width in lines.get_linewidth()]
    edges = [patch.get_linewidth() for patch in figure.findobj(Patch) if patch.get_edgecolor()[3]]
    assert min(lines) >= 0.4 and min(width for width in edges if width) >= 0.4


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


def test_a_legend_too_tall_for_its_sheet_is_an_error_with_advice() -> None:
    data = scene(STORY).data
    since = PartialDate(2015)
    statuses, countries = list(data.statuses), list(data.countries)
    for number in [number for number, country in enumerate(countries) if not country.spells]:
        spell = Member(country=countries[number].code, status=f"s{number}", since=since, sources=("x",))
        statuses.append(statuses[0].model_copy(update={"id": spell.status}))
        countries[number] = countries[number].model_copy(update={"spells": (spell,)})
    data = data.model_copy(update={"statuses": tuple(statuses), "countries": tuple(countries)})
    with pytest.raises(MapDataError, match="does not fit this size of figure; choose a larger size"):
        draw_figure(replace(scene(STORY), data=data), "column")


def test_the_scale_is_true_at_the_middle() -> None:
    for slug in (MEMBERSHIP, CORRIDOR):
        map_frame = fit_map_frame(scene(slug), Box(10, 20, 410, 320), 1.0)
        length, km = scale_length(map_frame, 74.0)
        middle = np.array([map_frame.west, map_frame.south]) + np.array([200, 150]) * map_frame.metres_per_pt
        half = np.array([length / 2 * map_frame.metres_per_pt, 0])
        west, east = map_frame.scene.projection.inverse(np.array([middle - half, middle + half]))
        assert Geod(ellps="WGS84").line_length([west[0], east[0]], [west[1], east[1]]) / 1000 == pytest.approx(km, 2e-3)
        assert 74 / 2.5 <= length <= 74
        tried = [str(scale_length(map_frame, room)[1]).replace(".0", "").strip("0.") for room in range(20, 220, 10)]
        assert set(tried) == {"1", "2", "5"}


def test_the_foot_tells_borders_ground_and_who_vouches() -> None:
    data = scene(MEMBERSHIP).data
    foot = foot_text(data, "en")
    assert foot.startswith("Border view: After UN resolutions, not a UN map · Natural Earth ")
    assert cited_publishers(data)[0] in foot
    publishers = {"x": "X Press", "y": "Y News", "border:z": "Z Court"}
    since = PartialDate(2015)
    spells = [Member(country="AAA", status="s", since=since, sources=cited) for cited in (("y", "x"), ("y",), ("x",))]
    small = data.model_copy(
        update={
            "sources": {key: SceneSource(publisher=name, title="t") for key, name in publishers.items()},
            "worldview": SceneWorldview(id="o", label={"en": "ours"}, sources=("border:z",)),
            "credits": (SceneCredit(text={"en": "Ground 1.0"}),),
            "disputes": (data.disputes[0].model_copy(update={"sources": ("border:z",)}),),
            "countries": (data.countries[0].model_copy(update={"spells": tuple(spells), "figures": (), "claims": ()}),),
            **dict.fromkeys(("places", "routes", "journeys", "steps", "claims", "figures"), ()),
        }
    )
    assert cited_publishers(small) == ["Y News", "X Press"]
    expected = "facts: 2 sources, listed on the map's page; most cited: Y News; X Press"
    assert foot_text(small, "en") == f"Border view: ours · Ground 1.0 · {expected}"


def spot(id_: str, left: float, cost: float) -> Placed:
    """Return a name of 10 by 4 points in a place that costs something."""
    return Placed(id_, (id_,), Face(8), left + 5, 2, Box(left, 0, left + 10, 4), 0.0, cost)


def test_a_name_yields_its_place_to_one_that_gains_more() -> None:
    first = WantedName("first", 100, [spot("first", 0, 0), spot("first", 20, 3)])
    second = WantedName("second", 90, [spot("second", 0, 1), spot("second", 40, 50)])
    third = WantedName("third", 10, [spot("third", 4, 2)])
    placed = arrange([first, second, third])
    assert [place and place.box.left for place in placed] == [20, 0, None]
    assert arrange([]) == []
    assert arrange([WantedName("alone", 5, [spot("alone", 0, 6)])]) == [None]  # worse than to leave it out


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ten members of 2024", ["Ten", "members", "of 2024"]),
        ("up to 4 July", ["up to", "4 July"]),
        ("Минск — Брест", ["Минск —", "Брест"]),
        ("Kazakhstan–Iran", ["Kazakhstan–", "Iran"]),
        ("to Bandar-Abbas", ["to", "Bandar-Abbas"]),
        ("2017–2023", ["2017–2023"]),
        ("十个成员国，从", ["十个成员", "国，从"]),
        ("", [""]),
    ],
)
@pytest.mark.usefixtures("chinese_boxes")
def test_lines_break_where_readers_expect_it(text: str, lines: list[str]) -> None:
    ruler, face = Ruler(fonts.font_families("zh")), Face(10)
    width = max(ruler.width(line, face) for line in lines) + 0.1
    assert ruler.wrap(text, width, face) == lines


def test_a_title_breaks_into_lines_of_about_one_length() -> None:
    ruler, face = Ruler(font_families("en")), Face(20, bold=True)
    text = "Ten members, from Minsk to New Delhi"
    width = ruler.width("Ten members, from Minsk to New", face) + 1
    assert ruler.wrap(text, width, face) == ["Ten members, from Minsk to New", "Delhi"]
    assert ruler.balance(text, width, face) == ["Ten members, from", "Minsk to New Delhi"]
    assert ruler.balance("an extraordinarily", 1.02 * ruler.width("extraordinarily", face), face) == [
        "an",
        "extraordinarily",
    ]


def test_a_map_of_land_alone_is_a_figure_too() -> None:
    data = scene(STORY).data
    countries = tuple(country.model_copy(update={"spells": ()}) for country in data.countries)
    empty = dict.fromkeys(("routes", "places", "journeys", "disputes", "water", "statuses"), ())
    land = data.model_copy(update={"countries": countries, **empty})
    figure = draw_figure(replace(scene(STORY), data=land), "column")
    assert {text.get_gid() for text in texts(figure)} >= {"scale", "country:NER"}
