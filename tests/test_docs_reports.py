"""The recipes for reports, from a clean start: each makes its file from a kit, with the map and its words in it."""

from __future__ import annotations

import email
import subprocess
import sys
from email import policy
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect
from pptx import Presentation

from layers.kit.options import KitOptions
from layers.kit.write import write_kit
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
    run("word/make.py", kit, tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    (shape,) = document.inline_shapes
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


@pytest.mark.parametrize(("recipe", "file"), [("latex/report.tex", ".pdf"), ("pandoc/report.md", "@2x.png")])
def test_recipes_for_other_tools_name_files_that_a_kit_has(kit: Path, recipe: str, file: str) -> None:
    text = (RECIPES / recipe).read_text(encoding="utf-8")
    assert f"sco-membership{file}" in text and (kit / f"{MEMBERSHIP}{file}").is_file()


def test_every_recipe_is_told() -> None:
    told = (RECIPES.parent / "reports.md").read_text(encoding="utf-8")
    assert all(f"`{folder.name}`" in told for folder in RECIPES.iterdir() if folder.is_dir())
