"""The embed kit of a built page: what a newsroom's system needs to show the map inside an article."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from geo.errors import MisuseError
from geo.files import write_whole
from geo.model.dates import as_date
from geo.model.locale import date_text, pick
from geo.reading.csv_writer import csv_bytes
from layers.page.bloc_map import FRAME_SANDBOX
from layers.page.island import read_page
from layers.scene.model import SceneData, SceneSource

HEIGHT_PX = 560


def read_scene(page: Path) -> SceneData:
    """Return the scene that a built page carries; raise ``MisuseError`` for a file that is no such page."""
    if not page.is_file():
        raise MisuseError(f"{page} is not a file; expected a page that blocmap build wrote")
    scene = read_page(page.read_text(encoding="utf-8", errors="replace"))
    if scene is None:
        raise MisuseError(f"{page} carries no scene; expected a page that blocmap build wrote")
    return scene


def frame(scene: SceneData, address: str) -> str:
    """Return the HTML that shows a page's bare map in a frame, with the words for those who do not see it."""
    language = scene.language
    title = f"{pick(scene.title, language)}. {pick(scene.summary, language)}"
    return (
        f'<iframe src="{escape(address)}#embed" title="{escape(title)}" loading="lazy" sandbox="{FRAME_SANDBOX}" '
        f'width="100%" height="{HEIGHT_PX}" style="border:0"></iframe>'
    )


def caption(scene: SceneData) -> str:
    """Return the line that belongs under the map: what it shows, on which day, with which borders, from whom."""
    language = scene.language
    parts = [
        pick(scene.title, language),
        date_text(as_date(scene.as_of), language),
        pick(scene.worldview.label, language),
        *(pick(credit.text, language) for credit in scene.credits),
    ]
    return " · ".join(part for part in parts if part)


def write_kit(page: Path) -> Path:
    """Write the kit of a page into the folder ``<page>-embed`` beside it, and return the folder.

    It holds the page itself, ``embed.html`` (the code to paste), ``caption.txt`` and ``sources.csv``.
    """
    scene = read_scene(page)
    folder = page.with_name(f"{page.stem}-embed")
    code = frame(scene, page.name)
    write_whole(folder / page.name, page.read_bytes())
    write_whole(folder / "embed.html", f"{code}\n".encode())
    write_whole(folder / "caption.txt", f"{caption(scene)}\n".encode())
    write_whole(folder / "sources.csv", _sources_table(scene))
    return folder


def _sources_table(scene: SceneData) -> bytes:
    columns = ("publisher", "title", "url", "published", "accessed", "licence")
    return csv_bytes(columns, (_texts(source, columns) for source in scene.sources.values()))


def _texts(source: SceneSource, columns: Iterable[str]) -> list[str]:
    return [str(getattr(source, column) or "") for column in columns]
