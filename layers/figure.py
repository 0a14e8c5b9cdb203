"""A scene as a print figure: PNG, SVG and PDF by cartopy, in the page's projection, colours and words.

The same scene gives the same bytes: no clock, no random ids, and only fonts that are named.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from geo.errors import MapDataError, MisuseError, list_allowed, near_match
from geo.files import write_whole
from geo.intervals import PartialDate
from geo.names import date_text, pick
from layers import palette
from layers.figure_legend import draw_legend, legend_items
from layers.figure_plate import draw_plate
from layers.scene import Scene
from layers.wording import say

MM_PER_INCH = 25.4
PNG_DPI = 300
FORMATS = ("png", "svg", "pdf")
# The foot names this many publishers; the page lists them all.
MAX_PUBLISHERS = 8
# DejaVu Sans comes with matplotlib and covers Latin and Cyrillic. Chinese needs a font of the system.
BASE_FONT = "DejaVu Sans"
CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "SimHei", "Noto Sans CJK JP",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """A figure's size: width and height in millimetres, and the size of its smallest type in points."""

    width_mm: float
    height_mm: float
    type_pt: float = 8.0

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height in inches."""
        return self.width_mm / MM_PER_INCH, self.height_mm / MM_PER_INCH


SIZES = {
    "column": Size(120, 110),
    "page": Size(180, 200),
    "slide": Size(338.7, 190.5, 13),
    "square": Size(200, 200, 9),
}


def save_figure(scene: Scene, path: Path, *, size: str = "page", language: str | None = None) -> None:
    """Write a scene as a figure, whole or not at all.

    Parameters
    ----------
    path
        Its ending, ``.png``, ``.svg`` or ``.pdf``, decides the format.
    size
        One of ``SIZES``: report column, full page, slide (16:9), square.
    language
        By default the scene's own.

    Raises
    ------
    MisuseError
        For an unknown size or ending.
    MapDataError
        When no font has the language's characters.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise MisuseError(
            f"'{path.name}' has no figure's ending; expected {list_allowed(f'.{name}' for name in FORMATS)}"
        )
    write_whole(path, _print(draw_figure(scene, size, language), scene, kind, language or scene.data["language"]))


def figure_files(scene: Scene, sizes: Sequence[str] = ("page",), language: str | None = None) -> dict[str, bytes]:
    """Return a scene's figures by file name (``sco-membership-page.png``), in every format."""
    files = {}
    for size in sizes:
        drawn = draw_figure(scene, size, language)
        for kind in FORMATS:
            content = _print(drawn, scene, kind, language or scene.data["language"])
            files[f"{scene.data['id']}-{size}.{kind}"] = content
    return files


def draw_figure(scene: Scene, size: str = "page", language: str | None = None) -> Figure:
    """Return a scene as a matplotlib figure: title, plate and legend inside the neat line, credit at the foot."""
    if size not in SIZES:
        hint = near_match(size, list(SIZES))
        raise MisuseError(
            f"unknown figure size '{size}'; expected {list_allowed(SIZES)}" + (f"; {hint}" if hint else "")
        )
    language = language or scene.data["language"]
    wanted = SIZES[size]
    with mpl.rc_context(_settings(language, wanted.type_pt)):
        figure = Figure(figsize=wanted.inches, dpi=PNG_DPI, facecolor="white")
        FigureCanvasAgg(figure)
        _compose(figure, scene, language, wanted)
    return figure


def font_families(language: str) -> list[str]:
    """Return the fonts for a language, the first that the machine has for Chinese; raise ``MapDataError`` for none."""
    if language != "zh":
        return [BASE_FONT]
    from matplotlib.font_manager import get_font_names

    present = set(get_font_names())
    found = next((name for name in CHINESE_FONTS if name in present), None)
    if found is None:
        raise MapDataError(
            "figures in Chinese need a font with Chinese characters and none was found; "
            f"install one of {', '.join(CHINESE_FONTS[:4])} (on Debian: apt-get install fonts-noto-cjk)"
        )
    return [found, BASE_FONT]


def _settings(language: str, type_pt: float) -> dict[Any, Any]:
    return {
        "font.family": font_families(language),
        "font.size": type_pt,
        "svg.hashsalt": "blocmap",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "hatch.linewidth": 0.8,
        "axes.unicode_minus": False,
        "text.color": palette.INK,
    }


