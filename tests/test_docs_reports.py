"""The recipes for reports, from a clean start: each makes its file from a kit, with the map and its words in it."""

from __future__ import annotations

import email
import re
import subprocess
import sys
from email import policy
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from layers.figure.draw import SIZES
from layers.kit.options import KitOptions
from layers.kit.write import write_kit
from tests.folders import REAL_LEAGUE
from tests.pages import MEMBERSHIP, NewPage, Pages

RECIPES = Path(__file__).parent.parent / "docs" / "reports"
ADDRESS = f"https://news.example/maps/{MEMBERSHIP}.html"


@pytest.fixture(scope="module")
def kit(league_pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("report") / f"{MEMBERSHIP}.html"
    page.write_bytes(league_pages[MEMBERSHIP].read_bytes())
    return write_kit(page, KitOptions())


def run(recipe: str, *arguments: object) -> None:
    subprocess.run([sys.executable, str(RECIPES / recipe), *map(str, arguments)], check=True)


def test_an_article_shows_the_live_map_at_its_height(kit: Path, new_page: NewPage) -> None:
    article = kit / "article.html"
    run("html/make.py", kit, article)
    page = new_page(viewport={"width": 700, "height": 900})
    page.goto(article.as_uri())
    page.locator("iframe").scroll_into_view_if_needed()
    expect(page.frame_locator("iframe").locator("#title")).to_have_text("Six around the desert")
    page.wait_for_function("() => document.querySelector('iframe').height !== '560'")
    article.unlink()


def test_without_scripts_the_frame_shows_the_still_map(kit: Path, new_page: NewPage) -> None:
    article = kit / "article.html"
    article.write_text(f"<!doctype html>{(kit / 'iframe.html').read_text()}".replace('loading="lazy"', ""))
    page = new_page(java_script_enabled=False)
    page.goto(article.as_uri())
    expect(page.frame_locator("iframe").locator("svg[role=img]").first).to_be_visible()
    article.unlink()


def test_a_message_has_picture_words_and_link(kit: Path, tmp_path: Path) -> None:
    run("email/make.py", kit, ADDRESS, tmp_path / "message.eml")
    message = email.message_from_bytes((tmp_path / "message.eml").read_bytes(), policy=policy.default)
    kinds = [part.get_content_type() for part in message.walk()]
    assert "text/plain" in kinds and "text/html" in kinds and "image/png" in kinds
    html = message.get_body(("html",)).get_content()
    assert ADDRESS in html and 'src="cid:map"' in html and "Algeria" in html


def test_a_word_document_has_the_map_and_says_it(kit: Path, tmp_path: Path) -> None:
    run("word/make.py", kit, REAL_LEAGUE, MEMBERSHIP, tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    (shape,) = document.inline_shapes
    page = document.sections[0]
    # As wide as the text, and of as many dots as a figure of that width has: its type is as large as it says.
    assert shape.width == Mm(160)
    assert page.page_width - page.left_margin - page.right_margin == pytest.approx(Mm(160), rel=1e-3)
    with Image.open(tmp_path / "report.png") as picture:
        assert picture.width == pytest.approx(160 / 25.4 * 288, abs=1)
    assert "Algeria" in shape._inline.docPr.get("descr")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Six around the desert" in text and "Border view: " in text


def test_a_slide_has_the_map_and_its_sources(kit: Path, tmp_path: Path) -> None:
    run("powerpoint/make.py", kit, tmp_path / "slides.pptx")
    slides = Presentation(str(tmp_path / "slides.pptx"))
    (slide,) = slides.slides
    (shape,) = slide.shapes
    assert (shape.width, shape.height) == pytest.approx((slides.slide_width, slides.slide_height), rel=0.001)
    assert "Algeria" in shape._element.nvPicPr.cNvPr.get("descr")
    assert (
        "Border view" in slide.notes_slide.notes_text_frame.text and "http" in slide.notes_slide.notes_text_frame.text
    )


def test_the_recipe_for_latex_names_a_file_of_the_kit_and_keeps_its_size(kit: Path) -> None:
    text = (RECIPES / "latex" / "report.tex").read_text(encoding="utf-8")
    assert r"\includegraphics{sco-membership.pdf}" in text and (kit / f"{MEMBERSHIP}.pdf").is_file()
    assert f"textwidth={SIZES['page'].width_mm:g}mm" in text


def test_the_recipe_for_pandoc_orders_a_figure_as_wide_as_it_is_placed() -> None:
    text = (RECIPES / "pandoc" / "report.md").read_text(encoding="utf-8")
    (width,) = re.findall(r"width=(\d+)cm", text)
    assert f"width_mm={width}0)" in text and f"textwidth={width}0mm" in text
    names = re.findall(r"sco-membership-text\.png", text)
    assert len(names) == 2


def test_every_recipe_is_told() -> None:
    told = (RECIPES.parent / "reports.md").read_text(encoding="utf-8")
    assert all(f"`{folder.name}`" in told for folder in RECIPES.iterdir() if folder.is_dir())
