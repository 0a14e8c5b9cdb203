"""What a person asks of an embed kit, and the scene as it then stands."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from geo.errors import MisuseError, check_one_of
from layers.page.island import read_map
from layers.scene.build import Scene
from layers.scene.titles import retitled

THEMES = ("light", "dark", "auto")
_RATIO = re.compile(r"(\d+(?:\.\d+)?)(?:[:/](\d+(?:\.\d+)?))?")
# Flatter than a strip or taller than a phone, no map can be read.
LEAST_RATIO, LARGEST_RATIO = 0.4, 4.0


@dataclass(frozen=True)
class KitOptions:
    """What of a map an article shows: ``None`` leaves what the page has.

    ``address`` is where the page will lie on the web; ``ratio`` is width by height of the map alone. A frame cannot see
    the article around it, and most are light whatever a reader's system says; ``auto`` follows that.
    """

    address: str | None = None
    day: date | None = None
    language: str | None = None
    theme: str = "light"
    ratio: float | None = None
    legend: bool = True
    time: bool = False

    def __post_init__(self) -> None:
        check_one_of(self.theme, THEMES, "a theme")
        if self.address is not None and urlsplit(self.address).scheme not in ("http", "https"):
            raise MisuseError(f"'{self.address}' is no web address of the page; expected https://…")

    @property
    def fragment(self) -> str:
        """What follows the page's address so that it opens as asked."""
        words = {
            "lang": self.language,
            "date": self.day.isoformat() if self.day else None,
            "theme": None if self.theme == "auto" else self.theme,
            "ratio": f"{self.ratio:.3g}" if self.ratio else None,
            "legend": None if self.legend else "0",
            "time": "1" if self.time else None,
        }
        return "&".join(["embed", *(f"{key}={value}" for key, value in words.items() if value)])


def parse_ratio(text: str) -> float:
    """Return width by height, written ``16:9``, ``16/9`` or ``1.78``; raise ``MisuseError`` for anything else."""
    found = _RATIO.fullmatch(text.strip())
    ratio = float(found[1]) / float(found[2] or 1) if found and float(found[2] or 1) else math.nan
    if not LEAST_RATIO <= ratio <= LARGEST_RATIO:
        raise MisuseError(
            f"'{text}' is no ratio of width to height; expected 16:9 or a number from {LEAST_RATIO} to {LARGEST_RATIO}"
        )
    return ratio


def read_scene(page: Path, options: KitOptions) -> Scene:
    """Return the scene that a built page carries, on the day and in the language asked for.

    Raises ``MisuseError`` for a file that is no such page, and for a day or language that its map does not have.
    """
    if not page.is_file():
        raise MisuseError(f"{page} is not a file; expected a page that blocmap build wrote")
    scene = read_map(page.read_text(encoding="utf-8", errors="replace"))
    if scene is None:
        raise MisuseError(f"{page} carries no scene; expected a page that blocmap build wrote")
    data = scene.data
    if options.language:
        check_one_of(options.language, data.languages, f"a language of {page.name}")
        data = data.model_copy(update={"language": options.language})
    if options.day and options.day != data.as_of:
        if not (data.time and data.time.first.first_day <= options.day <= data.time.last):
            span = f"; it goes from {data.time.first} to {data.time.last}" if data.time else ""
            raise MisuseError(f"{options.day} is not on the time line of {page.name}{span}")
        data = retitled(data, options.day)
    return replace(scene, data=data)