def _compose(figure: Figure, scene: Scene, language: str, size: Size) -> None:
    """Lay out the bands from top to bottom: title, plate, legend, foot; all in inches, then as fractions."""
    width, height = size.inches
    point = 1 / 72
    margin, gap = 0.12, 0.08
    title_pt, line = size.type_pt * 1.9, size.type_pt * 1.45 * point
    left, right = margin + gap, width - margin - gap
    title = figure.text(left / width, 1 - (margin + gap) / height, "", va="top", fontsize=title_pt, fontweight="bold")
    title.set_text(_wrap(figure, pick(scene.data["title"], language), right - left, title_pt, bold=True))
    title_height = (title.get_text().count("\n") + 1) * title_pt * 1.25 * point
    subtitle_top = margin + gap + title_height
    subtitle = _wrap(figure, _subtitle(scene, language), right - left, size.type_pt * 1.1)
    figure.text(
        left / width, 1 - subtitle_top / height, subtitle, va="top", fontsize=size.type_pt * 1.1, linespacing=1.3
    )
    plate_top = subtitle_top + (subtitle.count("\n") + 1) * size.type_pt * 1.1 * 1.35 * point + gap
    credit = _wrap(figure, credit_line(scene, language), width - 2 * margin, size.type_pt)
    foot_height = (credit.count("\n") + 1) * line
    items = legend_items(scene, language)
    legend_height = draw_legend(figure, items, (left, margin + foot_height + gap, right - left), size.type_pt)
    plate_bottom = margin + foot_height + gap + legend_height + gap
    box = (margin, plate_bottom, width - 2 * margin, height - plate_top - plate_bottom)
    draw_plate(figure, scene, language, box, size.type_pt)
    figure.text(
        margin / width, margin / height, credit, va="bottom", fontsize=size.type_pt, color="#4a5258", linespacing=1.3
    )
    neat = (margin / width, (margin + foot_height + gap / 2) / height)
    figure.add_artist(
        Rectangle(
            neat, 1 - 2 * neat[0], 1 - margin / height - neat[1], fill=False, edgecolor=palette.INK, linewidth=0.6
        )
    )


def _wrap(figure: Figure, text: str, width_in: float, size_pt: float, *, bold: bool = False) -> str:
    """Break a text into lines that fit a width, between words, or between any characters where there are no blanks."""
    lines, rest = [], text
    while rest:
        take = len(rest)
        while take > 1 and _width_in(figure, rest[:take], size_pt, bold) > width_in:
            blank = rest.rfind(" ", 0, take)
            take = blank if blank > 0 else take - 1
        lines.append(rest[:take].strip())
        rest = rest[take:].strip()
    return "\n".join(lines)


def _width_in(figure: Figure, text: str, size_pt: float, bold: bool) -> float:
    probe = figure.text(0, 0, text, fontsize=size_pt, fontweight="bold" if bold else "normal")
    width = probe.get_window_extent().width / figure.dpi
    probe.remove()
    return float(width)


def _subtitle(scene: Scene, language: str) -> str:
    return pick(scene.data.get("subtitle", {}), language) or date_text(PartialDate.parse(scene.data["as_of"]), language)


def credit_line(scene: Scene, language: str) -> str:
    """Return the foot: border view, what is not drawn, credits, publishers of the facts."""
    data = scene.data
    publishers = sorted({source["publisher"] for source in data["sources"].values()}, key=str.casefold)
    named = publishers[:MAX_PUBLISHERS] + ["…"] * (len(publishers) > MAX_PUBLISHERS)
    names = [pick(credit["text"], language) for credit in data["credits"]]
    parts = [
        say("border_view", language, name=pick(data["worldview"]["label"], language)),
        say("credit", language, names=", ".join(names)),
        f"{say('sources', language)}: {', '.join(named)}",
    ]
    return " · ".join(parts)


def _print(figure: Figure, scene: Scene, kind: str, language: str) -> bytes:
    """Return a figure's bytes in a format, with its alternative text in the metadata and no date."""
    title, alternative = pick(scene.data["title"], language), pick(scene.data["summary"], language)
    metadata: dict[str, dict[str, object]] = {
        "png": {"Title": title, "Description": alternative, "Software": "blocmap"},
        "svg": {"Title": title, "Description": alternative, "Creator": "blocmap", "Date": None},
        "pdf": {"Title": title, "Subject": alternative, "Creator": "blocmap", "CreationDate": None, "Producer": None},
    }
    buffer = io.BytesIO()
    with mpl.rc_context(_settings(language, 8)):
        figure.savefig(buffer, format=kind, metadata=metadata[kind], dpi=PNG_DPI)
    return buffer.getvalue()


def shown_day(scene: Scene) -> date:
    """Return the day a figure shows: the scene's own."""
    return date.fromisoformat(scene.data["as_of"])
