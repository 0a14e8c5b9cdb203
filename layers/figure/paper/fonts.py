"""Type on figures: which fonts there are, how wide words run, where lines break."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font
from matplotlib.textpath import text_to_path

from geo.errors import MapDataError, MisuseError, check_one_of
from geo.model.symbology import LIGHT
from layers.figure.paper.line_breaks import _words

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

# Source Sans 3 lies beside this file, so that every machine draws the same; what it lacks, matplotlib's own font has.
# Noto Sans CJK has its Latin letters: in Chinese, names and numbers are of one hand. It needs a font of the system.
BASE_FONT, RESERVE_FONT = "Source Sans 3", "DejaVu Sans"
FONT_FILES = Path(__file__).parent / "type"
CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "SimHei", "Noto Sans CJK JP",
)  # fmt: skip
SMALLEST_PT = 8.0
# Between the base lines of two rows, and of two lines of running text, in type sizes.
ROW, LEADING = 1.12, 1.32
# What ends a part of a sentence, after which a title breaks best.
PART_ENDS = (",", ";", ":", "，", "；", "：", "、")
BALANCE_STEPS = 24
# A narrow blank between letters: matplotlib has no letter spacing.
THIN, HAIR = "\u2009", "\u200a"
# Shift of the base line from the middle of a row, in type sizes: half of what capitals rise above it.
MIDDLE = 0.36


@dataclass(frozen=True)
class Face:
    """One kind of type: its size in points, its weight and slant."""

    size: float
    bold: bool = False
    italic: bool = False


def font_families(language: str, font: str | None = None) -> list[str]:
    """Return the fonts for a language, for Chinese the first that the machine has, before them the one asked for.

    Raises
    ------
    MapDataError
        When the machine has no font with Chinese characters.
    MisuseError
        For a ``font`` that is neither a family of the machine nor the file of a font.
    """
    _add_own_fonts()
    own = [*([_asked(font)] if font is not None else []), BASE_FONT, RESERVE_FONT]
    if language != "zh":
        return own
    found = _first_present(CHINESE_FONTS)
    if found is None:
        raise MapDataError(
            "figures in Chinese need a font with Chinese characters and none was found; "
            f"install one of {', '.join(CHINESE_FONTS[:4])} (on Debian: apt-get install fonts-noto-cjk)"
        )
    return [found, *own] if font is None else [own[0], found, *own[1:]]


def _asked(font: str) -> str:
    """Return the family of a font that a person asks for."""
    path = Path(font)
    if path.suffix.lower() in (".ttf", ".otf", ".ttc"):
        try:
            fontManager.addfont(path)
            return str(FontProperties(fname=path).get_name())
        except (OSError, RuntimeError, ValueError):
            raise MisuseError(f"'{font}' is no file of a font that can be read; expected TTF or OTF") from None
    if _first_present([font]) is None:
        check_one_of(font, sorted(fontManager.get_font_names()), "a font of this machine")
    return font


def _add_own_fonts() -> None:
    """Let matplotlib take our files, and not what another program has installed under their name."""
    ours = [font for font in fontManager.ttflist if font.name == BASE_FONT]
    if ours and all(Path(font.fname).parent == FONT_FILES for font in ours):
        return
    fontManager.ttflist[:] = [font for font in fontManager.ttflist if font not in ours]
    for path in sorted(FONT_FILES.glob("*.ttf")):
        fontManager.addfont(path)


def _first_present(names: Sequence[str]) -> str | None:
    """Return the first font that the machine has; one installed since matplotlib made its list is found as well."""
    for look_again in (False, True):
        if look_again:
            _add_new_fonts()
        present = set(fontManager.get_font_names())
        found = next((name for name in names if name in present), None)
        if found:
            return found
    return None


def _add_new_fonts() -> None:
    known = {font.fname for font in fontManager.ttflist}
    for path in sorted(findSystemFonts()):
        if path not in known:
            try:
                fontManager.addfont(path)
            except (OSError, RuntimeError, ValueError):  # a font that matplotlib cannot read is none
                continue


def is_written(text: str) -> bool:
    """Tell whether the fonts that come along have every letter of a text."""
    _add_own_fonts()
    return all(ord(letter) in _letters() for letter in text)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    faces = [get_font(fontManager.findfont(FontProperties(family=name))) for name in (BASE_FONT, RESERVE_FONT)]
    return frozenset(letter for face in faces for letter in face.get_charmap())


def settings(families: Sequence[str], language: str, type_pt: float) -> dict[RcKeyType, object]:
    """Return matplotlib's settings for a figure: fonts, no mathematics in words, and nothing random in its files."""
    return {
        "font.family": list(families),
        "font.size": type_pt,
        "text.color": LIGHT.ink,
        "text.parse_math": False,
        # Letters as wide in pixels as the ruler and the other formats have them: hinted, a line outgrows its room.
        "text.hinting": "none",
        "axes.unicode_minus": False,
        "lines.scale_dashes": False,
        "hatch.linewidth": 0.5 * type_pt / SMALLEST_PT,
        "svg.hashsalt": "blocmap",
        "svg.fonttype": "path",
        # TrueType as it is; the outlines of most Chinese fonts are of another kind, which viewers take as Type 3 only.
        "pdf.fonttype": 3 if language == "zh" else 42,
    }


