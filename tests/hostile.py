"""A bloc's folder in which every text that a person may write is hostile."""

from __future__ import annotations

import csv
import re
import shutil
import typing
from itertools import count
from pathlib import Path

from geo.model.records import TABLES

# Each would set window.ran, end the script it stands in, or break the page's own code if it were taken for markup,
# for a template of folium's, or for a script's string.
STRINGS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=2>",
    "<svg onload=window.ran=3>",
    "</script><script>window.ran=4</script>",
    "{{ 7*7 }}{% for x in this.__class__.__mro__ %}{{ x }}{% endfor %}",
    "${window.ran=6}",
    "`+(window.ran=7)+`",
    "'\";window.ran=8;//\\",
    "<!--<script>",
    "javascript:window.ran=10",
    '=HYPERLINK("javascript:window.ran=11")',
    "]]><a href=javascript:window.ran=12>x</a>",
    "\u200fevil\u200e \u200bzero\u200dwidth\u061c",
    "\u2028window.ran=14\u2029",
    "&lt;b&gt;&#60;script&#62;",
)
LONG_CELL = "<b>x" * 25_000  # 100 KB
FREE_TEXT = ("also", "publisher", "title", "licence", "note")


def _text_columns(headings: list[str], table: str) -> list[str]:
    """Return the headings of a table whose cells are free text: every translated column and the plain ones."""
    fields = TABLES[table].model_fields
    texts = {name for name, field in fields.items() if "dict" in str(field.annotation)}
    texts |= {name for name in FREE_TEXT if name in fields}
    return [heading for heading in headings if re.sub(r"_(en|ru|zh)$", "", heading) in texts]


def make_hostile(source: Path, target: Path) -> Path:
    """Copy a bloc's folder and put a hostile string into every free text of every table and of bloc.toml."""
    shutil.copytree(source, target)
    turn = count()
    for table in TABLES:
        path = target / f"{table}.csv"
        if path.exists():
            _poison_table(path, table, turn)
    _poison_toml(target / "bloc.toml", turn)
    return target


def _poison_table(path: Path, table: str, turn: typing.Iterator[int]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    headings = rows[0]
    wanted = [headings.index(heading) for heading in _text_columns(headings, table)]
    for row in rows[1:]:
        start = next(
            turn
        )  # one on from row to row, so that a column meets every string, however many columns there are
        for place, cell in enumerate(wanted):
            row[cell] = STRINGS[(start + 4 * place) % len(STRINGS)]
    if wanted and len(rows) > 1:
        rows[1][wanted[0]] = LONG_CELL
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _poison_toml(path: Path, turn: typing.Iterator[int]) -> None:
    text = path.read_text(encoding="utf-8")

    def poisoned(match: re.Match[str]) -> str:
        hostile = STRINGS[next(turn) % len(STRINGS)]
        escaped = "".join(
            rf"\u{ord(letter):04X}" if letter in '"\\' or not letter.isprintable() else letter for letter in hostile
        )
        return f'{match[1]}"{escaped}"'

    path.write_text(re.sub(r'(\b(?:en|ru|zh) = )"(?:[^"\\]|\\.)*"', poisoned, text), encoding="utf-8")
