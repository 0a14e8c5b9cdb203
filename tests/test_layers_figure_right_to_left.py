"""A figure in Arabic: letters join, lines begin at the right, the map stays as the earth is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import geo
from layers.figure.draw import draw_figure
from layers.figure.marginalia.footer import foot_text
from layers.figure.paper.fonts import Face, Ruler, font_families
from layers.figure.paper.sheet import RIGHT_TO_LEFT_MARK, Sheet, Size
from layers.scene.build import Scene, build_scene
from tests.folders import write_league_in

TITLE, FOUNDERS = "ستة حول الصحراء", "مؤسس"
WORDS = {
    'title = { en = "Six around the desert"': f'title = {{ ar = "{TITLE}", en = "Six around the desert"',
    'label = { en = "Founder"': f'label = {{ ar = "{FOUNDERS}", en = "Founder"',
}
Place = Callable[[str], tuple[float, float]]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Return a scene of the league that speaks Arabic and English."""
    folder = tmp_path_factory.mktemp("arabic") / "league"
    bloc = geo.load_bloc(write_league_in(folder, '["ar", "en"]', WORDS), scale="110m")
    return build_scene(bloc, "league-members", scale="110m")


def places(figure: Figure) -> Place:
    """Return a function that tells the left and right edge of a text, in shares of the sheet."""
    found = {text.get_text(): text.get_window_extent() for text in figure.findobj(Text) if isinstance(text, Text)}

    def place(words: str) -> tuple[float, float]:
        (box,) = (box for text, box in found.items() if text.removeprefix(RIGHT_TO_LEFT_MARK).startswith(words))
        return box.x0 / figure.bbox.width, box.x1 / figure.bbox.width

    return place


def test_letters_join() -> None:
    ruler, face = Ruler(font_families("ar")), Face(10)
    assert ruler.width("سسس", face) < 0.9 * 3 * ruler.width("س", face)
    assert ruler.width(RIGHT_TO_LEFT_MARK, face) == 0


@pytest.mark.parametrize(("size", "column"), [("page", 0.0), ("slide", 0.6)])
def test_lines_begin_at_the_right_and_names_stay_where_their_countries_are(
    scene: Scene, size: str, column: float
) -> None:
    place = places(draw_figure(scene, size, "ar"))
    left, right = place(TITLE.split()[0])
    assert right > 0.95 and left > column
    assert 0.85 < place(FOUNDERS)[1] < right - 0.02
    assert place("الجزائر")[0] < place("مصر")[0]
    english = places(draw_figure(scene, size, "en"))
    assert english("Six around")[0] < 0.05
    assert english("Founder")[0] < 0.5


def test_the_foot_keeps_latin_names_apart(scene: Scene) -> None:
    assert f" {RIGHT_TO_LEFT_MARK}· " in foot_text(scene.data, "ar")
    assert RIGHT_TO_LEFT_MARK not in foot_text(scene.data, "en")


def test_a_line_in_english_keeps_its_order() -> None:
    sheet = Sheet(Size(100, 50), "ar", font_families("ar"))
    face = Face(10)
    for words, turned in (("19 members of the league", False), (f"19 {TITLE}", True)):
        sheet.write(words, 90, 10, face)
        assert sheet.figure.texts[-1].get_text().startswith(RIGHT_TO_LEFT_MARK) == turned