@lru_cache(maxsize=8192)
def _extent(text: str, families: tuple[str, ...], face: Face) -> tuple[float, float, float]:
    font = FontProperties(
        family=list(families),
        size=face.size,
        weight="bold" if face.bold else "normal",
        style="italic" if face.italic else "normal",
    )
    width, height, descent = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width), float(height), float(descent)


class Ruler:
    """Measures words in the fonts of a language, in points."""

    def __init__(self, families: Sequence[str]) -> None:
        self.families = tuple(families)

    def width(self, text: str, face: Face) -> float:
        """Return how wide a text runs."""
        return _extent(text, self.families, face)[0]

    def rise(self, text: str, face: Face) -> tuple[float, float]:
        """Return how far a text reaches above and below its base line, one with small letters as far as «l» and «p»."""
        heights = [_extent(part, self.families, face) for part in ((text,) if text == text.upper() else (text, "lp"))]
        descent = max(below for _, _, below in heights)
        return max(height - below for _, height, below in heights), descent

    def wrap(self, text: str, width: float, face: Face, whole: Collection[str] = ()) -> list[str]:
        """Break a text into lines that fit a width: at blanks; a word that is wider, after a hyphen or any letter.

        No line breaks within one of the ``whole`` names.
        """
        lines: list[str] = []
        line = ""
        for word in _words(text, whole):
            if line and self.width((line + word).rstrip(), face) > width:
                lines.append(line.rstrip())
                line = ""
            line += word
            while self.width(line.rstrip(), face) > width and len(line) > 1:
                cut = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or self.width(line[:n], face) <= width)
                cut = line.rfind("-", 0, cut) + 1 or cut
                lines.append(line[:cut])
                line = line[cut:]
        return [*lines, line.rstrip()] if line.strip() or not lines else lines

    def balance(self, text: str, width: float, face: Face, whole: Collection[str] = ()) -> list[str]:
        """Break a text into as few lines as fit a width: where its parts end, or else of about the same length."""
        lines, pieces = self.wrap(text, width, face, whole), [*_words(text, whole)]
        longest = max((self.width(piece.rstrip(), face) for piece in pieces), default=0.0)
        shares = (step / BALANCE_STEPS for step in range(BALANCE_STEPS // 2, BALANCE_STEPS))
        narrower = (self.wrap(text, width * share, face, whole) for share in shares if width * share >= longest)
        parted = (
            [
                *self.wrap("".join(pieces[:count]), width, face, whole),
                *self.wrap("".join(pieces[count:]), width, face, whole),
            ]
            for count in range(1, len(pieces))
            if pieces[count - 1].rstrip().endswith(PART_ENDS)
        )
        ways = [way for way in (*narrower, *parted, lines) if len(way) == len(lines)]
        return max(ways, key=lambda way: sum(line.endswith(PART_ENDS) for line in way[:-1]))
